/** A real file of more than 4 GB, which takes hardly any room on the disk because nearly all of it is a hole. */
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openFile } from "../src/io/node.js";
import { npzLayout } from "../src/io/npz.js";
import { combineCrc32, crc32 } from "../src/io/zip/crc32.js";
import { describeWith, request } from "./support/needs.js";
import { PythonWith, runPython } from "./support/python.js";

const python = new PythonWith("numpy");

/** The last numbers, without reading what is in front of them. */
const READ = `
import sys, zipfile
import numpy as np
with zipfile.ZipFile(sys.argv[1]) as file:
    for name in ["p.npy", "h.npy"]:
        with file.open(name) as array:
            version = np.lib.format.read_magic(array)
            shape, fortran, dtype = np.lib.format.read_array_header_1_0(array)
            array.seek(file.getinfo(name).file_size - 16)
            print(shape, dtype, *np.frombuffer(array.read(16)))
`;

describeWith(request("OPTNET_LARGE"), "a file of 6 GB", () => {
  test("is written, read in parts, and read by NumPy", async () => {
    const folder = mkdtempSync(join(tmpdir(), "optnet-large-"));
    try {
      const rows = 250_000_000;
      const path = join(folder, "large.npz");
      const layout = npzLayout(
        [
          { name: "p", dtype: "float64", shape: [rows, 2] },
          { name: "h", dtype: "float64", shape: [rows] },
        ],
        new Map([
          ["format", "optnet problem"],
          ["version", "1"],
        ]),
      );
      const ends = { p: Float64Array.of(1, 2), h: Float64Array.of(3, 4) };
      const bytesOf = (name: string): Uint8Array => new Uint8Array(ends[name as "p"].buffer);
      const lengthOf = (name: string): number => (name === "p" ? 16 : 8) * rows;
      /** Of many zeros and then the last numbers. */
      const crcOf = (name: string): number => {
        let [crc, length] = [crc32(new Uint8Array(1)), 1];
        let [zeros, rest, at] = [0, lengthOf(name) - 16, 0];
        for (; rest > 0; rest = Math.floor(rest / 2)) {
          if (rest % 2 === 1) {
            zeros = combineCrc32(zeros, crc, length);
            at += length;
          }
          crc = combineCrc32(crc, crc, length);
          length *= 2;
        }
        expect(at).toBe(lengthOf(name) - 16);
        return combineCrc32(zeros, crc32(bytesOf(name)), 16);
      };
      const handle = await open(path, "w");
      await handle.truncate(layout.size);
      for (const { offset, bytes } of layout.frame(crcOf)) await handle.write(bytes, 0, bytes.length, offset);
      for (const name of ["p", "h"]) {
        const bytes = bytesOf(name);
        await handle.write(bytes, 0, 16, layout.offsets.get(name)! + lengthOf(name) - 16);
      }
      await handle.close();

      const file = await openFile(path);
      expect(file.arrays.get("p")!.shape).toEqual([rows, 2]);
      for (const name of ["p", "h"] as const) {
        const out = new Float64Array(2);
        await file.arrays.get(name)!.read(lengthOf(name) / 8 - 2, out);
        expect(out).toEqual(ends[name]);
      }
      await file.close();
      if (python.missing() !== undefined) return;
      const printed = runPython(python, READ, [path]).trim().split("\n");
      expect(printed).toEqual([`(${rows}, 2) float64 1.0 2.0`, `(${rows},) float64 3.0 4.0`]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
