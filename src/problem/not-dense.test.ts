/** Sparse matrices where there are none, of other libraries, and without their pattern: refused by name, never misread. */
import { describe, expect, test } from "vitest";
import { OptNetError, solve, sparse } from "../index.js";
import type { CsrInput, ProblemInput } from "../index.js";

function complaintOf(work: () => unknown): OptNetError {
  try {
    work();
  } catch (error) {
    if (error instanceof OptNetError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

// With as many entries as places, so that nothing but the names tells them from dense arrays.
const FULL = sparse.fromTriplets([1, 2], [0, 0], [0, 1], [1, 2]);
const QP = { Q: [1, 1], p: [1, 1], A: [[1, 2]], b: [1] } satisfies ProblemInput;

describe("sparse matrices where there are none", () => {
  test.each<[string, Partial<Record<keyof ProblemInput, unknown>>, string]>([
    ["p", { p: FULL }, "p"],
    ["b", { b: sparse.diagonal([1]) }, "b"],
    ["a bound", { lower: FULL }, "lower"],
    ["a diagonal", { Q: { diagonal: FULL } }, "Q.diagonal"],
  ])("%s", (_, change, field) => {
    const error = complaintOf(() => solve({ ...QP, ...change } as ProblemInput));
    expect(error.field).toBe(field);
    expect(error.expected).toBe("a dense array");
    expect(error.hint).toMatch(/toDense\(\)/);
  });

  test.each<[string, () => unknown, string]>([
    ["entries", () => FULL.withData(FULL as never), "values"],
    ["a dense matrix", () => sparse.fromDense(FULL as never), "matrix"],
    ["cotangents", () => solve(QP).vjp({ z: FULL as never }), "cotangents.z"],
  ])("%s", (_, work, field) => {
    expect(complaintOf(work)).toMatchObject({ field, expected: "a dense array" });
  });
});

describe("other libraries' sparse matrices", () => {
  test.each<[string, unknown, string, RegExp]>([
    ["SciPy's coo", { shape: [1, 2], row: [0, 0], col: [1, 0], data: [1, 2] }, "A.row", /one of shape/],
    ["without pointers", { shape: [1, 2], indices: [1, 0], data: [1, 2] }, "A.indptr", /whole numbers/],
    ["without rows", { shape: [1, 2], columns: [1, 0], data: [1, 2] }, "A.data", /one of shape, rows/],
  ])("%s", (_, A, field, expected) => {
    const error = complaintOf(() => solve({ ...QP, A: A as CsrInput }));
    expect(error.field).toBe(field);
    expect(error.expected).toMatch(expected);
  });

  test.each<[string, (matrix: object) => unknown]>([
    ["structuredClone", (matrix) => structuredClone(matrix)],
    ["a spread", (matrix) => ({ ...matrix })],
  ])("%s leaves no pattern", (_, copy) => {
    const error = complaintOf(() => solve({ ...QP, A: copy(FULL) as CsrInput }));
    expect(error.got).toBe("a sparse matrix without its pattern");
    expect(error.hint).toMatch(/toJSON\(\)/);
    expect(solve({ ...QP, A: structuredClone(FULL.toJSON()) as unknown as CsrInput }).z).toEqual(solve(QP).z);
  });
});

describe("the number of matrices in flat data", () => {
  const pattern = { shape: [2, 2], indptr: [0, 1, 2], indices: [0, 1] };

  test.each<[string, Partial<CsrInput>, string]>([
    ["a fraction", { batch: 1.5, data: Float64Array.of(1, 2, 3) }, "batch"],
    ["negative", { batch: -1, data: [] }, "batch"],
    ["a text", { batch: "2" as never, data: [1, 2] }, "batch"],
    ["none, and numbers", { batch: 0, data: Float64Array.of(1, 2) }, "data"],
    [
      "another than of nested data",
      {
        batch: 3,
        data: [
          [1, 2],
          [3, 4],
        ],
      },
      "data",
    ],
    ["one matrix for two", { batch: 2, data: [1, 2] }, "data"],
  ])("%s", (_, change, field) => {
    expect(complaintOf(() => sparse.csr({ ...pattern, ...change } as CsrInput)).field).toBe(field);
  });

  test("right, it makes a batch of every array", () => {
    for (const data of [[1, 2], Float64Array.of(1, 2)])
      expect(sparse.csr({ ...pattern, data, batch: 1 }).batch).toBe(1);
    expect(sparse.csr({ ...pattern, data: [], batch: 0 }).batch).toBe(0);
  });
});

describe("errors name entries as the data are counted", () => {
  const NaNs = (rows: number[], columns: number[], values: number[]) =>
    complaintOf(() => solve({ p: [1, 1, 1, 1], Q: sparse.fromTriplets([4, 4], rows, columns, values) })).got;

  test("of a diagonal that is not all stored", () => {
    expect(NaNs([1, 3], [1, 3], [1, NaN])).toBe("NaN at Q[3,3] (row 3, column 3, entry 1)");
    expect(NaNs([1, 3], [1, 3], [1, -1])).toBe("-1 on the diagonal at Q[3,3] (row 3, column 3, entry 1)");
  });

  test("of a Q that lacks mirror images of its zeros", () => {
    const rows = [0, 1, 2, 3];
    const columns = [1, 1, 0, 3];
    expect(NaNs(rows, columns, [0, 1, 0, NaN])).toBe("NaN at Q[3,3] (row 3, column 3, entry 3)");
    expect(NaNs(rows, columns, [0, 1, 0, -1])).toMatch(/\(row 3, column 3, entry 3\)/);
  });

  test("of a batch", () => {
    const Q = sparse.diagonal([
      [1, 2],
      [1, NaN],
    ]);
    expect(complaintOf(() => solve({ p: [1, 1], Q })).got).toBe(
      "NaN at Q[1][1,1] (element 1, row 1, column 1, entry 1)",
    );
  });
});

test("more rows than memory has room for are refused before any is taken", () => {
  const error = complaintOf(() => sparse.fromTriplets([2 ** 31 - 3, 1], [0], [0], [1]));
  expect(error.field).toBe("shape");
  expect(error.expected).toMatch(/fit into memory/);
});

test("indices on memory that was transferred away", () => {
  const rows = Int32Array.of(0, 0);
  structuredClone(rows, { transfer: [rows.buffer] });
  expect(complaintOf(() => sparse.fromTriplets([1, 2], rows, [0, 1], [1, 2])).got).toMatch(
    /transferred away/,
  );
});
