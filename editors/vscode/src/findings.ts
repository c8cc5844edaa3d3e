/** What a diagnostic of the server carries (data, code). */
export interface Finding {
  rule: string;
  fingerprint: string;
  message: string;
}

/** The shape of vscode.Diagnostic that is read here; vscode-languageclient keeps the server's `data` on it. */
export interface Shown {
  source?: string | undefined;
  message: string;
  code?: unknown;
  data?: unknown;
}

export const SOURCE = "gwlint";

/** The finding behind a diagnostic, or nothing where another tool made it. */
export function findingOf(shown: Shown): Finding | undefined {
  if (shown.source !== SOURCE) return undefined;
  const data = (shown.data ?? {}) as Partial<Finding>;
  const rule = data.rule ?? ruleOf(shown.code);
  return rule ? { rule, fingerprint: data.fingerprint ?? rule, message: shown.message } : undefined;
}

function ruleOf(code: unknown): string | undefined {
  const value = typeof code === "object" && code !== null && "value" in code ? code.value : code;
  return typeof value === "string" ? value : undefined;
}

/** What the list of problems and the squiggle say: the hover beside them gives clauses and advice. */
export function brief(message: string): string {
  return message.split("\n", 1)[0] ?? message;
}

/** Why a reason is refused, or nothing where it will do. */
export function refusal(reason: string): string | undefined {
  if (!reason.trim()) return "请写明理由，例如：经省政府同意，办文单存档";
  return /[\r\n]/.test(reason) ? "理由请写在一行里" : undefined;
}
