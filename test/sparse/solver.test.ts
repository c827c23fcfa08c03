/** The interior point on the sparse KKT matrix, whatever the plan would say: answers, derivatives, proofs, large problems. */
import type { ProblemInput, Solution } from "optnet";
import { explain, solve, sparse } from "optnet";
import { describe, expect, test } from "vitest";
import { kktPatternOf, overVariables, patternsOf } from "../../src/form/kkt-pattern.js";
import { analyse } from "../../src/matrix/symbolic.js";
import { validateProblem } from "../../src/problem/validate.js";
import { certificateFaults, PROMISED } from "../support/certificates.js";
import type { Qp } from "../support/qp.js";
import { Random } from "../support/random.js";
import { drawSparse, STRUCTURES, withSparseMatrices } from "./draw.js";

const SPARSE = { form: "sparse" } as const;
const NEAR = 1e-9;

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let [most, size] = [0, 1];
  for (let i = 0; i < a.length; i++) {
    most = Math.max(most, Math.abs(a[i] - b[i]));
    size = Math.max(size, Math.abs(b[i]));
  }
  return most / size;
}

describe.each(STRUCTURES)("%s", (structure) => {
  test("answers and gradients of the vectors are those of the dense form", () => {
    const random = new Random(7 + STRUCTURES.indexOf(structure));
    for (let k = 0; k < 25; k++) {
      const { dense, sparse: declared } = drawSparse(random, structure);
      const expected = solve(dense, { backend: "reference", form: "primal" });
      for (const problem of [dense, declared]) {
        const solution = solve(problem, SPARSE);
        expect(solution.status).toEqual(["solved"]);
        expect(solution.solvedBy(0)).toMatch(/sparse interior point|closed form/);
        expect(largestDifference(solution.z, expected.z)).toBeLessThan(NEAR);
        expect(largestDifference(solution.objective, expected.objective)).toBeLessThan(NEAR);
        if (expected.weaklyActive[0] > 0) continue;
        const z = expected.z.map((_, i) => Math.cos(i));
        const wrt = (["p", "h", "lower"] as const).filter((name) => dense[name] !== undefined);
        const [got, want] = [solution, expected].map((one) => one.vjp({ z }, { wrt }));
        for (const name of wrt) {
          expect(largestDifference(got[name]!.data, want[name]!.data), name).toBeLessThan(1e-8);
        }
      }
    }
  });
});

/** A chain: the dual of total variation of a signal. */
function chain(n: number): ProblemInput & { Q: ReturnType<typeof sparse.symmetric> } {
  const rows = Array.from({ length: n }, (_, i) => i);
  const upper = sparse.fromTriplets(
    [n, n],
    [...rows, ...rows.slice(1).map((i) => i - 1)],
    [...rows, ...rows.slice(1)],
    [...rows.map(() => 2), ...rows.slice(1).map(() => -1)],
  );
  return {
    Q: sparse.symmetric(upper),
    p: Float64Array.from(rows, (i) => 3 * Math.sin(13 * i)),
    lower: -1,
    upper: 1,
  };
}

describe("large problems", () => {
  test("a chain of 20,000 variables, of which a dense matrix would take 3 GB", () => {
    const problem = chain(20_000);
    const solution = solve(problem);
    expect(solution.status).toEqual(["solved"]);
    expect(solution.solvedBy(0)).toBe("sparse interior point");
    expect(solution.dualResidual[0]).toBeLessThan(1e-9);
    expect(solution.dualityGap[0]).toBeLessThan(1e-8);
    // d objective / dp is z, and vjp's other way to say it.
    const { p } = solution.vjp({ objective: [1] }, { wrt: ["p"] });
    expect(largestDifference(p!.data, solution.z)).toBeLessThan(1e-14);
    expect(explain(problem)).toContain("the whole KKT matrix, 20000 unknowns and 39999 entries");
  });

  test("the time limit ends it", () => {
    const solution = solve(chain(20_000), { timeLimit: 1e-3 });
    expect(solution.status).toEqual(["timeLimit"]);
  });

  /** Every row twice, more of them than a dense generalised inverse is made for; and a direction without curvature. */
  function singular(n: number): { problem: ProblemInput; solution: Solution } {
    const columns = Array.from({ length: n - 1 }, (_, i) => i);
    const twice = [...columns, ...columns];
    const A = sparse.fromTriplets(
      [2 * (n - 1), n],
      [...twice.keys(), ...twice.keys()],
      [...twice, ...twice.map((j) => j + 1)],
      [...twice.map(() => 1), ...twice.map(() => -1)],
    );
    const Q = sparse.fromTriplets([n, n], [0], [0], [1e-3]);
    const problem = { Q, p: new Float64Array(n), A, b: new Float64Array(2 * (n - 1)) };
    return { problem, solution: solve(problem) };
  }

  test("of a singular system forward and reverse mode are adjoint to each other", () => {
    const n = 1500;
    const { solution } = singular(n);
    expect(solution.status).toEqual(["solved"]);
    const random = new Random(3);
    const w = Float64Array.from({ length: n }, () => random.normal());
    const tangents = {
      p: Float64Array.from({ length: n }, () => random.normal()),
      b: Float64Array.from({ length: 2 * (n - 1) }, () => random.normal()),
    };
    const forward = solution.jvp(tangents).z;
    const backward = solution.vjp({ z: w }, { wrt: ["p", "b"] });
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
      Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);
    const left = dot(w, forward);
    const right = dot(backward.p!.data, tangents.p) + dot(backward.b!.data, tangents.b);
    expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-9 * Math.sqrt(dot(w, w) * dot(forward, forward)));
    expect(Math.sqrt(dot(forward, forward))).toBeGreaterThan(0);
  });
});

describe("proofs", () => {
  const random = new Random(11);
  const rows = (m: number, n: number): number[][] =>
    Array.from({ length: m }, () => random.vector(n).map((value) => (random.chance(0.3) ? value : 0)));

  test("contradictory rows", () => {
    for (let k = 0; k < 20; k++) {
      const n = random.integer(3, 12);
      const G = rows(n, n);
      const weights = random.vector(n, () => random.uniform(0.5, 1.5));
      // The weighted sum of all rows says 0 ≤ −1.
      const last = G[0].map((_, j) => -G.reduce((sum, row, i) => sum + weights[i] * row[j], 0));
      const h = random.vector(n);
      const qp: Qp = {
        Q: random.vector(n, () => random.uniform(0.5, 1.5)),
        p: random.vector(n),
        G: [...G, last],
        h: [...h, -1 - h.reduce((sum, value, i) => sum + weights[i] * value, 0)],
      };
      const declared = { ...(qp as ProblemInput), G: sparse.fromDense(qp.G!) };
      const solution = solve(declared, SPARSE);
      expect(solution.status).toEqual(["primalInfeasible"]);
      expect(certificateFaults(qp, solution.certificate(0), PROMISED)).toEqual([]);
    }
  });

  test("unbounded linear programs, large ones too", () => {
    for (const n of [5, 40, 862]) {
      const A = rows(Math.floor(n / 3), n);
      const direction = random.vector(n, () => random.uniform(0.5, 1.5));
      // Rows that the direction is in the kernel of.
      for (const row of A) {
        const j = random.integer(0, n - 1);
        row[j] -= row.reduce((sum, value, i) => sum + value * direction[i], 0) / direction[j];
      }
      const qp: Qp = { p: direction.map((value) => -value), A, b: A.map(() => 0), lower: 0 };
      const solution = solve(withSparseMatrices(qp as ProblemInput), SPARSE);
      expect(solution.status).toEqual(["dualInfeasible"]);
      expect(certificateFaults(qp, solution.certificate(0), PROMISED)).toEqual([]);
    }
  });

  test("curvature below zero is refused", () => {
    const Q = sparse.fromDense([
      [1, 2, 0],
      [2, 1, 0],
      [0, 0, 1],
    ]);
    expect(() => solve({ Q, p: [1, 1, 1] }, SPARSE)).toThrow(/positive semidefinite/);
  });
});

describe("what is found once", () => {
  const problem = (data: (at: number) => number): ProblemInput => {
    const pattern = chain(50).Q;
    return {
      Q: pattern,
      p: new Float64Array(50),
      A: chain(50).Q.withData(pattern.data.map((_, k) => data(k))),
      b: new Float64Array(50),
    };
  };

  test("equal patterns have one symbolic analysis, those of dense arrays too", () => {
    const checked = [1, 2].map((value) => validateProblem(problem(() => value)));
    const A = checked.map(({ Q }) => patternsOf({ ...validateProblem({ p: [1, 2] }), Q, variables: 50 })!);
    expect(kktPatternOf({ ...A[0], A: A[0].Q, G: A[0].Q })).toBe(
      kktPatternOf({ ...A[0], A: A[0].Q, G: A[0].Q }),
    );
    const dense = [3, 4].map((value) =>
      kktPatternOf(patternsOf(validateProblem({ p: [1, 1], A: [[value, 0]], b: [1] }))!),
    );
    expect(dense[0]).toBe(dense[1]);
    expect(analyse(dense[0].lower)).toBe(analyse(dense[1].lower));
    const free = Int32Array.of(0);
    expect(overVariables(dense[0], free)).toBe(overVariables(dense[1], Int32Array.from(free)));
  });

  test("the plan looks at the zeros of dense arrays that the batch shares, never at those of its own ones", () => {
    const n = 200;
    const A = Array.from({ length: 100 }, (_, i) =>
      Array.from({ length: n }, (_, j) => (j === i || j === i + 1 ? 1 : 0)),
    );
    const vectors = { p: new Float64Array(n).fill(1), b: new Float64Array(100), lower: 0 };
    expect(explain({ ...vectors, A })).toContain("entries in the factor");
    expect(explain({ ...vectors, A: [A, A] })).not.toContain("entries in the factor");
  });
});
