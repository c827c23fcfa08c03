// Adds to the build dist/optnet.min.js: the core as one file, for pages without a bundler and for hosts of files.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const { version, license } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

await build({
  entryPoints: [`${root}dist/index.js`],
  outfile: `${root}dist/optnet.min.js`,
  ...{ bundle: true, minify: true, format: "esm", platform: "neutral", target: "es2022" },
  banner: { js: `/* optnet ${version}, ${license} */` },
  legalComments: "none",
  logLevel: "warning",
});
