import { basename } from "node:path";
import * as vscode from "vscode";
import { selfContained } from "./report";
import type { Server } from "./server";

/** The html reports, one panel a file. */
export class Reports {
  private readonly panels = new Map<string, vscode.WebviewPanel>();

  constructor(private readonly server: Server) {}

  /** Show the report of a file beside it. */
  async show(file: vscode.Uri): Promise<void> {
    const html = await this.html(file);
    const panel = this.panels.get(file.toString()) ?? this.create(file);
    panel.webview.html = html;
    panel.reveal(panel.viewColumn, true);
  }

  /** Make an open report anew. */
  async refresh(file: vscode.Uri): Promise<void> {
    const panel = this.panels.get(file.toString());
    if (panel) panel.webview.html = await this.html(file);
  }

  private create(file: vscode.Uri): vscode.WebviewPanel {
    const title = `检查报告：${basename(file.path)}`;
    // The page keeps its filters and its place while it is hidden; nothing on disk can be loaded into it.
    const panel = vscode.window.createWebviewPanel("gwlint.report", title, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, {
      enableScripts: true,
      enableFindWidget: true,
      retainContextWhenHidden: true,
      localResourceRoots: [],
    });
    this.panels.set(file.toString(), panel);
    panel.onDidDispose(() => this.panels.delete(file.toString()));
    return panel;
  }

  private async html(file: vscode.Uri): Promise<string> {
    const html = await this.server.execute<string>("gwlint.html", file.toString());
    if (!selfContained(html)) throw new Error("这份报告没有自带的安全策略，没有显示。请把 gwlint 和扩展都换成最新的版本");
    return html;
  }
}
