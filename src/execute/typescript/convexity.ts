/** Whether Q is positive semidefinite, to rounding of its entries: factored once, shifted by what rounding explains. */
import { kktPatternOf, noRows } from "../../form/kkt-pattern.js";
import { cholesky, maxAbs } from "../../matrix/dense.js";
import type { SparseRowsMatrix } from "../../matrix/operator.js";
import { newSparseFactor } from "../wasm/sparse-factor.js";
import { symbolicOf } from "./factors.js";
import { OptNetError } from "../../problem/errors.js";

/**
 * Curvature below minus this, relative to the largest entry, is more than rounding of the input. In a semidefinite matrix
 * the largest entry is on the diagonal; where all of that is 0, any other entry is curvature of both signs.
 */
const CONVEXITY_TOLERANCE = 1e-7;

export function requireConvex(Q: Float64Array, n: number, element: number): void {
  const largest = maxAbs(Q);
  const shift = CONVEXITY_TOLERANCE * (largest > 0 ? largest : 1);
  // Variables without products with others need no factorisation: often that leaves few.
  const coupled = coupledVariables(Q, n);
  const k = coupled.length;
  const shifted = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) shifted[i * k + j] = Q[coupled[i] * n + coupled[j]];
    shifted[i * k + i] += shift;
  }
  const failed = cholesky(shifted, k);
  let row = failed < 0 ? -1 : coupled[failed];
  for (let i = 0; i < n && row < 0; i++) if (!(Q[i * n + i] + shift > 0)) row = i;
  if (row >= 0) throw notConvex(element, `pivot of variable ${row}`);
}

function notConvex(element: number, where: string): OptNetError {
  return new OptNetError({
    field: "Q",
    expected: "a positive semidefinite matrix",
    got: `negative curvature (element ${element}, ${where})`,
    hint: "A nonconvex problem may have many local minima. Build Q as L Lᵀ, or add a multiple of the identity.",
  });
}

function coupledVariables(Q: Float64Array, n: number): number[] {
  const coupled: number[] = [];
  for (let i = 0; i < n; i++) {
    let j = 0;
    while (j < n && (j === i || Q[i * n + j] === 0)) j++;
    if (j < n) coupled.push(i);
  }
  return coupled;
}

/** The same for entries. Of a matrix without entries off the diagonal only the signs are looked at. */
export function requireConvexEntries(Q: SparseRowsMatrix, element: number): void {
  if (Q.value.length === 0 || isDiagonallyDominant(Q)) return;
  const n = Q.rows;
  const none = noRows(n);
  const { lower, diagonal, places } = kktPatternOf({ Q: Q.pattern, A: none, G: none });
  const values = new Float64Array(lower.index.length);
  for (let k = 0; k < Q.value.length; k++) if (places.Q[k] >= 0) values[places.Q[k]] = Q.value[k];
  const largest = maxAbs(values);
  // The limits of pivots are absolute, and Q may be small beside the rows: its largest curvature is 1 here.
  if (largest > 0) for (let k = 0; k < values.length; k++) values[k] /= largest;
  for (const at of diagonal) values[at] += CONVEXITY_TOLERANCE;
  const factors = newSparseFactor(symbolicOf(lower));
  const isConvex = factors.factor(values, new Int8Array(n).fill(1)) && factors.replaced === 0;
  factors.dispose();
  if (!isConvex) throw notConvex(element, "a pivot of its factors");
}

/** Whether every diagonal entry is at least the sum of the sizes beside it: then no eigenvalue is negative (Gershgorin). */
function isDiagonallyDominant({ rows, start, index, value }: SparseRowsMatrix): boolean {
  for (let i = 0; i < rows; i++) {
    let rest = 0;
    for (let k = start[i]; k < start[i + 1]; k++) rest += index[k] === i ? -value[k] : Math.abs(value[k]);
    if (!(rest <= 0)) return false;
  }
  return true;
}
