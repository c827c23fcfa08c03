/**
 * How fast is a batch on the GPU? On any WebGPU device; set-up and transfer are shown apart, and every line is checked
 * against float64.
 *
 *     npm run bench:gpu -- [--quick] [--software] [--sizes 10,0,10:50,0,50] [--batches 1,128,16384]
 *                          [--precision float32,compensated] [--repeats N] [--qpth PYTHON] [--peer FILE] [--out DIR]
 *
 * `--quick`: two small sizes and batches, to see that it runs. `--software`: SwiftShader, where there is no GPU.
 * `--qpth`: runs bench/peers/qpth_cuda.py with this Python first, on the same sizes and batches (on the CPU with
 * `--software`), and prints its times beside ours. `--peer`: the same from a file that it wrote before.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { nodeDevice } from "optnet/webgpu/node";
import { measure, type Measurement } from "./measure.js";
import type { Size } from "../../tools/problems/problem.js";
import { readPeer, table } from "./table.js";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    software: { type: "boolean", default: false },
    sizes: { type: "string" },
    batches: { type: "string" },
    precision: { type: "string", default: "float32,compensated" },
    repeats: { type: "string", default: "5" },
    peer: { type: "string" },
    qpth: { type: "string" },
    out: { type: "string", default: "bench/gpu/results" },
  },
});

const SIZES = "10,0,10:20,10,20:50,0,50:50,25,50:100,0,100:100,50,100:200,0,200";
const sizes = (options.sizes ?? (options.quick ? "10,0,10:20,10,20" : SIZES)).split(":").map(sizeOf);
const batches = (options.batches ?? (options.quick ? "1,16" : "1,8,128,1024,16384,65536"))
  .split(",")
  .map(Number);
const repeats = options.quick ? 2 : Number(options.repeats);
const precisions = options.precision.split(",").map((precision) => {
  if (precision === "float32" || precision === "compensated") return precision;
  throw new Error(`--precision: float32 or compensated, not ${precision}`);
});

mkdirSync(options.out, { recursive: true });
const peerFile = options.qpth === undefined ? options.peer : runQpth(options.qpth);
const peer = peerFile === undefined ? [] : readPeer(readFileSync(peerFile, "utf8"));

const device = await nodeDevice({ software: options.software });
const { vendor, architecture, description } = device.adapterInfo;
const name = description || `${vendor} ${architecture}`;
console.log(`Device: ${name}`);

const measurements: Measurement[] = [];
for (const precision of precisions) {
  const tolerance = precision === "float32" ? 1e-5 : 1e-8;
  for (const size of sizes) {
    for (const batch of batches) {
      try {
        const line = await measure(device, size, batch, { precision, tolerance }, repeats);
        measurements.push(line);
        console.log(table([line], measurements.length === 1));
      } catch (error) {
        console.log(`${Object.values(size).join(",")} batch ${batch}, ${precision}: ${String(error)}`);
      }
    }
  }
}

if (peer.length > 0) console.log(`\nBeside the peer\n${table(measurements, true, peer)}`);
const file = join(options.out, `${name.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase()}.json`);
writeFileSync(
  file,
  `${JSON.stringify({ device: name, node: process.version, measurements, peer }, undefined, 2)}\n`,
);
console.log(`Written to ${file}`);
process.exit(0);

/** Before the GPU is opened here, so that the two do not share it. */
function runQpth(python: string): string {
  const file = join(options.out, "qpth.json");
  const sizesText = sizes.map((size) => Object.values(size).join(",")).join(":");
  const args = ["bench/peers/qpth_cuda.py", "--out", file, "--sizes", sizesText];
  args.push("--batches", batches.join(","), "--repeats", String(repeats));
  args.push("--device", options.software ? "cpu" : "cuda");
  console.log(`qpth: ${python} ${args.join(" ")}`);
  execFileSync(python, args, { stdio: "inherit" });
  return file;
}

function sizeOf(text: string): Size {
  const [variables, equalities, inequalities] = text.split(",").map(Number);
  if ([variables, equalities, inequalities].every(Number.isInteger))
    return { variables, equalities, inequalities };
  throw new Error(`--sizes: n,e,m with whole numbers, not ${text}`);
}
