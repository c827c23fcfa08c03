/** The arithmetic of one interior-point iteration, step by step in the order in which the main loop runs it. */
import { dot, maxAbs } from "../../matrix/dense.js";
import type { Iterate } from "../../form/interior-problem.js";
import { addA, addATransposed, addC, addCTransposed, multiplyQ } from "../../form/interior-problem.js";
import type { KktBlocks } from "./kkt.js";
import type { State } from "./state.js";

/** How much of the way to the boundary a step goes at most. */
const BOUNDARY_FRACTION = 0.995;
const START_ACCURACY = 1e-9;

/**
 * The smallest slacks for Az = b, Cz + s = d, and the smallest multipliers for stationarity, each from one solve
 * with the KKT system and shifted into the positive orthant. Two solves, so that neither inherits the size of the
 * other: multipliers that begin as large as the slacks may never come down where the dual face is unbounded.
 * After Mehrotra 1992.
 */
export function startingPoint(state: State, rho: number, delta: number): boolean {
  const { problem, iterate, kkt, right } = state;
  kkt.v.fill(1);
  kkt.rho = rho;
  kkt.delta = delta;
  while (!kkt.factor()) {
    if (kkt.rho > 1) return false;
    kkt.rho *= 100;
    kkt.delta *= 100;
  }
  const { z, nu, lambda } = state.step;
  right.z.fill(0);
  right.nu.set(problem.b);
  right.lambda.set(problem.d);
  kkt.solve(right, state.step, START_ACCURACY);
  iterate.z.set(z);
  for (let i = 0; i < lambda.length; i++) iterate.s[i] = -lambda[i];
  for (let i = 0; i < problem.n; i++) right.z[i] = -problem.p[i];
  right.nu.fill(0);
  right.lambda.fill(0);
  kkt.solve(right, state.step, START_ACCURACY);
  iterate.nu.set(nu);
  iterate.lambda.set(lambda);
  shiftPositive(iterate.s);
  shiftPositive(iterate.lambda);
  return [iterate.z, iterate.nu, iterate.s, iterate.lambda].every((vector) =>
    Number.isFinite(maxAbs(vector)),
  );
}

function shiftPositive(x: Float64Array): void {
  let smallest = Infinity;
  for (const value of x) smallest = Math.min(smallest, value);
  if (smallest > 1e-3) return;
  const shift = 1 - smallest;
  for (let i = 0; i < x.length; i++) x[i] += shift;
}

export function computeResiduals(state: State): void {
  const { problem, iterate, Qz, dualResidual, equalityResidual, inequalityResidual } = state;
  multiplyQ(problem, iterate.z, Qz);
  for (let i = 0; i < problem.n; i++) dualResidual[i] = Qz[i] + problem.p[i];
  addATransposed(problem, 1, iterate.nu, dualResidual);
  addCTransposed(problem, 1, iterate.lambda, dualResidual);
  for (let i = 0; i < problem.e; i++) equalityResidual[i] = -problem.b[i];
  addA(problem, 1, iterate.z, equalityResidual);
  for (let i = 0; i < inequalityResidual.length; i++) inequalityResidual[i] = iterate.s[i] - problem.d[i];
  addC(problem, 1, iterate.z, inequalityResidual);
}

/** mu = sᵀlambda / rows; 0 where there are no inequalities. */
export function meanComplementarity({ s, lambda }: Iterate): number {
  return s.length === 0 ? 0 : dot(s, 0, lambda, 0, s.length) / s.length;
}

/** Right-hand side of the affine step: full Newton towards all residuals zero and s ∘ lambda = 0. */
export function affineRight(state: State): void {
  const { iterate, right } = state;
  for (let i = 0; i < right.z.length; i++) right.z[i] = -state.dualResidual[i];
  for (let i = 0; i < right.nu.length; i++) right.nu[i] = -state.equalityResidual[i];
  for (let i = 0; i < right.lambda.length; i++) right.lambda[i] = iterate.s[i] - state.inequalityResidual[i];
  state.sigma = 0;
}

/** Adds centring and Mehrotra's second-order term: s ∘ lambda = sigma mu − dsₐ ∘ dlambdaₐ. */
export function combinedRight(state: State): void {
  const { iterate, right, affine, affineSlack } = state;
  const target = state.sigma * state.mu;
  for (let i = 0; i < right.lambda.length; i++) {
    const secondOrder = affineSlack[i] * affine.lambda[i];
    right.lambda[i] = iterate.s[i] - state.inequalityResidual[i] + (secondOrder - target) / iterate.lambda[i];
  }
}

/** ds from C dz + ds − delta dlambda = −residual, the row that elimination left out. */
export function recoverSlackStep(state: State, step: KktBlocks, slackStep: Float64Array): void {
  const { problem, kkt } = state;
  for (let i = 0; i < slackStep.length; i++) {
    slackStep[i] = kkt.delta * step.lambda[i] - state.inequalityResidual[i];
  }
  addC(problem, -1, step.z, slackStep);
}

/** Largest alpha ≤ 1 with x + alpha dx ≥ (1 − fraction) x. */
function longestStep(x: Float64Array, dx: Float64Array, fraction: number): number {
  let alpha = 1;
  for (let i = 0; i < x.length; i++) {
    if (dx[i] < 0) alpha = Math.min(alpha, (-fraction * x[i]) / dx[i]);
  }
  return alpha;
}

/** sigma = (mu after the affine step / mu)³. */
export function centring(state: State): number {
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

export function stepLengths(state: State): void {
  const { iterate, step, stepSlack, problem } = state;
  state.alphaPrimal = longestStep(iterate.s, stepSlack, BOUNDARY_FRACTION);
  state.alphaDual = longestStep(iterate.lambda, step.lambda, BOUNDARY_FRACTION);
  // With a quadratic term z enters the dual residual, which then only shrinks along a common step.
  if (problem.quadratic !== "zero") {
    state.alphaPrimal = state.alphaDual = Math.min(state.alphaPrimal, state.alphaDual);
  }
}

/** Moves to the next iterate; false where the step is not a number. */
export function advance(state: State): boolean {
  const { iterate, step, stepSlack, alphaPrimal, alphaDual } = state;
  for (let i = 0; i < iterate.z.length; i++) iterate.z[i] += alphaPrimal * step.z[i];
  for (let i = 0; i < iterate.nu.length; i++) iterate.nu[i] += alphaDual * step.nu[i];
  for (let i = 0; i < iterate.s.length; i++) {
    iterate.s[i] += alphaPrimal * stepSlack[i];
    iterate.lambda[i] += alphaDual * step.lambda[i];
  }
  return Number.isFinite(maxAbs(iterate.z)) && Number.isFinite(maxAbs(iterate.lambda));
}
