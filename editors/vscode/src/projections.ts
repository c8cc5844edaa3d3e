import * as vscode from "vscode";
import { PROJECTION_SCHEME, projectedPath } from "./options";
import type { Server } from "./server";

interface Projection {
  uri: string;
  text: string;
  languageId: string;
}

/** The read-only texts of docx and pdf files. The server publishes its diagnostics for them under the same addresses. */
export class Projections implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly ready = new Map<string, string>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: Server) {}

  /** Show the text of a file. */
  async show(file: vscode.Uri): Promise<void> {
    const { uri, text } = await this.ask(file);
    const address = vscode.Uri.parse(uri);
    this.ready.set(address.toString(), text);
    const document = await vscode.workspace.openTextDocument(address);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Read the file behind a shown text again. */
  refresh(file: vscode.Uri): void {
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === PROJECTION_SCHEME && sourceOf(uri).toString() === file.toString())
      .forEach(({ uri }) => this.changed.fire(uri));
  }

  async provideTextDocumentContent(address: vscode.Uri): Promise<string> {
    const key = address.toString();
    const text = this.ready.get(key);
    this.ready.delete(key);
    return text ?? (await this.ask(sourceOf(address))).text;
  }

  private ask(file: vscode.Uri): Promise<Projection> {
    return this.server.execute("gwlint.projection", file.toString());
  }
}

/** The file on disk that a document shows. */
export function sourceOf(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === PROJECTION_SCHEME ? uri.with({ scheme: "file", path: projectedPath(uri.path) }) : uri;
}
