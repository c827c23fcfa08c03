/** Parts of sparse matrices: some rows, some columns, rows below each other. */
import type { DenseMatrix, Matrix, SparseRowsMatrix } from "./operator.js";
import { columnAt, denseMatrix, denseRow, firstOf, lastOf, shiftOf, sparseMatrixOf } from "./operator.js";
import type { Pattern } from "./pattern.js";

/** Entries whose row and column are both among some: as a pattern over these, and which of the entries they are. */
export interface SelectedEntries {
  readonly pattern: Pattern;
  readonly entries: Int32Array;
}

/**
 * The part of a pattern in these rows and columns, both ascending.
 *
 * @param rows all of them where undefined.
 */
export function selectEntries(
  pattern: Pattern,
  rows: ArrayLike<number> | undefined,
  columns: ArrayLike<number>,
): SelectedEntries {
  const place = new Int32Array(pattern.columns).fill(-1);
  for (let j = 0; j < columns.length; j++) place[columns[j]] = j;
  const count = rows?.length ?? pattern.rows;
  const start = new Int32Array(count + 1);
  const entries: number[] = [];
  for (let i = 0; i < count; i++) {
    const row = rows ? rows[i] : i;
    for (let k = pattern.start[row]; k < pattern.start[row + 1]; k++) {
      if (place[pattern.index[k]] >= 0) entries.push(k);
    }
    start[i + 1] = entries.length;
  }
  return {
    pattern: {
      ...{ rows: count, columns: columns.length, start },
      index: Int32Array.from(entries, (k) => place[pattern.index[k]]),
    },
    entries: Int32Array.from(entries),
  };
}

/** The latest selections of a pattern, so that equal ones are recognised. */
const recent = new WeakMap<Pattern, Map<string, SelectedEntries>>();
const MOST_RECENT = 8;

/** The part of a pattern in these rows, ascending; the same for the same rows. */
export function entriesOfRows(pattern: Pattern, rows: readonly number[]): SelectedEntries {
  const known = recent.get(pattern) ?? new Map<string, SelectedEntries>();
  recent.set(pattern, known);
  const key = rows.join();
  let part = known.get(key);
  if (part === undefined) {
    const columns = Int32Array.from({ length: pattern.columns }, (_, j) => j);
    part = selectEntries(pattern, rows, columns);
    if (known.size >= MOST_RECENT) known.delete(known.keys().next().value!);
    known.set(key, part);
  }
  return part;
}

/** Some rows of a matrix. */
export interface RowsOf {
  readonly matrix: Matrix;
  readonly rows: readonly number[];
}

/** These rows below each other: dense where all are, and else sparse. */
export function stackRows(parts: readonly RowsOf[], columns: number): DenseMatrix | SparseRowsMatrix {
  const count = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  if (parts.every(({ matrix }) => matrix.kind === "dense")) {
    const value = new Float64Array(count * columns);
    let at = 0;
    for (const { matrix, rows } of parts) {
      for (const row of rows) value.set(denseRow(matrix, row), columns * at++);
    }
    return denseMatrix(value, count, columns);
  }
  const start = new Int32Array(count + 1);
  const index: number[] = [];
  const value: number[] = [];
  let at = 0;
  for (const { matrix, rows } of parts) {
    for (const row of rows) {
      const last = lastOf(matrix, row);
      const shift = shiftOf(matrix, row);
      for (let k = firstOf(matrix, row); k < last; k++) {
        index.push(columnAt(matrix, k, shift));
        value.push(matrix.value[k]);
      }
      start[++at] = index.length;
    }
  }
  const pattern = { rows: count, columns, start, index: Int32Array.from(index) };
  return sparseMatrixOf(pattern, Float64Array.from(value));
}
