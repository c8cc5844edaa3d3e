// node build.mjs [--production]: the extension as one file, dist/extension.js
// node build.mjs unit|server|host: the tests of that folder, out/<kind>/*.test.js
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const kind = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
const production = process.argv.includes("--production");
const common = { bundle: true, platform: "node", target: "node20", format: "cjs", external: ["vscode"], logLevel: "warning" };

if (kind) {
  rmSync(`out/${kind}`, { recursive: true, force: true });
  const entryPoints = readdirSync(`test/${kind}`).filter((name) => name.endsWith(".test.ts")).map((name) => `test/${kind}/${name}`);
  await build({ ...common, entryPoints, outdir: `out/${kind}`, sourcemap: "inline" });
} else {
  rmSync("dist", { recursive: true, force: true });
  const target = { entryPoints: ["src/extension.ts"], outfile: "dist/extension.js" };
  const { metafile } = await build({ ...common, ...target, minify: production, sourcemap: !production, metafile: true });
  copyFileSync("../../LICENSE", "LICENSE");
  writeFileSync("THIRD-PARTY.txt", licenses(Object.keys(metafile.inputs)));
}

/** The licenses of the packages that are bundled. */
function licenses(inputs) {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders)].filter(Boolean).sort().map(license).join("\n\n");
}

function license(folder) {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} has no license file`);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
}
