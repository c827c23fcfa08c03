import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { OptNetError } from "../../index.js";
import { openArrays, readArrays } from "../open.js";
import { writeArrays } from "../write.js";

function table(
  columnData: Parameters<typeof parquetWriteBuffer>[0]["columnData"],
  rowGroupSize = 1000,
): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize, schema: undefined } as never));
}

const numbers = (length: number): number[] => Array.from({ length }, (_, i) => Math.cos(i));

describe("openParquet", () => {
  it("reads numbers of several types, from several row groups and in parts", async () => {
    const bytes = table(
      [
        { name: "p", type: "DOUBLE", data: numbers(25) },
        { name: "h", type: "INT64", data: Array.from({ length: 25 }, (_, i) => BigInt(i)) },
        { name: "b", type: "FLOAT", data: Float32Array.from({ length: 25 }, (_, i) => i / 3) },
        { name: "lower", type: "BOOLEAN", data: Array.from({ length: 25 }, (_, i) => i % 2 === 0) },
      ],
      7,
    );
    const file = await openArrays(bytes);
    const out = new Float64Array(10);
    await file.arrays.get("p")!.read(5, out);
    expect([...out]).toEqual(numbers(25).slice(5, 15));
    const { arrays } = await readArrays(file);
    expect([...arrays.h.data]).toEqual(Array.from({ length: 25 }, (_, i) => i));
    expect([...arrays.b.data]).toEqual([...Float32Array.from({ length: 25 }, (_, i) => i / 3)]);
    expect([...arrays.lower.data.slice(0, 3)]).toEqual([1, 0, 1]);
  });

  it("reads parts that are asked for at once", async () => {
    const file = await openArrays(table([{ name: "p", type: "DOUBLE", data: numbers(50) }], 7));
    const starts = [43, 0, 21, 8];
    const parts = starts.map(() => new Float64Array(6));
    await Promise.all(starts.map((start, i) => file.arrays.get("p")!.read(start, parts[i])));
    starts.forEach((start, i) => expect([...parts[i]]).toEqual(numbers(50).slice(start, start + 6)));
  });

  it("reads what it wrote without rows", async () => {
    const empty = { data: new Float64Array(0), shape: [0, 2, 3] };
    const bytes = await writeArrays({ arrays: { G: empty }, rows: ["G"] }, { format: "parquet" });
    expect((await readArrays(bytes)).arrays).toEqual({ G: empty });
  });

  it("refuses text, nulls, lists of several lengths and columns twice", async () => {
    const refused = async (bytes: Uint8Array, got: string): Promise<void> => {
      await expect(readArrays(bytes)).rejects.toThrow(OptNetError);
      await expect(readArrays(bytes)).rejects.toThrow(got);
    };
    await refused(table([{ name: "p", type: "STRING", data: ["a", "b"] }]), "utf8");
    await refused(table([{ name: "p", type: "DOUBLE", data: [1, null, 3], nullable: true }]), "nulls");
    await refused(
      table([
        { name: "p", type: "DOUBLE", data: [1] },
        { name: "p", type: "DOUBLE", data: [1] },
      ]),
      "twice",
    );
  });

  it("refuses runs that are longer than their page, which would fill the memory", async () => {
    const bytes = new Uint8Array(Buffer.from(LONG_RUN, "base64"));
    await expect(readArrays(bytes)).rejects.toThrow(OptNetError);
  });

  it("refuses what is not whole, at every length", async () => {
    const bytes = await writeArrays(
      { arrays: { p: { data: Float64Array.from(numbers(6)), shape: [3, 2] } }, rows: ["p"] },
      { format: "parquet" },
    );
    for (let length = 4; length < bytes.length; length++) {
      await expect(readArrays(bytes.subarray(0, length))).rejects.toThrow(OptNetError);
    }
  });
});

/** Found at random: a run-length of some hundred millions in a page of 20 numbers. */
const LONG_RUN = `
UEFSMRUGFZAFFZYDXBVQFQAVKBUAFQQVDAAAC6qqqqqqzvfRfwN6lfmuUAHAAgAADQEckiRJkiRJwj8JCBDSP9u2bQ
EDDRAI4j+3BQ8A5g0YBOs/CTcA8A0gCPI/JQE/BJL0DSgE9j8FDwQk+Q0wCPs/bgFOBLb9DTgEAEAJIAgBQJIFeAQC
QAUfCG0DQAlIBARACTAEBUAJeAQGQAlwAAgNOAAJDTgACg04AAsNOAAMDTgADQ04AA4NOAAQDSAAEA1AABENKAARDU
gAEg0wBBJACYgAEw04ABQNOAAUDTgAFQ04JBVAkiRJkiRJFkAVBhWgARWmAVwVKBUAFSgVABUAFQAAAFDwTwAAAAAB
AAAAAgAAAAMAAAAGAAAABwAAAAgAAAAJAAAACgAAAAsAAAAMAAAADQAAAA4AAAAPAAAAEAAAABEAAAASAAAAEwAAAB
UEGVxIBHJvb3QVBAA1ABgBcBUCFQZMPAAAADUEGARsaXN0FQIAFQolABgHZWxlbWVudAAVAiUAGAZzdGF0dXMAFigZ
HBksJggcFQoZFQAZOAFwBGxpc3QHZWxlbWVudBUCFlAWvgUWxAMmCDw2ACgIkiRJkiRJFkAYCAAAAAAAAACANgAAGR
wVBhUAFQIAAAAmzAMcFQIZFQAZGAZzdGF0dXMVAhYoFs4BFtQBJswDPDYAKAQTAAAAGAQAAAAAABkcFQYVABUCAAAA
FowHFig2mAUAGUwYBmZvcm1hdBgOb3B0bmV0IHByb2JsZW0AGAd2ZXJzaW9uGAExABgNb3B0bmV0LnNoYXBlcxgVey
JwIjpbMl0sInN0YXR1cyI6W119ABgNb3B0bmV0LnNoYXJlZBhLeyJRIjp7InNoYXBlIjpbMiwyXSwiZGF0YSI6IkFB
QUFBQUFBQUVBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBRUE9In19ABgGb3B0bmV0GSwcAAAcAAAAkQEAAF
BBUjE=`;
