/** What can be said about Q without factoring it. */
import { readSafely } from "./arrays.js";
import { describe } from "./echo.js";
import { OptNetError } from "./errors.js";
import { entryName, positionOf } from "./positions.js";
import type { Operand } from "./problem.js";
import type { Invalid } from "./settings.js";
import { kindOf } from "./typed-arrays.js";

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
 * @param invalid what becomes of an element that is not symmetric; `"status"` leaves it as it is.
 * @throws OptNetError naming the worst pair of the first element that is not symmetric.
 */
export function symmetrise(Q: Operand, n: number, batched: boolean, invalid: Invalid): void {
  const { data } = Q;
  for (let start = 0; start < data.length; start += Q.size) {
    let worst = 0;
    let worstRow = 0;
    let worstColumn = 0;
    for (let i = 1; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const difference = Math.abs(data[start + i * n + j] - data[start + j * n + i]);
        if (!(difference > worst)) continue;
        worst = difference;
        worstRow = i;
        worstColumn = j;
      }
    }
    if (worst === 0) continue;
    if (worst <= ASYMMETRY * largestOf(data, start, Q.size)) average(data, start, n);
    else if (invalid === "error") throw asymmetric(Q, n, batched, start, worstRow, worstColumn, worst);
  }
}

function average(data: Float64Array, start: number, n: number): void {
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const below = start + i * n + j;
      const above = start + j * n + i;
      // Halved first, so that entries near the largest float64 do not overflow.
      if (data[below] !== data[above]) data[below] = data[above] = 0.5 * data[below] + 0.5 * data[above];
    }
  }
}

/** Whether it is symmetric to the last digit, as `symmetrise` leaves what is symmetric to rounding. */
export function isSymmetric(Q: Float64Array, n: number): boolean {
  for (let i = 1; i < n; i++) for (let j = 0; j < i; j++) if (Q[i * n + j] !== Q[j * n + i]) return false;
  return true;
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
 * @throws OptNetError naming the lowest diagonal entry of the first element that has negative ones.
 */
export function requirePositiveDiagonal(Q: Operand, n: number, dense: boolean, batched: boolean): void {
  const { data, size } = Q;
  for (let start = 0; start < data.length; start += size) {
    const at = start + lowestDiagonal(data.subarray(start, start + size), n, dense);
    if (isPositive(data, at, start, size)) continue;
    throw new OptNetError({
      field: "Q",
      expected: "a positive semidefinite matrix",
      got: `${data[at]} on the diagonal at ${positionOf("Q", Q.shape, batched, at)}`,
      hint: "The problem is not convex: check the sign of Q (this minimises), or add a multiple of the identity.",
    });
  }
}

/** Whether one element passes `requirePositiveDiagonal`. */
export function hasPositiveDiagonal(Q: Float64Array, n: number, dense: boolean): boolean {
  return isPositive(Q, lowestDiagonal(Q, n, dense), 0, Q.length);
}

/** Up to rounding. */
function isPositive(data: Float64Array, at: number, start: number, size: number): boolean {
  return data[at] >= 0 || data[at] >= -NEGATIVITY * largestOf(data, start, size);
}

/** Where the lowest entry of the diagonal is. */
function lowestDiagonal(Q: Float64Array, n: number, dense: boolean): number {
  let at = 0;
  for (let i = 0; i < Q.length; i += dense ? n + 1 : 1) if (Q[i] < Q[at]) at = i;
  return at;
}

function largestOf(data: Float64Array, start: number, length: number): number {
  let largest = 0;
  for (let i = start; i < start + length; i++) largest = Math.max(largest, Math.abs(data[i]));
  return largest;
}
