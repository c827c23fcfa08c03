import { expect, test } from "vitest";
import { maxAbs } from "./dense.js";

test("a NaN is not lost among numbers, wherever it stands", () => {
  expect(maxAbs(Float64Array.of(1, -3, 2))).toBe(3);
  expect(maxAbs(new Float64Array(0))).toBe(0);
  for (const values of [
    [NaN, 1, 2],
    [1, NaN, 2],
    [1, 2, NaN],
  ]) {
    expect(maxAbs(Float64Array.from(values))).toBeNaN();
  }
});
