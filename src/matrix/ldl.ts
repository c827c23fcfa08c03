/** Triangular factors of dense symmetric matrices that are not positive definite: semidefinite, and quasidefinite. */
import { cholesky, dot, solveLower, solveLowerTransposed } from "./dense.js";

export interface SemidefiniteInverse {
  readonly rank: number;
  /** V `[rank, size]` with M⁺ = VᵀV: symmetric whatever the rounding. */
  readonly root: Float64Array;
  /** Vectors that span the kernel of M, `[size − rank, size]`. */
  readonly kernel: Float64Array;
}

/**
 * The pseudo-inverse of a positive semidefinite matrix, by Cholesky's factorisation with pivoting.
 *
 * @param M `[size, size]`, symmetric; overwritten.
 * @param zero diagonal entries that count as 0.
 */
export function semidefiniteInverse(M: Float64Array, size: number, zero: number): SemidefiniteInverse {
  const { L, rank, order } = pivotedCholesky(M, size, zero);
  const root = new Float64Array(rank * size);
  const kernel = new Float64Array((size - rank) * size);
  // M = L Lᵀ with L `[size, rank]`, so that M⁺ = L (LᵀL)⁻² Lᵀ: the root is (LᵀL)⁻¹ Lᵀ.
  if (rank === size) invertTriangle(L, size, order, root);
  else invertTall(L, size, rank, order, root);
  // Lᵀx = 0: the last entries of x are free, the first follow from them.
  const head = new Float64Array(rank);
  for (let free = rank; free < size; free++) {
    const at = (free - rank) * size;
    for (let j = 0; j < rank; j++) head[j] = -L[free * size + j];
    for (let j = rank - 1; j >= 0; j--) {
      head[j] /= L[j * size + j];
      for (let k = 0; k < j; k++) head[k] -= L[j * size + k] * head[j];
    }
    for (let j = 0; j < rank; j++) kernel[at + order[j]] = head[j];
    kernel[at + order[free]] = 1;
  }
  return { rank, root, kernel };
}

/** Columns of (LᵀL)⁻¹ Lᵀ, in the order of M. */
function invertTall(
  L: Float64Array,
  size: number,
  rank: number,
  order: Int32Array,
  root: Float64Array,
): void {
  const gram = new Float64Array(rank * rank);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < rank; j++) {
      const entry = L[i * size + j];
      for (let k = 0; k <= j; k++) gram[j * rank + k] += entry * L[i * size + k];
    }
  }
  cholesky(gram, rank);
  const column = new Float64Array(rank);
  for (let i = 0; i < size; i++) {
    column.set(L.subarray(i * size, i * size + rank));
    solveLower(gram, rank, column);
    solveLowerTransposed(gram, rank, column);
    for (let j = 0; j < rank; j++) root[j * size + order[i]] = column[j];
  }
}

/** Rows of L⁻¹, with columns in the order of M: M⁻¹ = L⁻ᵀ L⁻¹. */
function invertTriangle(L: Float64Array, size: number, order: Int32Array, root: Float64Array): void {
  const row = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    row.fill(0);
    row[i] = 1;
    // Row i of L⁻¹ solves Lᵀ x = e_i.
    for (let j = i; j >= 0; j--) {
      row[j] /= L[j * size + j];
      for (let k = 0; k < j; k++) row[k] -= L[j * size + k] * row[j];
    }
    for (let j = 0; j <= i; j++) root[i * size + order[j]] = row[j];
  }
}

/** L `[size, size]`, of which the first `rank` columns are used, in rows that stand for `order` of M's. */
function pivotedCholesky(M: Float64Array, size: number, zero: number) {
  const L = new Float64Array(size * size);
  const order = Int32Array.from({ length: size }, (_, i) => i);
  const left = Float64Array.from({ length: size }, (_, i) => M[i * size + i]);
  let rank = 0;
  for (; rank < size; rank++) {
    let best = rank;
    for (let i = rank + 1; i < size; i++) if (left[order[i]] > left[order[best]]) best = i;
    if (!(left[order[best]] > zero)) break;
    swap(L, size, order, rank, best);
    const at = rank * size;
    const pivot = Math.sqrt(left[order[rank]]);
    L[at + rank] = pivot;
    for (let i = rank + 1; i < size; i++) {
      const row = i * size;
      L[row + rank] = (M[order[i] * size + order[rank]] - dot(L, row, L, at, rank)) / pivot;
      left[order[i]] -= L[row + rank] ** 2;
    }
  }
  return { L, rank, order };
}

function swap(L: Float64Array, size: number, order: Int32Array, a: number, b: number): void {
  if (a === b) return;
  [order[a], order[b]] = [order[b], order[a]];
  for (let k = 0; k < a; k++) [L[a * size + k], L[b * size + k]] = [L[b * size + k], L[a * size + k]];
}

/** Where rounding spoils a pivot, this keeps the solve finite; refinement judges what comes of it. */
const SMALLEST_PIVOT = 1e-60;

/**
 * Solves with symmetric quasi-definite matrices [H Eᵀ; E −D], H and D positive definite, by L S Lᵀ with S a
 * diagonal of signs: such matrices have this factorisation whatever the order of their rows.
 *
 * Source: Vanderbei 1995, Symmetric quasidefinite matrices.
 */
export class QuasidefiniteFactors {
  readonly #L: Float64Array;
  readonly #size: number;
  readonly #positive: number;

  /**
   * Factors M in place.
   *
   * @param M `[size, size]`, of which the lower triangle is read and overwritten.
   * @param positive the rows of H come first; so many.
   */
  constructor(M: Float64Array, size: number, positive: number) {
    this.#L = M;
    this.#size = size;
    this.#positive = positive;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        const value = (M[i * size + j] - this.#signedDot(i, j, j)) / M[j * size + j];
        M[i * size + j] = j < positive ? value : -value;
      }
      const pivot = M[i * size + i] - this.#signedDot(i, i, i);
      M[i * size + i] = Math.sqrt(Math.max(i < positive ? pivot : -pivot, SMALLEST_PIVOT));
    }
  }

  /** Σ_k L[i,k] S[k] L[j,k] over k < length. */
  #signedDot(i: number, j: number, length: number): number {
    const L = this.#L;
    const a = i * this.#size;
    const b = j * this.#size;
    const middle = Math.min(length, this.#positive);
    let sum = 0;
    for (let k = 0; k < middle; k++) sum += L[a + k] * L[b + k];
    for (let k = middle; k < length; k++) sum -= L[a + k] * L[b + k];
    return sum;
  }

  /** x ← M⁻¹ x. */
  solve(x: Float64Array): void {
    const L = this.#L;
    const size = this.#size;
    for (let i = 0; i < size; i++) {
      let sum = x[i];
      for (let k = 0; k < i; k++) sum -= L[i * size + k] * x[k];
      x[i] = sum / L[i * size + i];
    }
    for (let i = this.#positive; i < size; i++) x[i] = -x[i];
    for (let i = size - 1; i >= 0; i--) {
      const value = x[i] / L[i * size + i];
      x[i] = value;
      for (let k = 0; k < i; k++) x[k] -= value * L[i * size + k];
    }
  }
}
