/**
 * Powers of two for the variables, the rows and the objective that bring the entries of Q, A and G near 1, and that are
 * the same whatever powers of two the problem comes with: a gauge, which all scalings of a problem share
 * ({@link gaugeOf}); from there least squares on logarithms (balance.ts); then Ruiz's equilibration of the largest
 * entries ({@link equilibrate}), whose result depends on where it starts. docs/method/units.md says what they are for.
 *
 * Source: Ruiz 2001, RAL-TR-2001-034.
 */
import { maxAbs } from "../matrix/dense.js";
import type { Matrix } from "../matrix/operator.js";
import { columnAt, firstOf, lastOf, nonzerosOf, shiftOf } from "../matrix/operator.js";
import type { SparseRows } from "../matrix/sparse.js";

/** The bits of a number. */
const words = new Uint32Array(2);
const number = new Float64Array(words.buffer);

/** Exponents beyond this are left at that: products of such numbers would leave the range of the format. */
const LARGEST_EXPONENT = 500;

/** The integer e with 2^e ≤ |x| < 2^(e+1), for x in the normal range; scaling x by 2^k adds exactly k. */
export function exponentOf(x: number): number {
  number[0] = x;
  return ((words[1] >>> 20) & 0x7ff) - 1023;
}

export function powerOfTwo(exponent: number): number {
  return 2 ** Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent));
}

/** The power of two nearest to x > 0 on a logarithmic scale, exactly: scaling x by 2^k scales it by 2^k. */
function nearestPowerOfTwo(x: number): number {
  const power = powerOfTwo(exponentOf(x));
  return x > Math.SQRT2 * power ? 2 * power : power;
}

function nearestExponent(x: number): number {
  return exponentOf(nearestPowerOfTwo(x));
}

/** The nonzero entries of A and G, by rows and by columns. */
export interface RowEntries {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  /** The sizes of the entries of A, then of G. */
  readonly rows: SparseRows;
  /** Column j has the entries from columnStart[j] to columnStart[j + 1]: their rows, and which entry of `rows` each is. */
  readonly columnStart: Int32Array;
  readonly rowOf: Int32Array;
  readonly entries: Int32Array;
}

export function rowEntriesOf(n: number, A: Matrix | undefined, G: Matrix | undefined): RowEntries {
  const [top, below] = [entriesOf(A, n), entriesOf(G, n)];
  const [e, m] = [top.rows, below.rows];
  const entriesOfA = top.index.length;
  const count = entriesOfA + below.index.length;
  const rows = {
    rows: e + m,
    columns: n,
    start: new Int32Array(e + m + 1),
    index: new Int32Array(count),
    value: new Float64Array(count),
  };
  rows.start.set(top.start);
  for (let i = 1; i <= m; i++) rows.start[e + i] = entriesOfA + below.start[i];
  rows.index.set(top.index);
  rows.index.set(below.index, entriesOfA);
  rows.value.set(top.value);
  rows.value.set(below.value, entriesOfA);
  for (let k = 0; k < count; k++) rows.value[k] = Math.abs(rows.value[k]);

  const columnStart = new Int32Array(n + 1);
  for (let k = 0; k < count; k++) columnStart[rows.index[k] + 1]++;
  for (let j = 0; j < n; j++) columnStart[j + 1] += columnStart[j];
  const rowOf = new Int32Array(count);
  const entries = new Int32Array(count);
  const next = columnStart.slice();
  for (let i = 0; i < e + m; i++) {
    for (let k = rows.start[i]; k < rows.start[i + 1]; k++) {
      const at = next[rows.index[k]]++;
      rowOf[at] = i;
      entries[at] = k;
    }
  }
  return { n, e, m, rows, columnStart, rowOf, entries };
}

function entriesOf(M: Matrix | undefined, n: number): SparseRows {
  return M ? nonzerosOf(M) : withoutEntries(0, n);
}

function withoutEntries(rows: number, columns: number): SparseRows {
  const start = new Int32Array(rows + 1);
  return { rows, columns, start, index: new Int32Array(0), value: new Float64Array(0) };
}

/** The nonzeros of Q, row by row. */
export function entriesOfQ(n: number, Q: Matrix | undefined): SparseRows {
  return Q ? nonzerosOf(Q) : withoutEntries(n, n);
}

/** Which connected part of the pattern a variable, a row of A and a row of G belong to; −1 for a row of zeros. */
export interface Parts {
  readonly z: Int32Array;
  readonly A: Int32Array;
  readonly G: Int32Array;
}

/** Numbers the parts that the pattern and the entries of Q off its diagonal connect, by union and find. */
export function connectedParts(pattern: RowEntries, Q: Matrix | undefined): Parts {
  const { n, e, m } = pattern;
  const { start, index } = pattern.rows;
  const parent = new Int32Array(n);
  for (let j = 0; j < n; j++) parent[j] = j;
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
    for (let k = start[row] + 1; k < start[row + 1]; k++) join(index[start[row]], index[k]);
  }
  for (let i = 0; Q && i < n && roots > 1; i++) {
    const last = lastOf(Q, i);
    const shift = shiftOf(Q, i);
    for (let k = firstOf(Q, i); k < last; k++) {
      const j = columnAt(Q, k, shift);
      if (j > i && Q.value[k] !== 0) join(i, j);
    }
  }
  const z = new Int32Array(n);
  for (let j = 0; j < n; j++) z[j] = rootOf(j);
  const rowParts = (count: number, first: number): Int32Array => {
    const part = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const from = start[first + i];
      part[i] = from < start[first + i + 1] ? z[index[from]] : -1;
    }
    return part;
  };
  return { z, A: rowParts(e, 0), G: rowParts(m, e) };
}

/** Units of the variables, of the rows of A and then of G, and of the objective. */
export interface Scales {
  readonly z: Float64Array;
  readonly rows: Float64Array;
  readonly objective: number;
}

/**
 * A representative of all problems that differ from each other by powers of two on the variables, the rows and the
 * objective: whichever of them it is given, it finds the same numbers.
 *
 * - The first variable of the problem is measured in units of 1; breadth first along the rows of A and G, the
 *   variables of a row that have no unit yet get the one that makes their entries as large as the entry of the variable
 *   that the row was come to by. Rows are divided by their largest entry.
 * - The objective is measured in units of the first Q_jj > 0 met on the way. What no row connects with that is
 *   connected by it: the unit of the first variable with Q_jj > 0 is the one that makes Q_jj near 1.
 * - Where neither connects a part, its first variable has the unit 1; such a part is a problem of its own.
 *
 * Exponents are taken of numbers, never rounded logarithms, so that a scaling by 2^k shifts them by exactly k.
 */
export function gaugeOf(Q: SparseRows, pattern: RowEntries): Scales {
  const { z, objective } = variableUnits(diagonalOf(Q), pattern);
  const rows = new Float64Array(pattern.rows.rows);
  for (let i = 0; i < rows.length; i++) {
    const largest = largestOf(i, z, pattern);
    rows[i] = largest > 0 ? powerOfTwo(-exponentOf(largest)) : 1;
  }
  // Brings the largest entry of Q near 1.
  const curvature = largestCurvature(Q, z, objective);
  return { z, rows, objective: curvature > 0 ? objective * powerOfTwo(-exponentOf(curvature)) : objective };
}

function diagonalOf({ rows, start, index, value }: SparseRows): Float64Array {
  const diagonal = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) if (index[k] === i) diagonal[i] = value[k];
  }
  return diagonal;
}

/** The largest entry of Q in these units of the variables and the objective. */
export function largestCurvature(Q: SparseRows, z: Float64Array, objective = 1): number {
  const norms = new Float64Array(z.length);
  keepLargest(Q, costUnits(z, objective), z, norms, norms);
  return maxAbs(norms);
}

/** What multiplies the rows of objective · Q. */
export function costUnits(z: Float64Array, objective: number): Float64Array {
  const units = new Float64Array(z.length);
  for (let j = 0; j < z.length; j++) units[j] = objective * z[j];
  return units;
}

function variableUnits(diagonal: Float64Array, pattern: RowEntries): { z: Float64Array; objective: number } {
  const { n, e, m, columnStart, rowOf, entries } = pattern;
  const { start, index, value } = pattern.rows;
  const z = new Float64Array(n);
  const rowsDone = new Uint8Array(e + m);
  let objective = 0;
  const queue = new Int32Array(n);
  let known = 0;
  const settle = (j: number, unit: number): void => {
    z[j] = unit;
    queue[known++] = j;
    if (objective === 0 && diagonal[j] > 0) objective = powerOfTwo(-exponentOf(diagonal[j] * unit * unit));
  };
  const partOf = connectedParts(pattern, undefined).z;
  let next = 0;
  for (let first = 0; first < n; first++) {
    if (z[first] > 0) continue;
    const root = objective > 0 ? firstCurved(first, diagonal, partOf) : -1;
    if (root < 0) settle(first, 1);
    else settle(root, powerOfTwo(-Math.floor(exponentOf(objective * diagonal[root]) / 2)));
    for (; next < known; next++) {
      const variable = queue[next];
      for (let t = columnStart[variable]; t < columnStart[variable + 1]; t++) {
        const row = rowOf[t];
        if (rowsDone[row]) continue;
        rowsDone[row] = 1;
        // Of its entry, and not of the largest that is known: along differences of high order that would grow without end.
        const size = exponentOf(z[variable]) + nearestExponent(value[entries[t]]);
        for (let k = start[row]; k < start[row + 1]; k++) {
          if (z[index[k]] === 0) settle(index[k], powerOfTwo(size - nearestExponent(value[k])));
        }
      }
    }
  }
  return { z, objective: objective > 0 ? objective : 1 };
}

/** The first variable with curvature that rows connect with `first`; −1 where there is none. */
function firstCurved(first: number, diagonal: Float64Array, partOf: Int32Array): number {
  for (let j = first; j < partOf.length; j++) if (partOf[j] === partOf[first] && diagonal[j] > 0) return j;
  return -1;
}

function largestOf(row: number, z: Float64Array, { rows: { start, index, value } }: RowEntries): number {
  let largest = 0;
  for (let k = start[row]; k < start[row + 1]; k++) largest = Math.max(largest, value[k] * z[index[k]]);
  return largest;
}

const RUIZ_SWEEPS = 12;

/**
 * Repeatedly divides the rows and columns of [objective · Q Aᵀ Gᵀ; A 0 0; G 0 0] by the square root of their largest
 * entry, until all are near 1; then rounds to powers of two.
 */
export function equilibrate(Q: SparseRows, pattern: RowEntries, start: Scales): Pick<Scales, "z" | "rows"> {
  const z = start.z.slice();
  const rows = start.rows.slice();
  const columnNorms = new Float64Array(z.length);
  const rowNorms = new Float64Array(rows.length);
  // Q is symmetric: the norms of its columns say all.
  const ignored = new Float64Array(z.length);
  for (let sweep = 0; sweep < RUIZ_SWEEPS; sweep++) {
    columnNorms.fill(0);
    rowNorms.fill(0);
    keepLargest(Q, costUnits(z, start.objective), z, ignored, columnNorms);
    keepLargest(pattern.rows, rows, z, rowNorms, columnNorms);
    if (Math.max(divideByRoot(z, columnNorms), divideByRoot(rows, rowNorms)) < 0.1) break;
  }
  return { z: z.map(nearestPowerOfTwo), rows: rows.map(nearestPowerOfTwo) };
}

/** Raises `rowNorms` and `columnNorms` to the largest entries of M's rows and columns in these units. */
function keepLargest(
  { rows, start, index, value }: SparseRows,
  rowUnits: Float64Array,
  columnUnits: Float64Array,
  rowNorms: Float64Array,
  columnNorms: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      const size = Math.abs(value[k]) * rowUnits[i] * columnUnits[index[k]];
      if (size > rowNorms[i]) rowNorms[i] = size;
      if (size > columnNorms[index[k]]) columnNorms[index[k]] = size;
    }
  }
}

/** Returns how far the norms are from 1. */
function divideByRoot(factors: Float64Array, norms: Float64Array): number {
  let spread = 0;
  for (let i = 0; i < factors.length; i++) {
    if (norms[i] === 0) continue;
    spread = Math.max(spread, Math.abs(1 - norms[i]));
    factors[i] /= Math.sqrt(norms[i]);
  }
  return spread;
}
