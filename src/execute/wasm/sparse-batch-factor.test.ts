import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  anyPattern,
  arrow,
  chain,
  grid,
  patternOf,
  quasidefinite,
  symmetricTimes,
} from "../../../test/support/sparse.js";
import type { SymmetricMatrix } from "../../../test/support/sparse.js";
import { Random } from "../../../test/support/random.js";
import { MultifrontalFactor } from "../../matrix/multifrontal.js";
import type { Pattern } from "../../matrix/pattern.js";
import { analyse } from "../../matrix/symbolic.js";
import { theInstance } from "./module.js";
import { LANES, SparseBatchFactor, sparseBatchBytes } from "./sparse-batch-factor.js";

const { kernels, arena } = theInstance()!;

/** Solutions of several systems at once, and the bits of those that could not be factored. */
function solveTogether(lower: Pattern, matrices: readonly SymmetricMatrix[], right: readonly Float64Array[]) {
  const symbolic = analyse(lower)!;
  const bytes = sparseBatchBytes(symbolic);
  const at = arena.allocate(bytes)!;
  // Whatever was there before.
  arena.heap.fill(NaN, at / 8, (at + bytes) / 8);
  const factor = new SparseBatchFactor(kernels, arena, symbolic, at, matrices[0].signs);
  matrices.forEach(({ values }, lane) =>
    values.forEach((value, k) => (factor.values[LANES * k + lane] = value)),
  );
  right.forEach((b, lane) => b.forEach((value, i) => (factor.x[LANES * i + lane] = value)));
  const wrong = factor.factor();
  factor.solve();
  const solutions = right.map((b, lane) => b.map((_, i) => factor.x[LANES * i + lane]));
  arena.release(at, bytes);
  return { solutions, wrong };
}

/** Four matrices with equal signs, and a right-hand side each. */
function drawFour(lower: Pattern, seed: number): { matrices: SymmetricMatrix[]; right: Float64Array[] } {
  const matrices = Array.from({ length: LANES }, (_, lane) => {
    const matrix = quasidefinite(lower, new Random(seed));
    return { ...matrix, values: matrix.values.map((value) => value * (1 + lane / 8)) };
  });
  const random = new Random(seed + 1);
  const right = matrices.map(() => Float64Array.from({ length: lower.rows }, () => random.normal()));
  return { matrices, right };
}

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function expectSolutions(lower: Pattern, seed: number): void {
  const { matrices, right } = drawFour(lower, seed);
  const { solutions, wrong } = solveTogether(lower, matrices, right);
  expect(wrong).toBe(0);
  const plain = new MultifrontalFactor(analyse(lower)!);
  matrices.forEach(({ values, signs }, lane) => {
    const x = right[lane].slice();
    plain.factor(values, signs);
    plain.solve(x);
    const error = largest(x.map((value, i) => value - solutions[lane][i]));
    expect(error).toBeLessThanOrEqual(1e-11 * largest(x));
  });
}

describe("four matrices at a time", () => {
  test("have the solutions that each has", () => {
    fc.assert(fc.property(anyPattern(60), fc.nat(1e6), (lower, seed) => expectSolutions(lower, seed)));
  });

  test.each([
    ["a grid", grid(20)],
    ["a chain", chain(5000)],
    ["an arrow that points up", arrow(200, 0)],
    ["an arrow that points down", arrow(200, 199)],
    [
      "all",
      patternOf(
        70,
        Array.from({ length: 4900 }, (_, k) => [k % 70, Math.floor(k / 70)]),
      ),
    ],
  ])("of %s", (_name, lower) => {
    expectSolutions(lower, 3);
  });

  test("leave no residual", () => {
    const lower = grid(30);
    const { matrices, right } = drawFour(lower, 5);
    const { solutions } = solveTogether(lower, matrices, right);
    solutions.forEach((x, lane) => {
      const product = symmetricTimes(matrices[lane], x);
      expect(largest(product.map((value, i) => value - right[lane][i]))).toBeLessThan(1e-12);
    });
  });

  test("have the bits that each has in another lane, beside others", () => {
    fc.assert(
      fc.property(anyPattern(40), fc.nat(1e6), (lower, seed) => {
        const { matrices, right } = drawFour(lower, seed);
        const { solutions } = solveTogether(lower, matrices, right);
        const turned = [3, 0, 0, 2];
        const others = solveTogether(
          lower,
          turned.map((lane) => matrices[lane]),
          turned.map((lane) => right[lane]),
        );
        turned.forEach((lane, i) => expect(others.solutions[i]).toEqual(solutions[lane]));
      }),
    );
  });

  test("do not disturb each other where one is not finite", () => {
    const lower = grid(6);
    const { matrices, right } = drawFour(lower, 9);
    const before = solveTogether(lower, matrices, right).solutions;
    const spoilt = matrices.map((matrix, lane) =>
      lane === 2 ? { ...matrix, values: matrix.values.map(() => NaN) } : matrix,
    );
    const { solutions, wrong } = solveTogether(lower, spoilt, right);
    expect(wrong).toBe(4);
    for (const lane of [0, 1, 3]) expect(solutions[lane]).toEqual(before[lane]);
  });
});
