import { basename } from "node:path";
import * as vscode from "vscode";
import { errorsOf, fileReport } from "./check";
import type { Projections } from "./projections";
import type { Reports } from "./reports";
import { isDraft, type Saved, warning } from "./saved";
import type { Server } from "./server";

/** Word and WPS write a file in several steps; what follows within this time belongs to the same save. */
const SETTLED = 700;

/** After each save: what is shown of the file is made anew, and its errors are named. */
export class Saves {
  private readonly waiting = new Map<string, vscode.Uri>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Server,
    private readonly projections: Projections,
    private readonly reports: Reports,
  ) {}

  /** A draft was saved in the editor, or a docx or pdf by another program. */
  saved(file: vscode.Uri): void {
    if (!isDraft(basename(file.path))) return;
    this.waiting.set(file.toString(), file);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.settle(), SETTLED);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private async settle(): Promise<void> {
    const files = [...this.waiting.values()];
    this.waiting.clear();
    for (const file of files) {
      this.projections.refresh(file);
      await this.reports.refresh(file).catch(() => undefined);
    }
    const wanted = files.filter((file) => vscode.workspace.getConfiguration("gwlint", file).get("warnOnSave"));
    await this.warn(await Promise.all(wanted.map((file) => this.check(file))));
  }

  /** The errors of a file; none where it cannot be read just now, as while Word still writes it. */
  private async check(file: vscode.Uri): Promise<Saved & { file: vscode.Uri }> {
    const answer = await this.server.execute("gwlint.check", file.toString()).catch(() => undefined);
    return { file, name: basename(file.path), errors: answer ? errorsOf(fileReport(answer)) : [] };
  }

  private async warn(saved: readonly (Saved & { file: vscode.Uri })[]): Promise<void> {
    const text = warning(saved);
    const wrong = saved.find((one) => one.errors.length);
    if (!text || !wrong) return;
    const show = "看检查报告";
    if ((await vscode.window.showWarningMessage(text, show)) === show) await this.reports.show(wrong.file);
  }
}
