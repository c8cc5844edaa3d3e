import assert from "node:assert/strict";
import { test } from "node:test";
import { selfContained } from "../../src/report";

const page = (policy: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n<title>报告</title><style></style></head></html>`;
const STRICT = "default-src 'none'; style-src 'sha256-OnonHG+/='; script-src 'sha256-KM11='; base-uri 'none'; form-action 'none'";

test("a page that fetches nothing and names its own script may be shown", () => {
  assert.ok(selfContained(page(STRICT)));
});

test("anything looser may not", () => {
  for (const policy of [
    "script-src 'sha256-KM11='",
    "default-src 'self'",
    STRICT.replace("'sha256-KM11='", "'unsafe-inline'"),
    STRICT.replace("'sha256-KM11='", "'sha256-KM11=' https:"),
    `${STRICT}; img-src *`,
    `${STRICT}; connect-src https://example.com`,
  ]) {
    assert.ok(!selfContained(page(policy)), policy);
  }
});

test("a page without a policy, or with one that comes after a script, may not", () => {
  assert.ok(!selfContained("<html><head></head></html>"));
  assert.ok(!selfContained(page(STRICT).replace("<meta charset", "<script>1</script><meta charset")));
});
