/** What is said of one file after a save: its name and its errors, gravest place first. */
export interface Saved {
  name: string;
  errors: readonly string[];
}

const NAMED_ERRORS = 3;
const NAMED_FILES = 5;

/** The warning after a save, or nothing where no file has errors. VS Code lets no extension hold a save back. */
export function warning(saved: readonly Saved[]): string | undefined {
  const wrong = saved.filter((one) => one.errors.length);
  const [first] = wrong;
  if (!first) return undefined;
  const count = first.errors.length;
  if (wrong.length === 1) return `${first.name} 已存盘，还有 ${count} 处错误：${listed(first.errors, NAMED_ERRORS, "；", "处")}。`;
  const names = wrong.map((one) => `${one.name}（${one.errors.length} 处）`);
  return `${wrong.length} 个文件已存盘，还有错误：${listed(names, NAMED_FILES, "、", "个")}。`;
}

function listed(items: readonly string[], most: number, between: string, unit: string): string {
  const left = items.length - most;
  return items.slice(0, most).join(between) + (left > 0 ? `；其余 ${left} ${unit}从略` : "");
}

/** Whether a docx or pdf is a draft and not the lock or a working copy that Word, WPS or LibreOffice leave beside it. */
export function isDraft(name: string): boolean {
  return !/^(~\$|\.~|~WR|\.)/i.test(name);
}
