import type { Problem } from "../../problem/problem.js";
import { elementOf } from "../../problem/problem.js";
import { addProduct, addTransposedProduct } from "../../matrix/dense.js";
import type { Element } from "./element.js";
import { addQuadratic } from "./element.js";
import { addA, addATransposed, addC, addCTransposed, multiplyQ } from "./interior-problem.js";
import type { KktBlocks, KktSystem } from "./kkt.js";
import { newBlocks } from "./kkt.js";
import { particularSolution } from "./orthogonal.js";
import type { UserVectors } from "../../form/products.js";
import { addRowMultipliers, isFixed, userQuadratic } from "../../form/products.js";
import { expand } from "./outputs.js";

/** Relative residual at which the linear system of the derivative counts as solved. */
const SOLVED = 1e-7;
/**
 * Regularisation of the factorisation for an active set: small, so that refinement takes few steps to remove it;
 * but its inverse square, the range of numbers in the matrix, must leave digits for the rest.
 */
export const ACTIVE_SET_REGULARISATION = 1e-7;
/** Regularisation where the derivative does not exist, because the minimiser is not unique. */
const SINGULAR_REGULARISATION = 1e-5;

/** Use only the factors at hand, or make others where these do not do. */
export type Effort = "forwardFactors" | "refactor";

/**
 * Solves the KKT system of the active set for one element (backend.ts, `solveKkt`), in the user's units:
 * fixed variables out, equilibrate, reduce, solve, and back.
 *
 * @param multipliers the solution's, to tell which bound of a fixed variable is the active one.
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
  effort: Effort,
): void {
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
  solveInterior(kkt, active, interiorRight, interiorOut, effort);
  expand(element, interiorOut, { z: zp, right: equilibrated.z }, out);
  if (anyFixed) completeFixedRows(problem, index, multipliers, right, out);
}

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

/**
 * With the factors that the forward pass left for this active set; and where the system has no solution, because
 * the minimiser is not unique, the part of the derivative that exists.
 */
function solveInterior(
  kkt: KktSystem,
  active: Uint8Array,
  right: KktBlocks,
  out: KktBlocks,
  effort: Effort,
): void {
  if (effort === "refactor" && kkt.rho !== ACTIVE_SET_REGULARISATION) {
    kkt.factorActive(active, ACTIVE_SET_REGULARISATION);
  }
  if (kkt.solveActive(right, active, out) <= SOLVED || effort === "forwardFactors") return;
  if (kkt.factorActive(active, SINGULAR_REGULARISATION)) return solveSingular(kkt, active, right, out);
  for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
}

/**
 * out = M K M right with M = (K + regularisation)⁻¹: on the range of K nearly K⁻¹, and 0 on its null space, to
 * which a plain regularised inverse would give a huge arbitrary component.
 */
function solveSingular(kkt: KktSystem, active: Uint8Array, right: KktBlocks, out: KktBlocks): void {
  const { problem } = kkt;
  const first = newBlocks(problem);
  kkt.solve(right, first, SOLVED);
  const image = newBlocks(problem);
  multiplyQ(problem, first.z, image.z);
  addATransposed(problem, 1, first.nu, image.z);
  for (let i = 0; i < active.length; i++) if (!active[i]) first.lambda[i] = 0;
  addCTransposed(problem, 1, first.lambda, image.z);
  addA(problem, 1, first.z, image.nu);
  addC(problem, 1, first.z, image.lambda);
  for (let i = 0; i < active.length; i++) if (!active[i]) image.lambda[i] = 0;
  kkt.solve(image, out, SOLVED);
  for (let i = 0; i < active.length; i++) if (!active[i]) out.lambda[i] = 0;
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
