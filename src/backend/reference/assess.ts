import type { Problem } from "../../problem/problem.js";
import { elementOf } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { addProduct, dot, maxAbs } from "../../matrix/dense.js";
import type { UserVectors } from "../../form/products.js";
import { addRowMultipliers, userQuadratic } from "../../form/products.js";
import type { UserResiduals } from "../../form/residuals.js";
import { boundResiduals, userResiduals } from "../../form/residuals.js";

/** The largest residuals of a candidate solution. */
export interface Assessment {
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly dualityGap: number;
  /** The largest of them in units of its tolerance: at most 1 means solved. */
  readonly merit: number;
  /** The duality gap with its sign. */
  readonly signedGap: number;
  /** What each residual may be at most. */
  readonly limits: { readonly primal: number; readonly dual: number; readonly gap: number };
  readonly residuals: UserResiduals;
}

/** Recomputes the residuals from the user's own numbers: a "solved" that this does not confirm is not given. */
export function assess(
  problem: Problem,
  element: number,
  candidate: UserVectors,
  settings: Settings,
  exact: boolean,
): Assessment {
  const { z, nu, lambda, lambdaLower, lambdaUpper } = candidate;
  const residuals = userResiduals(problem, element, candidate, exact);
  const { dual, equality, inequality } = residuals;
  let primal = maxAbs(equality);
  for (const value of inequality) primal = worse(primal, value);
  // zᵀQz + pᵀz + bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper, written as a sum of small terms.
  let gap = dot(z, 0, dual, 0, z.length) - dot(nu, 0, equality, 0, nu.length);
  gap -= dot(lambda, 0, inequality, 0, lambda.length);
  for (let i = 0; i < z.length; i++) {
    const bound = boundResiduals(problem, element, i, z[i]);
    primal = worse(worse(primal, bound.lower), bound.upper);
    if (bound.lower > -Infinity) gap -= lambdaLower[i] * bound.lower;
    if (bound.upper > -Infinity) gap -= lambdaUpper[i] * bound.upper;
  }
  const { tolerance, relativeTolerance: relative } = settings;
  const scale = relative > 0 ? termSizes(problem, element, candidate) : NO_SCALE;
  const limits = {
    primal: tolerance + relative * scale.primal,
    dual: tolerance + relative * scale.dual,
    gap: tolerance + relative * scale.gap,
  };
  const found = { primalResidual: primal, dualResidual: maxAbs(dual), dualityGap: Math.abs(gap) };
  const merit = worse(
    worse(found.primalResidual / limits.primal, found.dualResidual / limits.dual),
    found.dualityGap / limits.gap,
  );
  return { ...found, signedGap: gap, limits, merit, residuals };
}

/** Residuals up to this many units in the last place of their largest term count as rounding. */
const ROUNDING_UNITS = 64;

/** Whether rounding alone may be what keeps the residuals from their limits. */
export function withinRounding(
  problem: Problem,
  element: number,
  candidate: UserVectors,
  { primalResidual, dualResidual, dualityGap, limits }: Assessment,
): boolean {
  const sizes = termSizes(problem, element, candidate);
  const unit = ROUNDING_UNITS * Number.EPSILON;
  return (
    primalResidual <= Math.max(limits.primal, unit * sizes.primal) &&
    dualResidual <= Math.max(limits.dual, unit * sizes.dual) &&
    dualityGap <= Math.max(limits.gap, unit * sizes.gap)
  );
}

const NO_SCALE = { primal: 0, dual: 0, gap: 0 };

/** The larger of the two; a NaN counts as the largest. */
function worse(current: number, candidate: number): number {
  return candidate <= current ? current : candidate;
}

/** The largest terms that the residuals are sums of. */
function termSizes(
  problem: Problem,
  element: number,
  candidate: UserVectors,
): { primal: number; dual: number; gap: number } {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const { z, nu, lambda, lambdaLower, lambdaUpper } = candidate;
  const p = elementOf(problem.p, element);
  const b = problem.b ? elementOf(problem.b, element) : EMPTY;
  const h = problem.h ? elementOf(problem.h, element) : EMPTY;
  const Az = new Float64Array(e);
  if (problem.A) addProduct(Az, 1, elementOf(problem.A, element), e, n, z);
  const Gz = new Float64Array(m);
  if (problem.G) addProduct(Gz, 1, elementOf(problem.G, element), m, n, z);
  const Qz = new Float64Array(n);
  userQuadratic(problem, element, z, Qz);
  const multipliers = new Float64Array(n);
  addRowMultipliers(problem, element, nu, lambda, multipliers);
  const gapTerms = [dot(Qz, 0, z, 0, n), dot(p, 0, z, 0, n), dot(b, 0, nu, 0, e), dot(h, 0, lambda, 0, m)];
  return {
    primal: Math.max(maxAbs(Az), maxAbs(b), maxAbs(Gz), maxAbs(h)),
    dual: Math.max(maxAbs(Qz), maxAbs(p), maxAbs(multipliers), maxAbs(lambdaLower), maxAbs(lambdaUpper)),
    gap: Math.max(...gapTerms.map(Math.abs)),
  };
}

const EMPTY = new Float64Array(0);

/** ½ zᵀQz + pᵀz. */
export function objectiveOf(problem: Problem, element: number, z: Float64Array): number {
  const Qz = new Float64Array(z.length);
  userQuadratic(problem, element, z, Qz);
  const p = elementOf(problem.p, element);
  return 0.5 * dot(Qz, 0, z, 0, z.length) + dot(p, 0, z, 0, z.length);
}
