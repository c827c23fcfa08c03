/** Sparse matrices by rows, and products with them. */
import type { Pattern } from "./pattern.js";

/** A matrix by its entries, row after row. */
export interface SparseRows extends Pattern {
  readonly value: Float64Array;
}

/** The nonzero entries of a dense row-major matrix `[rows, columns]`. */
export function sparseRows(M: Float64Array, rows: number, columns: number): SparseRows {
  const start = new Int32Array(rows + 1);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    for (let j = 0; j < columns; j++) if (M[row + j] !== 0) count++;
    start[i + 1] = count;
  }
  const index = new Int32Array(count);
  const value = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    for (let j = 0; j < columns; j++) {
      if (M[row + j] === 0) continue;
      index[at] = j;
      value[at++] = M[row + j];
    }
  }
  return { rows, columns, start, index, value };
}

/** out += scale · M x. */
export function addSparseProduct(out: Float64Array, scale: number, M: SparseRows, x: Float64Array): void {
  const { rows, start, index, value } = M;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += value[k] * x[index[k]];
    out[i] += scale * sum;
  }
}

/** out += scale · Mᵀ y. */
export function addSparseTransposedProduct(
  out: Float64Array,
  scale: number,
  M: SparseRows,
  y: Float64Array,
): void {
  const { rows, start, index, value } = M;
  for (let i = 0; i < rows; i++) {
    const factor = scale * y[i];
    if (factor === 0) continue;
    for (let k = start[i]; k < start[i + 1]; k++) out[index[k]] += factor * value[k];
  }
}

/** outRows += scale · M x and outColumns += scale · Mᵀ y, in one walk along the entries. */
export function addSparseProducts(
  outRows: Float64Array,
  outColumns: Float64Array,
  scale: number,
  M: SparseRows,
  x: Float64Array,
  y: Float64Array,
): void {
  const { rows, start, index, value } = M;
  let k = 0;
  for (let i = 0; i < rows; i++) {
    const factor = y[i];
    const last = start[i + 1];
    let sum = 0;
    for (; k < last; k++) {
      const j = index[k];
      sum += value[k] * x[j];
      outColumns[j] += factor * value[k];
    }
    outRows[i] += scale * sum;
  }
}
