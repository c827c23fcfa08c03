/**
 * Costs that fall for ever in a direction that is not along the axes: flat for Q, level for dense rows, and found as a point
 * far away, of which the bounded part has to be taken out to the last digit of every row.
 */
import { solve, sparse } from "optnet";
import { expect, test } from "vitest";
import { certificateFaults, PROMISED } from "../support/certificates.js";
import type { Qp } from "../support/qp.js";
import { inner } from "../support/qp.js";
import { Random } from "../support/random.js";

/** Two dense rows, and rows of two entries; Q has a third of the rank that it could have. */
function drawUnbounded(seed: number) {
  const random = new Random(seed);
  const n = random.integer(12, 30);
  const [rank, e, m] = [Math.floor(n / 3), random.integer(1, 4), random.integer(0, n)];
  const row = (i: number): number[] => {
    if (i < 2) return random.vector(n);
    const entries = new Array<number>(n).fill(0);
    for (let k = 0; k < 2; k++) entries[random.integer(0, n - 1)] = random.normal();
    return entries;
  };
  const rowsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => row(first + i));
  const [B, A, G] = [rowsFrom(0, rank), rowsFrom(0, e), rowsFrom(1, m)];
  const z = random.vector(n);
  return {
    ...{ Q: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => dotOfColumns(B, i, j))) },
    ...{ p: random.vector(n), A, b: A.map((one) => inner(one, z)) },
    ...{ G, h: G.map((one) => inner(one, z) + random.uniform()) },
    lower: z.map((value) => (random.chance(0.3) ? value - random.uniform() : -Infinity)),
  } satisfies Qp;
}

function dotOfColumns(rows: number[][], i: number, j: number): number {
  return rows.reduce((sum, row) => sum + row[i] * row[j], 0);
}

// Of the first 1,500 these used to end without a verdict. About one in two hundred still does, now this and now that one.
const SEEDS = [188, 297, 493, 540, 681, 784, 920, 928, 1037, 1112, 1166, 1177];
const WITHOUT_VERDICT = 2;

test.each([{}, { form: "sparse" }] as const)("a direction is found, and proven: %o", (settings) => {
  const statuses = SEEDS.map((seed) => {
    const qp = drawUnbounded(seed);
    const matrices = {
      Q: sparse.fromDense(qp.Q),
      A: sparse.fromDense(qp.A),
      G: sparse.fromDense({ data: qp.G.flat(), shape: [qp.G.length, qp.p.length] }),
    };
    const solution = solve({ ...qp, ...matrices }, settings);
    const [status] = solution.status;
    if (status === "dualInfeasible")
      expect(certificateFaults(qp, solution.certificate(0), PROMISED), `${seed}`).toEqual([]);
    else expect(status, `${seed}`).toBe("numericalError");
    return status;
  });
  const without = statuses.filter((status) => status === "numericalError");
  expect(without.length).toBeLessThanOrEqual(WITHOUT_VERDICT);
});
