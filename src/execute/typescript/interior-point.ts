/**
 * The primal-dual interior point: Mehrotra's predictor-corrector with proximal regularisation. Every step solves the
 * Newton system of
 *
 *     Qz + p + Aᵀnu + Cᵀlambda + rho (z − z̄)  = 0
 *     Az − b − delta (nu − nū)                = 0
 *     Cz + s − d − delta (lambda − lambdā)    = 0
 *     s ∘ lambda                              = sigma mu,     s, lambda > 0
 *
 * with the proximal centre (z̄, nū, lambdā) at the current iterate: regularisation bounds the step where Q is
 * singular, equalities are redundant or there is no interior, and leaves the solution where it is.
 *
 * Sources: Mehrotra 1992; Nocedal & Wright, Numerical Optimization, §16.6; Mattingley & Boyd 2012 (as used by OptNet);
 * Schwan et al. 2023 (PIQP, arXiv 2304.00290); Friedlander & Orban 2012 for the primal-dual regularisation.
 */
import { addScaled, maxAbs, setNegative } from "../../matrix/dense.js";
import type { Blocks } from "../../form/standard.js";
import { centre } from "./centring.js";
import type { Iterate } from "./interior-problem.js";
import { addC, addRows, multiplyQ, softnessOf } from "./interior-problem.js";
import type { KktSystem } from "./kkt.js";
import type { State } from "./state.js";
import { meanComplementarity } from "./state.js";
import { longestStep, setStepLengths } from "./step-length.js";

/** Regularisation follows mu down to these floors; below, it would drown in rounding. */
const RHO_START = 1e-10;
const DELTA_START = 1e-8;
const RHO_FLOOR = 1e-11;
/** In place of rho, where that is too little. */
const RAISED_RHO = 1e-8;
const DELTA_FLOOR = 1e-11;
/** Factored whole, the rows lose no digits to their weights; and where they nearly depend on each other every step leaves delta. */
const SPARSE_DELTA_FLOOR = 1e-13;
/** Where delta is what keeps the rows from being met it is multiplied by this, down to a floor of its own. */
const HELD_DECREASE = 0.1;
const HELD_DELTA_FLOOR = 1e-15;
/** Relative accuracy of the Newton steps: enough for most problems, and all there is for those that take long. */
const STEP_ACCURACY = 1e-9;
/**
 * While there is much to gain a step of a sparse system need not be as accurate: what it leaves of its right-hand side is far
 * less than what is left to do, and the next step sees it.
 */
const ROUGH_ACCURACY = 1e-6;
const ROUGH_ABOVE = 1e-7;
const HARD_STEP_ACCURACY = 1e-13;
const HARD_AFTER = 15;
/**
 * A dual residual below this is as good as 0 for a Newton step; the cost is scaled to 1. So is one below mu, down to the
 * second: where one variable costs far more than all others, the others' multipliers are that small in the end.
 */
const DUAL_FLOOR = 1e-8;
const LEAST_DUAL_FLOOR = 1e-12;

function dualFloor({ mu }: State): number {
  return Math.max(LEAST_DUAL_FLOOR, Math.min(DUAL_FLOOR, mu));
}

/**
 * Iterates without end, from the starting point or from the iterate that the state has. At every iterate it rests, with the residuals and mu of the iterate in the state, and whoever
 * runs it looks, judges and asks for the next one, or does not. It ends by itself only where there is no further step:
 * no matrix could be factored, or the step was not a number.
 */
export function* interiorPoint(state: State, fromIterate = false): Generator<State, void> {
  const { iterate, kkt } = state;
  let rho = RHO_START;
  let delta = DELTA_START;
  let deltaFloor = kkt.isSparse ? SPARSE_DELTA_FLOOR : DELTA_FLOOR;
  let heldFloor = kkt.isSparse ? HELD_DELTA_FLOOR : DELTA_FLOOR;
  let raised = false;
  if (!fromIterate && !startingPoint(state, rho, delta)) return;
  for (; ; state.iteration++) {
    computeResiduals(state);
    state.mu = meanComplementarity(iterate);
    yield state;

    rho = Math.max(RHO_FLOOR, Math.min(rho, state.mu * 1e-3));
    delta = Math.max(Math.min(deltaFloor, delta), Math.min(delta, state.mu * 1e-3));
    // Dense rows lose digits to their weights before mu can run ahead of them.
    const unmet = kkt.isSparse ? unmetRows(state) : 0;
    if (isHeldByDelta(state, unmet)) delta = Math.max(Math.min(heldFloor, delta), HELD_DECREASE * delta);
    const accuracy = accuracyOf(state);
    const asked = delta;
    const done: Regularisation | undefined = kkt.isSparse
      ? accurateStep(state, { rho, delta }, raised, accuracy, unmet)
      : denseStep(state, { rho, delta }, accuracy);
    if (done === undefined) return;
    raised = done.rho > rho;
    delta = done.delta;
    if (delta > asked) deltaFloor = heldFloor = DELTA_FLOOR;
    setStepLengths(state);
    const isSolved = (right: Blocks, step: Blocks): boolean =>
      solveFor(state, right, step, accuracy) <= ACCEPTABLE_ERROR;
    if (kkt.isSparse) centre(state, state.sigma * state.mu, isSolved);
    if (!advance(state)) return;
  }
}

function accuracyOf({ iteration, kkt, mu }: State): number {
  if (iteration >= HARD_AFTER) return HARD_STEP_ACCURACY;
  return kkt.isSparse && mu > ROUGH_ABOVE ? ROUGH_ACCURACY : STEP_ACCURACY;
}

interface Regularisation {
  readonly rho: number;
  readonly delta: number;
}

/** A step of the dense forms; where rounding spoils it, with more delta. */
function denseStep(
  state: State,
  { rho, delta }: Regularisation,
  accuracy: number,
): Regularisation | undefined {
  for (let attempt = 0; ; attempt++) {
    const error = newtonStep(state, { rho, delta }, accuracy, 0);
    if (error === undefined) return undefined;
    const isLast = attempt === ACCURACY_RETRIES || delta >= DELTA_CEILING;
    if (error <= ACCEPTABLE_ERROR || isLast) return { rho, delta };
    delta *= 10;
  }
}

/**
 * A step that refinement makes accurate. A pivot that is next to nothing costs the rows beside it their last digits: that
 * of a row, which is delta, or that of a variable without curvature or bounds, which is rho, where it is eliminated before
 * its rows: of V − Cᵀ C/rho then only what exceeds the rounding of 1/rho is left. So there may have to be more of either,
 * and of the other no more than before: each keeps the step from where it leads. Where neither helps, the least of errors.
 *
 * @param raised whether the step before this one needed more rho.
 */
function accurateStep(
  state: State,
  first: Regularisation,
  raised: boolean,
  accuracy: number,
  unmet: number,
): Regularisation | undefined {
  const rhos = raised ? [RAISED_RHO, first.rho] : [first.rho, RAISED_RHO];
  let best = first;
  let last = first;
  let least = Infinity;
  for (let delta = first.delta; ; delta = Math.max(100 * delta, DELTA_FLOOR)) {
    const before = least;
    for (const rho of rhos) {
      last = { rho, delta };
      const error = newtonStep(state, last, accuracy, unmet);
      if (error === undefined) return undefined;
      if (error <= ACCEPTABLE_ERROR) return last;
      if (error < least) {
        least = error;
        best = last;
      }
    }
    if (delta >= DELTA_CEILING || !(least <= WORTH_MORE_DELTA * before)) break;
  }
  return best === last || newtonStep(state, best, accuracy, unmet) !== undefined ? best : undefined;
}

/**
 * Predictor and corrector.
 *
 * @returns the error of the step, relative to its right-hand side; of sparse rows the larger one of both, because a step
 *   that is wrong spoils more than it brings. Undefined where no matrix could be factored.
 */
function newtonStep(
  state: State,
  { rho, delta }: Regularisation,
  accuracy: number,
  unmet: number,
): number | undefined {
  const { iterate, kkt, right, affine, affineSlack, step } = state;
  // Predictor: where would the full Newton step lead?
  affineRight(state);
  if (!factor(kkt, iterate, rho, delta)) return undefined;
  const error = kkt.solve(right, affine, accuracy, dualFloor(state));
  recoverSlackStep(state, affine, affineSlack);
  // Corrector: with the same factors, as much centring as that step calls for.
  state.sigma = centring(state);
  combinedRight(state, unmet);
  const ofCorrector = solveFor(state, right, step, accuracy);
  return kkt.isSparse ? Math.max(error, ofCorrector) : error;
}

/** Solves for a step and the step of its slacks; returns its error. */
function solveFor(state: State, right: Blocks, step: Blocks, accuracy: number): number {
  const error = state.kkt.solve(right, step, accuracy, dualFloor(state));
  recoverSlackStep(state, step, state.stepSlack);
  return error;
}

const START_ACCURACY = 1e-9;

/**
 * The smallest slacks for Az = b, Cz + s = d, and the smallest multipliers for stationarity, each from one solve
 * with the KKT system and shifted into the positive orthant. Two solves, so that neither inherits the size of the
 * other: multipliers that begin as large as the slacks may never come down where the dual face is unbounded.
 * After Mehrotra 1992.
 */
function startingPoint(state: State, rho: number, delta: number): boolean {
  const { iterate, kkt } = state;
  kkt.v.fill(1);
  kkt.rho = rho;
  kkt.delta = delta;
  // Factors may exist and be of no use, where pivots of rho alone have lost their digits: more of it brings them back.
  while (!kkt.factor() || !startAt(state)) {
    if (kkt.rho > 1) return false;
    kkt.rho *= 100;
    kkt.delta *= 100;
  }
  shiftPositive(iterate.s);
  shiftPositive(iterate.lambda);
  return true;
}

/** The two solves, with the factors that there are; false where these do not solve, or give what is no number. */
function startAt({ problem, iterate, kkt, right, step }: State): boolean {
  const { z, nu, lambda } = step;
  right.z.fill(0);
  right.nu.set(problem.b);
  right.lambda.set(problem.d);
  const errorOfRows = kkt.solve(right, step, START_ACCURACY);
  iterate.z.set(z);
  for (let i = 0; i < lambda.length; i++) iterate.s[i] = -lambda[i];
  for (let i = 0; i < problem.n; i++) right.z[i] = -problem.p[i];
  right.nu.fill(0);
  right.lambda.fill(0);
  const errorOfCost = kkt.solve(right, step, START_ACCURACY);
  iterate.nu.set(nu);
  iterate.lambda.set(lambda);
  const isFinite = [iterate.z, iterate.nu, iterate.s, iterate.lambda].every((vector) =>
    Number.isFinite(maxAbs(vector)),
  );
  if (!isFinite || !kkt.isSparse || Math.max(errorOfRows, errorOfCost) <= ACCEPTABLE_ERROR) return isFinite;
  // Where the objective falls for ever no refinement takes rho out: what counts is whether the factors are those of their matrix.
  return kkt.solve(right, step, START_ACCURACY, 0, kkt.rho) <= ACCEPTABLE_ERROR;
}

function shiftPositive(x: Float64Array): void {
  let smallest = Infinity;
  for (const value of x) smallest = Math.min(smallest, value);
  if (smallest > 1e-3) return;
  const shift = 1 - smallest;
  for (let i = 0; i < x.length; i++) x[i] += shift;
}

function computeResiduals(state: State): void {
  const { problem, iterate, Qz, dualResidual, equalityResidual, inequalityResidual } = state;
  multiplyQ(problem, iterate.z, Qz);
  dualResidual.set(Qz);
  addScaled(dualResidual, 1, problem.p);
  setNegative(equalityResidual, problem.b);
  inequalityResidual.set(iterate.s);
  addScaled(inequalityResidual, -1, problem.d);
  addRows(problem, 1, iterate, { z: dualResidual, nu: equalityResidual, lambda: inequalityResidual });
  const { ridge, soft, m } = problem;
  if (ridge > 0) addScaled(dualResidual, ridge, iterate.z);
  if (soft === 0) return;
  for (let i = 0; i < problem.e; i++) equalityResidual[i] -= soft * iterate.nu[i];
  for (let i = 0; i < m; i++) inequalityResidual[i] -= soft * iterate.lambda[i];
}

/** Residual of rows, relative to the largest of z and s, that is rounding, and that no step brings down. */
const ROW_ROUNDING = 1e-13;

/** The share of mu that the residual of rows exceeds where it is not far behind: mu is held back by it. */
const NEAR_MU = 0.01;

/** The largest residual of the rows; 0 where it is rounding. */
function unmetRows({ equalityResidual, inequalityResidual, iterate }: State): number {
  const residual = Math.max(maxAbs(equalityResidual), maxAbs(inequalityResidual));
  return residual > ROW_ROUNDING * Math.max(maxAbs(iterate.z), maxAbs(iterate.s)) ? residual : 0;
}

/**
 * Whether most of what the last step left of the rows is delta · Δlambda. Multipliers that are a long way off, as those of
 * rows that nearly depend on each other are, would take that many steps.
 */
function isHeldByDelta({ iteration, kkt, step, alphaDual, mu }: State, unmet: number): boolean {
  if (iteration === 0 || !(unmet > NEAR_MU * mu)) return false;
  return kkt.delta * alphaDual * Math.max(maxAbs(step.nu), maxAbs(step.lambda)) > 0.5 * unmet;
}

/** Right-hand side of the affine step: full Newton towards all residuals zero and s ∘ lambda = 0. */
function affineRight(state: State): void {
  const { iterate, right } = state;
  setNegative(right.z, state.dualResidual);
  setNegative(right.nu, state.equalityResidual);
  right.lambda.set(iterate.s);
  addScaled(right.lambda, -1, state.inequalityResidual);
  state.sigma = 0;
}

const FACTOR_RETRIES = 8;
/** Error of a Newton step, relative to its right-hand side, that calls for more regularisation. */
const ACCEPTABLE_ERROR = 1e-2;
const ACCURACY_RETRIES = 2;
/** Share of the error before that shows that more delta is of use. */
const WORTH_MORE_DELTA = 0.5;
const DELTA_CEILING = 1e-5;

/** Factors the Newton matrix; where rounding spoils a pivot, with more regularisation. */
function factor(kkt: KktSystem, iterate: Iterate, rho: number, delta: number): boolean {
  kkt.rho = rho;
  kkt.delta = delta;
  for (let attempt = 0; attempt < FACTOR_RETRIES; attempt++) {
    setBarrier(kkt, iterate);
    if (kkt.factor()) return true;
    kkt.rho *= 100;
    kkt.delta *= 100;
  }
  return false;
}

/** v ← s/lambda + delta. */
function setBarrier({ v, delta, problem }: KktSystem, { s, lambda }: Iterate): void {
  for (let i = 0; i < v.length; i++) v[i] = s[i] / lambda[i] + delta + softnessOf(problem, i);
}

/** ds from C dz + ds − delta dlambda = −residual, the row that elimination left out. */
function recoverSlackStep(state: State, step: Blocks, slackStep: Float64Array): void {
  const { problem, kkt } = state;
  for (let i = 0; i < slackStep.length; i++) {
    slackStep[i] = (kkt.delta + softnessOf(problem, i)) * step.lambda[i] - state.inequalityResidual[i];
  }
  addC(problem, -1, step.z, slackStep);
}

/** sigma = (mu after the affine step / mu)³. */
function centring(state: State): number {
  const { iterate, affine, affineSlack } = state;
  const rows = iterate.s.length;
  if (rows === 0) return 0;
  const alphaPrimal = longestStep(iterate.s, affineSlack, 1);
  const alphaDual = longestStep(iterate.lambda, affine.lambda, 1);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    sum += (iterate.s[i] + alphaPrimal * affineSlack[i]) * (iterate.lambda[i] + alphaDual * affine.lambda[i]);
  }
  const ratio = Math.min(1, Math.max(0, sum / rows / state.mu));
  return ratio * ratio * ratio;
}

/** Part of the rows' residual below which mu is not sent: where it is far ahead of them, slacks near 0 block every step. */
const MU_PER_RESIDUAL = 0.1;

/** Adds centring and Mehrotra's second-order term: s ∘ lambda = sigma mu − dsₐ ∘ dlambdaₐ. */
function combinedRight(state: State, unmet: number): void {
  const { iterate, right, affine, affineSlack, mu } = state;
  const target = Math.max(state.sigma * mu, Math.min(MU_PER_RESIDUAL * unmet, mu));
  for (let i = 0; i < right.lambda.length; i++) {
    const secondOrder = affineSlack[i] * affine.lambda[i];
    right.lambda[i] = iterate.s[i] - state.inequalityResidual[i] + (secondOrder - target) / iterate.lambda[i];
  }
}

/** Moves to the next iterate; false where the step is not a number. */
function advance(state: State): boolean {
  const { iterate, step, stepSlack, alphaPrimal, alphaDual } = state;
  addScaled(iterate.z, alphaPrimal, step.z);
  addScaled(iterate.nu, alphaDual, step.nu);
  addScaled(iterate.s, alphaPrimal, stepSlack);
  addScaled(iterate.lambda, alphaDual, step.lambda);
  return Number.isFinite(maxAbs(iterate.z)) && Number.isFinite(maxAbs(iterate.lambda));
}
