/** Where Q, A and G have entries, and which variables and rows hang together. */
import type { QuadraticKind } from "../problem/problem.js";

/** The rows of A, then those of G, by their nonzero columns; the columns by their rows; and Q off its diagonal. */
export interface Pattern {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  rowColumns(row: number): Int32Array;
  columnRows(column: number): Int32Array;
  /** Columns of nonzeros to the right of the diagonal. */
  quadraticColumns(row: number): readonly number[];
}

/** Which connected part of the pattern a variable, a row of A and a row of G belong to; −1 for a row of zeros. */
export interface Parts {
  readonly z: Int32Array;
  readonly A: Int32Array;
  readonly G: Int32Array;
}

export function patternOf(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  e: number,
  G: Float64Array,
  m: number,
): Pattern {
  const rowStart = new Int32Array(e + m + 1);
  const columnStart = new Int32Array(n + 1);
  const eachEntry = (visit: (row: number, column: number) => void): void => {
    for (let i = 0; i < e; i++) for (let j = 0; j < n; j++) if (A[i * n + j] !== 0) visit(i, j);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) if (G[i * n + j] !== 0) visit(e + i, j);
  };
  eachEntry((row, column) => {
    rowStart[row + 1]++;
    columnStart[column + 1]++;
  });
  for (let i = 0; i < e + m; i++) rowStart[i + 1] += rowStart[i];
  for (let j = 0; j < n; j++) columnStart[j + 1] += columnStart[j];
  const columns = new Int32Array(rowStart[e + m]);
  const rows = new Int32Array(columns.length);
  const nextInRow = rowStart.slice();
  const nextInColumn = columnStart.slice();
  eachEntry((row, column) => {
    columns[nextInRow[row]++] = column;
    rows[nextInColumn[column]++] = row;
  });
  return {
    n,
    e,
    m,
    rowColumns: (row) => columns.subarray(rowStart[row], rowStart[row + 1]),
    columnRows: (column) => rows.subarray(columnStart[column], columnStart[column + 1]),
    quadraticColumns(row) {
      const found: number[] = [];
      if (quadratic === "dense") for (let j = row + 1; j < n; j++) if (Q[row * n + j] !== 0) found.push(j);
      return found;
    },
  };
}

/** Numbers the connected parts of the pattern, by union and find. */
export function connectedParts(pattern: Pattern): Parts {
  const { n, e, m } = pattern;
  const parent = Int32Array.from({ length: n }, (_, j) => j);
  const rootOf = (j: number): number => {
    while (parent[j] !== j) j = parent[j] = parent[parent[j]];
    return j;
  };
  let roots = n;
  const join = (i: number, j: number): void => {
    const a = rootOf(i);
    const b = rootOf(j);
    if (a === b) return;
    parent[Math.max(a, b)] = Math.min(a, b);
    roots--;
  };
  for (let row = 0; row < e + m && roots > 1; row++) {
    const columns = pattern.rowColumns(row);
    for (let k = 1; k < columns.length; k++) join(columns[0], columns[k]);
  }
  for (let i = 0; i < n && roots > 1; i++) for (const j of pattern.quadraticColumns(i)) join(i, j);
  const z = Int32Array.from({ length: n }, (_, j) => rootOf(j));
  const rowParts = (count: number, first: number): Int32Array =>
    Int32Array.from({ length: count }, (_, i) => {
      const columns = pattern.rowColumns(first + i);
      return columns.length > 0 ? z[columns[0]] : -1;
    });
  return { z, A: rowParts(e, 0), G: rowParts(m, e) };
}
