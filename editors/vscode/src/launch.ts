import { type ChildProcess, spawn } from "node:child_process";

/** How a start of gwlint ended; `missing` when there is no such program. */
export interface Failure {
  command: string;
  missing: boolean;
  code: number | null;
  stderr: string;
}

const KEPT = 4000;

/** A `gwlint lsp` process, and what it says on stderr before it ends. */
export class Launch {
  readonly process: ChildProcess;
  private stderr = "";
  private readonly ended: Promise<Failure>;

  constructor(command: string, cwd: string | undefined) {
    this.process = spawn(command, ["lsp"], { cwd, env: { ...process.env, PYTHONIOENCODING: "utf-8" } });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-KEPT);
    });
    // A write to a process that is gone ends here and not as an uncaught error.
    this.process.stdin?.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      this.process.once("error", () => resolve({ command, missing: true, code: null, stderr: "" }));
      this.process.once("close", (code) => resolve({ command, missing: false, code, stderr: this.stderr }));
    });
  }

  /** Resolves once the process runs; rejects where it cannot. */
  started(): Promise<ChildProcess> {
    return new Promise((resolve, reject) => {
      this.process.once("spawn", () => resolve(this.process));
      this.process.once("error", reject);
    });
  }

  /** Resolves when the process has ended, or could not begin. */
  failure(): Promise<Failure> {
    return this.ended;
  }
}
