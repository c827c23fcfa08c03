import { describe, expect, test } from "vitest";
import { complaint } from "../../test/complaint.js";
import type { ArrayInput, Operand } from "../problem/problem.js";
import { readLike, readOutputArray } from "./questions.js";

const operand = (shape: readonly number[], batched = false): Operand => {
  const length = shape.reduce((a, b) => a * b, 1);
  const size = batched ? length / shape[0] : length;
  return { data: new Float64Array(length), size, stride: batched ? size : 0, shape };
};

describe("arrays shaped like an output", () => {
  test.each<[string, ArrayInput | number, number, boolean, number | undefined, number[]]>([
    ["[n] without a batch", [1, 2], 1, false, 2, [1, 2]],
    ["[1,n] without a batch", [[1, 2]], 1, false, 2, [1, 2]],
    ["[n] of a batch of one", [1, 2], 1, true, 2, [1, 2]],
    [
      "[B,n]",
      [
        [1, 2],
        [3, 4],
      ],
      2,
      true,
      2,
      [1, 2, 3, 4],
    ],
    ["flat", Float32Array.of(1, 2, 3, 4), 2, true, 2, [1, 2, 3, 4]],
    ["shaped", { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] }, 2, true, 2, [1, 2, 3, 4]],
    ["nothing where there are no rows", [], 1, false, 0, []],
    ["nothing for every element", [[], []], 2, true, 0, []],
    ["a number for one element", 3, 1, false, undefined, [3]],
    ["a number for a batch of one", 3, 1, true, undefined, [3]],
    ["[1] for one element", [3], 1, false, undefined, [3]],
    ["[B]", [3, 4], 2, true, undefined, [3, 4]],
    ["flat [B]", Float64Array.of(3, 4), 2, true, undefined, [3, 4]],
  ])("%s", (_name, input, batch, batched, size, values) => {
    expect([...readOutputArray("cotangents.z", input, batch, batched, size)]).toEqual(values);
  });

  test.each<[string, unknown, number, boolean, number | undefined, string, string]>([
    ["too short", [1], 1, false, 2, "[2] or [1,2]", "shape [1]"],
    ["one element for a batch", [1, 2], 2, true, 2, "[2,2]", "shape [2]"],
    ["transposed", [[1], [2]], 1, true, 2, "[1,2] or [2]", "shape [2,1]"],
    ["flat and too long", new Float64Array(5), 2, true, 2, "[2,2]", "a typed array of length 5"],
    ["a number for a vector", 1, 1, false, 2, "[2] or [1,2]", "a single number"],
    ["a number for a batch", 1, 2, true, undefined, "[2]", "a single number"],
    ["a vector for a number", [1, 2], 1, false, undefined, "a number or [1]", "shape [2]"],
    [
      "NaN",
      [
        [1, 2],
        [NaN, 4],
      ],
      2,
      true,
      2,
      "finite",
      "NaN at cotangents.z[1][0] (element 1, entry 0)",
    ],
    [
      "infinity",
      Float64Array.of(1, Infinity),
      1,
      false,
      2,
      "finite",
      "Infinity at cotangents.z[1] (entry 1)",
    ],
    ["text", "1", 1, false, 2, "nested arrays", '"1"'],
  ])("%s", (_name, input, batch, batched, size, expected, got) => {
    const error = complaint(() => readOutputArray("cotangents.z", input as ArrayInput, batch, batched, size));
    expect(error.field).toBe("cotangents.z");
    expect(error.expected).toContain(expected);
    expect(error.got).toContain(got);
    expect(error.hint).not.toBe("");
  });
});

describe("arrays shaped like an input", () => {
  test.each<[string, ArrayInput | number, Operand, number[]]>([
    ["vector", [1, 2], operand([2]), [1, 2]],
    ["matrix", [[1, 2]], operand([1, 2]), [1, 2]],
    ["flat matrix", Float64Array.of(1, 2, 3, 4), operand([2, 2]), [1, 2, 3, 4]],
    ["flat batch", Float32Array.of(1, 2, 3, 4), operand([2, 1, 2], true), [1, 2, 3, 4]],
    ["number", 5, operand([]), [5]],
    ["no rows", [], operand([0]), []],
  ])("%s", (_name, input, like, values) => {
    expect([...readLike("tangents.p", input, like)]).toEqual(values);
  });

  test.each<[string, unknown, Operand, string, string]>([
    ["one element for a batch", [1, 2], operand([3, 2], true), "[3,2]", "shape [2]"],
    ["a batch for a shared input", [[1, 2]], operand([2]), "[2]", "shape [1,2]"],
    ["a vector for a number", [1, 2], operand([]), "a number", "shape [2]"],
    ["a number for a vector", 1, operand([2]), "[2]", "a single number"],
    [
      "NaN in a shared matrix",
      [[1, NaN]],
      operand([1, 2]),
      "finite",
      "NaN at tangents.A[0,1] (row 0, column 1)",
    ],
    [
      "NaN in a batch",
      [[[1, NaN]]],
      operand([1, 1, 2], true),
      "finite",
      "NaN at tangents.A[0][0,1] (element 0, row 0, column 1)",
    ],
  ])("%s", (_name, input, like, expected, got) => {
    const error = complaint(() => readLike("tangents.A", input as ArrayInput, like));
    expect(error.field).toBe("tangents.A");
    expect(error.expected).toContain(expected);
    expect(error.got).toContain(got);
    expect(error.hint).not.toBe("");
  });

  test("the caller's array is copied", () => {
    const direction = Float64Array.of(1, 2);
    const read = readLike("tangents.p", direction, operand([2]));
    direction.fill(0);
    expect([...read]).toEqual([1, 2]);
  });
});
