/**
 * Scales that bring the entries of Q, A and G near 1 on a logarithmic scale: the least squares of
 *
 *     log₂|A_ij| + r_i + c_j,   log₂|G_ij| + r_i + c_j   and   log₂|Q_ij| + o + c_i + c_j
 *
 * over rows r, columns c and the objective o, by Gauss–Seidel sweeps. Unlike an equilibration of largest entries it
 * forgets where it started: the gauge may be far from balance after a long way along the pattern.
 *
 * Source: Curtis & Reid 1972, on the automatic scaling of matrices for Gaussian elimination.
 */
import type { QuadraticKind } from "../problem/problem.js";
import type { Gauge } from "./gauge.js";
import type { Pattern } from "./pattern.js";
import { powerOfTwo } from "./powers.js";

const SWEEPS = 30;
/** Sweeps end when no exponent moves by more than this. */
const SETTLED = 0.05;

export function balance(quadratic: QuadraticKind, Q: Float64Array, pattern: Pattern, gauge: Gauge): Gauge {
  const { n, e, m, rowStart, columns, columnStart, rows, entries } = pattern;
  const sizes = logarithms(pattern, gauge);
  const curvature = curvatureSizes(n, quadratic, Q, gauge);
  const r = new Float64Array(e + m);
  const c = new Float64Array(n);
  let o = 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
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
