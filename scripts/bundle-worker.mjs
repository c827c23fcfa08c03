// Makes one text of src/execute/threads/worker.ts and all that it imports, in src/execute/threads/worker.generated.ts: workers start from
// it. Usage, after build-kernel.mjs: node scripts/bundle-worker.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = new URL("../src/execute/threads/", import.meta.url);

/** @returns {Promise<void>} */
export default async function bundleWorker() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("worker.ts", folder))],
    ...{ bundle: true, minify: true, write: false, legalComments: "none" },
    ...{ format: "iife", globalName: "optnetWorker", platform: "neutral", target: "es2022" },
    tsconfigRaw: {},
  });
  const target = new URL("worker.generated.ts", folder);
  const text =
    "/** Made by scripts/bundle-worker.mjs: worker.ts and what it imports, as a script. */\n" +
    `export const WORKER =\n  ${JSON.stringify(outputFiles[0].text)};\n`;
  let before = "";
  try {
    before = readFileSync(target, "utf8");
  } catch {
    // The first run.
  }
  if (before !== text) writeFileSync(target, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleWorker();
