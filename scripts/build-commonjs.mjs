// Adds to the build dist/cjs: the same modules and declarations as CommonJS, for Jest and for tools that cannot require
// an ES module.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = `${root}dist/`;
/** What stands for `import.meta.url` in CommonJS. */
const MODULE_URL = "moduleUrl";

// The command is nothing to be required.
const built = readdirSync(dist, { recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/^(cjs|cli)\//.test(path));
const sourceOf = (path) => `${root}src/${path.replace(/\.js$/, ".ts")}`;
const modules = built.filter((path) => path.endsWith(".js")).map(sourceOf);
const generated = modules.filter((path) => path.endsWith(".generated.ts"));
const located = modules.filter((path) => readFileSync(path, "utf8").includes("import.meta.url"));
const others = modules.filter((path) => !generated.includes(path) && !located.includes(path));

/** @param {import("esbuild").BuildOptions} options */
const toCommonJs = (entryPoints, options) =>
  build({
    entryPoints,
    outbase: `${root}src`,
    outdir: `${dist}cjs`,
    format: "cjs",
    platform: "node",
    target: "es2022",
    sourcemap: true,
    sourcesContent: false,
    logLevel: "warning",
    ...options,
  });
await toCommonJs(others, {});
await toCommonJs(generated, { sourcemap: false });
await toCommonJs(located, {
  define: { "import.meta.url": MODULE_URL },
  banner: { js: `const ${MODULE_URL} = require("node:url").pathToFileURL(__filename).href;` },
});
writeFileSync(`${dist}cjs/package.json`, `{ "type": "commonjs" }\n`);

for (const path of built.filter((path) => path.endsWith(".d.ts"))) {
  writeFileSync(`${dist}cjs/${path}`, readFileSync(dist + path));
  const map = JSON.parse(readFileSync(`${dist}${path}.map`, "utf8"));
  const sources = map.sources.map((source) => `../${source}`);
  writeFileSync(`${dist}cjs/${path}.map`, JSON.stringify({ ...map, sources }));
}
