import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anyPattern,
  chain,
  grid,
  patternOf,
  quasidefinite,
  symmetricTimes,
} from "../../../test/support/sparse.js";
import { Random } from "../../../test/support/random.js";
import { MultifrontalFactor } from "../../matrix/multifrontal.js";
import type { Pattern } from "../../matrix/pattern.js";
import { analyse } from "../../matrix/symbolic.js";
import { newSparseFactor } from "./sparse-factor.js";

/** The largest difference between the kernels' solution and TypeScript's, relative to its size. */
function differenceOf(lower: Pattern, seed: number): number {
  const random = new Random(seed);
  const { values, signs } = quasidefinite(lower, random);
  const symbolic = analyse(lower)!;
  const plain = new MultifrontalFactor(symbolic);
  const kernels = newSparseFactor(symbolic);
  expect(kernels).not.toBeInstanceOf(MultifrontalFactor);
  expect(plain.factor(values, signs)).toBe(true);
  expect(kernels.factor(values, signs)).toBe(true);
  const x = Float64Array.from({ length: lower.rows }, () => random.normal());
  const y = x.slice();
  plain.solve(x);
  kernels.solve(y);
  kernels.dispose();
  const size = x.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  return x.reduce((most, value, i) => Math.max(most, Math.abs(value - y[i])), 0) / size;
}

describe("the kernels' factors", () => {
  test("are TypeScript's to rounding", () => {
    fc.assert(
      fc.property(anyPattern(80), fc.nat(), (lower, seed) => {
        expect(differenceOf(lower, seed)).toBeLessThan(1e-11);
      }),
    );
  });

  test.each([5, 63, 64, 65, 130, 203])("of a dense matrix of %i rows, whose columns go in blocks", (size) => {
    const lower = patternOf(
      size,
      Array.from({ length: size * size }, (_, k) => [k % size, Math.floor(k / size)]),
    );
    expect(differenceOf(lower, size)).toBeLessThan(1e-11);
  });

  test.each([
    ["a chain of 100,000", chain(100_000)],
    ["a grid of 256 × 256", grid(256)],
  ])("of %s", (_name, lower) => {
    expect(differenceOf(lower, 7)).toBeLessThan(1e-11);
    const random = new Random(8);
    const matrix = quasidefinite(lower, random);
    const factor = newSparseFactor(analyse(lower)!);
    expect(factor.factor(matrix.values, matrix.signs)).toBe(true);
    const x = Float64Array.from({ length: lower.rows }, () => random.normal());
    const b = symmetricTimes(matrix, x);
    factor.solve(b);
    factor.dispose();
    expect(b.reduce((most, value, i) => Math.max(most, Math.abs(value - x[i])), 0)).toBeLessThan(1e-10);
  });

  test("count the pivots that they replace, and fail where one is no number", () => {
    const factor = newSparseFactor(analyse(patternOf(3, []))!);
    const signs = Int8Array.of(1, 1, -1);
    expect(factor.factor(Float64Array.of(2, -1e-17, -4), signs)).toBe(true);
    expect(factor.replaced).toBe(1);
    expect(factor.factor(Float64Array.of(2, NaN, -4), signs)).toBe(false);
    expect(factor.factor(Float64Array.of(2, 1, -4), signs)).toBe(true);
    expect(factor.replaced).toBe(0);
    factor.dispose();
  });

  test("have the same bits again, whatever was factored in between", () => {
    const lower = grid(12);
    const random = new Random(5);
    const [one, other] = [quasidefinite(lower, random), quasidefinite(lower, random)];
    const factor = newSparseFactor(analyse(lower)!);
    const solutions = [one, other, one].map(({ values, signs }) => {
      const x = new Float64Array(lower.rows).fill(1);
      factor.factor(values, signs);
      factor.solve(x);
      return x;
    });
    factor.dispose();
    expect(solutions[2]).toEqual(solutions[0]);
    expect(solutions[1]).not.toEqual(solutions[0]);
  });

  test("that do not fit are refused before any memory is taken", () => {
    const symbolic = { ...analyse(chain(4))!, updateNumbers: 2 ** 30 };
    expect(() => newSparseFactor(symbolic)).toThrow(/8589\d+ bytes \(8 GiB\)/);
  });
});
