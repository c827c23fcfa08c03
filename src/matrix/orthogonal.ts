/**
 * Householder's reflections, and what they say of the rows of a matrix M `[count, n]`: which are independent, what they
 * span, and what is orthogonal to them. Reflections H₁ … H_k make chosen rows lower triangular, one after the other:
 *
 *     M H₁ … H_k = [T 0],   so   M = [T 0] H   with   H = H_k … H₁ orthogonal.
 *
 * The first k rows of H span the chosen rows of M, the others are orthogonal to them.
 *
 * Source: Golub & Van Loan, Matrix Computations, §5.1, §5.4 and §5.5.
 */
import { addProduct, dot, symmetrise } from "./dense.js";

class Reflections {
  /** The rows of M that were made triangular, in that order. */
  readonly rows: number[] = [];
  /** M, with T left of the diagonal and on it, and the reflectors right of it. */
  readonly work: Float64Array;
  readonly #n: number;
  readonly #factors: number[] = [];

  /** @param work overwritten. */
  constructor(work: Float64Array, n: number) {
    this.work = work;
    this.#n = n;
  }

  /** Makes a row triangular, on which the reflections before have acted. */
  take(row: number): void {
    const { work } = this;
    const length = this.#n - this.rows.length;
    const at = row * this.#n + this.rows.length;
    const head = work[at];
    const norm = Math.sqrt(dot(work, at, work, at, length));
    const diagonal = head > 0 ? -norm : norm;
    const pivot = head - diagonal;
    for (let j = 1; j < length; j++) work[at + j] /= pivot;
    work[at] = diagonal;
    this.rows.push(row);
    this.#factors.push(-pivot / diagonal);
  }

  /** x ← H_k x, for the x that begins at `start`. */
  reflect(k: number, x: Float64Array, start: number): void {
    const { work } = this;
    const n = this.#n;
    const row = this.rows[k] * n;
    const scale = this.#factors[k] * (x[start + k] + dot(work, row + k + 1, x, start + k + 1, n - k - 1));
    x[start + k] -= scale;
    for (let j = k + 1; j < n; j++) x[start + j] -= scale * work[row + j];
  }

  /** x ← Hᵀ x = H₁ … H_k x. */
  applyTransposed(x: Float64Array, start = 0): void {
    for (let k = this.rows.length - 1; k >= 0; k--) this.reflect(k, x, start);
  }

  /** H, row by row. */
  matrix(): Float64Array {
    const n = this.#n;
    const H = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      H[i * n + i] = 1;
      this.applyTransposed(H, i * n);
    }
    return H;
  }

  /**
   * Takes the row of which most is left, again and again, until less than `tolerance` of the first is left of any.
   *
   * @returns all rows: those that were taken, then the others.
   */
  takeLargest(count: number, tolerance: number): Int32Array {
    const { work } = this;
    const n = this.#n;
    const order = Int32Array.from({ length: count }, (_, i) => i);
    let first = 0;
    for (let k = 0; k < Math.min(count, n); k++) {
      let best = k;
      let largest = 0;
      for (let i = k; i < count; i++) {
        const start = order[i] * n + k;
        const norm = Math.sqrt(dot(work, start, work, start, n - k));
        if (i === k || norm > largest) [best, largest] = [i, norm];
      }
      if (k === 0) first = largest;
      if (!(largest > tolerance * first)) break;
      [order[k], order[best]] = [order[best], order[k]];
      this.take(order[k]);
      for (let i = k + 1; i < count; i++) this.reflect(k, work, order[i] * n);
    }
    return order;
  }
}

/** The range of Aᵀ and the null space of a wide matrix A `[e, n]`: Aᵀ P = [Y N] [R; 0], with P choosing rows of A. */
export interface NullSpace {
  readonly rank: number;
  /** n − rank. */
  readonly dimension: number;
  /** Orthonormal basis of the null space, `[n, dimension]`. */
  readonly N: Float64Array;
  /** Orthonormal basis of the range of Aᵀ, stored by vectors: `[rank, n]`. */
  readonly Y: Float64Array;
  /** Upper triangular, `[rank, rank]`. */
  readonly R: Float64Array;
  /** The rows of A that R's columns stand for; the rows left out depend on them. */
  readonly pivots: Int32Array;
}

/**
 * Rows whose independent part is smaller than this, relative to the largest, count as dependent. Kept, they would
 * get multipliers of the inverse size, and no digits would be left for stationarity.
 */
const RANK_TOLERANCE = 1e-8;

export function nullSpaceOf(A: Float64Array, e: number, n: number): NullSpace {
  const reflections = new Reflections(A.slice(), n);
  const order = reflections.takeLargest(e, RANK_TOLERANCE);
  const rank = reflections.rows.length;
  const R = new Float64Array(rank * rank);
  for (let column = 0; column < rank; column++) {
    const row = order[column] * n;
    for (let i = 0; i <= column; i++) R[i * rank + column] = reflections.work[row + i];
  }
  const H = reflections.matrix();
  const dimension = n - rank;
  const N = new Float64Array(n * dimension);
  for (let k = 0; k < dimension; k++) {
    for (let i = 0; i < n; i++) N[i * dimension + k] = H[(rank + k) * n + i];
  }
  return { rank, dimension, N, Y: H.slice(0, rank * n), R, pivots: order.slice(0, rank) };
}

/** The smallest z with A z = right on the independent rows: z = Y R⁻ᵀ Pᵀ right. */
export function particularSolution(space: NullSpace, right: Float64Array, n: number): Float64Array {
  const { rank, R, Y, pivots } = space;
  const y = new Float64Array(rank);
  for (let i = 0; i < rank; i++) {
    let sum = right[pivots[i]];
    for (let j = 0; j < i; j++) sum -= R[j * rank + i] * y[j];
    y[i] = sum / R[i * rank + i];
  }
  const z = new Float64Array(n);
  for (let i = 0; i < rank; i++) for (let j = 0; j < n; j++) z[j] += y[i] * Y[i * n + j];
  return z;
}

/** The nu with Aᵀ nu = right's part in the range of Aᵀ; 0 on dependent rows: P R⁻¹ Yᵀ right. */
export function rangeMultipliers(space: NullSpace, right: Float64Array, e: number, n: number): Float64Array {
  const { rank, R, Y, pivots } = space;
  const y = new Float64Array(rank);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = dot(Y, i * n, right, 0, n);
    for (let j = i + 1; j < rank; j++) sum -= R[i * rank + j] * y[j];
    y[i] = sum / R[i * rank + i];
  }
  const nu = new Float64Array(e);
  for (let i = 0; i < rank; i++) nu[pivots[i]] = y[i];
  return nu;
}

/** A row of which less than this share is orthogonal to the rows chosen before depends on them. */
const DEPENDENT = 1e-10;

export interface IndependentRows {
  /** The chosen rows, and the others. */
  readonly chosen: readonly number[];
  readonly dependent: readonly number[];
  /** The pseudo-inverse of the chosen rows N, transposed: `[chosen, n]`, with N pinvᵀ = I. */
  readonly inverse: Float64Array;
  /** An orthonormal basis of the z with N z = 0, `[n − chosen, n]`. */
  readonly kernel: Float64Array;
}

/**
 * @param rows `[count, n]`.
 * @param ranks of every row: rows of a lower rank are taken before those of a higher one.
 */
export function independentRows(rows: Float64Array, n: number, ranks: readonly number[]): IndependentRows {
  const norms = ranks.map((_, i) => Math.sqrt(dot(rows, i * n, rows, i * n, n)));
  const reflections = new Reflections(rows.slice(), n);
  const { work, rows: chosen } = reflections;
  const waiting = new Set(ranks.map((_, i) => i).filter((i) => norms[i] > 0));
  for (const rank of [...new Set(ranks)].sort((a, b) => a - b)) {
    while (chosen.length < n) {
      const next = mostIndependent(work, n, norms, ranks, rank, waiting, chosen.length);
      if (next === undefined) break;
      waiting.delete(next);
      reflections.take(next);
      for (const row of waiting) reflections.reflect(chosen.length - 1, work, row * n);
    }
  }
  const k = chosen.length;
  const H = reflections.matrix();
  // N = T H₁ with the first rows H₁ of H: pinvᵀ = T⁻ᵀ H₁, from the last row up.
  const inverse = H.slice(0, k * n);
  for (let i = k - 1; i >= 0; i--) {
    const at = i * n;
    for (let later = i + 1; later < k; later++) {
      const entry = work[chosen[later] * n + i];
      if (entry === 0) continue;
      for (let j = 0; j < n; j++) inverse[at + j] -= entry * inverse[later * n + j];
    }
    const pivot = work[chosen[i] * n + i];
    for (let j = 0; j < n; j++) inverse[at + j] /= pivot;
  }
  const taken = new Set(chosen);
  const dependent = ranks.map((_, i) => i).filter((i) => !taken.has(i));
  return { chosen, dependent, inverse, kernel: H.slice(k * n) };
}

/** The row of this rank with the largest share beyond the first `done` coordinates, unless that is rounding. */
function mostIndependent(
  work: Float64Array,
  n: number,
  norms: readonly number[],
  ranks: readonly number[],
  rank: number,
  waiting: ReadonlySet<number>,
  done: number,
): number | undefined {
  let best: number | undefined;
  let largest = DEPENDENT;
  for (const row of waiting) {
    if (ranks[row] !== rank) continue;
    const start = row * n + done;
    const share = Math.sqrt(dot(work, start, work, start, n - done)) / norms[row];
    // Rows that are copies of each other differ by rounding: the first of them is taken.
    if (share > largest * (1 + 1e-9)) [best, largest] = [row, share];
  }
  return best;
}

/**
 * The pseudo-inverse M⁺ of a symmetric matrix `[size, size]`, by a complete orthogonal decomposition: M P = U [R; 0],
 * then Rᵀ = V [T; 0], so that M⁺ = P V [T⁻ᵀ; 0] Uᵀ. M⁺ r is the shortest of the x with the smallest ‖Mx − r‖.
 * Symmetric to the last bit.
 *
 * @param tolerance columns smaller than this, relative to the largest, count as dependent on those before.
 */
export function pseudoInverse(M: Float64Array, size: number, tolerance: number): Float64Array {
  const U = new Reflections(M.slice(), size);
  const order = U.takeLargest(size, tolerance);
  const rank = U.rows.length;
  // R `[rank, size]` with its columns in the order of M's.
  const R = new Float64Array(rank * size);
  order.forEach((column, place) => {
    for (let k = 0; k <= Math.min(place, rank - 1); k++) R[k * size + column] = U.work[column * size + k];
  });
  const V = new Reflections(R, size);
  for (let k = 0; k < rank; k++) {
    V.take(k);
    for (let row = k + 1; row < rank; row++) V.reflect(k, R, row * size);
  }
  const addTo = (x: Float64Array, r: Float64Array): void => {
    const y = r.slice();
    for (let k = 0; k < rank; k++) U.reflect(k, y, 0);
    for (let i = 0; i < rank; i++) y[i] = (y[i] - dot(R, i * size, y, 0, i)) / R[i * size + i];
    y.fill(0, rank);
    V.applyTransposed(y);
    for (let i = 0; i < size; i++) x[i] += y[i];
  };
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const column = inverse.subarray(i * size, (i + 1) * size);
    const rest = new Float64Array(size);
    rest[i] = 1;
    addTo(column, rest);
    // One step of refinement; what is left then is orthogonal to the range of M.
    addProduct(rest, -1, M, size, size, column);
    addTo(column, rest);
  }
  symmetrise(inverse, size);
  return inverse;
}
