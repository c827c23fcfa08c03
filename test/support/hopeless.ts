/** Random problems without a solution, made from the proof that they have none. */
import type { Family } from "./draw.js";
import { drawCost, drawFeasible } from "./draw.js";
import type { Qp } from "./qp.js";
import { boundOf, inner, isDiagonal, multiply, multiplyTransposed } from "./qp.js";
import type { Random } from "./random.js";

/**
 * No z meets the constraints: one row becomes the negative of a combination of the others, with a right-hand
 * side that misses by `gap`. Needs an equality or an inequality.
 */
export function drawInfeasible(random: Random, family: Family, gap = 1): Qp {
  const qp = drawFeasible(random, family);
  const n = qp.p.length;
  const A = (qp.A ?? []).map((row) => [...row]);
  const G = (qp.G ?? []).map((row) => [...row]);
  const b = [...(qp.b ?? [])];
  const h = [...(qp.h ?? [])];
  const nu = random.vector(b.length);
  const lambda = random.vector(h.length, () => random.uniform(0.5, 1.5));
  const finite = (bound: Qp["lower"]): number[] =>
    qp.p.map((_, i) => (Number.isFinite(boundOf(bound, i, Infinity)) ? Math.max(0, random.normal()) : 0));
  const lambdaLower = finite(qp.lower);
  const lambdaUpper = finite(qp.upper);
  const inEqualities = h.length === 0 || (b.length > 0 && random.chance(0.5));
  const [rows, sides, weights] = inEqualities ? [A, b, nu] : [G, h, lambda];
  const last = rows.length - 1;
  if (inEqualities) nu[last] = 1;
  const fromA = multiplyTransposed(A, nu, n);
  const fromG = multiplyTransposed(G, lambda, n);
  rows[last] = rows[last].map((value, i) => {
    return withoutNoise(value - (fromA[i] + fromG[i] - lambdaLower[i] + lambdaUpper[i]) / weights[last]);
  });
  let total = inner(b, nu) + inner(h, lambda);
  qp.p.forEach((_, i) => {
    if (lambdaLower[i] > 0) total -= boundOf(qp.lower, i, 0) * lambdaLower[i];
    if (lambdaUpper[i] > 0) total += boundOf(qp.upper, i, 0) * lambdaUpper[i];
  });
  sides[last] -= (total + gap) / weights[last];
  const infeasible: Qp = { ...qp, ...(qp.A && { A, b }), ...(qp.G && { G, h }) };
  return { ...infeasible, p: drawCost(random, infeasible) };
}

/**
 * Feasible, and the objective falls for ever along a direction d. Its Q is singular or absent, whatever the
 * family says; undefined where bounds on both sides leave no direction.
 */
export function drawUnbounded(random: Random, family: Family): Qp | undefined {
  const qp = drawFeasible(random, family);
  const n = qp.p.length;
  const d = qp.p.map((_, i) => {
    const below = boundOf(qp.lower, i, -Infinity) > -Infinity;
    const above = boundOf(qp.upper, i, Infinity) < Infinity;
    if (below && above) return 0;
    const size = random.uniform(0.2, 1);
    return below || (!above && random.chance(0.5)) ? size : -size;
  });
  if (family.quadratic === "diagonal") d.forEach((_, i) => (d[i] = random.chance(0.5) ? d[i] : 0));
  const square = inner(d, d);
  if (square === 0) return undefined;
  const project = (row: readonly number[]): number[] => {
    const along = inner(row, d) / square;
    return row.map((value, i) => withoutNoise(value - along * d[i]));
  };
  const z = random.vector(n);
  const inside = z.map((value, i) => {
    const below = boundOf(qp.lower, i, -Infinity);
    const above = boundOf(qp.upper, i, Infinity);
    return Math.min(Math.max(value, below), above);
  });
  const A = qp.A?.map(project);
  const G = qp.G?.map((row) => (inner(row, d) > 0 ? row.map((value) => -value) : row));
  const p = project(random.vector(n)).map((value, i) => value - d[i] / square);
  return {
    ...qp,
    ...(qp.Q && { Q: flattened(qp.Q, d, project) }),
    p,
    ...(A && { A, b: multiply(A, inside) }),
    ...(G && { G, h: multiply(G, inside).map((value) => value + random.uniform(0.1, 1)) }),
  };
}

/** What is left of a cancelled entry would be a constraint of its own, felt at distances of 1e15. */
function withoutNoise(value: number): number {
  return Math.abs(value) < 1e-12 ? 0 : value;
}

/** Q with Qd = 0. */
function flattened(
  Q: NonNullable<Qp["Q"]>,
  d: readonly number[],
  project: (row: readonly number[]) => number[],
): NonNullable<Qp["Q"]> {
  if (isDiagonal(Q)) return Q.map((value, i) => (d[i] === 0 ? value : 0));
  const columns = Q.map(project);
  const both = columns.map((_, j) => project(columns.map((row) => row[j])));
  return both.map((row, i) => row.map((value, j) => (j <= i ? value : both[j][i])));
}
