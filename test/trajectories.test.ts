/**
 * Paths of least acceleration past an obstacle: Q is singular, and only fixed ends make the answer one; half-planes keep
 * a distance, and meet the path in rows that barely hold. Every answer has to be the solution: its gap, which knows
 * nothing of how it was found, tells.
 */
import { solve } from "optnet";
import { describe, expect, test } from "vitest";
import { Random } from "./support/random.js";

type Row = readonly number[];

/** A path of `steps` points in the plane, its coordinates in turn. */
function path(seed: number) {
  const random = new Random(seed);
  const draw = (choices: Row): number => choices[Math.floor(random.uniform() * choices.length)];
  const steps = 5 + Math.floor(12 * random.uniform());
  const n = 2 * steps;
  const row = (entries: ReadonlyMap<number, number>): number[] =>
    Array.from({ length: n }, (_, j) => entries.get(j) ?? 0);
  const differences = (stencil: Row): number[][] =>
    Array.from({ length: n - 2 * (stencil.length - 1) }, (_, i) =>
      row(new Map(stencil.map((weight, k) => [i + 2 * k, weight]))),
    );
  const stencil = draw([2, 2, 3]) === 2 ? [1, -2, 1] : [-1, 3, -3, 1];
  const [high, first] = [differences(stencil), differences([-1, 1])];
  const weight = draw([0, 0.02, 1e-3]);
  const Q = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => {
      const gram = (rows: readonly Row[]): number => rows.reduce((sum, one) => sum + one[i] * one[j], 0);
      return 2 * gram(high) + weight * gram(first);
    }),
  );
  // Ends, and where third differences are meant also the points next to the start: else the path may be any.
  const ends = [[0, 0], [1, 0], [n - 2, 1], [n - 1, 0]]; // prettier-ignore
  if (stencil.length === 4) ends.push([2, 1 / (steps - 1)], [3, 0.1]);
  const value = new Map(ends as [number, number][]);
  const [x0, y0] = [0.5, draw([0, 0.05, 0.1])];
  const G: number[][] = [];
  const h: number[] = [];
  for (let t = 0; t < steps; t++) {
    const [x, y] = [t / (steps - 1), 0.3 * Math.sin((Math.PI * t) / (steps - 1))];
    const length = Math.hypot(x - x0, y - y0);
    let [a, b] = [(x - x0) / length, (y - y0) / length];
    if (random.uniform() < 0.5) [a, b] = [Math.round(64 * a) / 64, Math.round(64 * b) / 64];
    if (t === steps >> 1) a += draw([0, 1e-7, 1e-6, 1e-5, 1e-4, 1e-2]);
    G.push(row(new Map([[2 * t, -a], [2 * t + 1, -b]]))); // prettier-ignore
    h.push(-(0.25 * draw([1, 1, 0.5]) + a * x0 + b * y0));
  }
  // The ends stand where they are: no half-plane may ask them to move.
  G.forEach((normal, t) => {
    const known = [2 * t, 2 * t + 1].every((j) => value.has(j));
    if (known) h[t] = Math.max(h[t], normal.reduce((sum, g, j) => sum + g * (value.get(j) ?? 0), 0) + 0.01); // prettier-ignore
  });
  const common = { Q, p: Array.from({ length: n }, () => draw([0, 0, 0.01])), G, h };
  if (seed % 2 === 1)
    return { ...common, A: ends.map(([j]) => row(new Map([[j, 1]]))), b: ends.map(([, v]) => v) };
  const bound = (absent: number): number[] => Array.from({ length: n }, (_, j) => value.get(j) ?? absent);
  return { ...common, lower: bound(-Infinity), upper: bound(Infinity) };
}

describe.each(["auto", "primal", "sparse"] as const)("%s", (form) => {
  test.each([1e-6, 1e-9])("every path is found, within a tolerance of %f", (tolerance) => {
    const wrong: string[] = [];
    for (let seed = 0; seed < 150; seed++) {
      const solution = solve(path(seed), { form, tolerance });
      if (solution.status[0] !== "solved") wrong.push(`${seed}: ${solution.status[0]}`);
      // Complementarity is judged row by row, each multiplier in units of its rows of stationarity.
      const size = Math.max(
        ...solution.lambda,
        ...solution.nu.map(Math.abs),
        Math.abs(solution.objective[0]),
      );
      if (solution.dualityGap[0] > 100 * tolerance * size)
        wrong.push(`${seed}: gap ${solution.dualityGap[0]} of ${size}`);
    }
    expect(wrong).toEqual([]);
  });
});
