// Runs inside the extension host of a real VS Code: see tests/editors/test_vscode.py, which reads what is written to
// the file GWLINT_HOST_RESULT.
import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";

const DEADLINE = 20_000;
const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail("no folder");
const file = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);

const tests: Record<string, () => Promise<void>> = {
  async "a draft is checked when it is opened"() {
    const draft = await open("start.txt");
    const found = await diagnostics(draft.uri, (codes) => codes.includes("GW301"));
    const one = found.find((shown) => codeOf(shown) === "GW301");
    assert.equal(draft.getText(one?.range), "各县（区）人民政府要于10月20日前落实植树地块");
    assert.equal(one?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(one?.source, "gwlint");
    assert.match(one?.message ?? "", /^[^\n]*提出指令性要求$/);
  },

  async "hover, outline, count and code actions are those of the server"() {
    const draft = await open("start.txt");
    const found = await diagnostics(draft.uri, (codes) => codes.includes("GW301"));
    const { range } = found.find((shown) => codeOf(shown) === "GW301") ?? assert.fail("no GW301");
    const hovers = await ask<vscode.Hover[]>("vscode.executeHoverProvider", draft.uri, range.start);
    const said = hovers.flatMap(({ contents }) => contents).map((one) => (one as vscode.MarkdownString).value);
    assert.match(said.join(), /directive-to-lower-government/);
    const parts = await ask<vscode.DocumentSymbol[]>("vscode.executeDocumentSymbolProvider", draft.uri);
    assert.ok(parts.some(({ name }) => name.startsWith("标题")), JSON.stringify(parts));
    const lenses = await ask<vscode.CodeLens[]>("vscode.executeCodeLensProvider", draft.uri);
    assert.match(lenses[0]?.command?.title ?? "", /^正文 \d+ 字 \/ 上限 4,000/);
    const actions = await ask<vscode.CodeAction[]>("vscode.executeCodeActionProvider", draft.uri, range);
    const commands = actions.map(({ command }) => command?.command);
    assert.ok(commands.includes("gwlint.ignore") && commands.includes("gwlint.explain"), commands.join());
  },

  async "an edit is checked, and undoing it brings the findings back"() {
    const draft = await open("start.txt");
    const before = codesOf(await diagnostics(draft.uri, (codes) => codes.includes("GW302")));
    await replace(draft, "各县（区）人民政府：", "各县（区）林业局：");
    await diagnostics(draft.uri, (codes) => !codes.includes("GW302"));
    await vscode.commands.executeCommand("undo");
    assert.deepEqual(codesOf(await diagnostics(draft.uri, (codes) => codes.includes("GW302"))), before);
  },

  async "a save corrects what is certain, once the setting says so"() {
    await set("fixOnSave", true);
    const draft = await open("date.txt");
    await diagnostics(draft.uri, (codes) => codes.length > 0);
    await until("the setting to arrive and the save to correct", async () => {
      await replace(draft, "2025年", "\n2025年");
      await draft.save();
      return draft.getText().includes("2025年9月4日");
    });
  },

  async "a change of a setting checks again"() {
    const draft = await open("start.txt");
    await diagnostics(draft.uri, (codes) => codes.includes("GW301"));
    await set("ignore", ["GW301"]);
    await diagnostics(draft.uri, (codes) => !codes.includes("GW301"));
    await set("ignore", undefined);
    await diagnostics(draft.uri, (codes) => codes.includes("GW301"));
  },

  async "a docx is shown as text with its findings, and anew when another program saves it"() {
    await vscode.commands.executeCommand("gwlint.checkFile", file("draft.docx"));
    const { document } = vscode.window.activeTextEditor ?? assert.fail("nothing shown");
    assert.equal(document.uri.scheme, "gwlint");
    assert.match(document.getText(), /关于推进苹果产业提质增效的意见/);
    const [found] = await diagnostics(document.uri, (codes) => codes.includes("GW101"));
    assert.match(document.getText(found?.range), /关于推进苹果产业提质增效的意见/);
    copyFileSync(file("other.docx").fsPath, file("draft.docx").fsPath);
    await until("the new text", async () => !document.getText().includes("苹果产业"));
    const renewed = await diagnostics(document.uri, (codes) => codes.includes("GW302"));
    const addressees = renewed.find((shown) => codeOf(shown) === "GW302");
    assert.match(document.getText(addressees?.range), /人民政府/);
  },

  async "the html report opens in a webview"() {
    await vscode.commands.executeCommand("gwlint.showReport", file("other.docx"));
    await until("the report's tab", async () => tabs().some(({ label, input }) => input instanceof vscode.TabInputWebview && label === "检查报告：other.docx"));
  },

  async "the rule at the cursor is explained"() {
    const draft = await open("start.txt");
    const found = await diagnostics(draft.uri, (codes) => codes.includes("GW302"));
    const editor = await vscode.window.showTextDocument(draft);
    const { range } = found.find((shown) => codeOf(shown) === "GW302") ?? assert.fail("no GW302");
    editor.selection = new vscode.Selection(range.start, range.start);
    await vscode.commands.executeCommand("gwlint.explainRule");
    await until("the rule's page", async () => tabs().some(({ label }) => label.includes("GW302.md")));
  },

  async "a server that ends is started again"() {
    const draft = await open("start.txt");
    const number = (): number => Number(readFileSync(process.env["GWLINT_HOST_SERVER"] ?? assert.fail(), "utf8"));
    const ended = number();
    process.kill(ended, "SIGKILL");
    await until("another server", async () => number() !== ended);
    await replace(draft, "各县（区）人民政府：", "各县（区）林业局：");
    await diagnostics(draft.uri, (codes) => !codes.includes("GW302"));
    await vscode.commands.executeCommand("undo");
    await diagnostics(draft.uri, (codes) => codes.includes("GW301"));
  },

  async "a restart checks again"() {
    const draft = await open("start.txt");
    await vscode.commands.executeCommand("gwlint.restart");
    await replace(draft, "各县（区）人民政府：", "各县（区）林业局：");
    await diagnostics(draft.uri, (codes) => !codes.includes("GW302"));
    await vscode.commands.executeCommand("undo");
    await diagnostics(draft.uri, (codes) => codes.includes("GW301"));
  },
};

/** What VS Code calls. */
export async function run(): Promise<void> {
  const results: Record<string, string> = {};
  for (const [name, body] of Object.entries(tests)) {
    results[name] = await body().then(() => "ok", (error: unknown) => String(error instanceof Error ? error.stack : error));
  }
  writeFileSync(process.env["GWLINT_HOST_RESULT"] ?? assert.fail("no GWLINT_HOST_RESULT"), JSON.stringify(results));
}

async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(file(name));
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  return document;
}

async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const start = document.getText().indexOf(old);
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + old.length)), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function diagnostics(uri: vscode.Uri, wanted: (codes: string[]) => boolean): Promise<vscode.Diagnostic[]> {
  await until(`diagnostics of ${uri.path}`, async () => wanted(codesOf(vscode.languages.getDiagnostics(uri))));
  return vscode.languages.getDiagnostics(uri);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + DEADLINE; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`waited in vain for ${what}`);
}

function set(name: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration("gwlint").update(name, value, vscode.ConfigurationTarget.Workspace);
}

async function ask<Answer>(command: string, ...args: unknown[]): Promise<Answer> {
  return (await vscode.commands.executeCommand<Answer>(command, ...args)) ?? assert.fail(command);
}

function tabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

function codesOf(found: readonly vscode.Diagnostic[]): string[] {
  return found.map(codeOf).sort();
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}
