/** Sources that let nothing in but the inline text they name. */
const NAMED = /^'(none|sha256-[A-Za-z0-9+/]+=*|nonce-[A-Za-z0-9+/=_-]+)'$/;
const GUARDED = ["style-src", "script-src"];

/**
 * Whether a page may be shown in a webview: its first meta element is a policy that fetches nothing (default-src
 * 'none') and runs only the scripts and styles that it names by hash or nonce.
 */
export function selfContained(html: string): boolean {
  const policy = policyOf(html);
  if (!policy || policy.get("default-src")?.join(" ") !== "'none'") return false;
  const loaders = [...policy].filter(([name]) => name.endsWith("-src") && name !== "default-src");
  return loaders.every(([name, sources]) => GUARDED.includes(name) && sources.every((source) => NAMED.test(source)));
}

function policyOf(html: string): Map<string, string[]> | undefined {
  const head = html.slice(0, html.search(/<(script|style|body|link|base)\b/i));
  const content = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/i.exec(head)?.[1];
  if (content === undefined) return undefined;
  const parts = content.split(";").map((part) => part.trim().split(/\s+/));
  return new Map(parts.filter(([name]) => name).map(([name, ...sources]) => [name ?? "", sources]));
}
