/** Costs that are flat in many directions, with no bounds and few rows: the pivots there are regularisation alone. */
import fc from "fast-check";
import { solve, sparse } from "optnet";
import type { SparseMatrix } from "optnet";
import { expect, test } from "vitest";
import { faultsOf } from "../support/kkt.js";
import type { Qp } from "../support/qp.js";
import { answerOf, inner, multiply, multiplyTransposed } from "../support/qp.js";
import { Random } from "../support/random.js";

/** Rows of a few entries each. */
function rowsOf(random: Random, rows: number, n: number, entries: number): number[][] {
  return Array.from({ length: rows }, () => {
    const row = new Array<number>(n).fill(0);
    for (let k = 0; k < entries; k++) row[random.integer(0, n - 1)] = random.normal();
    return row;
  });
}

/** A problem with a solution, whose Q has a third of the rank that it could have. */
function drawFlat(seed: number) {
  const random = new Random(seed);
  const n = random.integer(20, 60);
  const entries = random.integer(2, 5);
  const B = rowsOf(random, Math.floor(n / 3), n, entries);
  const A = rowsOf(random, random.integer(0, Math.floor(n / 4)), n, entries);
  const G = rowsOf(random, random.integer(1, 6), n, entries);
  const z = random.vector(n);
  const lambda = G.map(() => (random.chance(0.5) ? random.uniform(0.1, 2) : 0));
  const Q = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => B.reduce((sum, row) => sum + row[i] * row[j], 0)),
  );
  const terms = [
    multiply(Q, z),
    multiplyTransposed(A, random.vector(A.length), n),
    multiplyTransposed(G, lambda, n),
  ];
  return {
    ...{ Q, A, b: A.map((row) => inner(row, z)), G },
    p: z.map((_, j) => -terms.reduce((sum, term) => sum + term[j], 0)),
    h: G.map((row, i) => inner(row, z) + (lambda[i] > 0 ? 0 : 0.5)),
  } satisfies Qp;
}

/** Also where there are no rows. */
function sparseOf(rows: number[][], n: number): SparseMatrix {
  return sparse.fromDense({ data: rows.flat(), shape: [rows.length, n] });
}

test("are solved whole, in no more iterations than others", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
      const qp = drawFlat(seed);
      const n = qp.p.length;
      const matrices = { Q: sparseOf(qp.Q, n), A: sparseOf(qp.A, n), G: sparseOf(qp.G, n) };
      const solution = solve({ ...qp, ...matrices }, { form: "sparse" });
      expect(solution.status).toEqual(["solved"]);
      expect(solution.iterations[0]).toBeLessThan(60);
      expect(faultsOf(qp, answerOf(solution), 1e-7)).toEqual([]);
    }),
    {
      numRuns: 60,
      examples: [[139], [164], [190], [209], [235], [382], [410], [435], [439], [487], [491], [513]],
    },
  );
});
