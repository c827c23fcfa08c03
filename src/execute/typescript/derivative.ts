import type { Problem } from "../../problem/problem.js";
import { elementOf } from "../../problem/problem.js";
import { addRowMultipliers, userQuadratic } from "../../form/residuals.js";
import type { UserVectors } from "../../form/standard.js";
import { isFixed } from "../../form/standard.js";
import { addProduct, addTransposedProduct } from "../../matrix/dense.js";
import type { Element } from "./element.js";
import { addQuadratic } from "./element.js";
import type { KktBlocks, KktSystem } from "./kkt.js";
import { newBlocks } from "./kkt.js";
import { particularSolution } from "../../matrix/orthogonal.js";
import { expand } from "./outputs.js";

/** Relative residual at which the system of the derivative counts as regular: all blocks of the probe are alike. */
const REGULAR = 1e-12;
/**
 * Relative residual at which a right-hand side counts as solved. A block of it that is zero is measured against 1e-4
 * of the largest, so that this is near what rounding allows.
 */
const SOLVED = 1e-10;
/**
 * Regularisation of the factorisation for an active set: small, so that refinement takes few steps to remove it;
 * but its inverse square, the range of numbers in the matrix, must leave digits for the rest.
 */
export const ACTIVE_SET_REGULARISATION = 1e-7;

/**
 * Solves the KKT system of the active set for one element (backend.ts, `solveKkt`), in the user's units, with the
 * factors at hand: fixed variables out, equilibrate, reduce, solve, and back.
 *
 * @param multipliers the solution's, to tell which bound of a fixed variable is the active one.
 * @returns whether it is solved to working accuracy.
 */
export function solveActiveSystem(
  problem: Problem,
  index: number,
  element: Element,
  kkt: KktSystem,
  active: Uint8Array,
  multipliers: Pick<UserVectors, "lambdaLower" | "lambdaUpper">,
  right: UserVectors,
  out: UserVectors,
): boolean {
  const { matrices } = element;
  const n = matrices.free.length;
  out.z.fill(0);
  const anyFixed = n < problem.variables;
  if (anyFixed) {
    for (let i = 0; i < problem.variables; i++) {
      if (!isFixed(problem, index, i)) continue;
      const upperIsActive = multipliers.lambdaUpper[i] > multipliers.lambdaLower[i];
      out.z[i] = upperIsActive ? right.lambdaUpper[i] : -right.lambdaLower[i];
    }
  }
  const equilibrated = equilibrateRight(problem, index, element, right, out.z);
  const { reduced } = matrices;
  const zp = reduced ? particularSolution(reduced.space, equilibrated.nu, n) : new Float64Array(0);
  const interiorRight = reduced ? reduceRight(element, equilibrated, zp) : equilibrated;
  for (let i = 0; i < active.length; i++) if (!active[i]) interiorRight.lambda[i] = 0;
  const interiorOut = newBlocks(element.interior);
  const residual = kkt.solveActive(interiorRight, active, interiorOut);
  expand(element, interiorOut, { z: zp, right: equilibrated.z }, out);
  if (anyFixed) completeFixedRows(problem, index, multipliers, right, out);
  return residual <= SOLVED;
}

/**
 * Whether the factors of the active set solve for a right-hand side in general position: then they do for all, and
 * the system is regular.
 */
export function isRegular(element: Element, kkt: KktSystem, active: Uint8Array): boolean {
  const { e, reduced } = element.matrices;
  if (reduced && reduced.space.rank < e) return false;
  const probe = newBlocks(element.interior);
  let phase = 0;
  for (const block of [probe.z, probe.nu, probe.lambda]) {
    for (let i = 0; i < block.length; i++) {
      phase = (phase + GOLDEN) % 1;
      if (block !== probe.lambda || active[i]) block[i] = phase < 0.5 ? phase - 1 : phase;
    }
  }
  return kkt.solveActive(probe, active, newBlocks(element.interior)) <= REGULAR;
}

/** Steps of this share of 1 never come near where they have been. */
const GOLDEN = 0.6180339887498949;

function equilibrateRight(
  problem: Problem,
  index: number,
  element: Element,
  right: UserVectors,
  fixedZ: Float64Array,
): KktBlocks {
  const { matrices, units, costScale, lowerIndex, upperIndex } = element;
  const { free, e, m } = matrices;
  const n = free.length;
  const moved = new Float64Array(problem.variables);
  const nu = right.nu.slice();
  const h = right.lambda.slice();
  if (n < problem.variables) {
    userQuadratic(problem, index, fixedZ, moved);
    if (problem.A) addProduct(nu, -1, elementOf(problem.A, index), e, problem.variables, fixedZ);
    if (problem.G) addProduct(h, -1, elementOf(problem.G, index), m, problem.variables, fixedZ);
  }
  const z = new Float64Array(n);
  for (let i = 0; i < n; i++) z[i] = costScale * units.z[i] * (right.z[free[i]] - moved[free[i]]);
  for (let i = 0; i < e; i++) nu[i] *= units.A[i];
  const lambda = new Float64Array(element.interior.d.length);
  for (let i = 0; i < m; i++) lambda[i] = h[i] * units.G[i];
  for (let i = 0; i < lowerIndex.length; i++) {
    lambda[m + i] = right.lambdaLower[free[lowerIndex[i]]] / units.z[lowerIndex[i]];
  }
  for (let i = 0; i < upperIndex.length; i++) {
    lambda[m + lowerIndex.length + i] = right.lambdaUpper[free[upperIndex[i]]] / units.z[upperIndex[i]];
  }
  return { z, nu, lambda };
}

/** The right-hand side of the problem in w, with z = zp + N w. */
function reduceRight(element: Element, right: KktBlocks, zp: Float64Array): KktBlocks {
  const { matrices, quadraticScale, lowerIndex, upperIndex } = element;
  const { m } = matrices;
  const { space } = matrices.reduced!;
  const n = zp.length;
  const gradient = new Float64Array(n);
  addQuadratic(matrices, -quadraticScale, zp, gradient);
  for (let i = 0; i < n; i++) gradient[i] += right.z[i];
  const z = new Float64Array(space.dimension);
  addTransposedProduct(z, 1, space.N, n, space.dimension, gradient);
  const lambda = right.lambda.slice();
  addProduct(lambda, -1, matrices.G, m, n, zp);
  for (let i = 0; i < lowerIndex.length; i++) lambda[m + i] += zp[lowerIndex[i]];
  for (let i = 0; i < upperIndex.length; i++) lambda[m + lowerIndex.length + i] -= zp[upperIndex[i]];
  return { z, nu: new Float64Array(0), lambda };
}

/** Stationarity of a fixed variable gives the multiplier of its active bound; the other stays 0. */
function completeFixedRows(
  problem: Problem,
  index: number,
  multipliers: Pick<UserVectors, "lambdaLower" | "lambdaUpper">,
  right: UserVectors,
  out: UserVectors,
): void {
  const left = new Float64Array(problem.variables);
  userQuadratic(problem, index, out.z, left);
  addRowMultipliers(problem, index, out.nu, out.lambda, left);
  for (let i = 0; i < problem.variables; i++) {
    if (!isFixed(problem, index, i)) continue;
    if (multipliers.lambdaUpper[i] > multipliers.lambdaLower[i]) out.lambdaUpper[i] = right.z[i] - left[i];
    else out.lambdaLower[i] = left[i] - right.z[i];
  }
}
