import { describe, expect, it, test } from "vitest";
import { archive, npy, type EndFields, type MemberFields } from "../../test/support/archive.js";
import { OptNetError } from "../index.js";
import type { ByteSource } from "./bytes.js";
import { npzLayout, openNpz } from "./npz.js";
import { npyHeader } from "./npy.js";
import { openArrays, readArrays } from "./open.js";
import { writeArrays } from "./write.js";
import { crc32 } from "./zip/crc32.js";

const p = { name: "p.npy", data: npy([2], [1, 2]) };
const deflatedP = { ...p, method: 8 };

async function refusal(bytes: Uint8Array): Promise<OptNetError> {
  try {
    await readArrays(bytes);
  } catch (error) {
    if (error instanceof OptNetError) return error;
    throw error;
  }
  throw new Error("the file was accepted");
}

describe("openNpz reads", () => {
  it("stored and deflated members, in one file", async () => {
    const G = { name: "G.npy", data: npy([1, 2], [3, 4]), method: 8 };
    const { arrays } = await readArrays(archive([p, G]));
    expect(arrays).toEqual({
      p: { data: Float64Array.of(1, 2), shape: [2] },
      G: { data: Float64Array.of(3, 4), shape: [1, 2] },
    });
  });

  it("an empty archive, a comment, and an end that looks like two", async () => {
    expect((await readArrays(archive([]))).arrays).toEqual({});
    const comment = `${Buffer.from([0x50, 0x4b, 5, 6]).toString("latin1")}${"x".repeat(30)}`;
    expect(Object.keys((await readArrays(archive([p], { comment }))).arrays)).toEqual(["p"]);
  });

  it("parts of a deflated array, forwards and backwards", async () => {
    const numbers = Array.from({ length: 50_000 }, (_, i) => Math.sin(i));
    const file = await openNpz({
      ...(await sourceFrom(archive([{ name: "p.npy", data: npy([50_000], numbers), method: 8 }]))),
    });
    for (const [start, count] of [
      [0, 3],
      [100, 10_000],
      [40_000, 10_000],
      [5, 5],
      [49_999, 1],
    ]) {
      const out = new Float64Array(count);
      await file.arrays.get("p")!.read(start, out);
      expect([...out]).toEqual(numbers.slice(start, start + count));
    }
  });

  it("parts of a deflated array that are asked for at once", async () => {
    const numbers = Array.from({ length: 50_000 }, (_, i) => Math.sin(i));
    const file = await openArrays(archive([{ name: "p.npy", data: npy([50_000], numbers), method: 8 }]));
    const starts = [30_000, 0, 12_345, 49_000, 7];
    const parts = starts.map(() => new Float64Array(1000));
    await Promise.all(starts.map((start, i) => file.arrays.get("p")!.read(start, parts[i])));
    starts.forEach((start, i) => expect([...parts[i]]).toEqual(numbers.slice(start, start + 1000)));
  });

  it("Fortran order, whole but not in parts", async () => {
    const text = Buffer.from(npyHeader("float64", [2, 3, 2]))
      .toString("latin1")
      .replace("False,", "True, ");
    const data = Buffer.concat([
      Buffer.from(text, "latin1"),
      new Uint8Array(Float64Array.from({ length: 12 }, (_, i) => i).buffer),
    ]);
    const file = await openArrays(archive([{ name: "A.npy", data }]));
    const { arrays } = await readArrays(file);
    // numpy.arange(12).reshape((2, 3, 2), order="F").tolist()
    expect([...arrays.A.data]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
    await expect(file.arrays.get("A")!.read(0, new Float64Array(4))).rejects.toThrow("Fortran");
  });
});

function sourceFrom(bytes: Uint8Array): Promise<ByteSource> {
  const readInto = async (offset: number, target: Uint8Array): Promise<void> =>
    target.set(bytes.subarray(offset, offset + target.length));
  return Promise.resolve({ name: "test", size: bytes.length, readInto });
}

const claims = (shape: string): Uint8Array => {
  const header = Buffer.from(npyHeader("float64", [2]));
  const text = header.toString("latin1").replace("(2,), }", `${shape}, }`);
  return Buffer.concat([Buffer.from(text.slice(0, 127), "latin1"), Buffer.from("\n"), new Uint8Array(16)]);
};

describe("openNpz refuses", () => {
  it.each<[string, MemberFields[], EndFields, string]>([
    ["a member twice", [p, p], {}, "twice"],
    ["members that overlap", [p, { ...p, name: "h.npy", local: 0 }], {}, "something else"],
    [
      "two members with the same bytes",
      [p, { ...p, name: "h.npy", localName: "p.npy", local: 0 }],
      {},
      "something else",
    ],
    ["names with slashes", [{ ...p, name: "a/p.npy" }], {}, "a/p.npy"],
    ["names that climb", [{ ...p, name: "..\\p.npy" }], {}, "p.npy"],
    ["names with zeros", [{ ...p, name: "p.npy\0.npy" }], {}, "named like an array"],
    ["another name in the member's header", [{ ...p, localName: "q.npy" }], {}, "something else"],
    ["another size in the member's header", [{ ...p, localSize: 5 }], {}, "something else"],
    ["members that are no arrays", [{ ...p, name: "readme.txt" }], {}, ".npy"],
    ["encryption", [{ ...p, flags: 1 }], {}, "encrypted"],
    ["bzip2", [{ ...p, method: 12 }], {}, "compression method 12"],
    ["a stored member of two sizes", [{ ...p, compressed: 10 }], {}, "144 bytes from 10"],
    ["more than deflate can give", [{ ...deflatedP, size: 2 ** 31 }], {}, "from"],
    ["data behind the directory", [{ ...p, compressed: 1e6, size: 1e6 }], {}, "directory"],
    ["a header behind the directory", [{ ...p, local: 1e6 }], {}, "directory"],
    ["a broken checksum", [{ ...p, crc: 1 }], {}, "another one"],
    ["a broken checksum of deflated data", [{ ...deflatedP, crc: 1 }], {}, "another checksum"],
    [
      "more data than the directory says",
      [{ ...deflatedP, data: npy([3], [1, 2, 3]), size: 144, localSize: 144 }],
      {},
      "bytes",
    ],
    ["several volumes", [p], { disk: 1 }, "several"],
    ["a count that is too large", [p], { count: 9 }, "9 members"],
    ["a directory elsewhere", [p], { offset: 3 }, "ends at"],
    [
      "64-bit sizes without their field",
      [{ ...p, size: 0xffffffff, compressed: 0xffffffff }],
      {},
      "directory",
    ],
    ["a broken extra field", [{ ...p, extra: Uint8Array.of(9, 0, 200, 0) }], {}, "broken field"],
    [
      "a 64-bit field that is too short",
      [{ ...p, size: 0xffffffff, extra: Uint8Array.of(1, 0, 4, 0, 1, 1, 1, 1) }],
      {},
      "broken field",
    ],
    ["a shape beyond the data", [{ ...p, data: claims("(9999999999,)") }], {}, "80000000120 bytes"],
    [
      "a shape whose product overflows",
      [{ ...p, data: claims("(9007199254740991, 1024)") }],
      {},
      "fits in a file",
    ],
    ["a shape that fits 32 bits too few", [{ ...p, data: claims("(536870914,)") }], {}, "bytes for shape"],
    ["data cut short", [{ ...p, data: npy([2], [1, 2]).subarray(0, 140) }], {}, "144 bytes for shape (2)"],
    ["no header", [{ ...p, data: new Uint8Array(5) }], {}, "NumPy's format"],
  ])("%s", async (_name, members, end, got) => {
    const error = await refusal(archive(members, end));
    expect(error.message).toContain(got);
  });

  it("a shape that memory could not hold, before it allocates", async () => {
    const numbers = new Uint8Array(2 ** 27);
    const data = Buffer.concat([npyHeader("float64", [2 ** 24]), numbers]);
    const file = await openArrays(archive([{ name: "p.npy", data, method: 8 }]));
    await expect(readArrays(file, { maxBytes: 2 ** 20 })).rejects.toThrow("at most 1048576 bytes");
  });

  it("every file that was cut short", async () => {
    const whole = archive([p, { ...deflatedP, name: "h.npy" }]);
    for (let length = 0; length < whole.length; length++) await refusal(whole.subarray(0, length));
  });
});

/** A file of many gigabytes that is mostly zeros: parts of it are kept where they were written. */
class Sparse {
  readonly name = "sparse";
  size = 0;
  readonly #parts: { offset: number; bytes: Uint8Array }[] = [];

  write(offset: number, bytes: Uint8Array): Promise<void> {
    this.#parts.push({ offset, bytes: bytes.slice() });
    this.size = Math.max(this.size, offset + bytes.length);
    return Promise.resolve();
  }

  readInto(offset: number, target: Uint8Array): Promise<void> {
    target.fill(0);
    for (const part of this.#parts) {
      const from = Math.max(offset, part.offset);
      const to = Math.min(offset + target.length, part.offset + part.bytes.length);
      if (from < to) target.set(part.bytes.subarray(from - part.offset, to - part.offset), from - offset);
    }
    return Promise.resolve();
  }
}

test("files beyond 4 GB and beyond 65,535 arrays have 64-bit fields, and are read", async () => {
  const rows = 600_000_000;
  const outlines = [
    { name: "p", dtype: "float64" as const, shape: [rows, 2] },
    { name: "h", dtype: "float64" as const, shape: [rows] },
    { name: "lower", dtype: "float64" as const, shape: [] },
  ];
  const layout = npzLayout(
    outlines,
    new Map([
      ["format", "optnet problem"],
      ["version", "1"],
    ]),
  );
  const file = new Sparse();
  for (const { offset, bytes } of layout.frame(() => 0)) await file.write(offset, bytes);
  const last = Float64Array.of(7, 8, 9);
  await file.write(layout.offsets.get("h")! + 8 * (rows - 3), new Uint8Array(last.buffer));
  expect(file.size).toBe(layout.size);
  expect(file.size).toBeGreaterThan(1.4e10);
  const { arrays, metadata } = await openNpz(file);
  expect([...arrays].map(([name, { shape }]) => [name, shape])).toEqual(
    outlines.map(({ name, shape }) => [name, shape]),
  );
  expect(metadata.get("version")).toBe("1");
  const out = new Float64Array(3);
  await arrays.get("h")!.read(rows - 3, out);
  expect(out).toEqual(last);

  const many = Object.fromEntries(
    Array.from({ length: 70_000 }, (_, i) => [`a${i}`, { data: Float64Array.of(i), shape: [] }]),
  );
  const { arrays: read } = await readArrays(await writeArrays({ arrays: many }, { format: "npz" }));
  expect(read.a69999.data[0]).toBe(69_999);
  expect(Object.keys(read).length).toBe(70_000);
});

test("a layout's checksums are those of its bytes", () => {
  const data = new Uint8Array(Float64Array.of(1, 2).buffer);
  const layout = npzLayout([{ name: "p", dtype: "float64", shape: [2] }], new Map());
  const bytes = new Uint8Array(layout.size);
  bytes.set(data, layout.offsets.get("p"));
  for (const part of layout.frame(() => crc32(data))) bytes.set(part.bytes, part.offset);
  expect(Buffer.from(bytes).readUInt32LE(14)).toBe(crc32(bytes.subarray(35, 35 + 128 + 16)));
});
