// Puts the text of the shaders, src/execute/webgpu/kernel/*.wgsl, into a module next to them, so that the package works
// in every host and bundler without configuration. Runs after an install, before a build and before tests; the module
// is not kept in the repository.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../src/execute/webgpu/", import.meta.url);
const names = readdirSync(new URL("kernel/", folder))
  .filter((name) => name.endsWith(".wgsl"))
  .sort();
const constants = names.map((name) => {
  const source = readFileSync(new URL(`kernel/${name}`, folder), "utf8");
  const identifier = name.slice(0, -".wgsl".length).replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return `export const ${identifier} = ${JSON.stringify(source)};\n`;
});
const target = new URL("kernel.generated.ts", folder);
const text = `// Generated from kernel/*.wgsl by scripts/inline-wgsl.mjs.\n${constants.join("")}`;
let before = "";
try {
  before = readFileSync(target, "utf8");
} catch {
  // The first run.
}
if (before !== text) writeFileSync(target, text);
