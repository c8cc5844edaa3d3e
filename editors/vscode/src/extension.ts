import * as vscode from "vscode";
import { checkFile, explainRule, ignoreHere, onCommand, rulePages, showReport } from "./commands";
import { OFFICE_FILES, PROJECTION_SCHEME, SELECTOR } from "./options";
import { Projections } from "./projections";
import { Reports } from "./reports";
import { Saves } from "./saves";
import { Server } from "./server";

/** Start the server and hook it into the editor. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher(OFFICE_FILES);
  const server = new Server(onCommand);
  const [projections, reports] = [new Projections(server), new Reports(server)];
  const saves = new Saves(server, projections, reports);
  context.subscriptions.push(
    watcher,
    server,
    saves,
    rulePages(),
    vscode.workspace.registerTextDocumentContentProvider(PROJECTION_SCHEME, projections),
    watcher.onDidChange((file) => saves.saved(file)),
    watcher.onDidCreate((file) => saves.saved(file)),
    vscode.workspace.onDidSaveTextDocument((draft) => vscode.languages.match(SELECTOR, draft) && saves.saved(draft.uri)),
    command("gwlint.showReport", (file?: vscode.Uri) => showReport(reports, file)),
    command("gwlint.checkFile", (file?: vscode.Uri) => checkFile(projections, file)),
    command("gwlint.ignoreHere", () => ignoreHere(server)),
    command("gwlint.explainRule", () => explainRule(server)),
    command("gwlint.restart", () => server.restart()),
  );
  await server.start();
}

/** A command whose failure is told in one sentence. */
function command(name: string, run: (file?: vscode.Uri) => Promise<void>): vscode.Disposable {
  return vscode.commands.registerCommand(name, async (file?: vscode.Uri) => {
    try {
      await run(file);
    } catch (error) {
      void vscode.window.showErrorMessage(`gwlint：${error instanceof Error ? error.message : String(error)}`);
    }
  });
}
