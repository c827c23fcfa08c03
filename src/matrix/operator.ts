/**
 * A matrix of whatever kind, and what can be done with all of them: products, and walks along rows. Whoever needs a matrix
 * for that alone need not know how it is stored.
 *
 * Rows are walked by `firstOf(M, i)` … `lastOf(M, i)` and {@link columnOf}, one loop for all kinds:
 *
 *     for (let k = firstOf(M, i), last = lastOf(M, i), shift = shiftOf(M, i); k < last; k++) use(columnAt(M, k, shift), M.value[k]);
 */
import { addProduct, addTransposedProduct } from "./dense.js";
import type { Pattern } from "./pattern.js";
import type { SparseRows } from "./sparse.js";
import { addSparseProduct, addSparseTransposedProduct, sparseRows } from "./sparse.js";

export type Matrix = DenseMatrix | DiagonalMatrix | SparseRowsMatrix;

/** `[rows, columns]`, row-major. */
export interface DenseMatrix {
  readonly kind: "dense";
  readonly rows: number;
  readonly columns: number;
  readonly value: Float64Array;
}

/** By its diagonal. */
export interface DiagonalMatrix {
  readonly kind: "diagonal";
  readonly rows: number;
  readonly columns: number;
  readonly value: Float64Array;
}

/** By its entries, row after row; some may be 0. */
export interface SparseRowsMatrix extends SparseRows {
  readonly kind: "sparse";
  /** What the entries are those of; recognised by its identity. */
  readonly pattern: Pattern;
}

export function denseMatrix(value: Float64Array, rows: number, columns: number): DenseMatrix {
  return { kind: "dense", rows, columns, value };
}

export function diagonalMatrix(value: Float64Array): DiagonalMatrix {
  return { kind: "diagonal", rows: value.length, columns: value.length, value };
}

export function sparseMatrixOf(pattern: Pattern, value: Float64Array): SparseRowsMatrix {
  const { rows, columns, start, index } = pattern;
  return { kind: "sparse", rows, columns, start, index, value, pattern };
}

/** out += scale · M x. */
export function addTimes(out: Float64Array, scale: number, M: Matrix, x: Float64Array): void {
  if (M.kind === "dense") addProduct(out, scale, M.value, M.rows, M.columns, x);
  else if (M.kind === "sparse") addSparseProduct(out, scale, M, x);
  else for (let i = 0; i < M.rows; i++) out[i] += scale * M.value[i] * x[i];
}

/** out += scale · Mᵀ y. */
export function addTransposedTimes(out: Float64Array, scale: number, M: Matrix, y: Float64Array): void {
  if (M.kind === "dense") addTransposedProduct(out, scale, M.value, M.rows, M.columns, y);
  else if (M.kind === "sparse") addSparseTransposedProduct(out, scale, M, y);
  else for (let i = 0; i < M.rows; i++) out[i] += scale * M.value[i] * y[i];
}

/**
 * out += M x, term by term. Where the central path is ill-conditioned, its point depends on the order of these sums; that
 * of matrix/dense would move derivatives there by more than rounding.
 */
export function addTimesInOrder(M: Matrix, x: Float64Array, out: Float64Array): void {
  if (M.kind !== "dense") return addTimes(out, 1, M, x);
  const { rows, columns, value } = M;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += value[i * columns + j] * x[j];
    out[i] += sum;
  }
}

/** Lower triangle of H += Mᵀ diag(weights) M, with H's rows `stride` numbers apart. */
export function addGram(H: Float64Array, stride: number, weights: Float64Array, M: Matrix): void {
  for (let i = 0; i < M.rows; i++) {
    const first = firstOf(M, i);
    const last = lastOf(M, i);
    const shift = shiftOf(M, i);
    for (let k = first; k < last; k++) {
      const factor = weights[i] * M.value[k];
      if (factor === 0) continue;
      const target = columnAt(M, k, shift) * stride;
      // Columns ascend: those up to this one are the lower triangle.
      for (let t = first; t <= k; t++) H[target + columnAt(M, t, shift)] += factor * M.value[t];
    }
  }
}

/** Lower triangle of H += M, which is square. */
export function addLowerTriangle(H: Float64Array, stride: number, M: Matrix): void {
  for (let i = 0; i < M.rows; i++) {
    const last = lastOf(M, i);
    const shift = shiftOf(M, i);
    for (let k = firstOf(M, i); k < last; k++) {
      const j = columnAt(M, k, shift);
      if (j > i) break;
      H[i * stride + j] += M.value[k];
    }
  }
}

/** Where the numbers of row i begin among `value`. */
export function firstOf(M: Matrix, i: number): number {
  return M.kind === "dense" ? i * M.columns : M.kind === "sparse" ? M.start[i] : i;
}

/** Behind the last of them. */
export function lastOf(M: Matrix, i: number): number {
  return M.kind === "dense" ? (i + 1) * M.columns : M.kind === "sparse" ? M.start[i + 1] : i + 1;
}

/** What {@link columnAt} needs of a row. */
export function shiftOf(M: Matrix, i: number): number {
  return M.kind === "dense" ? i * M.columns : 0;
}

/** The column of number k, which is in the row of this shift. */
export function columnAt(M: Matrix, k: number, shift: number): number {
  return M.kind === "sparse" ? M.index[k] : k - shift;
}

/** Row i with all its zeros; of a dense matrix without copying. */
export function denseRow(M: Matrix, i: number): Float64Array {
  if (M.kind === "dense") return M.value.subarray(i * M.columns, (i + 1) * M.columns);
  const row = new Float64Array(M.columns);
  const last = lastOf(M, i);
  for (let k = firstOf(M, i); k < last; k++) row[columnAt(M, k, 0)] = M.value[k];
  return row;
}

/** The entries that are not 0. */
export function nonzerosOf(M: Matrix): SparseRows {
  if (M.kind === "dense") return sparseRows(M.value, M.rows, M.columns);
  let count = 0;
  for (let k = 0; k < M.value.length; k++) if (M.value[k] !== 0) count++;
  if (M.kind === "sparse" && count === M.value.length) return M;
  const start = new Int32Array(M.rows + 1);
  const index = new Int32Array(count);
  const value = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < M.rows; i++) {
    const last = lastOf(M, i);
    const shift = shiftOf(M, i);
    for (let k = firstOf(M, i); k < last; k++) {
      if (M.value[k] === 0) continue;
      index[at] = columnAt(M, k, shift);
      value[at++] = M.value[k];
    }
    start[i + 1] = at;
  }
  return { rows: M.rows, columns: M.columns, start, index, value };
}
