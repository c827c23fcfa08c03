/**
 * Scales that bring the entries of Q, A and G near 1 on a logarithmic scale: the least squares of
 *
 *     log₂|A_ij| + r_i + c_j,   log₂|G_ij| + r_i + c_j   and   log₂|Q_ij| + o + c_i + c_j
 *
 * over rows r, columns c and the objective o. Unlike an equilibration of largest entries it forgets where it started: the
 * gauge (equilibrate.ts) may be far from balance after a long way along the pattern. Rows are eliminated, and the rest is
 * solved by conjugate gradients, because stages that few entries connect drift apart from each other without changing any
 * entry by much: relaxation would need the square of their number to see it.
 *
 * Source: Curtis & Reid 1972, On the automatic scaling of matrices for Gaussian elimination.
 */
import { dot, maxAbs } from "../matrix/dense.js";
import type { SparseRows } from "../matrix/sparse.js";
import type { RowEntries, Scales } from "./equilibrate.js";
import { costUnits, powerOfTwo } from "./equilibrate.js";

/** Ends when no exponent would move by more than this in a step of relaxation: far fewer than it is to end from its optimum. */
const SETTLED = 1e-4;
/** Products with the entries of all matrices, as many as they have in all, and how many there may be of large ones. */
const MOST_ENTRIES = 2e7;
const LEAST_STEPS = 30;
const MOST_STEPS = 1000;

export function balance(Q: SparseRows, pattern: RowEntries, gauge: Scales): Scales {
  const { n } = pattern;
  const least = new LeastSquares(
    pattern.rows,
    Q,
    logarithms(pattern.rows, gauge.rows, gauge.z),
    logarithms(Q, costUnits(gauge.z, gauge.objective), gauge.z),
  );
  const x = new Float64Array(n + 1);
  const residual = new Float64Array(n + 1);
  least.gradientAtZero(residual);
  for (let j = 0; j <= n; j++) residual[j] = -residual[j];
  const { diagonal } = least;
  const preconditioned = new Float64Array(n + 1);
  const precondition = (): void => {
    for (let j = 0; j <= n; j++) preconditioned[j] = diagonal[j] > 0 ? residual[j] / diagonal[j] : 0;
  };
  precondition();
  const direction = preconditioned.slice();
  const image = new Float64Array(n + 1);
  let slope = dot(residual, 0, preconditioned, 0, n + 1);
  const entries = pattern.rows.value.length + Q.value.length;
  const steps = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, Math.floor(MOST_ENTRIES / Math.max(1, entries))));
  for (let step = 0; step < steps && maxAbs(preconditioned) > SETTLED; step++) {
    least.multiply(direction, image);
    const curvature = dot(direction, 0, image, 0, n + 1);
    if (!(curvature > 0)) break;
    const length = slope / curvature;
    for (let j = 0; j <= n; j++) {
      x[j] += length * direction[j];
      residual[j] -= length * image[j];
    }
    precondition();
    const next = dot(residual, 0, preconditioned, 0, n + 1);
    for (let j = 0; j <= n; j++) direction[j] = preconditioned[j] + (next / slope) * direction[j];
    slope = next;
  }
  const r = least.rowsFor(x);
  return {
    z: rescaled(gauge.z, x),
    rows: rescaled(gauge.rows, r),
    objective: gauge.objective * powerOfTwo(Math.round(x[n])),
  };
}

/** Units times the powers of two with these exponents, rounded. */
function rescaled(units: Float64Array, exponents: Float64Array): Float64Array {
  const scaled = new Float64Array(units.length);
  for (let j = 0; j < units.length; j++) scaled[j] = units[j] * powerOfTwo(Math.round(exponents[j]));
  return scaled;
}

/** Half the sum of squares over columns and the objective, the last unknown; each row is where it is best for them. */
class LeastSquares {
  readonly #rows: SparseRows;
  readonly #sizes: Float64Array;
  readonly #curvature: Float64Array;
  /** Every entry of Q once, though it stands on both sides of the diagonal: which it is. Its row and column are `#i` and `#j`. */
  readonly #lower: Int32Array;
  readonly #i: Int32Array;
  readonly #j: Int32Array;
  /** Of the matrix of second derivatives. */
  readonly diagonal: Float64Array;

  constructor(rows: SparseRows, Q: SparseRows, sizes: Float64Array, curvature: Float64Array) {
    this.#rows = rows;
    this.#sizes = sizes;
    this.#curvature = curvature;
    const n = rows.columns;
    this.diagonal = new Float64Array(n + 1);
    for (let i = 0; i < rows.rows; i++) {
      const count = rows.start[i + 1] - rows.start[i];
      for (let k = rows.start[i]; k < rows.start[i + 1]; k++) this.diagonal[rows.index[k]] += 1 - 1 / count;
    }
    let count = 0;
    const [lower, above, left] = [0, 1, 2].map(() => new Int32Array(Q.index.length));
    for (let i = 0; i < Q.rows; i++) {
      for (let k = Q.start[i]; k < Q.start[i + 1]; k++) {
        const j = Q.index[k];
        if (j > i) continue;
        lower[count] = k;
        above[count] = i;
        left[count++] = j;
        this.diagonal[n]++;
        if (i === j) this.diagonal[i] += 4;
        else {
          this.diagonal[i]++;
          this.diagonal[j]++;
        }
      }
    }
    [this.#lower, this.#i, this.#j] = [lower, above, left].map((list) => list.subarray(0, count));
  }

  /** What is best for the rows: minus the mean of their entries. */
  rowsFor(x: Float64Array): Float64Array {
    const { rows, start, index } = this.#rows;
    const sizes = this.#sizes;
    const best = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let k = start[i]; k < start[i + 1]; k++) sum += sizes[k] + x[index[k]];
      if (start[i + 1] > start[i]) best[i] = -sum / (start[i + 1] - start[i]);
    }
    return best;
  }

  /** out ← the gradient where all unknowns are 0. */
  gradientAtZero(out: Float64Array): void {
    const { rows, start, index } = this.#rows;
    const [sizes, curvature] = [this.#sizes, this.#curvature];
    out.fill(0);
    for (let i = 0; i < rows; i++) {
      const last = start[i + 1];
      let mean = 0;
      for (let k = start[i]; k < last; k++) mean += sizes[k];
      mean /= last - start[i];
      for (let k = start[i]; k < last; k++) out[index[k]] += sizes[k] - mean;
    }
    const n = out.length - 1;
    for (let t = 0; t < this.#lower.length; t++) {
      const value = curvature[this.#lower[t]];
      out[n] += value;
      out[this.#i[t]] += value;
      out[this.#j[t]] += value;
    }
  }

  /** out ← the second derivatives times x. */
  multiply(x: Float64Array, out: Float64Array): void {
    const { rows, start, index } = this.#rows;
    out.fill(0);
    for (let i = 0; i < rows; i++) {
      const first = start[i];
      const last = start[i + 1];
      let mean = 0;
      for (let k = first; k < last; k++) mean += x[index[k]];
      mean /= last - first;
      for (let k = first; k < last; k++) out[index[k]] += x[index[k]] - mean;
    }
    const n = x.length - 1;
    const [above, left, ofObjective] = [this.#i, this.#j, x[n]];
    let sum = out[n];
    for (let t = 0; t < above.length; t++) {
      const [i, j] = [above[t], left[t]];
      const value = ofObjective + x[i] + x[j];
      sum += value;
      out[i] += value;
      out[j] += value;
    }
    out[n] = sum;
  }
}

/** Of the sizes of M's entries in these units. */
function logarithms(
  { rows, start, index, value }: SparseRows,
  rowUnits: Float64Array,
  z: Float64Array,
): Float64Array {
  const out = new Float64Array(value.length);
  for (let i = 0; i < rows; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      out[k] = Math.log2(Math.abs(value[k]) * rowUnits[i] * z[index[k]]);
    }
  }
  return out;
}
