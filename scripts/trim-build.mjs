// Removes from the build what no user of the package can come to: declarations that those of the entry points do not
// need, and source maps of generated modules, whose sources are not in the package.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");
const built = readdirSync(dist, { recursive: true }).map((path) => join(dist, path));

const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const needed = new Set();
const reach = (path) => {
  if (needed.has(path)) return;
  needed.add(path);
  for (const { fileName } of ts.preProcessFile(readFileSync(path, "utf8")).importedFiles) {
    if (fileName.startsWith(".")) reach(join(dirname(path), fileName.replace(/\.js$/, ".d.ts")));
  }
};
for (const entryPoint of Object.values(exports)) {
  if (entryPoint.import) reach(join(root, entryPoint.import.types));
}
const declarations = built.filter((path) => path.endsWith(".d.ts"));
for (const path of declarations.filter((path) => !needed.has(path))) {
  rmSync(path);
  rmSync(`${path}.map`);
}

for (const path of built.filter((path) => path.endsWith(".generated.js"))) {
  rmSync(`${path}.map`);
  writeFileSync(path, readFileSync(path, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
}
