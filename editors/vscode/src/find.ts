import { posix, win32 } from "node:path";

/** What decides where gwlint is; `exists` says whether a file is there. */
export interface Surroundings {
  setting: string;
  folders: readonly string[];
  trusted: boolean;
  windows: boolean;
  home: string;
  exists(path: string): boolean;
}

/** The program to start: the setting, else the workspace's .venv where the workspace is trusted, else the one on PATH. */
export function find(around: Surroundings): string {
  const wanted = around.setting.trim();
  if (wanted) return expand(wanted, around);
  const inside = around.trusted ? around.folders.map((folder) => inEnvironment(folder, around.windows)) : [];
  return inside.find((path) => around.exists(path)) ?? "gwlint";
}

function inEnvironment(folder: string, windows: boolean): string {
  return windows ? win32.join(folder, ".venv", "Scripts", "gwlint.exe") : posix.join(folder, ".venv", "bin", "gwlint");
}

function expand(path: string, around: Surroundings): string {
  return path.replace(/^~(?=$|[\\/])/, () => around.home).replaceAll("${workspaceFolder}", () => around.folders[0] ?? "");
}
