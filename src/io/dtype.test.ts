import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { BYTES, toFloat64, type DType } from "./dtype.js";

function read(bytes: readonly number[], dtype: DType, bigEndian = false): number[] {
  const out = new Float64Array(bytes.length / BYTES[dtype]);
  toFloat64("x", Uint8Array.from(bytes), dtype, bigEndian, out);
  return [...out];
}

describe("toFloat64", () => {
  it.each<[DType, number[], number]>([
    ["float16", [0x00, 0x3c], 1],
    ["float16", [0x01, 0x00], 2 ** -24],
    ["float16", [0xff, 0x7b], 65504],
    ["float16", [0x00, 0x80], -0],
    ["float16", [0x00, 0xfc], -Infinity],
    ["float16", [0x01, 0x7c], NaN],
    ["float16", [0x66, 0x2e], 0.0999755859375],
    ["bfloat16", [0x80, 0x3f], 1],
    ["bfloat16", [0x49, 0xc0], -3.140625],
    ["float32", [0xcd, 0xcc, 0xcc, 0x3d], 0.10000000149011612],
    ["int8", [0xff], -1],
    ["uint8", [0xff], 255],
    ["int16", [0x00, 0x80], -32768],
    ["uint16", [0x00, 0x80], 32768],
    ["int32", [0, 0, 0, 0x80], -(2 ** 31)],
    ["uint32", [0, 0, 0, 0x80], 2 ** 31],
    ["int64", [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -1],
    ["uint64", [0, 0, 0, 0, 0, 0, 0, 0x80], 2 ** 63],
    ["bool", [7], 1],
  ])("reads %s %j as %d", (dtype, bytes, value) => {
    expect(read(bytes, dtype)).toEqual([value]);
    expect(read([...bytes].reverse(), dtype, true)).toEqual([value]);
  });

  it("refuses integers that float64 would round", () => {
    expect(() => read([1, 0, 0, 0, 0, 0, 0x20, 0], "int64")).toThrow(/9007199254740993/);
    expect(() => read([1, 0, 0, 0, 0, 0, 0x20, 0], "uint64")).toThrow(/9007199254740993/);
  });
});

test("every half-precision number is the float32 that has its bits", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff }), (half) => {
      const [value] = read([half & 255, half >> 8], "float16");
      const exponent = (half >> 10) & 31;
      if (exponent === 31) {
        expect(Number.isFinite(value)).toBe(false);
        return;
      }
      expect(Math.fround(value)).toBe(value);
      expect(Object.is(Math.sign(value), -0) || Math.sign(value) < 0).toBe(half >= 0x8000);
      const next = read([(half + 1) & 255, (half + 1) >> 8], "float16")[0];
      const isLast = (half & 0x7fff) === 0x7bff;
      if (!isLast) expect(Math.abs(next)).toBeGreaterThan(Math.abs(value));
    }),
  );
});
