import * as vscode from "vscode";
import { type Finding, findingOf, refusal } from "./findings";
import { type Projections, sourceOf } from "./projections";
import type { Reports } from "./reports";
import type { Server } from "./server";

const IGNORE = "gwlint.ignore";
const PAGE_SCHEME = "gwlint-rule";

/** Show the html report of a file: the one clicked on, the one shown, or one that the user picks. */
export async function showReport(reports: Reports, clicked: vscode.Uri | undefined): Promise<void> {
  const file = clicked ?? vscode.window.activeTextEditor?.document.uri ?? (await pick("看检查报告", ["docx", "pdf", "txt", "md"]));
  if (file) await reports.show(sourceOf(file));
}

/** Show the text of a docx or pdf with its findings. */
export async function checkFile(projections: Projections, clicked: vscode.Uri | undefined): Promise<void> {
  const file = clicked ?? (await pick("检查", ["docx", "pdf"]));
  if (file) await projections.show(sourceOf(file));
}

/** Ask for a reason and no longer report the finding at the cursor. */
export async function ignoreHere(server: Server): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const finding = await findingHere("不报哪一处？");
  if (uri && finding) await ignore(server.execute.bind(server), uri.toString(), finding.fingerprint);
}

/** What the server's own code actions do: `gwlint.ignore` first asks for the reason. */
export async function onCommand(
  command: string,
  args: unknown[],
  next: (command: string, args: unknown[]) => vscode.ProviderResult<unknown>,
): Promise<unknown> {
  const [uri, fingerprint, reason] = args;
  if (command !== IGNORE || reason) return next(command, args);
  return ignore(async (name, ...all) => next(name, all), uri, fingerprint);
}

async function ignore(run: (command: string, ...args: unknown[]) => Promise<unknown>, uri: unknown, fingerprint: unknown): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: "不报这一处",
    prompt: "理由会写进文稿或者不报清单，请写清楚",
    placeHolder: "例如：经省政府同意，办文单存档",
    ignoreFocusOut: true,
    validateInput: refusal,
  });
  if (reason) await run(IGNORE, uri, fingerprint, reason.trim());
}

/** Show the page of the rule at the cursor, or of one whose number the user types. */
export async function explainRule(server: Server): Promise<void> {
  const finding = await findingHere("解释哪一条？");
  const rule = finding?.rule ?? (await vscode.window.showInputBox({ title: "解释规则", prompt: "写规则的编号或名称，例如 GW101" }));
  if (!rule?.trim()) return;
  const text = await server.execute<string>("gwlint.explain", rule.trim());
  pages.set(rule.trim(), text);
  const page = vscode.Uri.from({ scheme: PAGE_SCHEME, path: `/${rule.trim()}.md` });
  await vscode.commands.executeCommand("markdown.showPreviewToSide", page);
}

const pages = new Map<string, string>();

/** The rule pages, for the markdown preview. */
export function rulePages(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, {
    provideTextDocumentContent: ({ path }) => pages.get(path.slice(1, -".md".length)) ?? "",
  });
}

/** The finding at the cursor; where there are several, the one that the user picks. */
async function findingHere(title: string): Promise<Finding | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const here = vscode.languages.getDiagnostics(editor.document.uri).filter(({ range }) => range.intersection(editor.selection));
  const found = here.map(findingOf).filter((one) => one !== undefined);
  if (found.length < 2) return found[0];
  const items = found.map((finding) => ({ label: finding.rule, detail: finding.message, finding }));
  return (await vscode.window.showQuickPick(items, { title }))?.finding;
}

async function pick(openLabel: string, extensions: string[]): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({ openLabel, filters: { 公文: extensions } });
  return files?.[0];
}
