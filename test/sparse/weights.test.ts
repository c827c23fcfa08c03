/**
 * Sparse problems that are hard for their numbers, not for their size: absolute values with large weights, differences of
 * high order, chains whose factors are a little below 1. Whatever the way, an answer has to have next to no gap.
 */
import type { ProblemInput } from "optnet";
import { solve, sparse } from "optnet";
import { describe, expect, test } from "vitest";
import { Random } from "../support/random.js";

type Entry = readonly [column: number, value: number];

function matrix(rows: readonly (readonly Entry[])[], columns: number) {
  const all = rows.flatMap((row, i) => row.map(([j, value]) => [i, j, value] as const));
  const [r, c, v] = [0, 1, 2].map((k) => all.map((entry) => entry[k]));
  return sparse.fromTriplets([rows.length, columns], r, c, v);
}

/** minimise ½|x − y|² + Σ weight_i |row_i x|, as x and t with |row_i x| ≤ t_i. */
function withAbsoluteValues(
  y: readonly number[],
  rows: readonly (readonly Entry[])[],
  weight: (row: number) => number,
): ProblemInput {
  const n = y.length;
  const below = rows.map((row, i) => [...row, [n + i, -1] as const]);
  const above = rows.map((row, i) => [...row.map(([j, x]) => [j, -x] as const), [n + i, -1] as const]);
  const Q = matrix(
    Array.from({ length: n + rows.length }, (_, j) => (j < n ? [[j, 1] as const] : [])),
    n + rows.length,
  );
  return {
    Q,
    p: [...y.map((value) => -value), ...rows.map((_, i) => weight(i))],
    G: matrix([...below, ...above], n + rows.length),
    h: new Float64Array(2 * rows.length),
  };
}

function differences(n: number, stencil: readonly number[]): Entry[][] {
  return Array.from({ length: n - stencil.length + 1 }, (_, i) => stencil.map((x, k) => [i + k, x] as const));
}

function grid(side: number): Entry[][] {
  const rows: Entry[][] = [];
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      const at = i * side + j;
      if (j + 1 < side) rows.push([[at, -1], [at + 1, 1]]); // prettier-ignore
      if (i + 1 < side) rows.push([[at, -1], [at + side, 1]]); // prettier-ignore
    }
  }
  return rows;
}

/** A walk whose slope changes now and then, with noise. */
function walk(n: number): number[] {
  const random = new Random(3);
  let [value, slope] = [0, 0];
  return Array.from({ length: n }, () => {
    if (random.uniform() < 0.02) slope = random.normal() / 3;
    return (value += slope) + random.normal();
  });
}

function picture(side: number, brightness: number): number[] {
  const random = new Random(5);
  return Array.from({ length: side * side }, (_, k) => {
    const [i, j] = [Math.floor(k / side) - side / 2, (k % side) - side / 2];
    return (
      brightness * ((i * i + j * j < (side * side) / 16 ? 1 : 0) + (i > 0 ? 0.5 : 0) + random.normal() / 10)
    );
  });
}

function expectSolved(problem: ProblemInput, form: "auto" | "sparse" = "auto"): void {
  for (const tolerance of [1e-6, 1e-9]) {
    const exact = solve(problem, { absoluteTolerance: tolerance, tolerance, form });
    expect(exact.status).toEqual(["solved"]);
    expect(Math.max(exact.primalResidual[0], exact.dualResidual[0], exact.dualityGap[0])).toBeLessThan(
      tolerance,
    );
  }
  const usual = solve(problem, { form });
  expect(usual.status).toEqual(["solved"]);
  expect(usual.dualityGap[0]).toBeLessThan(1e-5 * Math.abs(usual.objective[0]));
}

describe("absolute values", () => {
  test.each([
    [1, 20],
    [1, 0.1],
    [255, 20],
    [255, 300],
  ])("of an image of brightness %d, weight %d", (brightness, weight) => {
    expectSolved(withAbsoluteValues(picture(24, brightness), grid(24), () => weight));
  });

  test.each([
    ["first", [-1, 1], 1e2],
    ["second", [1, -2, 1], 1e3],
    ["second", [1, -2, 1], 1e5],
  ])("of %s differences, %j with weight %d", (_, stencil, weight) => {
    expectSolved(withAbsoluteValues(walk(500), differences(500, stencil), () => weight));
  });

  test("with weights over eight decades", () => {
    const random = new Random(7);
    const weights = grid(24).map(() => 0.1 * 10 ** (8 * (random.uniform() - 0.5)));
    expectSolved(withAbsoluteValues(picture(24, 1), grid(24), (i) => weights[i]));
  });
});

describe("differences of high order in small batches", () => {
  const n = 60;
  const batch = 5;

  /** Of third differences, x in units of `x`, t of `t`, rows of `row`. */
  function problemIn(units: { x: number; t: number; row: number }, weight: number): ProblemInput {
    const rows = differences(n, [-1, 3, -3, 1]).map((row) =>
      row.map(([j, value]) => [j, value * units.x * units.row] as const),
    );
    const m = rows.length;
    const side = (sign: number) =>
      rows.map((row, i) => [
        ...row.map(([j, value]) => [j, sign * value] as const),
        [n + i, -units.t * units.row] as const,
      ]);
    const random = new Random(11);
    const p = random.vector(batch * (n + m), () => 0);
    for (let k = 0; k < batch; k++) {
      walk(n).forEach((y, j) => (p[k * (n + m) + j] = -(y + k * random.normal()) * units.x));
      for (let i = 0; i < m; i++) p[k * (n + m) + n + i] = weight * units.t;
    }
    return {
      Q: matrix(
        Array.from({ length: n + m }, (_, j) => (j < n ? [[j, units.x ** 2] as const] : [])),
        n + m,
      ),
      p: { data: Float64Array.from(p), shape: [batch, n + m] },
      G: matrix([...side(1), ...side(-1)], n + m),
      h: new Float64Array(2 * m),
    };
  }

  test.each([1e2, 1e4, 1e6])("of weight %d, in other units", (weight) => {
    const usual = solve(problemIn({ x: 1, t: 1, row: 1 }, weight), { form: "sparse" });
    for (const units of [
      { x: 1, t: 1, row: 1 },
      { x: 1000, t: 1e-3, row: 7 },
      { x: 0.03, t: 1e4, row: 1e-5 },
    ]) {
      const solution = solve(problemIn(units, weight), { form: "sparse" });
      expect(solution.status).toEqual(Array.from({ length: batch }, () => "solved"));
      solution.objective.forEach((objective, i) => {
        expect(solution.dualityGap[i]).toBeLessThan(1e-5 * Math.abs(objective));
        expect(Math.abs(objective - usual.objective[i])).toBeLessThan(1e-5 * Math.abs(objective));
      });
    }
  });
});

describe("the nearest sequence whose differences are not negative", () => {
  test.each([
    ["second", [1, -2, 1], 800, (t: number) => (t > 0.4 ? 1 : 0)],
    ["third", [-1, 3, -3, 1], 600, (t: number) => Math.exp(-4 * t)],
    ["fourth", [1, -4, 6, -4, 1], 400, (t: number) => Math.exp(t)],
    ["fourth", [1, -4, 6, -4, 1], 400, (t: number) => Math.sqrt(t)],
  ] as const)("of %s order", (_, stencil, n, curve) => {
    const y = Array.from({ length: n }, (_, i) => curve(i / (n - 1)) + 0.1 * Math.sin(i + 1));
    const problem: ProblemInput = {
      Q: matrix(
        y.map((_, j) => [[j, 1] as const]),
        n,
      ),
      p: y.map((value) => -value),
      G: matrix(
        differences(
          n,
          stencil.map((x) => -x),
        ),
        n,
      ),
      h: new Float64Array(n - stencil.length + 1),
    };
    expectSolved(problem, "sparse");
  });
});

test("the nearest convex sequence, whose multipliers are large and whose slacks are small", () => {
  const n = 1000;
  const y = Array.from({ length: n }, (_, i) => Math.sin((i + 1) / n));
  const bound = (first: number, absent: number): number[] =>
    y.map((_, i) => (i === 0 ? first : i >= n - 2 ? 0 : absent));
  expectSolved({
    Q: matrix(
      y.map((_, j) => [[j, 1] as const]),
      n,
    ),
    p: y.map((value) => -value),
    G: matrix(differences(n, [-1, 2, -1]), n),
    h: new Float64Array(n - 2),
    lower: bound(0.08, -Infinity),
    upper: bound(Infinity, Infinity),
  });
});

describe("a linear program over a chain", () => {
  test.each([0.95, 0.9, 1, 1.1])("whose factor is %d", (factor) => {
    const n = 300;
    const rows = Array.from({ length: n }, (_, k): Entry[] => [
      [k, 1],
      ...(k > 0 ? [[k - 1, -factor] as const] : []),
      [n + k, -1],
    ]);
    expectSolved({
      p: Array.from({ length: 2 * n }, (_, j) => Math.sin(j) + (j < n ? 1.2 : 0)),
      A: matrix(rows, 2 * n),
      b: Array.from({ length: n }, (_, k) => (k === 0 ? 1 : 0)),
      lower: new Float64Array(2 * n).fill(-5),
      upper: new Float64Array(2 * n).fill(5),
    });
  });
});
