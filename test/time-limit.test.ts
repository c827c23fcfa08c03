/**
 * The setting timeLimit. Time passes here as the tests say: every look at the clock takes a millisecond, so that a
 * limit of k milliseconds ends a call at its k-th look.
 */
import fc from "fast-check";
import type { ProblemInput, SettingsInput, Solution, Status } from "optnet";
import { QpSolver, solve } from "optnet";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { residualsOf } from "./support/kkt.js";
import type { Qp } from "./support/qp.js";
import { answerOf, stack } from "./support/qp.js";
import { Random } from "./support/random.js";

let looks = 0;
beforeEach(() => {
  looks = 0;
  vi.spyOn(performance, "now").mockImplementation(() => looks++);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const [N, n, m] = [9, 5, 6];
/** Elements of every outcome: 2 is infeasible, 5 unbounded, the others have solutions. */
const elements = Array.from({ length: N }, (_, i): Qp => {
  const random = new Random(100 + i);
  const L = random.matrix(n, 3, () => random.normal());
  const Q = L.map((row) => L.map((other) => row.reduce((sum, value, k) => sum + value * other[k], 0)));
  const p = random.vector(n, () => random.normal());
  const G = random.matrix(m, n, () => random.normal());
  const h = random.vector(m, () => random.uniform(0.1, 1));
  if (i === 5) return { Q: Q.map((row) => row.map(() => 0)), p, G: G.map((row) => row.map(() => 0)), h };
  const box = { lower: new Array<number>(n).fill(-1), upper: new Array<number>(n).fill(2) };
  return { Q, p, G, h: i === 2 ? h.map(() => -50) : h, ...box };
}).map((qp) => ({
  lower: new Array<number>(n).fill(-Infinity),
  upper: new Array<number>(n).fill(Infinity),
  ...qp,
}));
const batch = stack(elements);

const SETTINGS: readonly SettingsInput[] = [
  {},
  { backend: "reference" },
  { backend: "reference", form: "primal" },
  { form: "dual" },
  { infeasible: "closestFeasible" },
];

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const;

function rowsOf(solution: Solution, element: number): unknown {
  return OUTPUTS.map((name) => {
    const length = solution[name].length / solution.shape.batch;
    return [...solution[name].subarray(element * length, (element + 1) * length)];
  });
}

/** Every element either has the answer that it has without a limit, or the status timeLimit and true residuals. */
function expectCut(cut: Solution, whole: Solution): void {
  cut.status.forEach((status, i) => {
    if (status !== "timeLimit") {
      expect(status).toBe(whole.status[i]);
      expect(rowsOf(cut, i)).toEqual(rowsOf(whole, i));
      return;
    }
    if (cut.shiftH.some((shift) => shift !== 0)) return;
    const residuals = residualsOf(elements[i], answerOf(cut, i));
    expect(cut.primalResidual[i]).toBeCloseTo(residuals.primal, 6);
    expect(cut.dualResidual[i] / (1 + residuals.dual)).toBeCloseTo(residuals.dual / (1 + residuals.dual), 6);
    expect(cut.objective[i] / (1 + Math.abs(residuals.objective))).toBeCloseTo(
      residuals.objective / (1 + Math.abs(residuals.objective)),
      6,
    );
  });
}

const cotangents = { z: { data: new Float64Array(N * n).fill(1), shape: [N, n] } };

describe.each(SETTINGS)("with %j", (settings) => {
  const looksOf = (input: ProblemInput): number => {
    const before = looks;
    solve(input, { ...settings, timeLimit: 1e9 });
    return looks - before;
  };

  test("a limit that is not reached changes nothing", () => {
    const [limited, whole] = [{ ...settings, timeLimit: 1e9 }, settings].map((one) => solve(batch, one));
    expect(limited.status).toEqual(whole.status);
    for (let i = 0; i < N; i++) expect(rowsOf(limited, i)).toEqual(rowsOf(whole, i));
    expect(limited.vjp(cotangents)).toEqual(whole.vjp(cotangents));
  });

  test("without a limit nobody looks at the clock", () => {
    solve(batch, settings);
    expect(looks).toBe(0);
  });

  test("no time at all leaves every element at the time limit", () => {
    const cut = solve(batch, { ...settings, timeLimit: 0 });
    expect(cut.status).toEqual(new Array<Status>(N).fill("timeLimit"));
    expectCut(cut, solve(batch, settings));
    expect(cut.vjp(cotangents).p!.data.every((value) => value === 0)).toBe(true);
    expect(() => cut.assertSolved()).toThrow("timeLimit");
  });

  test("whenever the time is up, finished elements keep their answers and derivatives", () => {
    const whole = solve(batch, settings);
    const gradients = whole.vjp(cotangents);
    const total = looksOf(batch);
    expect(total).toBeGreaterThan(N);
    const seen = new Set<number>();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: total }), (limit) => {
        const cut = solve(batch, { ...settings, timeLimit: limit / 1000 });
        expectCut(cut, whole);
        const done = cut.status.filter((status) => status !== "timeLimit").length;
        seen.add(done);
        const { p } = cut.vjp(cotangents);
        cut.status.forEach((status, i) => {
          const row = (data: Float64Array): number[] => [...data.subarray(i * n, (i + 1) * n)];
          expect(row(p!.data)).toEqual(
            status === "timeLimit" ? row(new Float64Array(N * n)) : row(gradients.p!.data),
          );
        });
        // Time stands still when the call has returned.
        expect(cut.vjp(cotangents)).toEqual(cut.vjp(cotangents));
      }),
      { numRuns: 40, seed: 7, examples: [[1], [total - 1], [Math.floor(total / 2)]] },
    );
    expect(seen.size).toBeGreaterThan(2);
  });

  test("a kept solver has the limit for every call anew", () => {
    const total = looksOf(batch);
    const whole = solve(batch, settings);
    const limit = Math.floor(total / 2) / 1000;
    for (const inPlace of [false, true]) {
      using solver = new QpSolver(
        { variables: n, inequalities: m, ...batch },
        { ...settings, timeLimit: limit },
      );
      const first = solver.solve({}, { inPlace });
      const status = [...first.status];
      expect(status).toContain("timeLimit");
      expect(status.some((one) => one !== "timeLimit")).toBe(true);
      expectCut(first, whole);
      looks += 1e6;
      const second = solver.solve({}, { inPlace });
      // What it kept makes it no slower.
      expect(second.status.filter((one) => one === "timeLimit").length).toBeLessThanOrEqual(
        status.filter((one) => one === "timeLimit").length,
      );
      expectCut(second, whole);
    }
  });
});

test("the limit is a number of seconds that is not negative", () => {
  for (const timeLimit of [-1, NaN, "5", null]) {
    expect(() => solve({ p: [1], lower: 0 }, { timeLimit } as SettingsInput)).toThrow("settings.timeLimit");
  }
});
