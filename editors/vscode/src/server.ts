import { existsSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  type ConfigurationParams,
  type ErrorHandler,
  CloseAction,
  ErrorAction,
  type ExecuteCommandMiddleware,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";
import { find } from "./find";
import { brief, SOURCE } from "./findings";
import { Launch } from "./launch";
import { SELECTOR, serverSettings } from "./options";
import { explain } from "./trouble";

const NAME = "gwlint 公文检查";
const RESTARTS = 3;

/** A client that tells the user nothing by itself: what is told is told in Chinese, by Server. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override warn(message: string, data?: unknown): void {
    super.warn(message, data, false);
  }

  override info(message: string, data?: unknown): void {
    super.info(message, data, false);
  }
}

/** The one `gwlint lsp` process and the client that speaks with it. */
export class Server {
  private client: LanguageClient | undefined;
  private launch: Launch | undefined;
  private ends = 0;
  private stopping = false;
  private readonly output = vscode.window.createOutputChannel(NAME, { log: true });

  constructor(private readonly onCommand: ExecuteCommandMiddleware["executeCommand"]) {}

  /** Start the process; where it cannot start, say so. */
  async start(): Promise<void> {
    this.stopping = false;
    const client = new QuietClient("gwlint", NAME, () => this.spawn(), this.options());
    this.client = client;
    try {
      await client.start();
    } catch {
      this.launch?.process.kill();
      // Not awaited: nothing may wait until the user has answered the message.
      if (!this.stopping) void this.tellFailure();
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const client = this.client;
    this.client = undefined;
    if (client?.state === State.Running) await client.dispose();
    this.launch?.process.kill();
  }

  async restart(): Promise<void> {
    await this.stop();
    this.ends = 0;
    await this.start();
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.output.dispose();
  }

  /** Run a command of the server. Rejects with a Chinese sentence where the server does not run. */
  async execute<Answer>(command: string, ...args: unknown[]): Promise<Answer> {
    if (this.client?.state !== State.Running) throw new Error("检查服务没有运行，请运行命令“公文: 重新启动检查服务”");
    return (await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args })) as Answer;
  }

  private async spawn(): Promise<Launch["process"]> {
    const command = find({
      setting: setting("path") as string,
      folders: folders(),
      trusted: vscode.workspace.isTrusted,
      windows: process.platform === "win32",
      home: homedir(),
      exists: existsSync,
    });
    this.output.info(`${command} lsp`);
    this.launch = new Launch(command, folders()[0]);
    return this.launch.started();
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      initializationOptions: serverSettings(setting),
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { configurationSection: "gwlint" },
      initializationFailedHandler: () => false,
      errorHandler: this.errorHandler(),
      middleware: {
        ...(this.onCommand ? { executeCommand: this.onCommand } : {}),
        handleDiagnostics: (uri, found, next) => next(uri, found.map(shortened)),
        workspace: { configuration: (asked: ConfigurationParams) => asked.items.map(({ scopeUri }) => settingsFor(scopeUri)) },
      },
    };
  }

  /** Begin again after the first ends; then give up and say why. */
  private errorHandler(): ErrorHandler {
    return {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: async () => {
        if (this.stopping || this.client?.state === State.Starting) return { action: CloseAction.DoNotRestart, handled: true };
        this.ends += 1;
        if (this.ends <= RESTARTS) return { action: CloseAction.Restart, handled: true };
        void this.tellFailure();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  private async tellFailure(): Promise<void> {
    const failure = await this.launch?.failure();
    if (!failure) return;
    const [settings, again] = ["打开设置", "重新启动"];
    const answer = await vscode.window.showErrorMessage(explain(failure, Boolean(setting("path"))), settings, again);
    if (answer === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "gwlint.path");
    if (answer === again) await this.restart();
  }
}

/** The same diagnostic, which is the client's own and keeps the server's data, with a shorter message. */
function shortened(found: vscode.Diagnostic): vscode.Diagnostic {
  if (found.source === SOURCE) found.message = brief(found.message);
  return found;
}

function folders(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).filter((one) => one.uri.scheme === "file").map((one) => one.uri.fsPath);
}

function setting(name: string): unknown {
  return vscode.workspace.getConfiguration("gwlint").get(name);
}

function settingsFor(scope: string | undefined): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration("gwlint", scope ? vscode.Uri.parse(scope) : undefined);
  return serverSettings((name) => settings.get(name));
}
