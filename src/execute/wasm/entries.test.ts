/** Products by the entries that are not 0, and along rows for one element, have the bits of those across lanes. */
import { describe, expect, test } from "vitest";
import { Random } from "../../../test/support/random.js";
import type { ProblemInput, Solution } from "../../index.js";
import { QpSolver, solve } from "../../index.js";

const BATCH = 3;

/** Rows with so many entries, in any columns. */
function rowsOf(random: Random, rows: number, n: number, entries: number): Float64Array {
  const M = new Float64Array(rows * n);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < entries; k++) M[i * n + random.integer(0, n - 1)] = random.normal();
  }
  return M;
}

function repeated(data: Float64Array, shape: number[]) {
  const all = new Float64Array(BATCH * data.length);
  for (let i = 0; i < BATCH; i++) all.set(data, i * data.length);
  return { data: all, shape: [BATCH, ...shape] };
}

const outputs = ({ z, nu, lambda, slack, objective, dualResidual, status }: Solution) =>
  ({ z, nu, lambda, slack, objective, dualResidual, status }) as const;

describe.each([
  { n: 24, e: 6, m: 41, entries: 1, diagonal: true },
  { n: 25, e: 7, m: 40, entries: 3, diagonal: true },
  { n: 25, e: 7, m: 40, entries: 3, diagonal: false },
  { n: 31, e: 9, m: 30, entries: 31, diagonal: false },
  { n: 30, e: 0, m: 260, entries: 2, diagonal: false },
])("$n variables, $e equalities, $m inequalities of $entries entries, diagonal $diagonal", (shape) => {
  const { n, e, m, entries, diagonal } = shape;
  const random = new Random(n + m + entries);
  const [A, G] = [rowsOf(random, e, n, entries + 2), rowsOf(random, m, n, entries)];
  const square = rowsOf(random, n, n, n);
  const Q = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    let sum = i === j ? 0.1 : 0;
    for (let r = 0; r < n; r++) sum += square[r * n + i] * square[r * n + j];
    return diagonal && i !== j ? 0 : sum;
  });
  const point = random.vector(n);
  const at = (M: Float64Array, i: number): number =>
    point.reduce((sum, value, j) => sum + M[i * n + j] * value, 0);
  const b = Float64Array.from({ length: e }, (_, i) => at(A, i));
  const h = Float64Array.from({ length: m }, (_, i) => at(G, i) + (i % 3 === 0 ? 0.01 : 1));
  const p = Float64Array.from({ length: BATCH * n }, () => 10 * random.normal());
  const parts = (matrix: (data: Float64Array, shape: number[]) => NonNullable<ProblemInput["A"]>) => ({
    Q: matrix(Q, [n, n]),
    ...(e > 0 && { A: matrix(A, [e, n]), b }),
    ...{ G: matrix(G, [m, n]), h },
  });
  const shared = parts((data, shape) => ({ data, shape }));
  const together = solve({ ...shared, p: { data: p, shape: [BATCH, n] } });
  const distinct = solve({ ...parts(repeated), p: { data: p, shape: [BATCH, n] } });
  const cotangent = random.vector(n);

  test("in batches that share matrices, and that do not", () => {
    expect(together.status).toEqual(new Array(BATCH).fill("solved"));
    expect(outputs(distinct)).toEqual(outputs(together));
    const z = { data: repeated(Float64Array.from(cotangent), [n]).data, shape: [BATCH, n] };
    expect(distinct.vjp({ z }).p).toEqual(together.vjp({ z }).p);
  });

  test("alone, and in place", () => {
    const solver = new QpSolver({ variables: n, equalities: e, inequalities: m, Q: shared.Q, G: shared.G });
    for (let i = 0; i < BATCH; i++) {
      const own = p.slice(i * n, (i + 1) * n);
      const alone = solve({ ...shared, p: own });
      expect(alone.z).toEqual(together.z.slice(i * n, (i + 1) * n));
      expect(alone.lambda).toEqual(together.lambda.slice(i * m, (i + 1) * m));
      expect(alone.nu).toEqual(together.nu.slice(i * e, (i + 1) * e));
      const rest = e > 0 ? { A: shared.A, b, h } : { h };
      const placed = solver.solve({ ...rest, p: own }, { inPlace: true });
      expect(outputs(placed)).toEqual(outputs(alone));
      expect(placed.vjp({ z: cotangent }).p).toEqual(alone.vjp({ z: cotangent }).p);
    }
  });
});
