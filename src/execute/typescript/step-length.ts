/** How far a step goes: short of where a slack or a multiplier would be 0. */
import type { State } from "./state.js";

/** How much of the way to the boundary a step goes at most. */
const BOUNDARY_FRACTION = 0.995;

/** Complementarity from which on a sparse problem takes common steps, too, and how long these have to be. */
const NEAR_END = 1e-7;
const NOT_SHORT = 0.3;

/**
 * Dense problems with a quadratic term take a common step: z is a part of the dual residual, which then surely shrinks.
 * Sparse ones do not wait for each other: where multipliers of 1e6 have to grow while slacks have long arrived, as of
 * differences of thousands of numbers, a common step is a short one for a hundred iterations. What differing steps add to
 * the dual residual, (alphaPrimal − alphaDual) Q dz, the next step takes out again; near the end, where steps are not short,
 * it would be what keeps the answer from its last digits. Source: Schwan et al. 2023 (PIQP).
 */
export function setStepLengths(state: State): void {
  const { iterate, step, stepSlack, problem, kkt } = state;
  state.alphaPrimal = longestStep(iterate.s, stepSlack, BOUNDARY_FRACTION);
  state.alphaDual = longestStep(iterate.lambda, step.lambda, BOUNDARY_FRACTION);
  const shorter = Math.min(state.alphaPrimal, state.alphaDual);
  const isEnding = state.mu < NEAR_END && shorter > NOT_SHORT;
  const isRelaxed = problem.ridge > 0 || problem.soft > 0;
  if (isRelaxed || (problem.Q !== undefined && (!kkt.isSparse || isEnding)))
    state.alphaPrimal = state.alphaDual = shorter;
}

/** Largest alpha ≤ 1 with x + alpha dx ≥ (1 − fraction) x. */
export function longestStep(x: Float64Array, dx: Float64Array, fraction: number): number {
  let alpha = 1;
  for (let i = 0; i < x.length; i++) {
    if (dx[i] < 0) alpha = Math.min(alpha, (-fraction * x[i]) / dx[i]);
  }
  return alpha;
}
