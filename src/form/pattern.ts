/** Where Q, A and G have entries, and which variables and rows hang together. */
import type { QuadraticKind } from "../problem/problem.js";

/** The nonzeros of the rows of A, then of G, and the same by columns. */
export interface Pattern {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  /** Row i has the entries from rowStart[i] to rowStart[i + 1]: their columns, and their sizes. */
  readonly rowStart: Int32Array;
  readonly columns: Int32Array;
  readonly sizes: Float64Array;
  /** Column j has those from columnStart[j] to columnStart[j + 1]: their rows, and which entry each is. */
  readonly columnStart: Int32Array;
  readonly rows: Int32Array;
  readonly entries: Int32Array;
}

/** Which connected part of the pattern a variable, a row of A and a row of G belong to; −1 for a row of zeros. */
export interface Parts {
  readonly z: Int32Array;
  readonly A: Int32Array;
  readonly G: Int32Array;
}

export function patternOf(n: number, A: Float64Array, e: number, G: Float64Array, m: number): Pattern {
  const rowStart = new Int32Array(e + m + 1);
  const columnStart = new Int32Array(n + 1);
  let count = 0;
  for (let row = 0; row < e + m; row++) {
    const source = row < e ? A : G;
    const from = (row < e ? row : row - e) * n;
    for (let j = 0; j < n; j++) {
      if (source[from + j] === 0) continue;
      count++;
      columnStart[j + 1]++;
    }
    rowStart[row + 1] = count;
  }
  for (let j = 0; j < n; j++) columnStart[j + 1] += columnStart[j];
  const columns = new Int32Array(count);
  const sizes = new Float64Array(count);
  const rows = new Int32Array(count);
  const entries = new Int32Array(count);
  const next = columnStart.slice();
  let at = 0;
  for (let row = 0; row < e + m; row++) {
    const source = row < e ? A : G;
    const from = (row < e ? row : row - e) * n;
    for (let j = 0; j < n; j++) {
      const value = source[from + j];
      if (value === 0) continue;
      columns[at] = j;
      sizes[at] = Math.abs(value);
      rows[next[j]] = row;
      entries[next[j]++] = at++;
    }
  }
  return { n, e, m, rowStart, columns, sizes, columnStart, rows, entries };
}

/** Numbers the parts that the pattern and the entries of Q off its diagonal connect, by union and find. */
export function connectedParts(pattern: Pattern, quadratic: QuadraticKind, Q: Float64Array): Parts {
  const { n, e, m, rowStart, columns } = pattern;
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
    for (let k = rowStart[row] + 1; k < rowStart[row + 1]; k++) join(columns[rowStart[row]], columns[k]);
  }
  for (let i = 0; i < n && roots > 1 && quadratic === "dense"; i++) {
    for (let j = i + 1; j < n; j++) if (Q[i * n + j] !== 0) join(i, j);
  }
  const z = Int32Array.from({ length: n }, (_, j) => rootOf(j));
  const rowParts = (count: number, first: number): Int32Array =>
    Int32Array.from({ length: count }, (_, i) => {
      const from = rowStart[first + i];
      return from < rowStart[first + i + 1] ? z[columns[from]] : -1;
    });
  return { z, A: rowParts(e, 0), G: rowParts(m, e) };
}
