import assert from "node:assert/strict";
import { test } from "node:test";
import { errorsOf, fileReport } from "../../src/check";

const nowhere = { page: null, paragraph: null, line: null };
const finding = (severity: "error" | "info", location: object) =>
  ({ rule: "GW101", severity, message: "正文超长", location: { ...nowhere, ...location } });

test("errors alone, each with its place", () => {
  const findings = [finding("error", { paragraph: 3, page: 1 }), finding("info", { line: 2 }), finding("error", { line: 4, paragraph: 2 }), finding("error", { page: 2 }), finding("error", {})];
  const said = errorsOf({ status: "checked", reason: null, findings });
  assert.deepEqual(said, ["第3段，正文超长", "第4行，正文超长", "第2页，正文超长", "正文超长"]);
});

test("a file's report, bare or in the whole json document", () => {
  const file = { status: "checked", reason: null, findings: [] };
  assert.equal(fileReport(file), file);
  assert.equal(fileReport({ schema: 1, files: [file] }), file);
  assert.throws(() => fileReport({ files: [] }), /没有给出检查结果/);
});
