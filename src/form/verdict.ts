/**
 * The one rule that says whether an answer is accepted. It does not know the user's units: every residual is measured
 * against the terms that it is the sum of, in canonical units (units.ts; docs/method/units.md).
 *
 * - A row of A or G, or a bound, is measured in max(its terms at z, FLOOR · its norm · the largest canonical variable
 *   of its connected part). The second keeps rows whose terms are all rounding from demanding 0/0.
 * - A row of stationarity is measured in the largest of p, of the terms of Aᵀnu and Gᵀlambda, of the multipliers of
 *   bounds, and of Qz as a sum, with the same floor.
 * - Complementarity is judged row by row: the slack in units of the row's norm times the largest variable, times the
 *   multiplier in units of the rows of stationarity that it enters. A difference of two objectives would excuse a small
 *   row by a large one.
 *
 * All of them have to be at most `tolerance`. `absoluteTolerance` is demanded in addition, of the residuals and the
 * duality gap in the user's units.
 */
import { dot, maxAbs } from "../matrix/dense.js";
import { rowMatrix } from "../problem/matrices.js";
import type { Problem } from "../problem/problem.js";
import { elementOf } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { Sizes, UserResiduals } from "./residuals.js";
import { boundResiduals, objectiveSize, shareOfMultiplier, sizesOf, userResiduals } from "./residuals.js";
import type { KktVectors } from "../problem/fields.js";
import type { UnitsOfElement } from "./units.js";

/** Rounding errors up to this many units in the last place of a residual's terms are all that floats can do. */
const ROUNDING_UNITS = 64;

export type Tolerances = Pick<Settings, "tolerance" | "absoluteTolerance">;

/** How far a candidate is from being the solution. */
export interface Assessment {
  /** The largest residuals, in the user's units. */
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly dualityGap: number;
  /** The duality gap with its sign. */
  readonly signedGap: number;
  /** The largest of all that is judged, in units of its limit: at most 1 means solved. */
  readonly merit: number;
  /** The same, where rounding of the terms is excused: at most 1 means that floats cannot do better. */
  readonly roundingMerit: number;
  /** What a good rounding of the answer may be hoped to reach, residual by residual, in the user's units. */
  readonly aims: UserResiduals & { readonly gap: number };
  readonly residuals: UserResiduals;
}

/** Judges a candidate by the user's own numbers; with `exact` its residuals are summed in twice the precision. */
export function assess(
  problem: Problem,
  element: number,
  candidate: KktVectors,
  units: UnitsOfElement,
  tolerances: Tolerances,
  exact: boolean,
): Assessment {
  const residuals = userResiduals(problem, element, candidate, exact);
  const sizes = sizesOf(problem, element, candidate, units);
  const { tolerance, absoluteTolerance: absolute } = tolerances;
  const limitOf = (size: number): number => Math.min(tolerance * size, absolute);
  const judge = new Judge();
  const rounding = ROUNDING_UNITS * Number.EPSILON;
  const aimOf = (values: Float64Array, terms: Float64Array): Float64Array =>
    values.map((size, i) => Math.min(Math.max(tolerance * size, rounding * terms[i]), absolute));
  const { dual, equality, inequality } = residuals;
  for (let j = 0; j < dual.length; j++) {
    judge.note(Math.abs(dual[j]), limitOf(sizes.dual[j]), rounding * sizes.dualRounding[j]);
  }
  for (let i = 0; i < equality.length; i++) {
    judge.note(Math.abs(equality[i]), limitOf(sizes.equality[i]), rounding * sizes.equalityRounding[i]);
  }
  for (let i = 0; i < inequality.length; i++) {
    judge.note(inequality[i], limitOf(sizes.inequality[i]), rounding * sizes.inequalityRounding[i]);
  }
  let primal = maxAbs(equality);
  for (const value of inequality) primal = worse(primal, value);
  for (let j = 0; j < dual.length; j++) {
    const { lower, upper } = boundResiduals(problem, element, j, candidate.z[j]);
    if (lower === -Infinity && upper === -Infinity) continue;
    primal = worse(worse(primal, lower), upper);
    if (lower <= 0 && upper <= 0) continue;
    const size = sizes.bound(j);
    judge.note(lower, limitOf(size), rounding * size);
    judge.note(upper, limitOf(size), rounding * size);
  }
  judge.note(largestProduct(problem, element, candidate, residuals, sizes), tolerance, 0);
  const signedGap = gapOf(problem, element, candidate, residuals);
  if (absolute < Infinity) {
    judge.note(Math.abs(signedGap), absolute, rounding * gapSize(problem, element, candidate));
  }
  return {
    primalResidual: primal,
    dualResidual: maxAbs(dual),
    dualityGap: Math.abs(signedGap),
    signedGap,
    merit: judge.merit,
    roundingMerit: judge.roundingMerit,
    get aims() {
      return {
        dual: aimOf(sizes.dual, sizes.dualRounding),
        equality: aimOf(sizes.equality, sizes.equalityRounding),
        inequality: aimOf(sizes.inequality, sizes.inequalityRounding),
        gap: absolute,
      };
    },
    residuals,
  };
}

/** Whether an accepted answer misses the tolerance, by no more than the rounding of its terms. */
export function isAtRounding(
  problem: Problem,
  element: number,
  candidate: KktVectors,
  units: UnitsOfElement,
  tolerances: Tolerances,
): boolean {
  return assess(problem, element, candidate, units, tolerances, true).merit > 1;
}

/** Keeps the worst of what it is told, in units of the limits. A NaN is the worst there is. */
class Judge {
  merit = 0;
  roundingMerit = 0;

  note(residual: number, limit: number, rounding: number): void {
    if (residual <= 0) return;
    this.merit = worse(this.merit, residual / limit);
    this.roundingMerit = worse(this.roundingMerit, residual / Math.max(limit, rounding));
  }
}

/** The larger of the two; a NaN counts as the largest. */
function worse(current: number, candidate: number): number {
  return candidate <= current ? current : Number.isNaN(candidate) ? Infinity : candidate;
}

/**
 * The largest product of a slack and its multiplier: the slack in units of its row; the multiplier as the largest
 * share that it has in a row of stationarity. What a slack is a part of is the size of the variables, not of the slack
 * itself: at a bound of 0 there is no other.
 */
function largestProduct(
  problem: Problem,
  element: number,
  { z, lambda, lambdaLower, lambdaUpper }: KktVectors,
  { inequality }: UserResiduals,
  sizes: Sizes,
): number {
  const n = problem.variables;
  const G = rowMatrix(problem, "G", element);
  let largest = 0;
  const note = (slack: number, size: number, share: number): void => {
    if (slack > 0) largest = worse(largest, (slack / size) * share);
  };
  for (let i = 0; i < lambda.length; i++) {
    const slack = -inequality[i];
    if (!(lambda[i] > 0) || !(slack > 0)) continue;
    note(slack, sizes.inequalityRounding[i], shareOfMultiplier(G!, i, lambda[i], sizes.dualTerms));
  }
  for (let j = 0; j < n; j++) {
    if (!(lambdaLower[j] > 0) && !(lambdaUpper[j] > 0)) continue;
    const bound = boundResiduals(problem, element, j, z[j]);
    const size = sizes.boundRounding(j);
    if (lambdaLower[j] > 0) note(-bound.lower, size, lambdaLower[j] / sizes.dualTerms[j]);
    if (lambdaUpper[j] > 0) note(-bound.upper, size, lambdaUpper[j] / sizes.dualTerms[j]);
  }
  return largest;
}

/** zᵀQz + pᵀz + bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper, written as a sum of small terms. */
function gapOf(
  problem: Problem,
  element: number,
  { z, nu, lambda, lambdaLower, lambdaUpper }: KktVectors,
  { dual, equality, inequality }: UserResiduals,
): number {
  let gap = dot(z, 0, dual, 0, z.length) - dot(nu, 0, equality, 0, nu.length);
  for (let i = 0; i < lambda.length; i++) if (lambda[i] > 0) gap -= lambda[i] * inequality[i];
  for (let j = 0; j < z.length; j++) {
    if (!(lambdaLower[j] > 0) && !(lambdaUpper[j] > 0)) continue;
    const bound = boundResiduals(problem, element, j, z[j]);
    if (lambdaLower[j] > 0) gap -= lambdaLower[j] * bound.lower;
    if (lambdaUpper[j] > 0) gap -= lambdaUpper[j] * bound.upper;
  }
  return gap;
}

/** The largest of the sums that the duality gap is made of. */
function gapSize(problem: Problem, element: number, { z, nu, lambda }: KktVectors): number {
  const { equalities: e } = problem;
  let size = objectiveSize(problem, element, z);
  if (problem.b) size = Math.max(size, Math.abs(dot(elementOf(problem.b, element), 0, nu, 0, e)));
  if (problem.h) {
    const h = elementOf(problem.h, element);
    let sum = 0;
    for (let i = 0; i < lambda.length; i++) if (lambda[i] > 0) sum += h[i] * lambda[i];
    size = Math.max(size, Math.abs(sum));
  }
  return size;
}
