/**
 * `npm run bench:gpu`: how fast is a batch on the GPU? On any WebGPU device; set-up and transfer are shown apart, and every
 * line is checked against float64.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeDevice } from "optnet/webgpu/node";
import { command, outFolder, say, shown } from "../../tools/command.js";
import { integer, list, path, text, toggle, unrecorded, words } from "../../tools/flags.js";
import { sizes, sizeText } from "../../tools/problems/sizes.js";
import { resultsBeside, writeResult } from "../../tools/results.js";
import { measure, type Measurement } from "./measure.js";
import { readPeer, table } from "./table.js";

const ALL = "10,0,10 20,10,20 50,0,50 50,25,50 100,0,100 100,50,100 200,0,200";
const batchOf = (one: string): number | undefined => (/^[1-9]\d*$/.test(one) ? Number(one) : undefined);

await command({
  name: "bench:gpu",
  about: "Times batches on a GPU, set-up and transfer apart, and checks them against float64.",
  flags: {
    quick: toggle("two small sizes and batches, to see that it runs"),
    software: toggle("SwiftShader, where there is no GPU"),
    sizes: sizes(ALL),
    batches: list(
      "problems per batch",
      { usual: "1,8,128,1024,16384,65536", quick: "1,16" },
      "whole numbers",
      batchOf,
      /[\s,]+/,
    ),
    precision: words("float32, compensated", ["float32", "compensated"]),
    repeats: integer("of which the median counts", { usual: 5, quick: 2, least: 1, most: 1000 }),
    peer: path("FILE", "times that bench/peers/qpth_cuda.py wrote, to be printed beside ours"),
    qpth: unrecorded(
      text("PYTHON", "runs bench/peers/qpth_cuda.py with this Python first, on the same sizes and batches", {
        ...{ usual: undefined, note: "not at all" },
      }),
    ),
    out: outFolder("bench/gpu/results"),
  },
  async run(options, { made }) {
    const { software, sizes, batches, precision: precisions, repeats } = options;
    const out = options.out ?? resultsBeside(import.meta.url);
    // Before the GPU is opened here, so that the two do not share it.
    const peerFile = options.qpth === undefined ? options.peer : runQpth(options.qpth);
    const peer = peerFile === undefined ? [] : readPeer(readFileSync(peerFile, "utf8"));

    const device = await nodeDevice({ software });
    const { vendor, architecture, description } = device.adapterInfo;
    const name = description || `${vendor} ${architecture}`;
    say(`Device: ${name}`);
    const measurements: Measurement[] = [];
    for (const precision of precisions) {
      const tolerance = precision === "float32" ? 1e-5 : 1e-8;
      for (const size of sizes) {
        for (const batch of batches) {
          try {
            const line = await measure(device, size, batch, { precision, tolerance }, repeats);
            measurements.push(line);
            say(table([line], measurements.length === 1));
          } catch (error) {
            say(`${sizeText(size)} batch ${batch}, ${precision}: ${String(error)}`);
          }
        }
      }
    }
    if (peer.length > 0) say(`\nBeside the peer\n${table(measurements, true, peer)}`);
    const file = `${name.replace(/[^A-Za-z0-9]+/g, "-").toLowerCase()}.json`;
    writeResult(out, file, made, { device: name, measurements, peer }, { exact: true });
    say(`Written to ${shown(join(out, file))}`);
    process.exit(0);

    function runQpth(python: string): string {
      mkdirSync(out, { recursive: true });
      const file = join(out, "qpth.json");
      const args = ["bench/peers/qpth_cuda.py", "--out", file, "--sizes", sizes.map(sizeText).join(":")];
      args.push("--batches", batches.join(","), "--repeats", String(repeats));
      args.push("--device", software ? "cpu" : "cuda");
      say(`qpth: ${python} ${args.join(" ")}`);
      execFileSync(python, args, { stdio: "inherit" });
      return file;
    }
  },
});
