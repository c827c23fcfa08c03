/** Sparse inputs by every way to solve: the same bits as `solve`, and sparse gradients from all of them. */
import type { ProblemInput, Solution } from "optnet";
import { OptNetError, QpSolver, solve, sparse, SparseMatrix } from "optnet";
import { afterAll, describe, expect, test } from "vitest";
import { SolverWorker, ThreadPool } from "../../src/execute/threads/node.js";

const B = 300;
const A = sparse.fromTriplets([2, 4], [0, 0, 1, 1], [0, 1, 2, 3], [1, 1, 1, -1]);
const Q = sparse.symmetric(sparse.fromTriplets([4, 4], [0, 0, 1, 2, 3], [0, 1, 1, 2, 3], [2, 0.5, 2, 1, 1]));
/** A zero on one side only: the problem holds other entries than were given. */
const lopsided = sparse.fromTriplets([4, 4], [0, 0, 1, 2, 3], [0, 1, 1, 2, 3], [2, 0, 2, 1, 1]);
const G = sparse
  .csr({ shape: [3, 4], indptr: [0, 2, 2, 4], indices: [0, 2, 1, 3], data: [1, 1, 1, 1] })
  .withData({ data: Float64Array.from({ length: 4 * B }, (_, k) => 1 + Math.cos(k) / 4), shape: [B, 4] });

const vectors = (width: number, at: (k: number) => number) => ({
  data: Float64Array.from({ length: B * width }, (_, k) => at(k)),
  shape: [B, width],
});

function problem(cost: SparseMatrix): ProblemInput {
  return {
    ...{ Q: cost, p: vectors(4, (k) => 3 * Math.sin(k)), A, b: [0.5, 0] },
    ...{ G, h: vectors(3, (k) => 0.2 + (k % 3)), lower: -2, upper: 2 },
  };
}

const z = vectors(4, (k) => Math.cos(3 * k));
const NAMES = ["Q", "p", "A", "b", "G", "h"] as const;

type Later = Solution | Solution<"later">;

async function expectSame(got: Later, expected: Solution): Promise<void> {
  expect(got.z).toEqual(expected.z);
  expect([...got.status]).toEqual([...expected.status]);
  const [mine, theirs] = [await got.vjp({ z }), expected.vjp({ z })];
  for (const name of NAMES) {
    expect(mine[name]!.data, name).toEqual(theirs[name]!.data);
    const [a, b] = [mine[name], theirs[name]];
    expect(a instanceof SparseMatrix).toBe(b instanceof SparseMatrix);
    if (a instanceof SparseMatrix && b instanceof SparseMatrix) {
      expect(a.indices).toEqual(b.indices);
      expect(a.indptr).toEqual(b.indptr);
      expect(a.batch).toBe(b.batch);
    }
  }
  const move = { A: A.withData([1, 0, 2, 1]), G };
  expect((await got.jvp(move)).z).toEqual(expected.jvp(move).z);
  const [jacobian, other] = [await got.jacobian("z", "A"), expected.jacobian("z", "A")];
  expect(jacobian).toEqual(other);
  expect(jacobian.shape).toEqual([B, 4, 4]);
}

describe.each([
  ["with a symmetric pattern", Q],
  ["with a zero on one side only", lopsided],
  ["that is diagonal", sparse.diagonal([2, 2, 1, 1])],
])("Q %s", (_, cost) => {
  const input = problem(cost);
  const expected = solve(input);
  const pool = new ThreadPool({ threads: 2 });
  const worker = new SolverWorker();
  afterAll(() => {
    pool.dispose();
    worker.dispose();
  });

  test("a pool, once and again", async () => {
    await expectSame(pool.solve(input), expected);
    await expectSame(pool.solve(input), expected);
  });

  test("a pool that does not block", async () => expectSame(await pool.solveAsync(input), expected));

  test("a worker", async () => {
    await expectSame(await worker.solve(input), expected);
    await expectSame(await worker.solve(problem(cost), { transfer: true }), expected);
    expect(A.data).toHaveLength(4);
  });

  test("a kept solver", async () => {
    const { p, b, h, lower, upper } = input;
    const solver = new QpSolver({ Q: cost, A, G });
    await expectSame(solver.solve({ p, b, h, lower, upper }), expected);
    await expectSame(solver.solve({ p, b, h, lower, upper }, { inPlace: true }), expected);
    await expectSame(solver.solve({ p, b, h, lower, upper }, { inPlace: true }), expected);
    const warm = solver.solve({ p, b, h, lower, upper }, { warmStart: true, inPlace: true });
    expect(Math.max(...warm.z.map((value, i) => Math.abs(value - expected.z[i])))).toBeLessThan(1e-12);
  });
});

test("an element has the bits that it has alone", () => {
  const whole = solve(problem(Q));
  for (const i of [0, 7, B - 1]) {
    const row = ({ data }: { data: Float64Array }, width: number): Float64Array =>
      data.slice(i * width, (i + 1) * width);
    const { p, h } = problem(Q) as { p: { data: Float64Array }; h: { data: Float64Array } };
    const alone = solve({ ...problem(Q), p: row(p, 4), h: row(h, 3), G: G.withData(row(G, 4)) });
    expect(alone.z).toEqual(whole.z.slice(4 * i, 4 * i + 4));
    expect(alone.lambda).toEqual(whole.lambda.slice(3 * i, 3 * i + 3));
  }
});

describe("a QpSolver", () => {
  const solver = new QpSolver({ Q, A });
  const p = [1, -1, 2, 0];

  test("takes its sizes from sparse matrices", () => {
    expect(solver.solve({ p, b: [1, 0] }).shape).toEqual({
      batch: 1,
      variables: 4,
      equalities: 2,
      inequalities: 0,
    });
    expect(() => new QpSolver({ variables: 3, Q, A }).solve({ p, b: [1, 0] })).toThrow(/variables/);
  });

  test("takes other entries on its pattern, as a matrix or alone", () => {
    const data = [2, 1, 1, -3];
    const expected = solve({ Q, p, A: A.withData(data), b: [1, 0] }).z;
    expect(solver.solve({ p, b: [1, 0], A: A.withData(data) }).z).toEqual(expected);
    expect(solver.solve({ p, b: [1, 0], A: { data } }).z).toEqual(expected);
    const { indptr, indices } = A;
    expect(solver.solve({ p, b: [1, 0], A: { shape: [2, 4], indptr, indices, data } }).z).toEqual(expected);
    const batch = solver.solve({ p, b: [1, 0], A: { data: [data, [...A.data]] } });
    expect(batch.z.slice(0, 4)).toEqual(expected);
    expect(batch.z.slice(4)).toEqual(solver.solve({ p, b: [1, 0] }).z);
  });

  test.each<[string, object, RegExp]>([
    [
      "another pattern",
      { A: sparse.fromTriplets([2, 4], [0, 1], [0, 2], [1, 1]) },
      /\[1,2\] where the solver's own has one at \[0,1\]/,
    ],
    [
      "an entry too many",
      { A: sparse.fromTriplets([2, 4], [0, 0, 0, 1, 1], [0, 1, 3, 2, 3], [1, 1, 1, 1, 1]) },
      /\[0,3\] where .* \[1,2\]/,
    ],
    ["another shape", { A: sparse.fromTriplets([1, 4], [0], [0], [1]) }, /shape \[1,4\]/],
    ["too few entries", { A: { data: [1, 2] } }, /shape \[2\]/],
    ["entries without a pattern", { G: { data: [1] }, h: [1] }, /data } alone/],
  ])("refuses %s", (_, values, got) => {
    try {
      solver.solve({ p, b: [1, 0], ...values });
    } catch (error) {
      expect(error).toBeInstanceOf(OptNetError);
      expect((error as OptNetError).got).toMatch(got);
      return;
    }
    throw new Error("nothing was thrown");
  });
});
