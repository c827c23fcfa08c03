/** Elements that the kernels solve from no active rows, and judge: beside the reference, and by the user's own numbers. */
import { describe, expect, test } from "vitest";
import { solve, sparse } from "../../src/index.js";
import type { ProblemInput, Solution, SparseMatrix } from "../../src/index.js";
import { Random } from "../support/random.js";

const SPARSE = { form: "sparse" } as const;
const [N, E, M] = [40, 8, 20];

interface Drawn {
  readonly input: ProblemInput & { readonly A: SparseMatrix; readonly G: SparseMatrix };
  readonly Q: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** A few rows of each kind over a strictly convex objective; `unit` of every third variable and row. */
function draw(random: Random, batch: number, unit = 1): Drawn {
  const unitOf = (i: number): number => (i % 3 === 0 ? unit : 1);
  const rows = (count: number): SparseMatrix => {
    const [row, column, value]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < 4; k++) {
        const j = (7 * i + 11 * k + 3) % N;
        row.push(i);
        column.push(j);
        value.push((random.normal() * unitOf(i)) / unitOf(j));
      }
    }
    return sparse.fromTriplets([count, N], row, column, value);
  };
  const numbers = (length: number, of: (i: number) => number): number[] =>
    Array.from({ length: batch * length }, (_, i) => of(i % length));
  const Q = Array.from({ length: N }, (_, j) => (0.5 + random.uniform()) / unitOf(j) ** 2);
  const lower = Array.from({ length: N }, (_, j) => (j % 4 === 1 ? -Infinity : -0.6 * unitOf(j)));
  const upper = Array.from({ length: N }, (_, j) => (j % 5 === 2 ? Infinity : 0.8 * unitOf(j)));
  const vector = (length: number, of: (i: number) => number) => ({
    data: Float64Array.from(numbers(length, of)),
    shape: [batch, length],
  });
  const input = {
    ...{ Q, A: rows(E), G: rows(M), lower, upper },
    p: vector(N, (j) => random.normal() / unitOf(j)),
    b: vector(E, (i) => 0.2 * random.normal() * unitOf(i)),
    h: vector(M, (i) => (0.3 + random.uniform()) * unitOf(i)),
  };
  return { input, Q, lower, upper };
}

function times({ shape: [rows], indptr, indices, data }: SparseMatrix, z: Float64Array): number[] {
  const values = data as Float64Array;
  return Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let k = indptr[i]; k < indptr[i + 1]; k++) sum += values[k] * z[indices[k]];
    return sum;
  });
}

function addTransposed({ indptr, indices, data }: SparseMatrix, y: Float64Array, out: number[]): void {
  const values = data as Float64Array;
  y.forEach((weight, i) => {
    for (let k = indptr[i]; k < indptr[i + 1]; k++) out[indices[k]] += weight * values[k];
  });
}

const OUTPUTS = [
  "z",
  "nu",
  "lambda",
  "lambdaLower",
  "lambdaUpper",
  "slack",
  "objective",
  "iterations",
] as const;

function numbersOf(solution: Solution): unknown {
  return [...OUTPUTS.map((name) => solution[name].slice()), [...solution.status]];
}

describe.each([1, 2 ** 20, 1e-5])("where a third of the variables have the unit %d", (unit) => {
  const batch = 9;
  const { input, Q, lower, upper } = draw(new Random(5), batch, unit);
  const solution = solve(input, SPARSE);

  test("answers are those of the reference", () => {
    const reference = solve(input, { ...SPARSE, backend: "reference" });
    expect(solution.status).toEqual(reference.status);
    expect(solution.status).toContain("solved");
    for (const name of ["objective", "weaklyActive"] as const)
      solution[name].forEach((value, i) => expect(value).toBeCloseTo(reference[name][i], 9));
    solution.z.forEach((value, i) => {
      const size = (i % N) % 3 === 0 ? unit : 1;
      expect(Math.abs(value - reference.z[i]) / size).toBeLessThan(1e-9);
    });
  });

  test("what is said of them is what the user's numbers say", () => {
    for (let i = 0; i < batch; i++) {
      if (solution.status[i] !== "solved") continue;
      const of = (name: "z" | "nu" | "lambda" | "lambdaLower" | "lambdaUpper" | "slack", size: number) =>
        solution[name].subarray(i * size, i * size + size);
      const [z, nu, lambda, slack] = [of("z", N), of("nu", E), of("lambda", M), of("slack", M)];
      const { data: p } = input.p as { data: Float64Array };
      const { data: h } = input.h as { data: Float64Array };
      const { data: b } = input.b as { data: Float64Array };
      const dual = Array.from({ length: N }, (_, j) => Q[j] * z[j] + p[i * N + j]);
      addTransposed(input.A, nu, dual);
      addTransposed(input.G, lambda, dual);
      let [dualSize, objective] = [0, 0];
      for (let j = 0; j < N; j++) {
        dual[j] += of("lambdaUpper", N)[j] - of("lambdaLower", N)[j];
        dualSize = Math.max(dualSize, Math.abs(p[i * N + j]));
        objective += z[j] * (0.5 * Q[j] * z[j] + p[i * N + j]);
        expect(z[j]).toBeGreaterThanOrEqual(lower[j]);
        expect(z[j]).toBeLessThanOrEqual(upper[j]);
        expect(of("lambdaLower", N)[j]).toBeGreaterThanOrEqual(0);
        expect(of("lambdaUpper", N)[j]).toBeGreaterThanOrEqual(0);
      }
      const largest = Math.max(...dual.map(Math.abs));
      expect(Math.abs(solution.dualResidual[i] - largest)).toBeLessThan(1e-12 * dualSize);
      expect(largest).toBeLessThan(1e-10 * dualSize);
      expect(solution.objective[i]).toBeCloseTo(objective, 10);
      const rows = times(input.A, z).map((value, k) => Math.abs(value - b[i * E + k]));
      const scale = Math.max(1, unit);
      expect(Math.max(...rows)).toBeLessThan(1e-12 * scale);
      expect(solution.primalResidual[i]).toBeLessThan(1e-12 * scale);
      times(input.G, z).forEach((value, k) => {
        expect(Math.abs(slack[k] - Math.max(0, h[i * M + k] - value))).toBeLessThan(1e-12 * scale);
        expect(lambda[k] * slack[k]).toBeLessThan(1e-10 * scale);
      });
    }
  });
});

test("an answer at a bound that is far beyond the others is the reference's", () => {
  const { input, Q, lower, upper } = draw(new Random(8), 1);
  const far = 2 ** 40;
  // The first variable is pulled there, and the second is kept away from where it is pulled.
  const pulled = { ...input, Q: Q.map((value, j) => (j < 2 ? 2 ** -10 : value)) };
  const p = (input.p as { data: Float64Array }).data.map((value, j) => (j < 2 ? -(2 ** 35) : value));
  const free = { A: sparse.fromTriplets([1, N], [0, 0], [4, 5], [1, 1]), b: [0], G: undefined, h: undefined };
  const bounds = {
    lower: lower.map((value, j) => (j < 2 ? -far : value)),
    upper: upper.map((value, j) => (j === 0 ? far : j === 1 ? 2 * far : value)),
  };
  const problem = { ...pulled, ...free, ...bounds, p };
  const [ours, reference] = [solve(problem, SPARSE), solve(problem, { ...SPARSE, backend: "reference" })];
  expect(ours.status).toEqual(["solved"]);
  expect(ours.z[0]).toBe(far);
  ours.z.forEach((value, j) => expect(value).toBeCloseTo(reference.z[j], 6));
});

describe("an answer does not depend on what was solved before", () => {
  test("of the same pattern, with other numbers, in arrays that are written to", () => {
    const { input } = draw(new Random(11), 6);
    const first = numbersOf(solve(input, SPARSE));
    const data = (input.A.data as Float64Array).slice();
    const changed = input.A.withData(data.map((value) => 1.5 * value));
    const other = numbersOf(solve({ ...input, A: changed }, SPARSE));
    expect(other).not.toEqual(first);
    expect(numbersOf(solve(input, SPARSE))).toEqual(first);
    (changed.data as Float64Array).set(data);
    expect(numbersOf(solve({ ...input, A: changed }, SPARSE))).toEqual(first);
  });

  test("of other patterns, and in other batches", () => {
    const [one, two] = [draw(new Random(21), 6).input, draw(new Random(22), 5).input];
    const narrow = { ...two, upper: undefined };
    const [first, second] = [numbersOf(solve(one, SPARSE)), numbersOf(solve(narrow, SPARSE))];
    for (let round = 0; round < 2; round++) {
      expect(numbersOf(solve(one, SPARSE))).toEqual(first);
      expect(numbersOf(solve(narrow, SPARSE))).toEqual(second);
    }
    const whole = solve(one, SPARSE);
    const alone = (of: unknown, i: number, size: number): Float64Array =>
      (of as { data: Float64Array }).data.slice(i * size, i * size + size);
    for (let i = 0; i < 6; i++) {
      const own = solve(
        { ...one, p: alone(one.p, i, N), b: alone(one.b, i, E), h: alone(one.h, i, M) },
        SPARSE,
      );
      expect(whole.z.slice(i * N, i * N + N)).toEqual(own.z);
      expect(whole.iterations[i]).toBe(own.iterations[0]);
    }
  });
});
