import assert from "node:assert/strict";
import { test } from "node:test";
import { isDraft, warning } from "../../src/saved";

test("no errors, no warning", () => {
  assert.equal(warning([{ name: "通知.docx", errors: [] }]), undefined);
  assert.equal(warning([]), undefined);
});

test("one file: its errors are named, three at most", () => {
  assert.equal(warning([{ name: "通知.docx", errors: ["第3段，正文超长"] }]), "通知.docx 已存盘，还有 1 处错误：第3段，正文超长。");
  const said = warning([{ name: "通知.docx", errors: ["甲", "乙", "丙", "丁"] }, { name: "函.docx", errors: [] }]);
  assert.equal(said, "通知.docx 已存盘，还有 4 处错误：甲；乙；丙；其余 1 处从略。");
});

test("several files: one message for all", () => {
  const said = warning(["一", "二", "三", "四", "五", "六"].map((name) => ({ name, errors: ["错"] })));
  assert.equal(said, "6 个文件已存盘，还有错误：一（1 处）、二（1 处）、三（1 处）、四（1 处）、五（1 处）；其余 1 个从略。");
});

test("locks and working copies of Word, WPS and LibreOffice are no drafts", () => {
  for (const name of ["~$通知.docx", ".~通知.docx", "~WRD0001.docx", ".~lock.通知.docx#", ".通知.docx"]) assert.ok(!isDraft(name), name);
  for (const name of ["通知.docx", "1~2月情况.pdf"]) assert.ok(isDraft(name), name);
});
