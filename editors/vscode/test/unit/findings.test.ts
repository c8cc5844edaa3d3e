import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, findingOf, refusal } from "../../src/findings";

test("a finding of gwlint carries rule and fingerprint", () => {
  const shown = { source: "gwlint", message: "正文超长", code: { value: "GW101" }, data: { rule: "GW101", fingerprint: "356c" } };
  assert.deepEqual(findingOf(shown), { rule: "GW101", fingerprint: "356c", message: "正文超长" });
});

test("without data, the rule's number stands for the fingerprint", () => {
  for (const code of ["GW101", { value: "GW101" }]) {
    assert.equal(findingOf({ source: "gwlint", message: "", code })?.fingerprint, "GW101");
  }
});

test("what another tool found is not ours", () => {
  assert.equal(findingOf({ source: "markdownlint", message: "", code: "MD001" }), undefined);
});

test("a reason is needed, in one line", () => {
  assert.match(refusal("  ") ?? "", /请写明理由/);
  assert.match(refusal("甲\n乙") ?? "", /一行/);
  assert.equal(refusal("经省政府同意"), undefined);
});

test("the list of problems has one line a finding", () => {
  assert.equal(brief("正文超长\n依据：某规定第三条"), "正文超长");
  assert.equal(brief("正文超长"), "正文超长");
});
