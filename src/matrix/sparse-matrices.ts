import type { Elimination } from "./minimum-degree.js";
import { minimumDegree } from "./minimum-degree.js";
import type { SparseRows } from "./sparse-rows.js";

/** Nonzeros of the equilibrated matrices, and the order in which their KKT matrix stays sparse. */
export interface SparseMatrices {
  readonly Q: SparseRows;
  readonly A: SparseRows;
  readonly G: SparseRows;
  readonly elimination: Elimination;
}

/**
 * The order for the KKT matrix in the unknowns z, nu and the multipliers of G; undefined where its factorisation
 * would take more than `flopLimit` multiplications.
 */
export function sparseMatrices(
  Q: SparseRows,
  A: SparseRows,
  G: SparseRows,
  flopLimit: number,
): SparseMatrices | undefined {
  const n = A.columns;
  const elimination = minimumDegree(
    n + A.rows + G.rows,
    [...entryPairs(Q, 0), ...entryPairs(A, n), ...entryPairs(G, n + A.rows)],
    flopLimit,
  );
  return elimination && { Q, A, G, elimination };
}

function entryPairs(M: SparseRows, offset: number): [Int32Array, Int32Array] {
  const row = new Int32Array(M.index.length);
  for (let i = 0; i < M.rows; i++) row.fill(offset + i, M.start[i], M.start[i + 1]);
  return [row, M.index];
}
