import { describe, expect, test } from "vitest";
import { OptNetError, solve, sparse, SparseMatrix } from "../index.js";
import type { CsrInput, ProblemInput } from "../index.js";

/** What an error says, field by field. */
function complaintOf(work: () => unknown): Pick<OptNetError, "field" | "expected" | "got"> {
  try {
    work();
  } catch (error) {
    if (!(error instanceof OptNetError)) throw error;
    const { field, expected, got } = error;
    expect(error.hint.length).toBeGreaterThan(10);
    return { field, expected, got };
  }
  throw new Error("nothing was thrown");
}

const CSR: CsrInput = { shape: [2, 3], indptr: [0, 2, 3], indices: [0, 2, 1], data: [1, 5, 2] };
const DENSE = [1, 0, 5, 0, 2, 0];

describe("conversions", () => {
  test("rows, columns, triplets and dense arrays make the same matrix", () => {
    const made = [
      sparse.csr(CSR),
      sparse.csc({ shape: [2, 3], indptr: [0, 1, 2, 3], indices: [0, 1, 0], data: [1, 2, 5] }),
      sparse.fromTriplets([2, 3], [1, 0, 0], [1, 2, 0], [2, 5, 1]),
      sparse.fromTriplets([2, 3], Int32Array.of(0, 0, 1, 0), [2, 0, 1, 2], Float32Array.of(4, 1, 2, 1)),
      sparse.fromDense([
        [1, 0, 5],
        [0, 2, 0],
      ]),
      sparse.fromDense({ data: DENSE, shape: [2, 3] }),
      sparse.csr(sparse.csr(CSR)),
      sparse.csr(JSON.parse(JSON.stringify(sparse.csr(CSR))) as CsrInput),
    ];
    for (const matrix of made) {
      expect(matrix).toBeInstanceOf(SparseMatrix);
      expect(matrix.shape).toEqual([2, 3]);
      expect(matrix.indptr).toEqual(Int32Array.of(0, 2, 3));
      expect(matrix.indices).toEqual(Int32Array.of(0, 2, 1));
      expect(matrix.data).toEqual(Float64Array.of(1, 5, 2));
      expect(matrix.batch).toBeUndefined();
      expect(matrix.toDense()).toEqual({ data: Float64Array.from(DENSE), shape: [2, 3] });
    }
  });

  test("a batch has one pattern", () => {
    const own = [
      [1, 5, 2],
      [3, 0, 4],
    ];
    const made = [
      sparse.csr({ ...CSR, data: own }),
      sparse.csr({ ...CSR, data: { data: own.flat(), shape: [2, 3] } }),
      sparse.csr({ ...CSR, data: own.flat(), batch: 2 }),
      sparse.csr(CSR).withData(own),
      sparse.fromTriplets(
        [2, 3],
        [1, 0, 0],
        [1, 2, 0],
        [
          [2, 5, 1],
          [4, 0, 3],
        ],
      ),
      sparse.fromDense([
        [
          [1, 0, 5],
          [0, 2, 0],
        ],
        [
          [3, 0, 0],
          [0, 4, 0],
        ],
      ]),
    ];
    for (const matrix of made) {
      expect(matrix.batch).toBe(2);
      expect(matrix.data).toEqual(Float64Array.from(own.flat()));
      expect(matrix.indices).toEqual(Int32Array.of(0, 2, 1));
      const { shape, data } = matrix.toDense();
      expect(shape).toEqual([2, 2, 3]);
      expect(data).toEqual(Float64Array.of(1, 0, 5, 0, 2, 0, 3, 0, 0, 0, 4, 0));
      expect(sparse.csr(JSON.parse(JSON.stringify(matrix)) as CsrInput).data).toEqual(matrix.data);
    }
  });

  test("diagonals and triangles", () => {
    expect(sparse.diagonal([1, 0, 2]).indices).toEqual(Int32Array.of(0, 1, 2));
    expect(
      sparse
        .diagonal([
          [1, 2],
          [3, 4],
        ])
        .toDense().data,
    ).toEqual(Float64Array.of(1, 0, 0, 2, 3, 0, 0, 4));
    const whole = Float64Array.of(2, 1, 0, 1, 3, 4, 0, 4, 5);
    const upper = sparse.fromTriplets([3, 3], [0, 0, 1, 1, 2], [0, 1, 1, 2, 2], [2, 1, 3, 4, 5]);
    const lower = sparse.fromTriplets([3, 3], [0, 1, 1, 2, 2], [0, 0, 1, 1, 2], [2, 1, 3, 4, 5]);
    for (const triangle of [upper, lower]) {
      expect(sparse.symmetric(triangle).toDense().data).toEqual(whole);
      const batch = sparse.symmetric(triangle.withData([[...triangle.data], [1, 2, 3, 4, 5]]));
      expect(batch.toDense().data.subarray(0, 9)).toEqual(whole);
      expect(batch.batch).toBe(2);
    }
  });

  test("no rows, no columns, no entries", () => {
    expect(sparse.csr({ shape: [0, 3], indptr: [0], indices: [], data: [] }).toDense().shape).toEqual([0, 3]);
    expect(sparse.fromTriplets([2, 0], [], [], []).indptr).toEqual(Int32Array.of(0, 0, 0));
    expect(
      sparse.fromDense([
        [0, 0],
        [0, 0],
      ]).indices,
    ).toHaveLength(0);
    const nothing = sparse.fromTriplets([1, 2], [], [], []);
    expect(solve({ Q: [1, 1], p: [1, 2], A: nothing, b: [0], G: nothing, h: [1] }).z).toEqual(
      Float64Array.of(-1, -2),
    );
    expect(solve({ Q: [1, 1], p: [1, 2], A: nothing, b: [1] }).status).toEqual(["primalInfeasible"]);
  });

  test("what is given is copied, and what is shown is a copy", () => {
    const indices = Int32Array.of(0, 2, 1);
    const data = Float64Array.of(1, 5, 2);
    const matrix = sparse.csr({ ...CSR, indices, data });
    indices.fill(9);
    data.fill(9);
    matrix.indices.fill(7);
    matrix.indptr.fill(7);
    expect(matrix.toDense().data).toEqual(Float64Array.from(DENSE));
    expect(solve({ Q: [1, 1, 1], p: [0, 0, 0], A: matrix, b: [26, 4] }).z[2]).toBeCloseTo(5, 9);
  });
});

describe("errors name the entry", () => {
  const csr = (change: Partial<Record<keyof CsrInput, unknown>>) => (): unknown =>
    sparse.csr({ ...CSR, ...change } as CsrInput);

  test.each<[string, () => unknown, string, RegExp, RegExp]>([
    [
      "a column out of range",
      csr({ indices: [0, 3, 1] }),
      "indices",
      /columns from 0 to 2/,
      /^3 at indices\[1\]/,
    ],
    ["a negative column", csr({ indices: [0, -1, 1] }), "indices", /from 0 to 2/, /^-1 at indices\[1\]/],
    ["a fraction", csr({ indices: [0, 1.5, 1] }), "indices", /whole/, /^1.5 at indices\[1\]/],
    [
      "columns out of order",
      csr({ indices: [2, 0, 1] }),
      "indices",
      /ascend/,
      /column 0 after 2 in row 0, at indices\[1\]/,
    ],
    [
      "an entry twice",
      csr({ indices: [2, 2, 1] }),
      "indices",
      /once/,
      /column 2 twice in row 0, at indices\[0\] and \[1\]/,
    ],
    [
      "indptr that descends",
      csr({ indptr: [0, 4, 3] }),
      "indptr",
      /descend/,
      /4 at indptr\[1\] and 3 at indptr\[2\]/,
    ],
    ["indptr too short", csr({ indptr: [0, 3] }), "indptr", /3 numbers for 2 rows/, /2 numbers/],
    ["indptr from 1", csr({ indptr: [1, 2, 3] }), "indptr", /0 at the beginning/, /1 at indptr\[0\]/],
    ["indptr with another end", csr({ indptr: [0, 2, 2] }), "indptr", /3, the length of indices/, /2/],
    ["too few data", csr({ data: [1, 2] }), "data", /\[3\] or \[B,3\]/, /shape \[2\]/],
    ["a shape of one", csr({ shape: [3] }), "shape", /\[rows, columns\]/, /\[3\]/],
    ["no shape", csr({ shape: undefined }), "shape", /\[rows, columns\]/, /undefined/],
    [
      "64-bit integers",
      csr({ indices: BigInt64Array.of(0n, 2n, 1n) }),
      "indices",
      /whole numbers/,
      /BigInt64Array/,
    ],
    ["another name", csr({ values: [1] } as never), "matrix.values", /indptr/, /values/],
    [
      "a row out of range in columns",
      () => sparse.csc({ shape: [2, 3], indptr: [0, 1, 2, 3], indices: [0, 2, 0], data: [1, 2, 3] }),
      "indices",
      /rows from 0 to 1/,
      /^2 at indices\[1\]/,
    ],
    [
      "a triplet outside",
      () => sparse.fromTriplets([2, 2], [0, 2], [0, 0], [1, 1]),
      "rows",
      /rows from 0 to 1/,
      /^2 at rows\[1\]/,
    ],
    [
      "triplets of two lengths",
      () => sparse.fromTriplets([2, 2], [0, 1], [0], [1, 1]),
      "columns",
      /2 numbers/,
      /1/,
    ],
    ["too many values", () => sparse.fromTriplets([2, 2], [0], [0], [1, 1]), "values", /\[1\]/, /\[2\]/],
    [
      "both halves",
      () =>
        sparse.symmetric(
          sparse.fromDense([
            [0, 1],
            [1, 0],
          ]),
        ),
      "triangle",
      /one side/,
      /\[0,1\] and at \[1,0\]/,
    ],
    [
      "a triangle that is not square",
      () => sparse.symmetric(sparse.csr(CSR)),
      "triangle",
      /square/,
      /\[2,3\]/,
    ],
    [
      "a flat array",
      () => sparse.fromDense(Float64Array.of(1, 2)),
      "matrix",
      /\[rows, columns\]/,
      /length 2/,
    ],
    ["values for another pattern", () => sparse.csr(CSR).withData([1, 2]), "values", /\[3\]/, /\[2\]/],
    [
      "a dense matrix beyond memory",
      () => sparse.fromTriplets([1e5, 1e5], [0], [0], [1]).toDense(),
      "matrix",
      /fit into memory/,
      /GiB/,
    ],
  ])("%s", (_, work, field, expected, got) => {
    const complaint = complaintOf(work);
    expect(complaint.field).toBe(field);
    expect(complaint.expected).toMatch(expected);
    expect(complaint.got).toMatch(got);
  });

  const A = sparse.csr(CSR);
  const GOOD = { Q: [1, 1, 1], p: [1, 1, 1], A, b: [1, 1] };

  test.each<[string, ProblemInput, string, RegExp]>([
    [
      "as many columns as variables",
      { ...GOOD, p: [1, 1], Q: [1, 1] },
      "A",
      /sparse matrix of shape \[2,3\]/,
    ],
    ["as many rows as sides", { ...GOOD, b: [1] }, "b", /\[1\]/],
    [
      "finite entries",
      { ...GOOD, A: A.withData([1, NaN, 2]) },
      "A",
      /NaN at A\[0,2\] \(row 0, column 2, entry 1\)/,
    ],
    [
      "finite entries of every element",
      {
        ...GOOD,
        A: A.withData([
          [1, 2, 3],
          [1, 2, Infinity],
        ]),
      },
      "A",
      /Infinity at A\[1\]\[1,1\] \(element 1, row 1, column 1, entry 2\)/,
    ],
    [
      "one batch",
      {
        ...GOOD,
        b: [
          [1, 1],
          [1, 1],
        ],
        A: A.withData([
          [1, 2, 3],
          [1, 2, 3],
          [1, 2, 3],
        ]),
      },
      "b",
      /A has 3, b has 2/,
    ],
    [
      "a plain object, checked under its name",
      { ...GOOD, A: { ...CSR, indices: [0, 3, 1] } },
      "A.indices",
      /A.indices\[1\]/,
    ],
    [
      "triplets likewise",
      { ...GOOD, A: { shape: [2, 3], rows: [0, 5], columns: [0, 0], values: [1, 1] } },
      "A.rows",
      /5 at A.rows\[1\]/,
    ],
    ["a square Q", { p: [1, 1, 1], Q: A }, "Q", /\[2,3\]/],
    [
      "a symmetric Q",
      {
        p: [1, 1],
        Q: sparse.fromDense([
          [2, 1],
          [0.5, 2],
        ]),
      },
      "Q",
      /Q\[0,1\] and Q\[1,0\] that differ by 0.5/,
    ],
    [
      "both halves of Q",
      {
        p: [1, 1],
        Q: sparse.fromDense([
          [2, 1],
          [0, 2],
        ]),
      },
      "Q",
      /Q\[0,1\] and Q\[1,0\] that differ by 1/,
    ],
    [
      "a convex Q",
      {
        p: [1, 1],
        Q: sparse.fromDense([
          [2, 1],
          [1, -2],
        ]),
      },
      "Q",
      /-2 on the diagonal at Q\[1,1\]/,
    ],
    [
      "a convex Q beyond its diagonal",
      {
        p: [1, 1],
        Q: sparse.fromDense([
          [1, 2],
          [2, 1],
        ]),
      },
      "Q",
      /negative curvature/,
    ],
  ])("problems need %s", (_, input, field, got) => {
    const complaint = complaintOf(() => solve(input));
    expect(complaint.field).toBe(field);
    expect(complaint.got).toMatch(got);
  });

  test("invalid numbers may be a status of their element", () => {
    const input = {
      ...GOOD,
      A: A.withData([
        [1, 5, 2],
        [1, NaN, 2],
      ]),
      b: [1, 1],
    };
    const { status } = solve(input, { invalid: "status" });
    expect(status).toEqual(["solved", "invalid"]);
  });

  test("directions have the pattern, or are dense and 0 elsewhere", () => {
    const solution = solve(GOOD);
    const wrong = (direction: unknown) => complaintOf(() => solution.jvp({ A: direction as number[][] }));
    expect(
      wrong([
        [0, 1, 0],
        [0, 0, 0],
      ]).got,
    ).toMatch(/1 at row 0, column 1/);
    expect(
      wrong([
        [0, 1],
        [0, 0],
      ]).expected,
    ).toMatch(/\[2,3\]/);
    expect(
      wrong(
        sparse.fromDense([
          [0, 1, 0],
          [0, 0, 1],
        ]),
      ).got,
    ).toMatch(/another pattern/);
    expect(wrong(A.withData([[1, 2, 3]])).got).toMatch(/a batch of 1/);
    expect(wrong(A.withData([1, NaN, 3])).got).toMatch(/NaN at row 0, column 2/);
  });
});
