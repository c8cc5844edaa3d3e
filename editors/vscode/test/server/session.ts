import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  ApplyWorkspaceEditRequest,
  type ConfigurationParams,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidOpenTextDocumentNotification,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { find } from "../../src/find";
import { Launch } from "../../src/launch";
import { serverSettings } from "../../src/options";

export const TOP = resolve("../..");
const DEADLINE = 30_000;

/** A real `gwlint lsp`, spoken to with the extension's own options over the JSON-RPC of vscode-languageclient. */
export class Session {
  readonly folder = mkdtempSync(join(tmpdir(), "gwlint-"));
  readonly told: string[] = [];
  readonly edits: WorkspaceEdit[] = [];
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly launch: Launch,
    readonly connection: ProtocolConnection,
    private readonly settings: Record<string, unknown>,
  ) {}

  static async begin(settings: Record<string, unknown> = {}): Promise<Session> {
    const launch = new Launch(program(), TOP);
    const { stdout, stdin } = await launch.started();
    if (!stdout || !stdin) throw new Error("no pipes");
    const session = new Session(launch, createProtocolConnection(stdout, stdin), settings);
    session.listen();
    await session.initialize();
    return session;
  }

  async end(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    await this.launch.failure();
    this.connection.dispose();
    rmSync(this.folder, { recursive: true });
  }

  /** Open a draft that is written to the session's folder; its address. */
  async open(name: string, text: string, languageId = "plaintext"): Promise<string> {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    const uri = pathToFileURL(path).href;
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  execute<Answer>(command: string, ...args: unknown[]): Promise<Answer> {
    return this.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args }) as Promise<Answer>;
  }

  /** The diagnostics of a document once they are `wanted`. */
  async diagnostics(uri: string, wanted: (found: Diagnostic[]) => boolean = () => true): Promise<Diagnostic[]> {
    const until = Date.now() + DEADLINE;
    for (;;) {
      const found = this.published.get(key(uri));
      if (found && wanted(found)) return found;
      if (Date.now() > until) throw new Error(`no such diagnostics for ${uri}: ${JSON.stringify(found)}`);
      await this.next(until - Date.now());
    }
  }

  private next(most: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, most);
      this.waiting.add(() => {
        clearTimeout(timer);
        done();
      });
    });
  }

  private listen(): void {
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.published.set(key(uri), diagnostics);
      this.waiting.forEach((done) => done());
      this.waiting.clear();
    });
    this.connection.onNotification(ShowMessageNotification.type, ({ message }) => void this.told.push(message));
    this.connection.onRequest(RegistrationRequest.type, () => undefined);
    this.connection.onRequest(ConfigurationRequest.type, ({ items }: ConfigurationParams) => items.map(() => this.read()));
    this.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
      this.edits.push(edit);
      return { applied: true };
    });
    this.connection.listen();
  }

  private async initialize(): Promise<InitializeResult> {
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(this.folder).href, name: "drafts" }],
      initializationOptions: this.read(),
      capabilities: { workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true }, applyEdit: true } },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  /** The settings as the extension reads them: what is not set is at its default in package.json. */
  private read(): Record<string, unknown> {
    return serverSettings((name) => this.settings[name] ?? byDefault(name));
  }
}

function byDefault(name: string): unknown {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  return manifest.contributes.configuration.properties[`gwlint.${name}`].default;
}

function program(): string {
  const setting = process.env["GWLINT"] ?? "";
  return find({ setting, folders: [TOP], trusted: true, windows: process.platform === "win32", home: homedir(), exists: existsSync });
}

/** An address as VS Code writes it and one as the server does are the same one. */
function key(uri: string): string {
  return decodeURIComponent(uri);
}
