import type { Triple } from "./draw.js";
import type { Qp } from "./qp.js";
import { boundOf, isDiagonal } from "./qp.js";

/** The largest term that a residual or the gap at a solution is a sum of. */
export function termSize(qp: Qp, { z, nu, lambda, lambdaLower, lambdaUpper }: Triple): number {
  const { Q, p, A = [], b = [], G = [], h = [] } = qp;
  let largest = 1;
  const note = (...values: number[]): void => {
    for (const value of values) largest = Math.max(largest, Math.abs(value));
  };
  for (const [M, right, multipliers] of [
    [A, b, nu],
    [G, h, lambda],
  ] as const) {
    M.forEach((row, i) => {
      row.forEach((value, j) => note(value * z[j], value * multipliers[i]));
      note(right[i], right[i] * multipliers[i]);
    });
  }
  z.forEach((value, j) => {
    const row = Q === undefined ? [] : isDiagonal(Q) ? [Q[j]] : Q[j];
    row.forEach((entry, i) => note(entry * (isDiagonal(Q!) ? value : z[i]), entry * value * value));
    note(p[j], p[j] * value, lambdaLower[j], lambdaUpper[j]);
    const lower = boundOf(qp.lower, j, -Infinity);
    const upper = boundOf(qp.upper, j, Infinity);
    if (Number.isFinite(lower)) note(lower * lambdaLower[j]);
    if (Number.isFinite(upper)) note(upper * lambdaUpper[j]);
  });
  return largest;
}
