import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { projectedPath, serverSettings } from "../../src/options";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const words: Record<string, string> = JSON.parse(readFileSync("package.nls.json", "utf8"));
const settings = Object.keys(manifest.contributes.configuration.properties);

test("the extension's own settings do not reach the server", () => {
  const read = serverSettings((name) => name);
  assert.deepEqual(Object.keys(read), ["profile", "select", "ignore", "fixOnSave", "debounce", "wordCount"]);
  for (const name of Object.keys(read)) assert.ok(settings.includes(`gwlint.${name}`), name);
});

test("a projection's path is its file's with .txt behind it", () => {
  assert.equal(projectedPath("/drafts/通知.docx.txt"), "/drafts/通知.docx");
});

test("all words of the manifest are Chinese and there, and none is left over", () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%]+)%"/g)].map(([, key]) => key ?? "");
  assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
  for (const [key, value] of Object.entries(words)) assert.match(value, /\p{Script=Han}/u, key);
});

test("every command and setting is described in the README", () => {
  const readme = readFileSync("README.md", "utf8");
  for (const name of settings) assert.ok(readme.includes(`\`${name}\``), name);
  for (const { title } of manifest.contributes.commands) assert.ok(readme.includes(words[title.slice(1, -1)] ?? "?"), title);
});
