import { describe, expect, it } from "vitest";
import { OptNetError } from "../index.js";
import { npyHeader, parseNpyHeader } from "./npy.js";

/** A header of any version around a text. */
function header(text: string, major = 1): Uint8Array {
  const body = new TextEncoder().encode(text);
  const prefix = [0x93, ...new TextEncoder().encode("NUMPY"), major, 0];
  const length = [body.length & 255, body.length >> 8, ...(major === 1 ? [] : [0, 0])];
  return Uint8Array.from([...prefix, ...length, ...body]);
}

const parsed = (text: string, major?: number) => parseNpyHeader("x", header(text, major));

describe("parseNpyHeader", () => {
  it("reads what NumPy writes, in all three versions", () => {
    for (const major of [1, 2, 3]) {
      expect(
        parsed("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }      \n", major),
      ).toMatchObject({
        ...{ dtype: "float64", bigEndian: false, fortran: false, shape: [3, 4] },
      });
    }
  });

  it.each([
    [
      "{'descr': '>i2', 'fortran_order': True, 'shape': (), }",
      { dtype: "int16", bigEndian: true, fortran: true, shape: [] },
    ],
    ["{'shape': (7,), 'descr': '|b1', 'fortran_order': False}", { dtype: "bool", shape: [7] }],
    ["{'descr': '<u8', 'fortran_order': False, 'shape': (5L, 0L)}", { dtype: "uint64", shape: [5, 0] }],
    ["{'descr': '<U41', 'fortran_order': False, 'shape': ()}", { text: { kind: "U", characters: 41 } }],
  ])("reads %s", (text, expected) => {
    expect(parsed(text)).toMatchObject(expected);
  });

  it.each([
    ["{'descr': '|O', 'fortran_order': False, 'shape': (3,)}", "pickle"],
    ["{'descr': 'O8', 'fortran_order': False, 'shape': (3,)}", "pickle"],
    ["{'descr': '<c16', 'fortran_order': False, 'shape': (3,)}", "<c16"],
    ["{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (3,)}", "<M8"],
    ["{'descr': '<f16', 'fortran_order': False, 'shape': (3,)}", "<f16"],
    ["{'descr': '|f8', 'fortran_order': False, 'shape': (3,)}", "|f8"],
    ["{'descr': '|V8', 'fortran_order': False, 'shape': (3,)}", "|V8"],
    ["{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3,)}", "records"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (-3,)}", "shape (-3,)"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (3)}", "shape (3)"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (3,,4)}", "shape"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,)}", "shape"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (1e3,)}", "shape"],
    [`{'descr': '<f8', 'fortran_order': False, 'shape': (${"1,".repeat(65)})}`, "shape"],
    ["{'descr': '<f8', 'fortran_order': False}", "only descr, fortran_order"],
    ["{'descr': '<f8', 'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", "descr"],
    ["{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}", "fortran_order"],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'x': __import__('os')}", "x"],
    ["[1, 2]", "[1, 2]"],
    ["", "NumPy's format"],
  ])("refuses %s", (text, got) => {
    expect(() => parsed(text)).toThrow(OptNetError);
    expect(() => parsed(text)).toThrow(got);
  });

  it("refuses other versions, other formats and headers longer than any", () => {
    const good = npyHeader("float64", [3]);
    expect(() => parseNpyHeader("x", good.with(6, 4))).toThrow("4.0");
    expect(() => parseNpyHeader("x", good.with(0, 0))).toThrow("NumPy's format");
    expect(() => parseNpyHeader("x", good.subarray(0, 5))).toThrow("NumPy's format");
    const long = header("{}", 2);
    long.set([255, 255, 255, 127], 8);
    expect(() => parseNpyHeader("x", long)).toThrow("at most");
  });
});

it("writes headers that it reads, a multiple of 64 bytes long", () => {
  for (const shape of [[], [5], [2, 3], [1e9, 12, 14]]) {
    const bytes = npyHeader("float64", shape);
    expect(bytes.length % 64).toBe(0);
    expect(parseNpyHeader("x", bytes)).toMatchObject({
      dtype: "float64",
      shape,
      length: bytes.length,
      fortran: false,
    });
  }
});
