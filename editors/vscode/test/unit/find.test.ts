import assert from "node:assert/strict";
import { test } from "node:test";
import { find, type Surroundings } from "../../src/find";

const INSIDE = "/drafts/.venv/bin/gwlint";
const around = (changed: Partial<Surroundings>): Surroundings => ({
  setting: "", folders: ["/drafts"], trusted: true, windows: false, home: "/home/zhang", exists: () => false, ...changed,
});

test("the one on PATH, where nothing else is there", () => {
  assert.equal(find(around({})), "gwlint");
});

test("the workspace's .venv goes before PATH", () => {
  assert.equal(find(around({ exists: (path) => path === INSIDE })), INSIDE);
});

test("the second folder's .venv, where the first has none", () => {
  assert.equal(find(around({ folders: ["/other", "/drafts"], exists: (path) => path === INSIDE })), INSIDE);
});

test("Windows keeps programs in Scripts", () => {
  const wanted = "C:\\公文\\.venv\\Scripts\\gwlint.exe";
  assert.equal(find(around({ windows: true, folders: ["C:\\公文"], exists: (path) => path === wanted })), wanted);
});

test("a program of a workspace that is not trusted is not run", () => {
  assert.equal(find(around({ trusted: false, exists: () => true })), "gwlint");
});

test("the setting goes before everything, with ~ and ${workspaceFolder}", () => {
  assert.equal(find(around({ setting: " /opt/gwlint ", exists: () => true })), "/opt/gwlint");
  assert.equal(find(around({ setting: "~/bin/gwlint" })), "/home/zhang/bin/gwlint");
  assert.equal(find(around({ setting: "${workspaceFolder}/env/bin/gwlint" })), "/drafts/env/bin/gwlint");
  assert.equal(find(around({ setting: "/opt/a~b/gwlint" })), "/opt/a~b/gwlint");
});

test("a folder's name is taken as it is written", () => {
  assert.equal(find(around({ setting: "${workspaceFolder}/g", folders: ["/a$&b"] })), "/a$&b/g");
});
