import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Launch } from "../../src/launch";

test("a program that is not there", async () => {
  const launch = new Launch(join(tmpdir(), "no", "gwlint"), undefined);
  await assert.rejects(launch.started());
  assert.deepEqual(await launch.failure(), { command: join(tmpdir(), "no", "gwlint"), missing: true, code: null, stderr: "" });
});

test("one that ends at once leaves its exit code and what it said", { skip: process.platform === "win32" }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "gwlint-"));
  try {
    const program = join(folder, "gwlint");
    writeFileSync(program, "#!/bin/sh\necho \"没有 $1\" >&2\nexit 2\n");
    chmodSync(program, 0o700);
    const launch = new Launch(program, folder);
    await launch.started();
    assert.deepEqual(await launch.failure(), { command: program, missing: false, code: 2, stderr: "没有 lsp\n" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
