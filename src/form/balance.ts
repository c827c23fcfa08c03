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
  const residual = least.gradient(x, true).map((value) => -value);
  const { diagonal } = least;
  const scaled = (): Float64Array => residual.map((value, j) => (diagonal[j] > 0 ? value / diagonal[j] : 0));
  let preconditioned = scaled();
  const direction = preconditioned.slice();
  let slope = dot(residual, 0, preconditioned, 0, n + 1);
  const entries = pattern.rows.value.length + Q.value.length;
  const steps = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, Math.floor(MOST_ENTRIES / Math.max(1, entries))));
  for (let step = 0; step < steps && maxAbs(preconditioned) > SETTLED; step++) {
    const image = least.gradient(direction, false);
    const curvature = dot(direction, 0, image, 0, n + 1);
    if (!(curvature > 0)) break;
    const length = slope / curvature;
    for (let j = 0; j <= n; j++) {
      x[j] += length * direction[j];
      residual[j] -= length * image[j];
    }
    preconditioned = scaled();
    const next = dot(residual, 0, preconditioned, 0, n + 1);
    for (let j = 0; j <= n; j++) direction[j] = preconditioned[j] + (next / slope) * direction[j];
    slope = next;
  }
  const r = least.rowsFor(x);
  return {
    z: gauge.z.map((unit, j) => unit * powerOfTwo(Math.round(x[j]))),
    rows: gauge.rows.map((unit, i) => unit * powerOfTwo(Math.round(r[i]))),
    objective: gauge.objective * powerOfTwo(Math.round(x[n])),
  };
}

/** Half the sum of squares over columns and the objective, the last unknown; each row is where it is best for them. */
class LeastSquares {
  readonly #rows: SparseRows;
  readonly #Q: SparseRows;
  readonly #sizes: Float64Array;
  readonly #curvature: Float64Array;
  /** Of the matrix of second derivatives. */
  readonly diagonal: Float64Array;

  constructor(rows: SparseRows, Q: SparseRows, sizes: Float64Array, curvature: Float64Array) {
    this.#rows = rows;
    this.#Q = Q;
    this.#sizes = sizes;
    this.#curvature = curvature;
    const n = rows.columns;
    this.diagonal = new Float64Array(n + 1);
    for (let i = 0; i < rows.rows; i++) {
      const count = rows.start[i + 1] - rows.start[i];
      for (let k = rows.start[i]; k < rows.start[i + 1]; k++) this.diagonal[rows.index[k]] += 1 - 1 / count;
    }
    this.#forEachOfQ((_, i, j) => {
      this.diagonal[n]++;
      if (i === j) this.diagonal[i] += 4;
      else {
        this.diagonal[i]++;
        this.diagonal[j]++;
      }
    });
  }

  /** Every entry of Q once, though it stands on both sides of the diagonal. */
  #forEachOfQ(act: (at: number, i: number, j: number) => void): void {
    const { rows, start, index } = this.#Q;
    for (let i = 0; i < rows; i++) {
      for (let k = start[i]; k < start[i + 1]; k++) if (index[k] <= i) act(k, i, index[k]);
    }
  }

  /** What is best for the rows: minus the mean of their entries. */
  rowsFor(x: Float64Array): Float64Array {
    const { rows, start, index } = this.#rows;
    return Float64Array.from({ length: rows }, (_, i) => {
      let sum = 0;
      for (let k = start[i]; k < start[i + 1]; k++) sum += this.#sizes[k] + x[index[k]];
      return start[i + 1] > start[i] ? -sum / (start[i + 1] - start[i]) : 0;
    });
  }

  /** The gradient at x; without the entries themselves, the second derivatives times x. */
  gradient(x: Float64Array, withSizes: boolean): Float64Array {
    const { rows, start, index } = this.#rows;
    const [sizes, curvature] = [this.#sizes, this.#curvature];
    const out = new Float64Array(x.length);
    for (let i = 0; i < rows; i++) {
      const last = start[i + 1];
      let mean = 0;
      for (let k = start[i]; k < last; k++) mean += x[index[k]] + (withSizes ? sizes[k] : 0);
      mean /= last - start[i];
      for (let k = start[i]; k < last; k++) {
        out[index[k]] += x[index[k]] + (withSizes ? sizes[k] : 0) - mean;
      }
    }
    const n = x.length - 1;
    this.#forEachOfQ((k, i, j) => {
      const value = x[n] + x[i] + x[j] + (withSizes ? curvature[k] : 0);
      out[n] += value;
      out[i] += value;
      out[j] += value;
    });
    return out;
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
