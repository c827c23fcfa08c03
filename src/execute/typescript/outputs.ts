import type { Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import { addRowMultipliers, userQuadratic } from "../../form/residuals.js";
import type { UserVectors } from "../../form/standard.js";
import { isFixed } from "../../form/standard.js";
import { addProduct, addTransposedProduct } from "../../matrix/dense.js";
import type { Element } from "./element.js";
import { addQuadratic } from "./element.js";
import { rangeMultipliers } from "../../matrix/orthogonal.js";

/** What the interior point found, or a direction in its unknowns. */
interface InteriorVectors {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

/** Where the null-space form needs it: the fixed part of z, and the right-hand side of stationarity. */
export interface Offset {
  /** Equilibrated point that z = offset + N w starts from. */
  readonly z: Float64Array;
  /** Equilibrated right-hand side of Qz + Aᵀnu + Cᵀlambda = right: −p for a solution. */
  readonly right: Float64Array;
}

/** Undoes reduction and equilibration for the free variables; `out` keeps its values for fixed ones. */
export function expand(element: Element, from: InteriorVectors, offset: Offset, out: UserVectors): void {
  const { matrices, units, costScale, quadraticScale, lowerIndex, upperIndex } = element;
  const { free, e, m, reduced } = matrices;
  const n = free.length;
  let z = from.z;
  let nu = from.nu;
  if (reduced) {
    z = offset.z.slice();
    addProduct(z, 1, reduced.space.N, n, reduced.space.dimension, from.z);
    const remainder = new Float64Array(n);
    addQuadratic(matrices, quadraticScale, z, remainder);
    addTransposedProduct(remainder, 1, matrices.G, m, n, from.lambda);
    for (let i = 0; i < lowerIndex.length; i++) remainder[lowerIndex[i]] -= from.lambda[m + i];
    for (let i = 0; i < upperIndex.length; i++) {
      remainder[upperIndex[i]] += from.lambda[m + lowerIndex.length + i];
    }
    for (let i = 0; i < n; i++) remainder[i] = offset.right[i] - remainder[i];
    nu = rangeMultipliers(reduced.space, remainder, e, n);
  }
  for (let i = 0; i < n; i++) out.z[free[i]] = units.z[i] * z[i];
  for (let i = 0; i < e; i++) out.nu[i] = (units.A[i] * nu[i]) / costScale;
  for (let i = 0; i < m; i++) out.lambda[i] = (units.G[i] * from.lambda[i]) / costScale;
  out.lambdaLower.fill(0);
  out.lambdaUpper.fill(0);
  for (let i = 0; i < lowerIndex.length; i++) {
    const variable = lowerIndex[i];
    out.lambdaLower[free[variable]] = from.lambda[m + i] / (costScale * units.z[variable]);
  }
  for (let i = 0; i < upperIndex.length; i++) {
    const variable = upperIndex[i];
    out.lambdaUpper[free[variable]] =
      from.lambda[m + lowerIndex.length + i] / (costScale * units.z[variable]);
  }
}

/** Writes values and multipliers of fixed variables: the multipliers are what stationarity leaves over. */
export function completeFixed(problem: Problem, index: number, element: Element, out: UserVectors): void {
  if (element.matrices.free.length === problem.variables) return;
  for (let i = 0; i < problem.variables; i++) {
    if (isFixed(problem, index, i)) out.z[i] = element.fixed[i];
  }
  const gradient = new Float64Array(problem.variables);
  userQuadratic(problem, index, out.z, gradient);
  addRowMultipliers(problem, index, out.nu, out.lambda, gradient);
  const p = elementOf(problem.p, index);
  for (let i = 0; i < problem.variables; i++) {
    if (!isFixed(problem, index, i)) continue;
    out.lambdaLower[i] = Math.max(0, gradient[i] + p[i]);
    out.lambdaUpper[i] = Math.max(0, -gradient[i] - p[i]);
  }
}

/** Keeps z within its bounds: √z of a z that is 1e-17 below 0 is NaN. */
export function keepWithinBounds(problem: Problem, index: number, z: Float64Array): void {
  for (let j = 0; j < z.length; j++) {
    const lower = boundAt(problem.lower, index, j, -Infinity);
    const upper = boundAt(problem.upper, index, j, Infinity);
    if (z[j] < lower) z[j] = lower;
    else if (z[j] > upper) z[j] = upper;
  }
}

/** Puts variables whose bounds are in the active set on them, exactly. */
export function putOnBounds(
  problem: Problem,
  index: number,
  { matrices, lowerIndex, upperIndex }: Element,
  active: Uint8Array,
  z: Float64Array,
): void {
  const { free, m } = matrices;
  lowerIndex.forEach((variable, i) => {
    if (active[m + i]) z[free[variable]] = boundAt(problem.lower, index, free[variable], 0);
  });
  upperIndex.forEach((variable, i) => {
    if (active[m + lowerIndex.length + i])
      z[free[variable]] = boundAt(problem.upper, index, free[variable], 0);
  });
}
