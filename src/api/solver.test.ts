import type { Solution } from "./solution.js";
import { describe, expect, test } from "vitest";
import { Random } from "../../test/support/random.js";
import { QpSolver, solve } from "../index.js";

const n = 12;
const m = 9;
const batch = 6;
const random = new Random(5);
const gauss = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());

/** Q = M Mᵀ + I, with rows of G around a feasible origin. */
function constants() {
  const M = gauss(n * n);
  const Q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) Q[i * n + j] += M[i * n + k] * M[j * n + k];
    }
    Q[i * (n + 1)] += 1;
  }
  return {
    Q,
    G: { data: gauss(m * n), shape: [m, n] },
    h: new Float64Array(m).fill(0.3),
    lower: -1,
    upper: 1,
  };
}

const fixed = constants();
const cost = (): { data: Float64Array; shape: number[] } => ({ data: gauss(batch * n), shape: [batch, n] });
const nearby = ({ data, shape }: ReturnType<typeof cost>, size: number) => ({
  data: data.map((value) => value + size * random.normal()),
  shape,
});

describe("a solver that is called again", () => {
  test("answers and differentiates like solve, to the bit", () => {
    const solver = new QpSolver({ variables: n, inequalities: m, ...fixed });
    for (let call = 0; call < 4; call++) {
      const p = cost();
      const again = solver.solve({ p });
      const fresh = solve({ ...fixed, p });
      expect(again.z).toEqual(fresh.z);
      expect(again.lambda).toEqual(fresh.lambda);
      expect(again.vjp({ z: p })).toEqual(fresh.vjp({ z: p }));
    }
  });

  test("keeps earlier solutions differentiable", () => {
    const solver = new QpSolver({ variables: n, inequalities: m, ...fixed });
    const [first, second] = [cost(), cost()];
    const solution = solver.solve({ p: first });
    const before = solution.vjp({ z: first });
    solver.solve({ p: second }).dispose();
    expect(solution.vjp({ z: first })).toEqual(before);
    solver.dispose();
    expect(solution.vjp({ z: first })).toEqual(before);
  });

  test("takes other values in place of its own, for that call only", () => {
    const solver = new QpSolver({ variables: n, inequalities: m, ...fixed });
    const p = cost();
    const usual = solver.solve({ p });
    const wide = solver.solve({ p, h: new Float64Array(m).fill(5) });
    expect(wide.z).toEqual(solve({ ...fixed, p, h: new Float64Array(m).fill(5) }).z);
    expect(wide.z).not.toEqual(usual.z);
    expect(solver.solve({ p }).z).toEqual(usual.z);
    expect(() => solver.solve({ p: [1, 2] })).toThrow(/variables|p/);
    expect(() => solver.solve({ p, h: new Float64Array(m - 1) })).toThrow(/h/);
    expect(() => solver.solve({ p: { data: p.data.map(() => NaN), shape: p.shape } })).toThrow(/p/);
  });
});

describe("a warm start", () => {
  test("comes to the same solution in fewer rounds", () => {
    const solver = new QpSolver({ variables: n, inequalities: m, ...fixed });
    const p = cost();
    const cold = solver.solve({ p });
    const near = nearby(p, 1e-3);
    const warm = solver.solve({ p: near }, { warmStart: true });
    const fresh = solve({ ...fixed, p: near });
    warm.z.forEach((value, i) => expect(value).toBeCloseTo(fresh.z[i], 12));
    expect(Math.max(...warm.iterations)).toBe(1);
    expect(Math.max(...cold.iterations)).toBeGreaterThan(1);
  });

  test("from far away, and with another batch size, is as good as none", () => {
    const solver = new QpSolver({ variables: n, inequalities: m, ...fixed });
    solver.solve({ p: cost() });
    const p = cost();
    const warm = solver.solve({ p }, { warmStart: true });
    const fresh = solve({ ...fixed, p });
    expect([...warm.status]).toEqual(new Array(batch).fill("solved"));
    warm.z.forEach((value, i) => expect(value).toBeCloseTo(fresh.z[i], 11));
    const single = gauss(n);
    expect(solver.solve({ p: single }, { warmStart: true }).z).toEqual(solve({ ...fixed, p: single }).z);
  });
});

describe("solving in place", () => {
  const make = (settings = {}) => new QpSolver({ variables: n, inequalities: m, ...fixed }, settings);

  test("gives one solution, with the numbers and derivatives of solve to the bit", () => {
    const solver = make();
    const solution = solver.solve({ p: cost() }, { inPlace: true });
    const { z, status } = solution;
    for (let call = 0; call < 4; call++) {
      const p = cost();
      expect(solver.solve({ p }, { inPlace: true })).toBe(solution);
      const fresh = solve({ ...fixed, p });
      expect(solution.z).toBe(z);
      expect(solution.status).toBe(status);
      for (const name of ["z", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const) {
        expect(solution[name]).toEqual(fresh[name]);
      }
      expect([...solution.iterations]).toEqual([...fresh.iterations]);
      expect(solution.weaklyActive).toEqual(fresh.weaklyActive);
      expect(solution.vjp({ z: p })).toEqual(fresh.vjp({ z: p }));
    }
  });

  test("leaves other solutions alone, and the one before too where values do not fit", () => {
    const solver = make();
    const [first, second, single] = [cost(), cost(), gauss(n)];
    const apart = solver.solve({ p: first });
    const inPlace = solver.solve({ p: first }, { inPlace: true });
    expect(inPlace).not.toBe(apart);
    const other = solver.solve({ p: single }, { inPlace: true });
    expect(other).not.toBe(inPlace);
    expect(other.z).toEqual(solve({ ...fixed, p: single }).z);
    for (const solution of [apart, inPlace]) {
      expect(solution.z).toEqual(solve({ ...fixed, p: first }).z);
      expect(solution.vjp({ z: second })).toEqual(solve({ ...fixed, p: first }).vjp({ z: second }));
    }
    expect(solver.solve({ p: Array.from(single) }, { inPlace: true })).toBe(other);
    other.dispose();
    expect(solver.solve({ p: single }, { inPlace: true })).not.toBe(other);
  });

  test("takes h and bounds too, and bounds that come and go", () => {
    const solver = make();
    const values = (limit: number, high: number) => ({
      p: cost(),
      h: new Float64Array(m).fill(limit),
      upper: new Float64Array(n).fill(high),
    });
    const [narrow, wide, free] = [values(0.1, 0.3), values(2, 0.5), values(2, Infinity)];
    const solution = solver.solve(narrow, { inPlace: true });
    expect(solver.solve(wide, { inPlace: true })).toBe(solution);
    expect(solution.z).toEqual(solve({ ...fixed, ...wide }).z);
    for (const other of [free, narrow, free, wide]) {
      expect(solver.solve(other, { inPlace: true })).toBe(solution);
      const fresh = solve({ ...fixed, ...other });
      expect(solution.z).toEqual(fresh.z);
      expect(solution.status).toEqual(fresh.status);
      expect(solution.vjp({ z: other.p })).toEqual(fresh.vjp({ z: other.p }));
    }
  });

  test("goes from outcome to outcome, and gives the certificate of the last", () => {
    const solver = new QpSolver({ variables: 1, inequalities: 1, Q: [1], G: [[1]], lower: 0 });
    const at = (p: number, h: number) => solver.solve({ p: [p], h: [h] }, { inPlace: true });
    const solution = at(-1, 2);
    expect([solution.z[0], solution.status[0]]).toEqual([1, "solved"]);
    expect(at(-1, -2)).toBe(solution);
    expect([solution.status[0], solution.certificate()?.kind]).toEqual([
      "primalInfeasible",
      "primalInfeasible",
    ]);
    at(-5, 2);
    expect([solution.z[0], solution.lambda[0], solution.status[0]]).toEqual([2, 3, "solved"]);
    expect(solution.certificate()).toBeUndefined();
  });

  test("refuses bad numbers, and is as it was then", () => {
    const solver = make();
    const p = cost();
    const solution = solver.solve({ p }, { inPlace: true });
    const bad = { data: p.data.map((value, i) => (i === 20 ? NaN : value)), shape: p.shape };
    expect(() => solver.solve({ p: bad }, { inPlace: true })).toThrow(/p: expected finite numbers/);
    expect(() => solver.solve({ p, q: [1] } as object, { inPlace: true })).toThrow(/q/);
    const { z, vjp } = solve({ ...fixed, p });
    expect(solution.z).toEqual(z);
    expect(solution.vjp({ z: p })).toEqual(vjp.call(solve({ ...fixed, p }), { z: p }));
  });

  test.each([{ backend: "reference" }, { gradient: "smoothed" }, { infeasible: "closestFeasible" }] as const)(
    "answers with %j as without, in one solution",
    (settings) => {
      const solver = make(settings);
      let first: Solution | undefined;
      for (const p of [cost(), cost()]) {
        const solution = solver.solve({ p }, { inPlace: true });
        expect((first ??= solution)).toBe(solution);
        const fresh = solve({ ...fixed, p }, settings);
        expect(solution.z).toEqual(fresh.z);
        expect(solution.vjp({ z: p })).toEqual(fresh.vjp({ z: p }));
      }
    },
  );

  test("overwrites a shift, and rows that come and go", () => {
    const sizes = { variables: 1, inequalities: 2, Q: [1], p: [-3], G: [[1], [-1]] };
    const solver = new QpSolver(sizes, { infeasible: "closestFeasible" });
    const sequence = [
      { h: [1, 0] },
      { h: [1, -3] },
      { h: [Infinity, -3] },
      { h: [-Infinity, 0] },
      { h: [1, 0] },
      { h: [2, -3] },
    ];
    const solution = solver.solve(sequence[0], { inPlace: true });
    for (const { h } of sequence) {
      expect(solver.solve({ h }, { inPlace: true })).toBe(solution);
      const { Q, p, G } = sizes;
      const fresh = solve({ Q, p, G, h }, { infeasible: "closestFeasible" });
      expect(solution.toJSON()).toEqual(fresh.toJSON());
      expect(solution.vjp({ z: [1], shiftH: [1, 2] })).toEqual(fresh.vjp({ z: [1], shiftH: [1, 2] }));
      expect(solution.certificate()).toEqual(fresh.certificate());
      expect(solution.solvedBy()).toBe(fresh.solvedBy());
    }
  });

  test("starts warm from the last call, whichever way that solved", () => {
    const solver = make();
    const p = cost();
    solver.solve({ p }, { inPlace: true });
    const near = nearby(p, 1e-3);
    expect(Math.max(...solver.solve({ p: near }, { warmStart: true, inPlace: true }).iterations)).toBe(1);
    const far = cost();
    solver.solve({ p: far });
    const back = solver.solve({ p: nearby(far, 1e-3) }, { warmStart: true, inPlace: true });
    expect(Math.max(...back.iterations)).toBe(1);
  });
});
