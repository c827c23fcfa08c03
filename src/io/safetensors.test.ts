import { describe, expect, it, test } from "vitest";
import { OptNetError } from "../index.js";
import { repeatedKey } from "./json-keys.js";
import { readArrays } from "./open.js";
import { openSafetensors, safetensorsLayout } from "./safetensors.js";

/** A file with this header and as many bytes of data. */
function file(header: string, data = 16, length = Buffer.byteLength(header)): Uint8Array {
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([prefix, Buffer.from(header), new Uint8Array(data)]);
}

const p = '"p":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}';

describe("openSafetensors", () => {
  it("reads arrays of several types, and words", async () => {
    const header = `{"__metadata__":{"format":"pt"},${p},"h":{"dtype":"BF16","shape":[1,2],"data_offsets":[16,20]}}  `;
    const bytes = file(header, 20);
    bytes.set([0x80, 0x3f, 0, 0xc0], bytes.length - 4);
    const { arrays, metadata } = await readArrays(bytes);
    expect(metadata).toEqual({ format: "pt" });
    expect(arrays.h).toEqual({ data: Float64Array.of(1, -2), shape: [1, 2] });
  });

  it.each<[string, string, number, string]>([
    ["no JSON", "{p", 0, "JSON"],
    ["an array", "[{}]", 0, "other content"],
    ["a blank in front", ` {${p}}`, 16, "other content"],
    ["a key twice", `{${p},${p}}`, 16, 'the key "p" twice'],
    ["a key twice, once escaped", `{${p},${p.replace('"p"', '"\\u0070"')}}`, 16, 'the key "p" twice'],
    ["a shape twice", `{"p":{"dtype":"F64","shape":[2],"shape":[9],"data_offsets":[0,16]}}`, 16, "twice"],
    ["an unknown type", '{"p":{"dtype":"C64","shape":[2],"data_offsets":[0,16]}}', 16, "C64"],
    [
      "a type that is a property of all objects",
      '{"p":{"dtype":"toString","shape":[2],"data_offsets":[0,16]}}',
      16,
      "toString",
    ],
    ["a negative length", '{"p":{"dtype":"F64","shape":[-2],"data_offsets":[0,16]}}', 16, "[-2]"],
    ["a length that is no integer", '{"p":{"dtype":"F64","shape":[2.5],"data_offsets":[0,20]}}', 20, "[2.5]"],
    [
      "lengths that overflow",
      '{"p":{"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,16]}}',
      16,
      "fits",
    ],
    ["lengths beyond the data", '{"p":{"dtype":"F64","shape":[3],"data_offsets":[0,16]}}', 16, "24 bytes"],
    ["offsets backwards", '{"p":{"dtype":"F64","shape":[2],"data_offsets":[16,0]}}', 16, "[16,0]"],
    ["one offset", '{"p":{"dtype":"F64","shape":[2],"data_offsets":[16]}}', 16, "[16]"],
    ["arrays that overlap", `{${p},"h":{"dtype":"F64","shape":[2],"data_offsets":[8,24]}}`, 24, "overlaps"],
    [
      "the same bytes for two arrays",
      `{${p},"h":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}`,
      16,
      "overlaps",
    ],
    ["a hole", `{${p},"h":{"dtype":"F64","shape":[1],"data_offsets":[24,32]}}`, 32, "hole"],
    ["bytes that nobody asked for", `{${p}}`, 17, "a file of"],
    ["data cut short", `{${p}}`, 15, "a file of"],
    ["no entry", '{"p":null}', 0, "none"],
    ["words that are none", '{"__metadata__":{"a":1}}', 0, "strings"],
  ])("refuses %s", async (_name, header, data, got) => {
    await expect(readArrays(file(header, data))).rejects.toThrow(OptNetError);
    await expect(readArrays(file(header, data))).rejects.toThrow(got);
  });

  it.each([2 ** 27, 1e12, Number.MAX_SAFE_INTEGER])("refuses a header of %d bytes", async (length) => {
    await expect(readArrays(file(`{${p}}`, 16, length))).rejects.toThrow(OptNetError);
  });
});

test("an array named like a property of all objects is an array", async () => {
  const layout = safetensorsLayout(
    [
      { name: "__proto__", dtype: "float64", shape: [1] },
      { name: "constructor", dtype: "uint8", shape: [3] },
    ],
    new Map(),
  );
  const bytes = new Uint8Array(layout.size);
  for (const part of layout.frame(() => 0)) bytes.set(part.bytes, part.offset);
  const readInto = async (offset: number, target: Uint8Array): Promise<void> =>
    target.set(bytes.subarray(offset, offset + target.length));
  const { arrays } = await openSafetensors({ name: "x", size: bytes.length, readInto });
  expect([...arrays.keys()].sort()).toEqual(["__proto__", "constructor"]);
});

test.each([
  ['{"a":{"a":1},"b":[{"a":2},{"a":3}]}', undefined],
  ['{"a":1,"b":{"x":"{\\"a\\":1}"},"a":2}', "a"],
  ['{"b":{"x":1,"x":2}}', "x"],
  ['{"a":"a","b":"a"}', undefined],
])("repeatedKey of %s is %s", (text, key) => {
  expect(repeatedKey(text)).toBe(key);
});
