/** The parts of `gwlint check --format json` that the extension reads (docs/json.md). */
export interface FileReport {
  status: "checked" | "partial" | "unreadable";
  reason: string | null;
  findings: readonly { rule: string; severity: "error" | "warning" | "info"; message: string; location: Location }[];
}

interface Location {
  page: number | null;
  paragraph: number | null;
  line: number | null;
}

/** The errors of a file, each with its place. */
export function errorsOf(report: FileReport): string[] {
  return report.findings.filter((one) => one.severity === "error").map((one) => place(one.location) + one.message);
}

function place({ page, paragraph, line }: Location): string {
  if (line !== null) return `第${line}行，`;
  if (paragraph !== null) return `第${paragraph}段，`;
  return page === null ? "" : `第${page}页，`;
}

/** The one file of a report: the server gives the file itself or the whole of the json document. */
export function fileReport(answer: unknown): FileReport {
  const whole = answer as { files?: readonly FileReport[] };
  const file = whole.files ? whole.files[0] : (answer as FileReport);
  if (!file?.findings) throw new Error("gwlint 没有给出检查结果");
  return file;
}
