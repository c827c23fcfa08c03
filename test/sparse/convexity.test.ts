/** Whether a sparse Q is convex, in any units: beside rows it may be small, and its diagonal may be 0. */
import fc from "fast-check";
import { OptNetError, solve, sparse } from "optnet";
import type { SettingsInput, SparseMatrix } from "optnet";
import { describe, expect, test } from "vitest";
import { Random } from "../support/random.js";

const FORMS: readonly SettingsInput[] = [
  {},
  { form: "sparse" },
  { form: "primal" },
  { backend: "reference" },
];

/** D (Q + shift) D on pairs of variables, and a row over all of them. */
function problemOf(random: Random, pair: readonly number[], scale: number) {
  const pairs = random.integer(1, 4);
  const n = 2 * pairs + random.integer(0, 2);
  const units = random.vector(n, () => scale * 2 ** random.integer(-3, 3));
  const entry = [0, 1].flatMap((i) => [0, 1].map((j) => ({ i, j, value: pair[2 * i + j] })));
  const all = Array.from({ length: pairs }, (_, k) =>
    entry.map(({ i, j, value }) => ({ row: 2 * k + i, column: 2 * k + j, value })),
  ).flat();
  const Q: SparseMatrix = sparse.fromTriplets(
    [n, n],
    all.map(({ row }) => row),
    all.map(({ column }) => column),
    all.map(({ row, column, value }) => value * units[row] * units[column]),
  );
  // Large enough for the bounds to leave room.
  const row = random.vector(n, () => random.pick([-1, 1]) * random.uniform(0.5, 2));
  const A = sparse.fromTriplets([1, n], new Array<number>(n).fill(0), [...Array(n).keys()], row);
  return { Q, p: random.vector(n, () => scale * random.normal()), A, b: [1], lower: -5, upper: 5 };
}

describe.each([
  ["of rank one", [1, -1, -1, 1], true],
  ["definite", [2, 1, 1, 2], true],
  ["indefinite", [1, 2, 2, 1], false],
  ["indefinite, with a diagonal of 0", [0, 1, 1, 0], false],
] as const)("%s", (_, pair, isConvex) => {
  test.each(FORMS.map((settings) => [JSON.stringify(settings), settings] as const))("%s", (_, settings) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: -30, max: 10 }), (seed, power) => {
        const problem = problemOf(new Random(seed), pair, 2 ** power);
        if (isConvex) expect(solve(problem, settings).status).toEqual(["solved"]);
        else expect(() => solve(problem, settings)).toThrow(OptNetError);
      }),
      {
        numRuns: 40,
        examples: [
          [1, -30],
          [2, -20],
          [3, 0],
        ],
      },
    );
  });
});
