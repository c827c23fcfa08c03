/**
 * Powers of two for the variables, the rows and the objective that bring the entries of Q, A and G near 1, and that are
 * the same whatever powers of two the problem comes with: a gauge, which all scalings of a problem share
 * ({@link gaugeOf}); from there least squares on logarithms ({@link balance}); then Ruiz's equilibration of the largest
 * entries ({@link equilibrate}), whose result depends on where it starts. docs/method/units.md says what they are for.
 *
 * Sources: Curtis & Reid 1972, on the automatic scaling of matrices for Gaussian elimination; Ruiz 2001, RAL-TR-2001-034.
 */
import { maxAbs } from "../matrix/dense.js";
import type { QuadraticKind } from "../problem/problem.js";

const NONE = new Float64Array(0);

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

function powerOfTwo(exponent: number): number {
  return 2 ** Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent));
}

/** The power of two nearest to x > 0 on a logarithmic scale, exactly: scaling x by 2^k scales it by 2^k. */
function nearestPowerOfTwo(x: number): number {
  const power = powerOfTwo(exponentOf(x));
  return x > Math.SQRT2 * power ? 2 * power : power;
}

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

/** Units of the variables, the rows and the objective. */
export interface Gauge {
  readonly z: Float64Array;
  readonly A: Float64Array;
  readonly G: Float64Array;
  readonly objective: number;
}

/**
 * A representative of all problems that differ from each other by powers of two on the variables, the rows and the
 * objective: whichever of them it is given, it finds the same numbers.
 *
 * - The first variable of the problem is measured in units of 1; breadth first along the rows of A and G, the
 *   variables of a row that have no unit yet get the one that makes their entries as large as the largest entry of
 *   those that have one. Rows are divided by their largest entry.
 * - The objective is measured in units of the first Q_jj > 0 met on the way. What no row connects with that is
 *   connected by it: the unit of the first variable with Q_jj > 0 is the one that makes Q_jj near 1.
 * - Where neither connects a part, its first variable has the unit 1; such a part is a problem of its own.
 *
 * Exponents are taken of numbers, never rounded logarithms, so that a scaling by 2^k shifts them by exactly k.
 */
export function gaugeOf(quadratic: QuadraticKind, Q: Float64Array, pattern: Pattern): Gauge {
  const { n, e, m } = pattern;
  const diagonal = diagonalOf(n, quadratic, Q);
  const { z, objective } = variableUnits(diagonal, pattern);
  const rowUnits = (count: number, first: number): Float64Array => {
    const units = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const largest = largestOf(first + i, z, pattern);
      units[i] = largest > 0 ? powerOfTwo(-exponentOf(largest)) : 1;
    }
    return units;
  };
  // Brings the largest entry of Q near 1.
  const curvature = objective * largestCurvature(n, quadratic, Q, z);
  const unit = curvature > 0 ? powerOfTwo(-exponentOf(curvature)) : 1;
  return { z, A: rowUnits(e, 0), G: rowUnits(m, e), objective: objective * unit };
}

function diagonalOf(n: number, quadratic: QuadraticKind, Q: Float64Array): Float64Array {
  const diagonal = new Float64Array(n);
  const stride = quadratic === "dense" ? n + 1 : 1;
  if (quadratic !== "zero") for (let j = 0; j < n; j++) diagonal[j] = Q[j * stride];
  return diagonal;
}

function variableUnits(diagonal: Float64Array, pattern: Pattern): { z: Float64Array; objective: number } {
  const { n, e, m, rowStart, columns, sizes, columnStart, rows } = pattern;
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
  const partOf = connectedParts(pattern, "zero", NONE).z;
  let next = 0;
  for (let first = 0; first < n; first++) {
    if (z[first] > 0) continue;
    const root = objective > 0 ? firstCurved(first, diagonal, partOf) : -1;
    if (root < 0) settle(first, 1);
    else settle(root, powerOfTwo(-Math.floor(exponentOf(objective * diagonal[root]) / 2)));
    for (; next < known; next++) {
      const variable = queue[next];
      for (let t = columnStart[variable]; t < columnStart[variable + 1]; t++) {
        const row = rows[t];
        if (rowsDone[row]) continue;
        rowsDone[row] = 1;
        const size = exponentOf(largestOf(row, z, pattern));
        for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
          if (z[columns[k]] === 0) settle(columns[k], powerOfTwo(size - exponentOf(sizes[k])));
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

function largestOf(row: number, z: Float64Array, { rowStart, columns, sizes }: Pattern): number {
  let largest = 0;
  for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
    largest = Math.max(largest, sizes[k] * z[columns[k]]);
  }
  return largest;
}

const BALANCE_SWEEPS = 30;
/** Sweeps end when no exponent moves by more than this. */
const SETTLED = 0.05;

/**
 * Scales that bring the entries of Q, A and G near 1 on a logarithmic scale: the least squares of
 *
 *     log₂|A_ij| + r_i + c_j,   log₂|G_ij| + r_i + c_j   and   log₂|Q_ij| + o + c_i + c_j
 *
 * over rows r, columns c and the objective o, by Gauss–Seidel sweeps. Unlike an equilibration of largest entries it
 * forgets where it started: the gauge may be far from balance after a long way along the pattern.
 */
export function balance(quadratic: QuadraticKind, Q: Float64Array, pattern: Pattern, gauge: Gauge): Gauge {
  const { n, e, m, rowStart, columns, columnStart, rows, entries } = pattern;
  const sizes = logarithms(pattern, gauge);
  const curvature = curvatureSizes(n, quadratic, Q, gauge);
  const r = new Float64Array(e + m);
  const c = new Float64Array(n);
  let o = 0;
  for (let sweep = 0; sweep < BALANCE_SWEEPS; sweep++) {
    for (let i = 0; i < r.length; i++) {
      const count = rowStart[i + 1] - rowStart[i];
      if (count === 0) continue;
      let sum = 0;
      for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += sizes[k] + c[columns[k]];
      r[i] = -sum / count;
    }
    o = objectiveExponent(curvature, c);
    let moved = 0;
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let count = columnStart[j + 1] - columnStart[j];
      for (let t = columnStart[j]; t < columnStart[j + 1]; t++) sum += sizes[entries[t]] + r[rows[t]];
      const { start, others, values } = curvature;
      for (let at = start[j]; at < start[j + 1]; at++) {
        const k = others[at];
        const weight = k === j ? 2 : 1;
        sum += weight * (values[at] + o + (k === j ? 0 : c[k]));
        count += weight * weight;
      }
      if (count === 0) continue;
      moved = Math.max(moved, Math.abs(c[j] + sum / count));
      c[j] = -sum / count;
    }
    if (moved <= SETTLED) break;
  }
  const scaled = (units: Float64Array, exponents: Float64Array): Float64Array =>
    units.map((unit, i) => unit * powerOfTwo(Math.round(exponents[i])));
  return {
    z: scaled(gauge.z, c),
    A: scaled(gauge.A, r.subarray(0, e)),
    G: scaled(gauge.G, r.subarray(e)),
    objective: gauge.objective * powerOfTwo(Math.round(o)),
  };
}

/** Of the entries of the pattern, in the gauge's units. */
function logarithms({ e, rowStart, columns, sizes }: Pattern, { z, A, G }: Gauge): Float64Array {
  const out = new Float64Array(sizes.length);
  for (let row = 0; row < rowStart.length - 1; row++) {
    const unit = row < e ? A[row] : G[row - e];
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++)
      out[k] = Math.log2(sizes[k] * unit * z[columns[k]]);
  }
  return out;
}

/** The nonzeros of the rows of Q, one after the other, and the logarithms of their sizes in the gauge's units. */
interface Curvature {
  readonly start: Int32Array;
  readonly others: readonly number[];
  readonly values: readonly number[];
}

function curvatureSizes(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  { z, objective }: Gauge,
): Curvature {
  const start = new Int32Array(n + 1);
  const others: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < n; i++) {
    const [first, end] = quadratic === "dense" ? [0, n] : quadratic === "diagonal" ? [i, i + 1] : [0, 0];
    for (let j = first; j < end; j++) {
      const entry = quadratic === "dense" ? Q[i * n + j] : Q[i];
      if (entry === 0) continue;
      others.push(j);
      values.push(Math.log2(Math.abs(entry) * objective * z[i] * z[j]));
    }
    start[i + 1] = others.length;
  }
  return { start, others, values };
}

function objectiveExponent({ start, others, values }: Curvature, c: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < c.length; i++) {
    for (let at = start[i]; at < start[i + 1]; at++) sum += values[at] + c[i] + c[others[at]];
  }
  return others.length > 0 ? -sum / others.length : 0;
}

const RUIZ_SWEEPS = 12;

/** Repeatedly divides rows and columns by the square root of their largest entry, until all are near 1. */
export function equilibrate(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  G: Float64Array,
  start: Gauge,
): Pick<Gauge, "z" | "A" | "G"> {
  const scaling = { z: start.z.slice(), A: start.A.slice(), G: start.G.slice() };
  const columns = new Float64Array(n);
  for (let sweep = 0; sweep < RUIZ_SWEEPS; sweep++) {
    columns.fill(0);
    quadraticNorms(n, quadratic, Q, start.objective, scaling.z, columns);
    const rowsA = rowAndColumnNorms(A, n, scaling.A, scaling.z, columns);
    const rowsG = rowAndColumnNorms(G, n, scaling.G, scaling.z, columns);
    const spread = Math.max(
      divideByRoot(scaling.z, columns),
      divideByRoot(scaling.A, rowsA),
      divideByRoot(scaling.G, rowsG),
    );
    if (spread < 0.1) break;
  }
  for (const factors of [scaling.z, scaling.A, scaling.G]) {
    for (let i = 0; i < factors.length; i++) factors[i] = nearestPowerOfTwo(factors[i]);
  }
  return scaling;
}

/** The largest entry of Q in these units of the variables. */
export function largestCurvature(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  z: Float64Array,
): number {
  const columns = new Float64Array(n);
  quadraticNorms(n, quadratic, Q, 1, z, columns);
  return maxAbs(columns);
}

function quadraticNorms(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  objective: number,
  scale: Float64Array,
  columns: Float64Array,
): void {
  if (quadratic === "diagonal") {
    for (let j = 0; j < n; j++) {
      columns[j] = Math.max(columns[j], Math.abs(Q[j]) * objective * scale[j] * scale[j]);
    }
  } else if (quadratic === "dense") {
    for (let i = 0; i < n; i++) {
      const rowScale = objective * scale[i];
      for (let j = 0; j < n; j++) {
        const size = Math.abs(Q[i * n + j]) * rowScale * scale[j];
        if (size > columns[j]) columns[j] = size;
      }
    }
  }
}

function rowAndColumnNorms(
  M: Float64Array,
  n: number,
  rowScale: Float64Array,
  columnScale: Float64Array,
  columns: Float64Array,
): Float64Array {
  const norms = new Float64Array(rowScale.length);
  for (let i = 0; i < norms.length; i++) {
    for (let j = 0; j < n; j++) {
      const size = Math.abs(M[i * n + j]) * rowScale[i] * columnScale[j];
      if (size > norms[i]) norms[i] = size;
      if (size > columns[j]) columns[j] = size;
    }
  }
  return norms;
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
