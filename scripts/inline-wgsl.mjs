// Turns the shaders that the build imports into modules with their text, so that the package works in every host and
// bundler without configuration. Runs after tsc: where dist/a/b.js imports "./c.wgsl", it makes dist/a/c.wgsl.js.
// The one argument is the build's folder, dist by default.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = resolve(root, process.argv[2] ?? "dist");

for (const path of readdirSync(built, { recursive: true, encoding: "utf8" })) {
  if (!path.endsWith(".js")) continue;
  const file = join(built, path);
  const text = readFileSync(file, "utf8");
  const inlined = text.replace(/from "(\.[^"]*\.wgsl)"/g, (_, specifier) => {
    const shader = join(dirname(path), specifier);
    const source = readFileSync(join(root, "src", shader), "utf8");
    mkdirSync(dirname(join(built, shader)), { recursive: true });
    writeFileSync(join(built, `${shader}.js`), `export default ${JSON.stringify(source)};\n`);
    return `from "${specifier}.js"`;
  });
  if (inlined !== text) writeFileSync(file, inlined);
}
