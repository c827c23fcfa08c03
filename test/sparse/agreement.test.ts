/** Sparse inputs against the same problems as dense arrays: in all that is unique they agree. */
import fc from "fast-check";
import type { FieldName, ProblemInput, SettingsInput, Solution } from "optnet";
import { solve, SparseMatrix, sparse } from "optnet";
import { describe, expect, test } from "vitest";
import { Random } from "../support/random.js";
import type { Structure } from "./draw.js";
import { drawSparse, STRUCTURES, withSparseMatrices } from "./draw.js";

const NEAR = 1e-9;

function expectNear(got: ArrayLike<number>, expected: ArrayLike<number>, what: string, near = NEAR): void {
  expect(got.length, what).toBe(expected.length);
  const size = Math.max(1, ...Array.from(expected, Math.abs));
  for (let i = 0; i < got.length; i++) {
    if (got[i] === expected[i]) continue;
    expect(Math.abs(got[i] - expected[i]), `${what}[${i}]: ${got[i]} for ${expected[i]}`).toBeLessThanOrEqual(
      near * size,
    );
  }
}

/** The entries of a dense gradient that a sparse one has. */
function onPattern(gradient: SparseMatrix, dense: ArrayLike<number>): number[] {
  const [rows, columns] = gradient.shape;
  const { indptr, indices } = gradient;
  const elements = gradient.batch ?? 1;
  const out: number[] = [];
  for (let b = 0; b < elements; b++) {
    for (let i = 0; i < rows; i++) {
      for (let k = indptr[i]; k < indptr[i + 1]; k++) {
        out.push(dense[b * rows * columns + i * columns + indices[k]]);
      }
    }
  }
  return out;
}

const MATRICES: readonly FieldName[] = ["Q", "A", "G"];

function expectSameGradients(a: Solution, b: Solution, names: readonly FieldName[], near = NEAR): void {
  const n = a.shape.variables * a.shape.batch;
  const z = Array.from({ length: n }, (_, i) => Math.cos(i));
  const cotangents = { z: Float64Array.from(z), objective: new Float64Array(a.shape.batch).fill(0.5) };
  const [mine, expected] = [a, b].map((one) => one.vjp(cotangents, { wrt: names }));
  for (const name of names) {
    const [got, want] = [mine[name]!, expected[name]!];
    if (MATRICES.includes(name)) {
      expect(got, name).toBeInstanceOf(SparseMatrix);
      expectNear(got.data, onPattern(got as SparseMatrix, want.data), name, near);
    } else expectNear(got.data, want.data, name, near);
  }
}

describe.each(STRUCTURES)("%s", (structure: Structure) => {
  test.each<[string, SettingsInput]>([
    ["as it comes", {}],
    ["in TypeScript", { backend: "reference" }],
  ])("%s: z, objective and gradients", (_, settings) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const drawn = drawSparse(new Random(seed), structure);
        const [a, b] = [solve(drawn.sparse, settings), solve(drawn.dense, settings)];
        expect(a.status).toEqual(b.status);
        if (b.status[0] !== "solved") return;
        expectNear(a.z, b.z, "z");
        expectNear(a.objective, b.objective, "objective");
        if (a.weaklyActive[0] + b.weaklyActive[0] > 0) return;
        const names = (["Q", "p", "G", "h"] as const).filter((name) => drawn.dense[name] !== undefined);
        expectSameGradients(a, b, names, 1e-7);
      }),
      { numRuns: 12 },
    );
  });
});

describe.each(STRUCTURES)("modes of derivatives: %s", (structure: Structure) => {
  test.each<[string, boolean, SettingsInput]>([
    ["smoothed, quadratic programs", false, { gradient: "smoothed", smoothing: 0.01 }],
    ["smoothed, linear programs", true, { gradient: "smoothed", smoothing: 0.1 }],
    ["least squares", false, { gradient: "leastSquares" }],
  ])("%s", (_, isLinear, settings) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { dense } = drawSparse(new Random(seed), structure);
        const drawn = isLinear ? { ...dense, Q: undefined, lower: -3, upper: 3 } : dense;
        const [a, b] = [solve(withSparseMatrices(drawn), settings), solve(drawn, settings)];
        expect(a.status).toEqual(b.status);
        if (b.status[0] !== "solved") return;
        // At a vertex that is reached in several ways the two may have taken different ones.
        if (settings.gradient === "leastSquares" && a.weaklyActive[0] + b.weaklyActive[0] > 0) return;
        const names = (["Q", "p", "A", "b", "G", "h"] as const).filter((name) => drawn[name] !== undefined);
        expectSameGradients(a, b, names, 1e-6);
      }),
      { numRuns: 15, examples: [[439074]] },
    );
  });
});

const QP = {
  Q: [
    [4, 1, 0, 0],
    [1, 3, 0, 0],
    [0, 0, 2, 0.5],
    [0, 0, 0.5, 2],
  ],
  p: [
    [-9, 1, 7, 1],
    [4, -8, 2, 1],
  ],
  A: [[1, 1, 0, 1]],
  b: [[0.5], [0.25]],
  G: [
    [1, 0, 0.5, 0],
    [0, 1, 0, 2],
  ],
  h: [
    [1, 1.5],
    [1, 1.5],
  ],
  lower: -1,
  upper: 1,
} satisfies ProblemInput;
const ALL: readonly FieldName[] = ["Q", "p", "A", "b", "G", "h", "lower", "upper"];

describe("a batch", () => {
  const inputs = withSparseMatrices(QP);

  test.each<[string, SettingsInput]>([
    ["exact", {}],
    ["smoothed", { gradient: "smoothed", smoothing: 0.1 }],
    ["least squares", { gradient: "leastSquares" }],
    ["closest feasible", { infeasible: "closestFeasible" }],
  ])("gradients, tangents and Jacobians: %s", (_, settings) => {
    const [a, b] = [solve(inputs, settings), solve(QP, settings)];
    expectNear(a.z, b.z, "z");
    expectSameGradients(a, b, ALL);
    for (const name of MATRICES) {
      const input = inputs[name as "A"] as unknown as SparseMatrix;
      const move = input.withData(input.data.map((_, k) => Math.sin(k + 1)));
      const expected = b.jvp({ [name]: move.toDense() });
      for (const tangents of [{ [name]: move }, { [name]: move.toDense() }]) {
        const moved = a.jvp(tangents);
        for (const output of ["z", "nu", "lambda", "objective"] as const) {
          expectNear(moved[output], expected[output], `${output} by ${name}`);
        }
      }
      const [mine, whole] = [a.jacobian("z", name), b.jacobian("z", name)];
      expect(mine.shape).toEqual([2, 4, input.indices.length]);
      const rows = Array.from({ length: 8 }, (_, row) => {
        const size = whole.data.length / 8;
        return onPattern(input, whole.data.subarray(row * size, (row + 1) * size));
      });
      expectNear(mine.data, rows.flat(), `Jacobian by ${name}`);
    }
  });

  test("entries that differ, and entries that are shared: gradients are those of each, or their sum", () => {
    const doubled = (matrix: SparseMatrix): SparseMatrix =>
      matrix.withData([[...matrix.data], [...matrix.data]]);
    const own = { ...inputs };
    for (const name of ["Q", "A", "G"] as const) {
      Object.assign(own, { [name]: doubled(inputs[name] as unknown as SparseMatrix) });
    }
    const [a, b] = [solve(own), solve(inputs)];
    expect(a.z).toEqual(b.z);
    const z = [1, 2, 3, 4, 5, 6, 7, 8];
    const [each, sum] = [a.vjp({ z: Float64Array.from(z) }), b.vjp({ z: Float64Array.from(z) })];
    for (const name of MATRICES as readonly ("Q" | "A" | "G")[]) {
      const nnz = sum[name]!.data.length;
      expect((each[name] as SparseMatrix).batch).toBe(2);
      const added = Array.from({ length: nnz }, (_, k) => each[name]!.data[k] + each[name]!.data[nnz + k]);
      expectNear(sum[name]!.data, added, name);
    }
  });

  test("elements without a feasible point, and rows that are absent", () => {
    for (const change of [
      { b: [[0.5], [7]] },
      {
        h: [
          [1, Infinity],
          [1, 1.5],
        ],
      },
      {
        b: [[0.5], [7]],
        h: [
          [1, Infinity],
          [1, 1.5],
        ],
      },
    ]) {
      for (const infeasible of ["report", "closestFeasible"] as const) {
        const [a, b] = [
          solve({ ...inputs, ...change }, { infeasible }),
          solve({ ...QP, ...change }, { infeasible }),
        ];
        expect(a.status).toEqual(b.status);
        for (const name of ["z", "slack", "shiftB", "shiftH"] as const) {
          expectNear(a[name], b[name], name, 1e-8);
        }
        expectSameGradients(a, b, ALL, 1e-7);
        for (const i of [0, 1]) expect(a.certificate(i)?.kind).toBe(b.certificate(i)?.kind);
      }
    }
  });
});

test("a batch of one goes with a larger one, and its gradient is the sum in its shape", () => {
  const inputs = withSparseMatrices(QP);
  const G = inputs.G as unknown as SparseMatrix;
  const one = { ...inputs, G: G.withData([[...G.data]]) };
  const [a, b] = [solve(one), solve(inputs)];
  expect(a.z).toEqual(b.z);
  const z = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const [mine, theirs] = [a.vjp({ z }).G as SparseMatrix, b.vjp({ z }).G as SparseMatrix];
  expect(mine.batch).toBe(1);
  expectNear(mine.data, theirs.data, "G");
  expect(a.jacobian("z", "G").shape).toEqual([2, 4, G.data.length]);
  expect(a.jvp({ G: one.G }).z).toEqual(b.jvp({ G }).z);
});

describe("a Q", () => {
  const p = [-1, -2, -3];

  test("of which only the diagonal is stored is diagonal, and its gradient has its pattern", () => {
    const Q = sparse.fromTriplets([3, 3], [0, 2], [0, 2], [1, 2]);
    const solution = solve({ Q, p, lower: -1, upper: 1 });
    const { Q: gradient } = solution.vjp({ objective: 1 });
    expect((gradient as SparseMatrix).indices).toEqual(Q.indices);
    expectNear(gradient!.data, [0.5, 0.5], "Q");
    expectNear(solution.jvp({ Q: Q.withData([1, 0]) }).objective, [0.5], "objective");
    expect(solution.jacobian("objective", "Q").shape).toEqual([2]);
  });

  test("with a zero that is stored on one side only has a gradient there", () => {
    const Q = sparse.fromTriplets([3, 3], [0, 0, 1, 2], [0, 1, 1, 2], [1, 0, 2, 3]);
    const dense = solve({ Q: Q.toDense(), p });
    const solution = solve({ Q, p });
    expectNear(solution.z, dense.z, "z");
    const { Q: gradient } = solution.vjp({ z: [1, -1, 2] });
    const { Q: whole } = dense.vjp({ z: [1, -1, 2] });
    expectNear(gradient!.data, onPattern(gradient as SparseMatrix, whole!.data), "Q");
    expect(solution.jacobian("z", "Q").shape).toEqual([3, 4]);
    expectNear(
      solution.jvp({ Q: Q.withData([0, 1, 0, 0]) }).z,
      dense.jvp({
        Q: [
          [0, 1, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
      }).z,
      "z",
    );
  });
});
