import assert from "node:assert/strict";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  DiagnosticSeverity,
  FileChangeType,
  type TextEdit,
  WillSaveTextDocumentWaitUntilRequest,
  TextDocumentSaveReason,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { errorsOf, fileReport } from "../../src/check";
import { findingOf, type Shown } from "../../src/findings";
import { PROJECTION_SCHEME, projectedPath } from "../../src/options";
import { selfContained } from "../../src/report";
import { warning } from "../../src/saved";
import { Session, TOP } from "./session";

const TITLE = "青溪市林业局关于做好秋季植树工作的通知";
const DRAFT = `${TITLE}\n\n各县（区）人民政府：\n\n现将有关事项通知如下。\n\n一、𠮷县人民政府要于10月20日前落实植树地块。\n\n青溪市林业局\n2025年9月4日\n`;
const SAMPLES = join(TOP, "samples");

let session: Session;
before(async () => {
  session = await Session.begin({ fixOnSave: true });
});
after(() => session.end());

const rules = (found: readonly Diagnostic[]): string[] => found.map((one) => String(one.code));

test("a draft's findings, on the right characters behind one outside the BMP", async () => {
  const uri = await session.open("通知.txt", DRAFT);
  const found = await session.diagnostics(uri, (all) => rules(all).includes("GW301"));
  const one = found.find(({ code }) => code === "GW301");
  const line = DRAFT.split("\n")[one?.range.start.line ?? 0] ?? "";
  assert.equal(line.slice(one?.range.start.character, one?.range.end.character), "𠮷县人民政府要于10月20日前落实植树地块");
  assert.equal(one?.severity, DiagnosticSeverity.Error);
  assert.match(findingOf(one as Shown)?.fingerprint ?? "", /^[0-9a-f]{16}$/);
});

test("a code action corrects, and so does a save", async () => {
  const uri = await session.open("日期.txt", DRAFT.replace("2025年9月4日", "2025年09月04日"));
  const found = await session.diagnostics(uri, (all) => all.length > 0);
  const [wrong] = found.filter(({ range }) => range.start.line === 9);
  assert.ok(wrong, `no finding on the date: ${rules(found)}`);
  const range = wrong.range;
  const actions = (await session.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri }, range, context: { diagnostics: [wrong], only: [CodeActionKind.QuickFix] },
  })) as CodeAction[];
  const fix = actions.find(({ edit }) => edit);
  assert.ok(fix, "no correction is offered");
  const onSave = await session.connection.sendRequest(WillSaveTextDocumentWaitUntilRequest.type, {
    textDocument: { uri }, reason: TextDocumentSaveReason.Manual,
  });
  assert.deepEqual(onSave, editsOf(fix?.edit));
  assert.ok(actions.some(({ command }) => command?.command === "gwlint.ignore"));
  assert.ok(actions.some(({ command }) => command?.command === "gwlint.explain"));
});

test("ignore with a reason writes it at the end of the draft", async () => {
  const uri = await session.open("不报.txt", DRAFT);
  const found = await session.diagnostics(uri, (all) => rules(all).includes("GW301"));
  const finding = findingOf(found.find(({ code }) => code === "GW301") as Shown);
  assert.equal(await session.execute("gwlint.ignore", uri, finding?.fingerprint, "经市政府同意"), true);
  assert.match(editsOf(session.edits.at(-1)).map(({ newText }) => newText).join(""), /gwlint: 忽略 GW301 经市政府同意/);
});

test("a rule's page is Markdown", async () => {
  assert.match(await session.execute("gwlint.explain", "GW101"), /^# GW101 overlong-body\n/);
});

test("the report of every docx and pdf sample may be shown in a webview", async () => {
  for (const name of readdirSync(SAMPLES).filter((one) => /\.(docx|pdf)$/.test(one))) {
    assert.ok(selfContained(await session.execute("gwlint.html", pathToFileURL(join(SAMPLES, name)).href)), name);
  }
});

test("the check of a docx names its errors for the warning after a save", async () => {
  const uri = pathToFileURL(join(SAMPLES, "01-gansu-overlong-opinion.docx")).href;
  const errors = errorsOf(fileReport(await session.execute("gwlint.check", uri)));
  assert.match(warning([{ name: "意见.docx", errors }]) ?? "", /^意见\.docx 已存盘，还有 1 处错误：第3段，正文5358字，超过/);
});

test("a docx's projection has its findings, and new ones when the docx is saved", async () => {
  const path = join(session.folder, "稿子 1.docx");
  copyFileSync(join(SAMPLES, "01-gansu-overlong-opinion.docx"), path);
  const uri = pathToFileURL(path).href;
  const projection = await session.execute<{ uri: string; text: string; languageId: string }>("gwlint.projection", uri);
  const address = new URL(projection.uri);
  assert.equal(address.protocol, `${PROJECTION_SCHEME}:`);
  assert.equal(fileURLToPath(`file://${projectedPath(address.pathname)}`), path);
  assert.match(projection.text, /关于推进苹果产业提质增效的意见/);
  assert.deepEqual(rules(await session.diagnostics(projection.uri)), ["GW101"]);

  copyFileSync(join(SAMPLES, "13-tangshan-bureau-directs-counties.docx"), path);
  await session.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri, type: FileChangeType.Changed }] });
  assert.ok(rules(await session.diagnostics(projection.uri, (all) => !rules(all).includes("GW101"))).includes("GW302"));
});

test("a file that is no docx is refused in Chinese", async () => {
  const uri = pathToFileURL(join(session.folder, "没有.docx")).href;
  await assert.rejects(session.execute("gwlint.projection", uri), /\p{Script=Han}/u);
});

test("the server takes all settings that the extension sends", () => {
  assert.deepEqual(session.told, []);
});

function editsOf(edit: WorkspaceEdit | undefined): TextEdit[] {
  return Object.values(edit?.changes ?? {}).flat();
}
