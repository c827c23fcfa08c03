/** Warm starts of sparse problems: control loops, what differs too much, batches, and elements that are several problems. */
import { describe, expect, test } from "vitest";
import { QpSolver, solve, sparse } from "../../src/index.js";
import type { Solution, SparseMatrix } from "../../src/index.js";
import { Random } from "../support/random.js";

const [STATES, INPUTS] = [4, 2];
const WIDTH = STATES + INPUTS;

interface Control {
  readonly Q: Float64Array;
  readonly A: SparseMatrix;
  readonly p: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  right(state: readonly number[]): Float64Array;
  follow(state: readonly number[], z: Float64Array): number[];
}

/** A plant that forgets slowly, with bounded inputs and states; stage t holds u[t] and x[t + 1]. */
function control(horizon: number, random: Random): Control {
  const matrix = (columns: number, scale: number, diagonal: number): number[][] =>
    Array.from({ length: STATES }, (_, i) =>
      Array.from({ length: columns }, (_, j) => scale * random.normal() + (i === j ? diagonal : 0)),
    );
  const [F, B] = [matrix(STATES, 0.04, 0.92), matrix(INPUTS, 0.3, 0)];
  const [rows, columns, values]: [number[], number[], number[]] = [[], [], []];
  const put = (row: number, column: number, value: number): void => {
    rows.push(row);
    columns.push(column);
    values.push(value);
  };
  for (let t = 0; t < horizon; t++) {
    for (let i = 0; i < STATES; i++) {
      const row = t * STATES + i;
      put(row, t * WIDTH + INPUTS + i, 1);
      B[i].forEach((value, j) => put(row, t * WIDTH + j, -value));
      if (t > 0) F[i].forEach((value, j) => put(row, (t - 1) * WIDTH + INPUTS + j, -value));
    }
  }
  const n = horizon * WIDTH;
  const each = (input: number, state: number): Float64Array =>
    Float64Array.from({ length: n }, (_, j) => (j % WIDTH < INPUTS ? input : state));
  const times = (M: readonly number[][], x: ArrayLike<number>): number[] =>
    M.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0));
  return {
    ...{ Q: each(0.1, 1), lower: each(-0.5, -6), upper: each(0.5, 6), p: new Float64Array(n) },
    A: sparse.fromTriplets([horizon * STATES, n], rows, columns, values),
    right(state) {
      const b = new Float64Array(horizon * STATES);
      b.set(times(F, state));
      return b;
    },
    follow: (state, z) => times(F, state).map((value, i) => value + times(B, z)[i]),
  };
}

const near = (one: Float64Array, other: Float64Array): number =>
  one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0);

const newLoop = (horizon = 30) => {
  const { right, follow, ...constants } = control(horizon, new Random(7));
  const { p, Q, A, lower, upper } = constants;
  return { right, follow, inputs: { p, Q, A, lower, upper }, start: [1.5, -1.5, 1, -1] };
};

describe("a control loop", () => {
  test.each([
    ["anew every time", 30, { form: "sparse" } as const, false],
    ["in place", 30, { form: "sparse" } as const, true],
    ["as planned", 100, {}, true],
  ])(
    "%s takes fewer factorisations than cold, to the same answers and gradients",
    (_, horizon, settings, inPlace) => {
      const { right, follow, inputs, start } = newLoop(horizon);
      const solver = new QpSolver(inputs, settings);
      const random = new Random(3);
      let state = start;
      let [warmRounds, coldRounds, pivoted] = [0, 0, 0];
      for (let step = 0; step < 25; step++) {
        const b = right(state);
        const warm = solver.solve({ b }, { warmStart: true, inPlace });
        const cold = solve({ ...inputs, b }, settings);
        expect(warm.status).toEqual(["solved"]);
        expect(near(warm.z, cold.z)).toBeLessThan(1e-9);
        expect(near(warm.lambdaUpper, cold.lambdaUpper)).toBeLessThan(1e-9);
        const z = warm.z.map((_, i) => Math.sin(i));
        const [mine, theirs] = [warm, cold].map((one: Solution) => one.vjp({ z }));
        expect(near(mine.b!.data, theirs.b!.data)).toBeLessThan(1e-8);
        expect(
          near(
            (mine.A as SparseMatrix).data as Float64Array,
            (theirs.A as SparseMatrix).data as Float64Array,
          ),
        ).toBeLessThan(1e-8);
        if (step > 0) {
          warmRounds += warm.iterations[0];
          coldRounds += cold.iterations[0];
          if (warm.solvedBy() === "pivoting") pivoted++;
        }
        state = follow(state, warm.z).map((value) => value + 0.02 * random.uniform(-0.5, 0.5));
      }
      expect(pivoted).toBeGreaterThanOrEqual(22);
      // A cold start is one from no active rows, and few are active here.
      expect(warmRounds).toBeLessThan(coldRounds);
      solver.dispose();
    },
  );

  test("factors that are given on are made again for derivatives of the solution before, to the bit", () => {
    const { right, inputs, start } = newLoop();
    const solver = new QpSolver(inputs);
    const first = solver.solve({ b: right(start) }, { warmStart: true });
    const direction = first.z.map((_, i) => Math.cos(i));
    const before = first.vjp({ z: direction });
    const second = solver.solve({ b: right(start.map((value) => 0.999 * value)) }, { warmStart: true });
    expect(second.solvedBy()).toBe("pivoting");
    expect(first.vjp({ z: direction })).toEqual(before);
    solver.dispose();
  });
});

describe("what is not like the problem before", () => {
  test("has the status and the answer of a cold start", () => {
    const { right, inputs } = newLoop();
    const solver = new QpSolver(inputs);
    for (const state of [
      [1, 0, 0, 0],
      [90, 0, 0, 0],
      [-2, 2, -2, 2],
      [0, 0, 0, 0],
      [0, 3, 0, -3],
    ]) {
      const b = right(state);
      const warm = solver.solve({ b }, { warmStart: true });
      const cold = solve({ ...inputs, b });
      expect(warm.status).toEqual(cold.status);
      if (cold.status[0] === "solved") expect(near(warm.z, cold.z)).toBeLessThan(1e-8);
      else expect(warm.certificate()?.kind).toBe(cold.certificate()?.kind);
    }
    solver.dispose();
  });

  test("other bounds and other numbers in the matrix start from the same rows, or from nothing", () => {
    const { right, inputs, start } = newLoop();
    const solver = new QpSolver({ variables: inputs.p.length, equalities: 120, Q: inputs.Q, A: inputs.A });
    const { p, A, lower, upper } = inputs;
    const b = right(start);
    solver.solve({ p, b, lower, upper });
    const calls = [
      { p, b, lower, upper: upper.map((value) => 1.01 * value) },
      { p, b, lower, upper: upper.map((value, i) => (i % 7 === 0 ? Infinity : value)) },
      { p, b, lower, upper, A: A.withData((A.data as Float64Array).map((value) => 1.001 * value)) },
      { p, b },
    ];
    for (const values of calls) {
      const warm = solver.solve(values, { warmStart: true });
      const cold = solve({ ...{ Q: inputs.Q, A }, ...values });
      expect(warm.status).toEqual(["solved"]);
      expect(near(warm.z, cold.z)).toBeLessThan(1e-8);
    }
    solver.dispose();
  });
});

describe("a batch", () => {
  const statesOf = (random: Random, count: number): number[][] =>
    Array.from({ length: count }, () => Array.from({ length: STATES }, () => 1.2 * random.normal()));

  test("has the bits that each element has alone, whatever becomes of the others", () => {
    const { right, inputs } = newLoop(12);
    const states = statesOf(new Random(5), 6);
    // One far away, one without a solution: they end with the interior point, four at a time.
    const moved = states.map((state, k) =>
      k === 2 ? [60, 0, 0, 0] : state.map((x) => (k === 4 ? -x : 0.99 * x)),
    );
    const stacked = (all: number[][]) => ({
      data: Float64Array.from(all.flatMap((state) => [...right(state)])),
      shape: [all.length, 12 * STATES],
    });
    const settings = { form: "sparse" } as const;
    const together = new QpSolver(inputs, settings);
    together.solve({ b: stacked(states) });
    const all = together.solve({ b: stacked(moved) }, { warmStart: true });
    const n = inputs.p.length;
    const g = all.vjp({ z: new Float64Array(6 * n).fill(1) }).b!.data;
    expect(new Set(all.status)).toEqual(new Set(["solved", "primalInfeasible"]));
    moved.forEach((state, k) => {
      const alone = new QpSolver(inputs, settings);
      alone.solve({ b: right(states[k]) });
      const one = alone.solve({ b: right(state) }, { warmStart: true });
      expect(one.z).toEqual(all.z.slice(k * n, k * n + n));
      expect(one.iterations[0]).toBe(all.iterations[k]);
      expect(one.solvedBy()).toBe(all.solvedBy(k));
      const own = one.vjp({ z: new Float64Array(n).fill(1) }).b!.data;
      expect(own).toEqual(g.slice(k * 12 * STATES, (k + 1) * 12 * STATES));
      alone.dispose();
    });
    together.dispose();
  });
});

test("elements that are several problems start part by part", () => {
  const { right, inputs, start } = newLoop(10);
  const { A, Q, p, lower, upper } = inputs;
  const [e, n] = A.shape;
  const twice = (values: Float64Array): number[] => [...values, ...values, 1];
  const [rows, columns]: [number[], number[]] = [[], []];
  for (const copy of [0, 1]) {
    for (let row = 0; row < e; row++) {
      for (let k = A.indptr[row]; k < A.indptr[row + 1]; k++) {
        rows.push(copy * e + row);
        columns.push(copy * n + A.indices[k]);
      }
    }
  }
  const data = A.data as Float64Array;
  const both = {
    ...{ Q: twice(Q), p: twice(p), lower: twice(lower), upper: twice(upper) },
    A: sparse.fromTriplets([2 * e, 2 * n + 1], rows, columns, [...data, ...data]),
  };
  const solver = new QpSolver(both, { form: "sparse" });
  const rightOf = (share: number): number[] => [
    ...right(start.map((value) => share * value)),
    ...right(start.map((value) => -share * value)),
  ];
  const cold = solver.solve({ b: rightOf(1) });
  const warm = solver.solve({ b: rightOf(0.995) }, { warmStart: true });
  const fresh = solve({ ...both, b: rightOf(0.995) }, { form: "sparse" });
  expect(warm.iterations[0]).toBeLessThan(cold.iterations[0] / 2);
  expect(near(warm.z, fresh.z)).toBeLessThan(1e-9);
  solver.dispose();
});
