// Compiles the WebAssembly kernels into src/backend/wasm/binary.generated.ts, once plain and once with relaxed SIMD (fused
// multiply-add). Does nothing where the file is newer than its sources. Usage: node scripts/build-kernel.mjs
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../src/backend/wasm/", import.meta.url));
const target = `${folder}binary.generated.ts`;

/** @returns {Promise<void>} */
export default async function buildKernel() {
  const sources = [fileURLToPath(import.meta.url)].concat(
    readdirSync(`${folder}kernel`).map((name) => `${folder}kernel/${name}`),
  );
  const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
  if ((statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= newest) return;
  const plain = await compile([]);
  const fused = await compile(["--enable", "relaxed-simd"]);
  // Hexadecimal digits, unlike base64, keep what repeats alike, and so zip well; and no host is needed to read them.
  const digits = (bytes) => Buffer.from(bytes).toString("hex");
  const text = [
    "/** Made by scripts/build-kernel.mjs from kernel/*.ts: the kernels, without and with fused multiply-add, in hexadecimal. */",
    `export const PLAIN =\n  "${digits(plain)}";`,
    `export const FUSED =\n  "${digits(fused)}";`,
  ];
  writeFileSync(target, `${text.join("\n\n")}\n`);
}

/** @param {readonly string[]} flags */
async function compile(flags) {
  const { default: asc } = await import("assemblyscript/asc");
  const files = new Map();
  const { error, stderr } = await asc.main(
    ["kernel/index.ts", "--outFile", "kernel.wasm", "--baseDir", folder, "--runtime", "stub"].concat(
      ["--optimizeLevel", "3", "--shrinkLevel", "1", "--noAssert", "--enable", "simd"],
      flags,
    ),
    { writeFile: (name, contents) => void files.set(name, contents) },
  );
  if (error) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return files.get("kernel.wasm");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernel();
