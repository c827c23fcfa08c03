/** Whether Q is positive semidefinite, to rounding of its entries: factored once, shifted by what rounding explains. */
import { kktPatternOf, noRows } from "../../form/kkt-pattern.js";
import { cholesky } from "../../matrix/dense.js";
import type { SparseRowsMatrix } from "../../matrix/operator.js";
import { newSparseFactor } from "../wasm/sparse-factor.js";
import { symbolicOf } from "./factors.js";
import { OptNetError } from "../../problem/errors.js";

/** Curvature below minus this, relative to the largest diagonal entry, is more than rounding of the input. */
const CONVEXITY_TOLERANCE = 1e-7;

export function requireConvex(Q: Float64Array, n: number, element: number): void {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(Q[i * n + i]));
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
  if (Q.value.length === 0) return;
  const n = Q.rows;
  const none = noRows(n);
  const { lower, diagonal, places } = kktPatternOf({ Q: Q.pattern, A: none, G: none });
  const values = new Float64Array(lower.index.length);
  Q.value.forEach((value, k) => {
    if (places.Q[k] >= 0) values[places.Q[k]] = value;
  });
  let largest = 0;
  for (const at of diagonal) largest = Math.max(largest, Math.abs(values[at]));
  const shift = CONVEXITY_TOLERANCE * (largest > 0 ? largest : 1);
  for (const at of diagonal) values[at] += shift;
  const factors = newSparseFactor(symbolicOf(lower));
  const isConvex = factors.factor(values, new Int8Array(n).fill(1)) && factors.replaced === 0;
  factors.dispose();
  if (!isConvex) throw notConvex(element, "a pivot of its factors");
}
