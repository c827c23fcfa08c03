import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { boundResiduals } from "../../form/residuals.js";
import type { UserVectors } from "../../form/standard.js";
import { copyVectors, newUserVectors } from "../../form/standard.js";
import type { Assessment } from "../../form/verdict.js";
import { assess } from "../../form/verdict.js";
import { unitsOfElement } from "./element.js";
import { solveActiveSystem } from "./derivative.js";
import type { Element } from "./element.js";
import type { Iterate } from "../../form/interior-problem.js";
import type { KktSystem } from "./kkt.js";
import { completeFixed, keepWithinBounds, putOnBounds } from "./outputs.js";

/** A row is taken to hold with equality where its multiplier exceeds its slack. */
export function activeRows(iterate: Iterate): Uint8Array {
  return Uint8Array.from(iterate.lambda, (lambda, i) => (lambda > iterate.s[i] ? 1 : 0));
}

/** Exact refinements after the first step, for tolerances at the edge of the number format. */
const MAX_REFINEMENTS = 3;

/**
 * Newton's method on the active set that the iterate shows, in the user's units: active rows become equalities,
 * the others lose their multipliers. Where the guess is right the first step solves the problem to rounding,
 * with exact complementarity, for the price of a few triangular solves; later ones, on residuals in twice the
 * working precision, bring every number to its last digit. Where the guess is wrong a violated row shows it.
 *
 * Changes `vectors` in place and returns what became of the residuals.
 */
export function polish(
  problem: Problem,
  index: number,
  element: Element,
  kkt: KktSystem,
  active: Uint8Array,
  vectors: UserVectors,
  settings: Settings,
): Assessment {
  const units = unitsOfElement(element);
  dropInactive(element, active, vectors);
  let { residuals } = assess(problem, index, vectors, units, settings, false);
  const right = newUserVectors(problem);
  const step = newUserVectors(problem);
  const before = newUserVectors(problem);
  let assessment: Assessment | undefined;
  for (let round = 0; ; round++) {
    copyVectors(vectors, before);
    for (let i = 0; i < right.z.length; i++) {
      const bound = boundResiduals(problem, index, i, vectors.z[i]);
      right.z[i] = -residuals.dual[i];
      right.lambdaLower[i] = bound.lower > -Infinity ? -bound.lower : 0;
      right.lambdaUpper[i] = bound.upper > -Infinity ? -bound.upper : 0;
    }
    for (let i = 0; i < right.nu.length; i++) right.nu[i] = -residuals.equality[i];
    for (let i = 0; i < right.lambda.length; i++) right.lambda[i] = -residuals.inequality[i];
    solveActiveSystem(problem, index, element, kkt, active, vectors, right, step);
    addStep(vectors, step);
    putOnBounds(problem, index, element, active, vectors.z);
    keepWithinBounds(problem, index, vectors.z);
    completeFixed(problem, index, element, vectors);
    const next = assess(problem, index, vectors, units, settings, round > 0);
    if (assessment && !(next.merit < assessment.merit)) {
      copyVectors(before, vectors);
      return assessment;
    }
    assessment = next;
    if (next.merit <= COMFORTABLE || round === MAX_REFINEMENTS || !(next.merit < GIVE_UP)) return next;
    residuals = assess(problem, index, vectors, units, settings, true).residuals;
  }
}

/** Share of its limits within which an answer is good enough for derivatives too. */
const COMFORTABLE = 1e-3;
/** A first step this far from the tolerance was taken on the wrong active set. */
const GIVE_UP = 1e6;

function dropInactive(element: Element, active: Uint8Array, vectors: UserVectors): void {
  const { matrices, lowerIndex, upperIndex } = element;
  const { free, m } = matrices;
  for (let i = 0; i < m; i++) if (!active[i]) vectors.lambda[i] = 0;
  for (let i = 0; i < lowerIndex.length; i++) {
    if (!active[m + i]) vectors.lambdaLower[free[lowerIndex[i]]] = 0;
  }
  for (let i = 0; i < upperIndex.length; i++) {
    if (!active[m + lowerIndex.length + i]) vectors.lambdaUpper[free[upperIndex[i]]] = 0;
  }
}

/** Adds the step; multipliers of inequalities stay nonnegative, and values within their bounds to rounding. */
function addStep(vectors: UserVectors, step: UserVectors): void {
  const pairs: [Float64Array, Float64Array, boolean][] = [
    [vectors.z, step.z, false],
    [vectors.nu, step.nu, false],
    [vectors.lambda, step.lambda, true],
    [vectors.lambdaLower, step.lambdaLower, true],
    [vectors.lambdaUpper, step.lambdaUpper, true],
  ];
  for (const [target, change, nonnegative] of pairs) {
    for (let i = 0; i < target.length; i++) {
      target[i] += change[i];
      if (nonnegative && target[i] < 0) target[i] = 0;
    }
  }
}
