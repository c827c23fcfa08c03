/** What can be said about Q without factoring it. */
import { readSafely, kindOf } from "./read.js";
import { describe, OptNetError, entryName, positionOf } from "./errors.js";
import type { Operand } from "./problem.js";

/** Largest |Qij − Qji| / max|Q| that rounding to float32 explains. */
const ASYMMETRY = 1e-6;

/** Largest −Qii / max|Q| that rounding explains. */
const NEGATIVITY = 1e-9;

/** What is in `{ diagonal }`; undefined for everything else. */
export function diagonalIn(Q: unknown): unknown {
  if (typeof Q !== "object" || Q === null || Array.isArray(Q) || kindOf(Q) !== undefined) return undefined;
  return readSafely("Q", () => ("diagonal" in Q ? requireAlone(Q) : undefined));
}

function requireAlone(Q: { readonly diagonal?: unknown }): unknown {
  const { diagonal } = Q;
  const other = Object.keys(Q).find((name) => name !== "diagonal");
  if (other === undefined && diagonal !== undefined) return diagonal;
  throw new OptNetError({
    field: "Q",
    expected: "{ diagonal } with the numbers on the diagonal",
    got: describe(Q),
    hint: "A matrix is [n,n] or { data, shape }; a diagonal is { diagonal: [n] } or { diagonal: [B,n] }.",
  });
}

/**
 * Replaces a dense Q by (Q + Qᵀ)/2 where they differ by rounding only.
 *
 * @throws OptNetError naming the worst pair of the first element that is not symmetric.
 */
export function symmetrise(Q: Operand, n: number, batched: boolean): void {
  const { data } = Q;
  for (let start = 0; start < data.length; start += Q.size) {
    let worst = 0;
    let worstRow = 0;
    let worstColumn = 0;
    for (let i = 1; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const below = data[start + i * n + j];
        const above = data[start + j * n + i];
        if (below === above) continue;
        const difference = Math.abs(below - above);
        if (difference > worst) {
          worst = difference;
          worstRow = i;
          worstColumn = j;
        }
        // Halved first, so that entries near the largest float64 do not overflow.
        data[start + i * n + j] = data[start + j * n + i] = 0.5 * below + 0.5 * above;
      }
    }
    // Averaging moves the largest entry by at most half of `worst`, which the tolerance does not notice.
    if (worst > 0 && worst > ASYMMETRY * largestOf(data, start, Q.size)) {
      throw asymmetric(Q, n, batched, start, worstRow, worstColumn, worst);
    }
  }
}

function asymmetric(
  Q: Operand,
  n: number,
  batched: boolean,
  start: number,
  row: number,
  column: number,
  difference: number,
): OptNetError {
  const position = (i: number, j: number): string => entryName("Q", Q.shape, batched, start + i * n + j);
  const diagonals = batched ? "" : ` Diagonals of ${n} elements are { diagonal: Q }.`;
  return new OptNetError({
    field: "Q",
    expected: "a symmetric matrix",
    got: `${position(row, column)} and ${position(column, row)} that differ by ${difference}`,
    hint: `Only the symmetric part counts in ½zᵀQz: pass (Q + Qᵀ)/2.${diagonals}`,
  });
}

/**
 * A necessary condition for positive semidefiniteness that costs nothing.
 *
 * @throws OptNetError naming the first negative diagonal entry.
 */
export function requirePositiveDiagonal(Q: Operand, n: number, dense: boolean, batched: boolean): void {
  const { data } = Q;
  const step = dense ? n + 1 : 1;
  for (let start = 0; start < data.length; start += Q.size) {
    let lowest = 0;
    let at = start;
    for (let i = start; i < start + Q.size; i += step) {
      if (data[i] >= lowest) continue;
      lowest = data[i];
      at = i;
    }
    if (lowest === 0 || lowest >= -NEGATIVITY * largestOf(data, start, Q.size)) continue;
    throw new OptNetError({
      field: "Q",
      expected: "a positive semidefinite matrix",
      got: `${lowest} on the diagonal at ${positionOf("Q", Q.shape, batched, at)}`,
      hint: "The problem is not convex: check the sign of Q (this minimises), or add a multiple of the identity.",
    });
  }
}

function largestOf(data: Float64Array, start: number, length: number): number {
  let largest = 0;
  for (let i = start; i < start + length; i++) largest = Math.max(largest, Math.abs(data[i]));
  return largest;
}
