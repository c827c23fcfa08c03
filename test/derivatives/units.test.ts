/**
 * Derivatives of the central path do not change with the units: in others, of variables and of rows, slack times
 * multiplier is the same number, and so the point and its derivatives are.
 */
import fc from "fast-check";
import type { ProblemInput } from "optnet";
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import { Random } from "../support/random.js";
import { drawSparse, STRUCTURES, withSparseMatrices } from "../sparse/draw.js";

/** Units that gradients are asked in, and how far they may be from those in the first ones. */
const UNITS = [
  { name: "units that are powers of two", draw: (x: number): number => 2 ** Math.round(7 * x), near: 1e-9 },
  // The path's rho and delta are in canonical units, which are powers of two: others may double them.
  { name: "any units", draw: (x: number): number => 10 ** (2 * x), near: 1e-5 },
];

type Dense = { [Name in "Q" | "A" | "G"]?: number[][] } & { [Name in "p" | "b" | "h" | "lower"]?: number[] };

function inOtherUnits(problem: Dense, columns: number[], rows: { A: number[]; G: number[] }): Dense {
  const { Q, p, A, b, G, h, lower } = problem;
  const scaled = (M: number[][], of: number[]): number[][] =>
    M.map((row, i) => row.map((value, j) => value * of[i] * columns[j]));
  const times = (v: number[], of: number[]): number[] => v.map((value, i) => value * of[i]);
  return {
    ...problem,
    ...(Q && { Q: scaled(Q, columns) }),
    p: times(p!, columns),
    ...(A && { A: scaled(A, rows.A), b: times(b!, rows.A) }),
    ...(G && { G: scaled(G, rows.G), h: times(h!, rows.G) }),
    ...(lower && {
      lower: lower.map((value, j) => value / columns[j]),
      upper: columns.map((column) => 5 / column),
    }),
  };
}

describe.each(["dense", "sparse"] as const)("%s", (kind) => {
  test.each(STRUCTURES.flatMap((structure) => UNITS.map((units) => ({ ...units, structure }))))(
    "$structure, $name",
    ({ structure, draw, near }) => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
          const random = new Random(seed);
          const problem = drawSparse(random, structure).dense as unknown as Dense;
          const n = problem.p!.length;
          const units = (count: number): number[] =>
            Array.from({ length: count }, () => draw(random.uniform(-1, 1)));
          const columns = units(n);
          const rows = { A: units(problem.A?.length ?? 0), G: units(problem.G?.length ?? 0) };
          const gradientsOf = (input: Dense, weights: number[]) => {
            const given =
              kind === "sparse" ? withSparseMatrices(input as ProblemInput) : (input as ProblemInput);
            const solution = solve(given as Parameters<typeof solve>[0], {
              gradient: "smoothed",
              smoothing: 1e-3,
            });
            expect(solution.status).toEqual(["solved"]);
            return solution.vjp({ z: Float64Array.from(weights) });
          };
          const weights = Array.from({ length: n }, (_, i) => Math.cos(i));
          const own = gradientsOf(problem, weights);
          const other = gradientsOf(
            inOtherUnits(problem, columns, rows),
            weights.map((weight, i) => weight * columns[i]),
          );
          for (const [name, of] of [
            ["p", columns],
            ["b", rows.A],
            ["h", rows.G],
          ] as const) {
            const [got, expected] = [other[name]?.data ?? [], own[name]?.data ?? []];
            const size = Math.max(1, ...Array.from(expected, Math.abs));
            for (let i = 0; i < expected.length; i++) {
              expect(Math.abs(got[i] * of[i] - expected[i]), `${name}[${i}]`).toBeLessThanOrEqual(
                near * size,
              );
            }
          }
        }),
        { numRuns: 20, examples: [[983960]] },
      );
    },
  );
});
