import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anyPattern,
  arrow,
  chain,
  denseSolve,
  entriesOfFactor,
  grid,
  patternOf,
  quasidefinite,
  symmetricTimes,
} from "../../test/support/sparse.js";
import { Random } from "../../test/support/random.js";
import { MultifrontalFactor } from "./multifrontal.js";
import { minimumDegree } from "./ordering.js";
import type { Pattern } from "./pattern.js";
import { analyse, predict } from "./symbolic.js";

const NAMED: readonly (readonly [string, Pattern])[] = [
  ["nothing", patternOf(0, [])],
  ["one unknown", patternOf(1, [])],
  ["a diagonal", patternOf(7, [])],
  ["an arrow that points up", arrow(60, 0)],
  ["an arrow that points down", arrow(60, 59)],
  ["a chain", chain(50)],
  ["a grid", grid(9)],
  [
    "all",
    patternOf(
      20,
      Array.from({ length: 400 }, (_, k) => [k % 20, Math.floor(k / 20)]),
    ),
  ],
  [
    "two chains apart",
    patternOf(
      40,
      Array.from({ length: 38 }, (_, i) => [i, i + 2]),
    ),
  ],
  [
    "dense rows that wait",
    patternOf(
      300,
      Array.from({ length: 600 }, (_, k) => [k % 2, k >> 1]),
    ),
  ],
];

/** The largest error of the solution, relative to the dense one. */
function errorOf(lower: Pattern, seed: number): number {
  const random = new Random(seed);
  const matrix = quasidefinite(lower, random);
  const factor = new MultifrontalFactor(analyse(lower)!);
  expect(factor.factor(matrix.values, matrix.signs)).toBe(true);
  expect(factor.replaced).toBe(0);
  const b = Float64Array.from({ length: lower.rows }, () => random.normal());
  const expected = denseSolve(matrix, b);
  const x = b.slice();
  factor.solve(x);
  const size = Math.max(1, ...expected.map(Math.abs));
  return Math.max(0, ...x.map((value, i) => Math.abs(value - expected[i]))) / size;
}

describe("the order of elimination", () => {
  test("has every unknown once, and predicts its entries", () => {
    fc.assert(
      fc.property(anyPattern(60), (lower) => {
        const order = minimumDegree(lower);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from(order, (_, i) => i));
        expect(predict(lower).entries).toBe(entriesOfFactor(lower, order));
        expect(entriesOfFactor(lower, analyse(lower)!.order)).toBe(predict(lower).entries);
      }),
    );
  });

  test("leaves no more in a tree than is in it", () => {
    const random = new Random(1);
    const tree = patternOf(
      500,
      Array.from({ length: 499 }, (_, i) => [i + 1, random.integer(0, i)]),
    );
    expect(predict(tree).entries).toBe(999);
    expect(predict(arrow(5000, 0)).entries).toBe(9999);
    expect(predict(chain(5000)).entries).toBe(9999);
  });

  test("of a grid grows as nested dissection's does", () => {
    expect(predict(grid(64)).entries).toBeLessThan(10 * 64 * 64 * Math.log2(64));
  });
});

describe("factors", () => {
  test.each(NAMED)("of %s solve as dense ones do", (_name, lower) => {
    expect(errorOf(lower, 1)).toBeLessThan(1e-11);
  });

  test("of random matrices solve as dense ones do", () => {
    fc.assert(
      fc.property(anyPattern(60), fc.nat(), (lower, seed) => {
        expect(errorOf(lower, seed)).toBeLessThan(1e-10);
      }),
    );
  });

  test("do without diagonal entries that elimination fills in", () => {
    const lower = patternOf(2, [[0, 1]], [1]);
    const factor = new MultifrontalFactor(analyse(lower)!);
    // [2 3; 3 0]
    expect(factor.factor(Float64Array.of(2, 3), Int8Array.of(1, -1))).toBe(true);
    const x = Float64Array.of(8, 3);
    factor.solve(x);
    expect(x[0]).toBeCloseTo(1, 6);
    expect(x[1]).toBeCloseTo(2, 6);
  });

  test.each([
    ["a chain of 100,000", chain(100_000)],
    ["a grid of 256 × 256", grid(256)],
  ])("of %s", (_name, lower) => {
    const random = new Random(3);
    const matrix = quasidefinite(lower, random);
    const factor = new MultifrontalFactor(analyse(lower)!);
    expect(factor.factor(matrix.values, matrix.signs)).toBe(true);
    const x = Float64Array.from({ length: lower.rows }, () => random.normal());
    const b = symmetricTimes(matrix, x);
    factor.solve(b);
    expect(b.reduce((most, value, i) => Math.max(most, Math.abs(value - x[i])), 0)).toBeLessThan(1e-10);
  });

  test("count the pivots that they replace, and fail where one is no number", () => {
    const lower = patternOf(3, []);
    const factor = new MultifrontalFactor(analyse(lower)!);
    expect(factor.factor(Float64Array.of(2, -1e-17, -4), Int8Array.of(1, 1, -1))).toBe(true);
    expect(factor.replaced).toBe(1);
    expect(factor.factor(Float64Array.of(2, NaN, -4), Int8Array.of(1, 1, -1))).toBe(false);
    expect(factor.factor(Float64Array.of(2, 1, -4), Int8Array.of(1, 1, -1))).toBe(true);
    expect(factor.replaced).toBe(0);
  });
});

describe("the symbolic factorisation", () => {
  test("is made once for a pattern, and not where it would take more work than allowed", () => {
    const lower = grid(10);
    expect(analyse(lower, 10)).toBeUndefined();
    expect(analyse(lower)).toBe(analyse(lower, predict(lower).flops));
    expect(analyse(grid(10))).not.toBe(analyse(lower));
  });

  test("has one update at a time of however many children", () => {
    // Assets next to factors, and to nothing else.
    const [assets, factors] = [3000, 50];
    const edges = Array.from({ length: assets * factors }, (_, k): [number, number] => [
      k % assets,
      assets + Math.floor(k / assets),
    ]);
    expect(analyse(patternOf(assets + factors, edges))!.updateNumbers).toBeLessThan(10 * factors * factors);
  });

  test("is the same for equal patterns", () => {
    const [a, b] = [analyse(grid(12))!, analyse(grid(12))!];
    expect(a.order).toEqual(b.order);
    expect(a.entryPlace).toEqual(b.entryPlace);
  });
});
