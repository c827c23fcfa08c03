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

export function balance(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  A: Float64Array,
  G: Float64Array,
  pattern: Pattern,
  gauge: Gauge,
): Gauge {
  const { e, m } = pattern;
  const size = (row: number, j: number): number => {
    const unit = row < e ? gauge.A[row] : gauge.G[row - e];
    return Math.log2(Math.abs(row < e ? A[row * n + j] : G[(row - e) * n + j]) * unit * gauge.z[j]);
  };
  const rows = Array.from({ length: e + m }, (_, row) => {
    const columns = pattern.rowColumns(row);
    return { columns, sizes: Float64Array.from(columns, (j) => size(row, j)) };
  });
  const columns = Array.from({ length: n }, (_, j) => {
    const own = pattern.columnRows(j);
    return { rows: own, sizes: Float64Array.from(own, (row) => size(row, j)) };
  });
  const curvature = curvatureSizes(n, quadratic, Q, gauge);
  const r = new Float64Array(e + m);
  const c = new Float64Array(n);
  let o = 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    rows.forEach((row, i) => {
      let sum = 0;
      row.columns.forEach((j, k) => (sum += row.sizes[k] + c[j]));
      if (row.columns.length > 0) r[i] = -sum / row.columns.length;
    });
    o = objectiveExponent(curvature, c);
    let moved = 0;
    for (let j = 0; j < n; j++) {
      const { rows: own, sizes } = columns[j];
      let sum = 0;
      let count = own.length;
      own.forEach((row, k) => (sum += sizes[k] + r[row]));
      const { others, values } = curvature[j];
      others.forEach((k, at) => {
        const weight = k === j ? 2 : 1;
        sum += weight * (values[at] + o + (k === j ? 0 : c[k]));
        count += weight * weight;
      });
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

/** The nonzeros of every row of Q, and the logarithms of their sizes in the gauge's units. */
interface CurvatureRow {
  readonly others: Int32Array;
  readonly values: Float64Array;
}

function curvatureSizes(
  n: number,
  quadratic: QuadraticKind,
  Q: Float64Array,
  { z, objective }: Gauge,
): CurvatureRow[] {
  return Array.from({ length: n }, (_, i) => {
    const others: number[] = [];
    if (quadratic === "diagonal" && Q[i] !== 0) others.push(i);
    if (quadratic === "dense") for (let j = 0; j < n; j++) if (Q[i * n + j] !== 0) others.push(j);
    const entry = (j: number): number => Math.abs(quadratic === "diagonal" ? Q[i] : Q[i * n + j]);
    return {
      others: Int32Array.from(others),
      values: Float64Array.from(others, (j) => Math.log2(entry(j) * objective * z[i] * z[j])),
    };
  });
}

function objectiveExponent(curvature: readonly CurvatureRow[], c: Float64Array): number {
  let sum = 0;
  let count = 0;
  curvature.forEach(({ others, values }, i) => {
    others.forEach((j, k) => (sum += values[k] + c[i] + c[j]));
    count += others.length;
  });
  return count > 0 ? -sum / count : 0;
}
