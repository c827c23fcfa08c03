import type { Settings } from "../../problem/settings.js";
import type { Certificate } from "../../problem/fields.js";
import { maxAbs } from "../../matrix/dense.js";
import type { InteriorProblem, Iterate } from "../../form/interior-problem.js";
import { copyIterate, newIterate } from "../../form/interior-problem.js";
import type { KktSystem } from "./kkt.js";
import type { State } from "./state.js";
import {
  advance,
  affineRight,
  centring,
  combinedRight,
  computeResiduals,
  meanComplementarity,
  recoverSlackStep,
  startingPoint,
  stepLengths,
} from "./steps.js";

export type Verdict =
  "continue" | "solved" | Extract<Certificate["kind"], "primalInfeasible" | "dualInfeasible"> | "stalled";

/** Looks at the state before every step, in the user's units: stop, and why? */
export type Check = (state: State, iteration: number) => Verdict;

export interface Outcome {
  readonly verdict: Verdict | "maxIterations" | "timeLimit" | "numericalError";
  readonly iterations: number;
}

/** Regularisation follows mu down to these floors; below, it would drown in rounding. */
const RHO_START = 1e-10;
const DELTA_START = 1e-8;
const RHO_FLOOR = 1e-11;
const DELTA_FLOOR = 1e-11;
const FACTOR_RETRIES = 8;
/** Relative accuracy of the Newton steps: enough for most problems, and all there is for those that take long. */
const STEP_ACCURACY = 1e-9;
const HARD_STEP_ACCURACY = 1e-13;
const HARD_AFTER = 15;
/** Error of a Newton step, relative to its right-hand side, that calls for more regularisation. */
const ACCEPTABLE_ERROR = 1e-2;
const ACCURACY_RETRIES = 2;
const DELTA_CEILING = 1e-5;
/** A dual residual below this is as good as 0 for a Newton step; the cost is scaled to 1. */
const DUAL_FLOOR = 1e-8;

/**
 * Mehrotra's predictor-corrector with proximal regularisation. Every step solves the Newton system of
 *
 *     Qz + p + Aᵀnu + Cᵀlambda + rho (z − z̄)  = 0
 *     Az − b − delta (nu − nū)                = 0
 *     Cz + s − d − delta (lambda − lambdā)    = 0
 *     s ∘ lambda                              = sigma mu,     s, lambda > 0
 *
 * with the proximal centre (z̄, nū, lambdā) at the current iterate: regularisation bounds the step where Q is
 * singular, equalities are redundant or there is no interior, and leaves the solution where it is.
 *
 * Sources: Mehrotra 1992; Mattingley & Boyd 2012 (as used by OptNet); Schwan et al. 2023 (PIQP,
 * arXiv 2304.00290); Friedlander & Orban 2012 for the primal-dual regularisation.
 */
export function interiorPoint(
  state: State,
  { maxIterations, timeIsUp }: Pick<Settings, "maxIterations" | "timeIsUp">,
  check: Check,
): Outcome {
  const { iterate, kkt } = state;
  let rho = RHO_START;
  let delta = DELTA_START;
  if (!startingPoint(state, rho, delta)) return { verdict: "numericalError", iterations: 0 };
  for (let iteration = 0; ; iteration++) {
    computeResiduals(state);
    state.mu = meanComplementarity(iterate);
    const verdict = check(state, iteration);
    if (verdict !== "continue") return { verdict, iterations: iteration };
    if (iteration === maxIterations) return { verdict: "maxIterations", iterations: iteration };
    if (timeIsUp?.()) return { verdict: "timeLimit", iterations: iteration };

    rho = Math.max(RHO_FLOOR, Math.min(rho, state.mu * 1e-3));
    delta = Math.max(DELTA_FLOOR, Math.min(delta, state.mu * 1e-3));
    const accuracy = iteration < HARD_AFTER ? STEP_ACCURACY : HARD_STEP_ACCURACY;
    affineRight(state);
    const regularised = factorAndSolve(state, rho, delta, accuracy);
    if (regularised === undefined) return { verdict: "numericalError", iterations: iteration };
    delta = regularised;
    recoverSlackStep(state, state.affine, state.affineSlack);
    state.sigma = centring(state);
    combinedRight(state);
    kkt.solve(state.right, state.step, accuracy, DUAL_FLOOR);
    recoverSlackStep(state, state.step, state.stepSlack);
    stepLengths(state);
    if (!advance(state)) return { verdict: "numericalError", iterations: iteration };
  }
}

/**
 * Factors and solves for the affine step. Where refinement cannot make up for rounding in the factors, a step would
 * bring in more dual residual than it takes out, and mu would shrink away from under it: regularise more.
 *
 * @returns the delta that did.
 */
function factorAndSolve(state: State, rho: number, delta: number, accuracy: number): number | undefined {
  const { kkt, iterate, right, affine } = state;
  for (let attempt = 0; ; attempt++) {
    if (!factor(kkt, iterate, rho, delta)) return undefined;
    const error = kkt.solve(right, affine, accuracy, DUAL_FLOOR);
    if (error <= ACCEPTABLE_ERROR || attempt === ACCURACY_RETRIES || delta >= DELTA_CEILING) return delta;
    delta *= 10;
  }
}

/** Factors the Newton matrix; where rounding spoils a pivot, with more regularisation. */
function factor(kkt: KktSystem, iterate: Iterate, rho: number, delta: number): boolean {
  kkt.rho = rho;
  kkt.delta = delta;
  for (let attempt = 0; attempt < FACTOR_RETRIES; attempt++) {
    for (let i = 0; i < kkt.v.length; i++) kkt.v[i] = iterate.s[i] / iterate.lambda[i] + kkt.delta;
    if (kkt.factor()) return true;
    kkt.rho *= 100;
    kkt.delta *= 100;
  }
  return false;
}

/** Remembers the best iterate seen, so that a breakdown near the end costs nothing. */
export class BestIterate {
  readonly iterate: Iterate;
  merit = Infinity;

  constructor(problem: InteriorProblem) {
    this.iterate = newIterate(problem);
  }

  offer(candidate: Iterate, merit: number): void {
    if (!(merit < this.merit)) return;
    this.merit = merit;
    copyIterate(candidate, this.iterate);
  }
}

/** Size of the residuals and of the complementarity, in the equilibrated problem. */
export function equilibratedMerit(state: State): number {
  return Math.max(
    maxAbs(state.dualResidual),
    maxAbs(state.equalityResidual),
    maxAbs(state.inequalityResidual),
    state.mu,
  );
}
