import assert from "node:assert/strict";
import { test } from "node:test";
import { explain } from "../../src/trouble";

const failure = { command: "gwlint", missing: false, code: 2, stderr: "" };

test("no gwlint: how to install it", () => {
  const said = explain({ ...failure, missing: true, code: null }, false);
  assert.match(said, /没有找到 gwlint/);
  assert.match(said, /pip install "gwlint\[editor\]"/);
  assert.match(said, /重新启动检查服务/);
});

test("a wrong setting: its value and its name", () => {
  const said = explain({ ...failure, command: "/opt/gwlnt", missing: true, code: null }, true);
  assert.match(said, /gwlint\.path 写的“\/opt\/gwlnt”不能运行/);
});

test("no extra: the server's own sentence, and what follows it", () => {
  const said = explain({ ...failure, stderr: "gwlint：lsp 要用到 pygls，请先运行 pip install 'gwlint[editor]'\n" }, false);
  assert.match(said, /^gwlint：lsp 要用到 pygls，请先运行 pip install 'gwlint\[editor\]'。装好后/);
});

test("a gwlint without lsp is too old", () => {
  assert.match(explain({ ...failure, stderr: "gwlint：没有 lsp 这个命令\n" }, false), /版本太旧/);
});

test("a crash: the exit code and the last line, and where to look", () => {
  const said = explain({ ...failure, code: 1, stderr: "Traceback\r\nMemoryError\r\n" }, false);
  assert.match(said, /退出码 1）。最后一句是：MemoryError。/);
  assert.match(explain({ ...failure, code: null }, false), /退出码 无）。请/);
});
