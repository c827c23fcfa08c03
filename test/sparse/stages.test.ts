/** Linear programs in stages, whose numbers are within two decades: solved, unbounded, or without a feasible point. */
import { solve, sparse } from "optnet";
import { describe, expect, test } from "vitest";
import { Random } from "../support/random.js";

const WIDTH = 10;

type Row = Map<number, number>;

/** Rows of a stage and the one before it, a point that they hold at, and costs for which it is a solution. */
function stages(count: number, seed: number) {
  const random = new Random(seed);
  const n = count * WIDTH;
  const z = random.vector(n, () => (random.chance(0.4) ? 0 : random.uniform()));
  const p = random.vector(n, () => 0);
  const rows: Row[] = [];
  const b: number[] = [];
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < WIDTH / 2; i++) {
      const row: Row = new Map();
      for (let j = Math.max(0, t - 1) * WIDTH; j < (t + 1) * WIDTH; j++) {
        if (random.chance(0.4)) row.set(j, 10 ** random.uniform(-1, 1) * (random.chance(0.3) ? -1 : 1));
      }
      if (row.size === 0) continue;
      const multiplier = random.normal();
      let side = 0;
      for (const [j, value] of row) {
        side += value * z[j];
        p[j] -= multiplier * value;
      }
      rows.push(row);
      b.push(side);
    }
  }
  z.forEach((value, j) => (p[j] += value === 0 ? random.uniform() : 0));
  return { n, rows, b, p };
}

function matrix(rows: readonly Row[], columns: number) {
  const triplets = rows.flatMap((row, i) => [...row].map(([j, value]) => [i, j, value] as const));
  const [r, c, v] = [0, 1, 2].map((k) => triplets.map((entry) => entry[k]));
  return sparse.fromTriplets([rows.length, columns], r, c, v);
}

const MANY = 60;

describe.each([20, 86])("linear programs of %d stages", (count) => {
  test.each([1, 2, 3])("have a solution, example %d", (seed) => {
    const { n, rows, b, p } = stages(count, seed);
    const solution = solve({ p, A: matrix(rows, n), b, lower: 0 }, { form: "sparse" });
    expect(solution.status).toEqual(["solved"]);
    expect(solution.iterations[0]).toBeLessThan(MANY);
  });

  test.each([1, 2, 3])("are unbounded, example %d", (seed) => {
    const { n, rows, b, p } = stages(count, seed);
    const random = new Random(seed + 40);
    // Two variables that may grow together, to no end.
    for (const row of rows) {
      if (!random.chance(0.1)) continue;
      const value = random.normal();
      row.set(n, value).set(n + 1, -value);
    }
    const A = matrix(rows, n + 2);
    const solution = solve({ p: [...p, -1, 0.5], A, b, lower: 0 }, { form: "sparse" });
    expect(solution.status).toEqual(["dualInfeasible"]);
    expect(solution.iterations[0]).toBeLessThan(MANY);
    expect(solution.certificate(0)?.kind).toBe("dualInfeasible");
  });

  test.each([1, 2, 3])("have no feasible point, example %d", (seed) => {
    const { n, rows, b, p } = stages(count, seed);
    // The sum of some rows has one value, and is to have another.
    const sum: Row = new Map();
    let side = 0;
    for (const k of [1, 3, 4, 8]) {
      for (const [j, value] of rows[k]) sum.set(j, (sum.get(j) ?? 0) + value);
      side += b[k];
    }
    const solution = solve({ p, A: matrix([...rows, sum], n), b: [...b, side + 1e-3], lower: 0 });
    expect(solution.status).toEqual(["primalInfeasible"]);
    expect(solution.certificate(0)?.kind).toBe("primalInfeasible");
  });
});

test("what contradicts itself by less than the tolerance, and more than the absolute one, is proved", () => {
  const n = 50;
  const ones: Row = new Map(Array.from({ length: n }, (_, j) => [j, 1]));
  const p = Array.from({ length: n }, (_, j) => Math.sin(j));
  const solution = solve(
    { p, A: matrix([ones], n), b: [1000], G: matrix([ones], n), h: [999.5], lower: 0 },
    { tolerance: 1e-3, absoluteTolerance: 1e-3, form: "sparse" },
  );
  expect(solution.status).toEqual(["primalInfeasible"]);
});

test.each([1e8, 1e20, 1e100])("a row that is to be 1 is 1, though others are %d", (size) => {
  const random = new Random(2);
  for (let example = 0; example < 2; example++) {
    const n = 8;
    const p = random.vector(n, () => size * random.normal());
    const problem = {
      Q: sparse.diagonal(random.vector(n, () => 1 + random.uniform())),
      p,
      A: matrix([new Map([[0, 1], [1, 1]]), new Map([[0, 1], [2, 1], [3, 2]])], n), // prettier-ignore
      b: [1, 3],
      lower: [0, 0, ...random.vector(n - 2, () => -Infinity)],
    };
    for (const form of ["auto", "sparse", "primal"] as const) {
      const { status, z } = solve(problem, { form });
      if (form === "auto" && size <= 1e20) expect(status).toEqual(["solved"]);
      if (status[0] === "solved") expect(Math.abs(z[0] + z[1] - 1)).toBeLessThan(1e-6);
    }
  }
});
