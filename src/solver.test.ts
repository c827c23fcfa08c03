import { describe, expect, test } from "vitest";
import { Random } from "../test/support/random.js";
import { QpSolver, solve } from "./index.js";

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
