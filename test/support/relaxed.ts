/**
 * The central path by the book: plain Newton steps on the relaxed KKT conditions, bounds written out as rows,
 * Gaussian elimination on the whole unsymmetric Jacobian. Slow, and nothing in common with the library.
 */
import type { Qp } from "./qp.js";
import { boundOf, inner, isDiagonal, multiply, multiplyTransposed, quadraticTimes } from "./qp.js";

export interface RelaxedPoint {
  readonly z: number[];
  readonly nu: number[];
  /** Rows of G, then finite lower bounds, then finite upper bounds. */
  readonly lambda: number[];
}

/** Rows and right-hand sides of all inequalities. */
export function inequalityRows(qp: Qp): { C: number[][]; d: number[] } {
  const n = qp.p.length;
  const C = [...(qp.G ?? [])];
  const d = [...(qp.h ?? [])];
  for (const sign of [-1, 1]) {
    for (let i = 0; i < n; i++) {
      const bound = sign < 0 ? boundOf(qp.lower, i, -Infinity) : boundOf(qp.upper, i, Infinity);
      if (!Number.isFinite(bound)) continue;
      C.push(Array.from({ length: n }, (_, j) => (i === j ? sign : 0)));
      d.push(sign * bound);
    }
  }
  return { C, d };
}

/** The z, nu, lambda with lambda ∘ (d − Cz) = mu. The problem needs an interior, and bounded minimisers. */
export function relaxedSolution(qp: Qp, mu: number): RelaxedPoint {
  const n = qp.p.length;
  const { A = [], b = [] } = qp;
  const { C, d } = inequalityRows(qp);
  const e = A.length;
  const z = qp.p.map(() => 0);
  const nu = b.map(() => 0);
  const lambda = d.map(() => 1);
  const s = d.map(() => 1);
  let target = Math.max(1, mu);
  for (let iteration = 0; iteration < 400; iteration++) {
    const dual = quadraticTimes(qp, z).map((value, i) => value + qp.p[i]);
    multiplyTransposed(A, nu, n).forEach((value, i) => (dual[i] += value));
    multiplyTransposed(C, lambda, n).forEach((value, i) => (dual[i] += value));
    const equality = multiply(A, z).map((value, i) => value - b[i]);
    const inequality = multiply(C, z).map((value, i) => value + s[i] - d[i]);
    const complementarity = s.map((slack, i) => slack * lambda[i] - target);
    const F = [...dual, ...equality, ...inequality, ...complementarity];
    if (Math.max(...F.map(Math.abs)) < 1e-13 && target === mu) break;

    // Unknowns dz, dnu, dlambda, ds.
    const m = C.length;
    const width = n + e + 2 * m;
    const J = Array.from({ length: width }, () => new Array<number>(width).fill(0));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        J[i][j] = qp.Q === undefined ? 0 : isDiagonal(qp.Q) ? (i === j ? qp.Q[i] : 0) : qp.Q[i][j];
      }
    }
    A.forEach((row, k) => row.forEach((value, j) => (J[j][n + k] = J[n + k][j] = value)));
    C.forEach((row, k) => row.forEach((value, j) => (J[j][n + e + k] = J[n + e + k][j] = value)));
    for (let k = 0; k < m; k++) {
      J[n + e + k][n + e + m + k] = 1;
      J[n + e + m + k][n + e + k] = s[k];
      J[n + e + m + k][n + e + m + k] = lambda[k];
    }
    const step = eliminate(
      J,
      F.map((value) => -value),
    );
    let alpha = 1;
    for (let k = 0; k < m; k++) {
      const [dl, ds] = [step[n + e + k], step[n + e + m + k]];
      if (dl < 0) alpha = Math.min(alpha, (-0.9 * lambda[k]) / dl);
      if (ds < 0) alpha = Math.min(alpha, (-0.9 * s[k]) / ds);
    }
    for (let i = 0; i < n; i++) z[i] += alpha * step[i];
    for (let i = 0; i < e; i++) nu[i] += alpha * step[n + i];
    for (let k = 0; k < m; k++) {
      lambda[k] += alpha * step[n + e + k];
      s[k] += alpha * step[n + e + m + k];
    }
    if (alpha > 0.9) target = Math.max(mu, target / 10);
  }
  return { z, nu, lambda };
}

/** x with M x = r, by Gaussian elimination with partial pivoting. */
export function eliminate(M: readonly (readonly number[])[], r: readonly number[]): number[] {
  const size = r.length;
  const rows = M.map((row, i) => [...row, r[i]]);
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let i = k; i < size; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[best][k])) best = i;
    [rows[k], rows[best]] = [rows[best], rows[k]];
    for (let i = k + 1; i < size; i++) {
      const factor = rows[i][k] / rows[k][k];
      if (factor === 0) continue;
      for (let j = k; j <= size; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const known = inner(rows[i].slice(i + 1, size), x.slice(i + 1));
    x[i] = (rows[i][size] - known) / rows[i][i];
  }
  return x;
}
