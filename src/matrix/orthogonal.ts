import { dot } from "./dense.js";

/**
 * The range and null space of a wide matrix A `[e, n]`, from a Householder factorisation of Aᵀ with column
 * pivoting: Aᵀ P = [Y N] [R; 0]. Golub & Van Loan, Matrix Computations, §5.4.
 */
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
  // Row i of `work` is column i of Aᵀ: reflections act along contiguous memory.
  const work = Float64Array.from(A);
  const order = Int32Array.from({ length: e }, (_, i) => i);
  const limit = Math.min(e, n);
  const factors = new Float64Array(limit);
  const norms = new Float64Array(e);
  let rank = 0;
  let largest = 0;
  for (; rank < limit; rank++) {
    const best = pivotRow(work, norms, rank, e, n);
    if (rank === 0) largest = norms[best];
    if (!(norms[best] > RANK_TOLERANCE * largest)) break;
    swapRows(work, order, rank, best, n);
    factors[rank] = reflect(work, rank, e, n);
  }
  const R = new Float64Array(rank * rank);
  for (let column = 0; column < rank; column++) {
    for (let row = 0; row <= column; row++) R[row * rank + column] = work[column * n + row];
  }
  const dimension = n - rank;
  const Y = new Float64Array(rank * n);
  const N = new Float64Array(n * dimension);
  const unit = new Float64Array(n);
  for (let column = 0; column < n; column++) {
    unit.fill(0);
    unit[column] = 1;
    for (let k = rank - 1; k >= 0; k--) applyReflector(work, k, n, factors[k], unit);
    if (column < rank) Y.set(unit, column * n);
    else for (let i = 0; i < n; i++) N[i * dimension + column - rank] = unit[i];
  }
  return { rank, dimension, N, Y, R, pivots: order.slice(0, rank) };
}

function pivotRow(work: Float64Array, norms: Float64Array, start: number, e: number, n: number): number {
  let best = start;
  for (let i = start; i < e; i++) {
    const row = i * n + start;
    norms[i] = Math.sqrt(dot(work, row, work, row, n - start));
    if (norms[i] > norms[best]) best = i;
  }
  return best;
}

function swapRows(work: Float64Array, order: Int32Array, a: number, b: number, n: number): void {
  if (a === b) return;
  const row = work.slice(a * n, a * n + n);
  work.copyWithin(a * n, b * n, b * n + n);
  work.set(row, b * n);
  [order[a], order[b]] = [order[b], order[a]];
}

/** Makes row k of `work` zero right of its diagonal; leaves R on the diagonal and the reflector to its right. */
function reflect(work: Float64Array, k: number, e: number, n: number): number {
  const row = k * n;
  const head = work[row + k];
  const norm = Math.sqrt(dot(work, row + k, work, row + k, n - k));
  const diagonal = head > 0 ? -norm : norm;
  const pivot = head - diagonal;
  const factor = -pivot / diagonal;
  for (let j = k + 1; j < n; j++) work[row + j] /= pivot;
  work[row + k] = diagonal;
  for (let i = k + 1; i < e; i++) {
    const other = i * n;
    const scale = factor * (work[other + k] + dot(work, row + k + 1, work, other + k + 1, n - k - 1));
    work[other + k] -= scale;
    for (let j = k + 1; j < n; j++) work[other + j] -= scale * work[row + j];
  }
  return factor;
}

function applyReflector(work: Float64Array, k: number, n: number, factor: number, x: Float64Array): void {
  const row = k * n;
  const scale = factor * (x[k] + dot(work, row + k + 1, x, k + 1, n - k - 1));
  x[k] -= scale;
  for (let j = k + 1; j < n; j++) x[j] -= scale * work[row + j];
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
