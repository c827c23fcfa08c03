/**
 * Diagonal quadratic programs with few rows beside bounds, which pivoting solves by their structure: projections on a simplex,
 * knapsacks, allocations and transport, where rows depend on active bounds more often than not.
 */
import { describe, expect, test } from "vitest";
import type { ProblemInput, SettingsInput, Solution } from "optnet";
import { explain, solve } from "optnet";
import { expectCertificate, expectClose, expectSolution } from "./support/expectations.js";
import type { Qp } from "./support/qp.js";
import { multiply, stack } from "./support/qp.js";
import { Random } from "./support/random.js";

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;

interface Sizes {
  readonly n: number;
  readonly e: number;
  readonly m: number;
}

/** With a point on many of its bounds: entries are whole numbers where vertices are to be degenerate. */
function draw(seed: number, { n, e, m }: Sizes, kind: "definite" | "flat" | "linear", whole: boolean): Qp {
  const random = new Random(seed);
  const entry = (): number => (whole ? random.integer(-1, 2) : random.normal());
  const rows = (count: number): number[][] =>
    Array.from({ length: count }, () => Array.from({ length: n }, entry));
  const [A, G] = [rows(e), rows(m)];
  const point = Array.from({ length: n }, () => Math.min(1, Math.max(0, random.uniform(-0.5, 1.5))));
  const curvature = {
    definite: () => random.uniform(0.5, 2),
    flat: () => random.integer(0, 2),
    linear: () => 0,
  };
  return {
    ...(kind === "linear" ? {} : { Q: Array.from({ length: n }, curvature[kind]) }),
    p: Array.from({ length: n }, entry),
    ...(e > 0 ? { A, b: multiply(A, point) } : {}),
    ...(m > 0 ? { G, h: multiply(G, point).map((value) => value + random.integer(0, 1)) } : {}),
    lower: 0,
    upper: 1,
  };
}

function expectSame(one: Solution, other: Solution, tolerance: number): void {
  for (const name of OUTPUTS) expectClose(one[name], other[name], tolerance);
}

/** All rows of A and G in turn, so that gradients of every input are asked for. */
function gradientOf(solution: Solution, seed: number) {
  const random = new Random(seed);
  const like = (data: Float64Array) => ({ data: data.map(() => random.normal()), shape: [1, data.length] });
  const { z, nu, lambda } = solution;
  return solution.vjp({
    z: like(z),
    ...(nu.length > 0 ? { nu: like(nu) } : {}),
    ...(lambda.length > 0 ? { lambda: like(lambda) } : {}),
  });
}

describe.each([
  { n: 6, e: 1, m: 0 },
  { n: 20, e: 2, m: 3 },
  { n: 50, e: 0, m: 1 },
  { n: 48, e: 8, m: 6 },
  { n: 9, e: 0, m: 0 },
])("$n variables, $e equalities, $m inequalities", (sizes) => {
  test.each(["definite", "flat", "linear"] as const)("answers with Q %s", (kind) => {
    for (let seed = 1; seed <= 12; seed++) {
      const qp = draw(seed, sizes, kind, seed % 2 === 0);
      const solution = solve(qp);
      expectSolution(qp, solution);
      if (kind === "definite") expect(solution.solvedBy(0)).toBe("pivoting");
      expectClose(solution.objective, solve(qp, { backend: "reference" }).objective, 1e-7);
    }
  });

  test("gradients are those of the reference", () => {
    for (let seed = 21; seed <= 26; seed++) {
      const qp = draw(seed, sizes, "definite", false);
      const [one, other] = [solve(qp), solve(qp, { backend: "reference" })];
      expectSame(one, other, 1e-7);
      if (one.weaklyActive[0] > 0) continue;
      const [mine, theirs] = [gradientOf(one, seed), gradientOf(other, seed)];
      for (const name of ["Q", "p", "A", "b", "G", "h"] as const) {
        const [a, b] = [mine[name], theirs[name]];
        expect(a === undefined).toBe(b === undefined);
        if (a && b) expectClose(a.data, b.data, 1e-6);
      }
    }
  });

  test.each([true, false])("the same bits alone and at any place, matrices shared %s", (shared) => {
    for (const kind of ["definite", "flat", "linear"] as const) {
      const elements = [1, 2, 3, 4, 5].map((seed) => {
        const first = draw(100, sizes, kind, true);
        const own = draw(100 + seed, sizes, kind, true);
        return shared ? { ...first, p: own.p } : own;
      });
      const fields = shared ? (["Q", "A", "G", "lower", "upper"] as const) : (["lower", "upper"] as const);
      const together = solve(stack(elements, fields));
      elements.forEach((qp, k) => {
        const alone = solve(qp);
        expect(together.status[k]).toBe(alone.status[0]);
        for (const name of OUTPUTS) {
          const width = alone[name].length;
          expect(together[name].slice(k * width, k * width + width)).toEqual(alone[name]);
        }
      });
    }
  });
});

/** Sources, with their supplies, to sinks that ask for all of it, so that one of the rows is of the others. */
function transport(seed: number, sources: number, sinks: number): Qp {
  const random = new Random(seed);
  const n = sources * sinks;
  const incidence = (count: number, of: (j: number) => number): number[][] =>
    Array.from({ length: count }, (_, i) => Array.from({ length: n }, (_, j) => (of(j) === i ? 1 : 0)));
  const A = [...incidence(sources, (j) => Math.floor(j / sinks)), ...incidence(sinks, (j) => j % sinks)];
  const b = [...new Array<number>(sources).fill(sinks), ...new Array<number>(sinks).fill(sources)];
  return { p: Array.from({ length: n }, () => random.integer(1, 9)), A, b, lower: 0 };
}

test("transport with a row too many, all of whose vertices are degenerate", () => {
  for (let seed = 1; seed <= 8; seed++) {
    const qp = transport(seed, 5, 12);
    const solution = solve(qp);
    expectSolution(qp, solution);
    expectClose(solution.objective, solve(qp, { backend: "reference" }).objective, 1e-7);
  }
});

const simplex = (n: number, seed: number): Qp => {
  const random = new Random(seed);
  const p = Array.from({ length: n }, () => -random.normal());
  return { Q: new Array<number>(n).fill(1), p, A: [new Array<number>(n).fill(1)], b: [1], lower: 0 };
};

test("more active bounds than there is room to factor", () => {
  const qp = simplex(900, 3);
  const solution = solve(qp);
  const { z } = expectSolution(qp, solution);
  expect(solution.solvedBy(0)).toBe("pivoting");
  expect(z.filter((value) => value === 0).length).toBeGreaterThan(512);
  // d z = cotangent less its mean over the support.
  const { p } = solution.vjp({ z: new Float64Array(900).fill(1) });
  expectClose((p as { data: Float64Array }).data, new Float64Array(900), 1e-9);
});

test("every variable at a bound, on which the row depends", () => {
  const one = new Array<number>(8).fill(1);
  const at = (b: number, settings: SettingsInput = {}): Solution =>
    solve({ Q: one, p: one.map((_, i) => i - 4), A: [one], b: [b], lower: 0, upper: 1 }, settings);
  for (const b of [0, 8]) {
    expect(at(b).status).toEqual(["solved"]);
    expectClose(at(b).z, new Float64Array(8).fill(b / 8), 1e-9);
  }
});

test("a variable that the equality fixes, and a fixed one", () => {
  const qp: Qp = {
    ...{ Q: [1, 2, 1, 1], p: [1, 1, -3, 0], A: [[1, 0, 0, 0]], b: [0.5] },
    ...{ lower: [0, 0, 0, 2], upper: [1, 1, 1, 2] },
  };
  const { z } = expectSolution(qp, solve(qp));
  expectClose(z, [0.5, 0, 1, 2], 1e-12);
});

test("bounds that contradict a row", () => {
  const one = new Array<number>(10).fill(1);
  const below: Qp = { Q: one, p: one, A: [one], b: [-1], lower: 0 };
  expectCertificate(below, solve(below), "primalInfeasible");
  const above: Qp = { p: one.map((_, i) => i), G: [one.map(() => -1)], h: [-11], lower: 0, upper: 1 };
  expectCertificate(above, solve(above), "primalInfeasible");
});

test("a linear program without end", () => {
  const qp: Qp = { p: [-1, -1, 1, 1, 0, 0], A: [[1, -1, 0, 0, 1, 0]], b: [1], lower: 0 };
  expectCertificate(qp, solve(qp), "dualInfeasible");
});

test("explain says so", () => {
  const input: ProblemInput = simplex(100, 1);
  expect(explain(input)).toContain("in the free variables, at most 1×1");
});
