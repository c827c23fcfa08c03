// Compiles the WebAssembly kernels into src/execute/wasm/binary.generated.ts, once plain and once with relaxed SIMD
// (fused multiply-add). Their structs, kernel/layout.generated.ts, it makes from src/execute/wasm/layout.ts. Does
// nothing where the binary is newer than all of this. Usage: node scripts/build-kernel.mjs
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../src/execute/wasm/", import.meta.url));
const layout = `${folder}layout.ts`;
const tables = [layout, `${folder}layout-factors.ts`, `${folder}layout-sparse.ts`];
const structs = `${folder}kernel/layout.generated.ts`;
const target = `${folder}binary.generated.ts`;

/** @returns {Promise<void>} */
export default async function buildKernel() {
  const kernel = readdirSync(`${folder}kernel`, { recursive: true }).map((name) => `${folder}kernel/${name}`);
  const sources = [fileURLToPath(import.meta.url), ...tables, ...kernel].filter((path) => path !== structs);
  const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
  const isNewer = (path) => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= newest;
  if (isNewer(structs) && isNewer(target)) return;
  writeFileSync(structs, await structsOf(layout));
  const plain = await compile([]);
  const fused = await compile(["--enable", "relaxed-simd"]);
  writeFileSync(target, moduleOf(plain, fused));
}

/** The tables of layout.ts as classes and constants in AssemblyScript. */
async function structsOf(path) {
  const bundle = { entryPoints: [path], bundle: true, write: false, format: "esm", platform: "neutral" };
  const { outputFiles } = await build(bundle);
  const { STRUCTS, LCP_VECTORS, CODES, RHO_ZERO } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
  );
  const constant = (name, type, value) => `export const ${name}: ${type} = ${value};`;
  return [
    "// Made by scripts/build-kernel.mjs from ../layout.ts, which explains all of it.",
    ...Object.entries(STRUCTS).flatMap(([name, fields]) => [
      "// @ts-ignore: decorator",
      "@unmanaged",
      `export class ${name} {`,
      ...Object.entries(fields).map(([field, type]) => `  ${field}: ${type};`),
      "}",
    ]),
    ...LCP_VECTORS.map((name, i) => constant(name, "usize", i)),
    ...Object.entries(CODES).map(([name, value]) => constant(name, "i32", value)),
    constant("RHO_ZERO", "f64", RHO_ZERO),
    "",
  ].join("\n");
}

/**
 * A module of the two binaries, most of whose code is the same: what both have stands once, and where they differ the
 * two stand side by side, where whoever compresses the package finds that they are alike. A byte is a character, or for
 * the rarer ones two: half of what hexadecimal digits take, and unlike in base64 what repeats stays alike, and zips well.
 */
function moduleOf(plain, fused) {
  const order = byFrequency(plain, fused);
  const encode = encoderFor(order);
  const [ours, others] = [piecesOf(plain), piecesOf(fused)].map((pieces) => pieces.map(encode));
  if (ours.length !== others.length)
    throw new Error("The plain and the fused kernels are not the same functions.");
  /** What both have, or one after the other the plain and the fused text. */
  const parts = [];
  for (const [i, piece] of ours.entries()) {
    if (piece !== others[i]) parts.push([piece, others[i]]);
    else if (parts.at(-1)?.length === 1) parts.at(-1)[0] += piece;
    else parts.push([piece]);
  }
  const names = parts.map((part, i) => (part.length === 1 ? [`shared${i}`] : [`plain${i}`, `fused${i}`]));
  const sum = (which) => names.map((name) => name.at(which)).join(" + ");
  return [
    "// Made by scripts/build-kernel.mjs from kernel/. Text in which a byte is a symbol, alone or after one of MARKS.",
    "/** Symbols, in the order of the bytes that they stand for: alone the first ones, after the first mark those that follow, … */",
    `export const SYMBOLS =\n  "${SYMBOLS}";`,
    `export const MARKS = "${MARKS}";`,
    "/** The bytes in that order, in hexadecimal digits. */",
    `export const ORDER =\n  "${order.toString("hex")}";`,
    ...parts.flatMap((part, i) => part.map((text, j) => `const ${names[i][j]} =\n  "${text}";`)),
    "/** Without fused multiply-add. */",
    `export const PLAIN =\n  ${sum(0)};`,
    "/** With it, for engines that have relaxed SIMD. */",
    `export const FUSED =\n  ${sum(-1)};`,
    "",
  ].join("\n");
}

/** Printable characters that no text escapes. */
const MARKS = "}~";
const SYMBOLS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
  .filter((symbol) => !`"\\<${MARKS}`.includes(symbol))
  .join("");

/** All bytes, those that occur most first. */
function byFrequency(...binaries) {
  const counts = new Array(256).fill(0);
  for (const binary of binaries) for (const byte of binary) counts[byte]++;
  return Buffer.from([...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b));
}

function encoderFor(order) {
  const texts = new Array(256);
  order.forEach((byte, i) => {
    const mark = i < SYMBOLS.length ? "" : MARKS[Math.floor(i / SYMBOLS.length) - 1];
    texts[byte] = mark + SYMBOLS[i % SYMBOLS.length];
  });
  return (bytes) => Array.from(bytes, (byte) => texts[byte]).join("");
}

const HEADER_BYTES = 8;
const CODE_SECTION = 10;

/** The bytes of a WebAssembly module: its header, its sections, and of the section of code each function. */
function piecesOf(bytes) {
  const pieces = [bytes.subarray(0, HEADER_BYTES)];
  let at = HEADER_BYTES;
  /** Seven bits a byte, the low ones first. */
  const readNumber = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const take = (start, end) => {
    pieces.push(bytes.subarray(start, end));
    at = end;
  };
  while (at < bytes.length) {
    const start = at;
    const isCode = bytes[at++] === CODE_SECTION;
    const length = readNumber();
    if (!isCode) {
      take(start, at + length);
      continue;
    }
    const functions = readNumber();
    take(start, at);
    for (let i = 0; i < functions; i++) {
      const first = at;
      const size = readNumber();
      take(first, at + size);
    }
  }
  return pieces;
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
