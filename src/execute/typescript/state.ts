/** What an interior point iteration of one element works on, and where it has come. */
import type { Blocks } from "../../form/standard.js";
import { dot } from "../../matrix/dense.js";
import type { InteriorProblem, Iterate } from "./interior-problem.js";
import { copyIterate, newBlocks, newIterate } from "./interior-problem.js";
import { KktSystem } from "./kkt.js";

/** All vectors of one element's iteration. */
export interface State {
  readonly problem: InteriorProblem;
  readonly iterate: Iterate;
  /** Every step factors it anew: while the iteration rests, others may use it. */
  readonly kkt: KktSystem;
  /** c Qz, and the residuals c Qz + p + Aᵀnu + Cᵀlambda, Az − b, Cz + s − d. */
  readonly Qz: Float64Array;
  readonly dualResidual: Float64Array;
  readonly equalityResidual: Float64Array;
  readonly inequalityResidual: Float64Array;
  readonly right: Blocks;
  readonly affine: Blocks;
  readonly affineSlack: Float64Array;
  readonly step: Blocks;
  readonly stepSlack: Float64Array;
  /** Steps taken. */
  iteration: number;
  mu: number;
  sigma: number;
  alphaPrimal: number;
  alphaDual: number;
}

export function newState(problem: InteriorProblem): State {
  const rows = problem.d.length;
  return {
    problem,
    iterate: newIterate(problem),
    kkt: new KktSystem(problem),
    Qz: new Float64Array(problem.n),
    dualResidual: new Float64Array(problem.n),
    equalityResidual: new Float64Array(problem.e),
    inequalityResidual: new Float64Array(rows),
    right: newBlocks(problem),
    affine: newBlocks(problem),
    affineSlack: new Float64Array(rows),
    step: newBlocks(problem),
    stepSlack: new Float64Array(rows),
    iteration: 0,
    mu: 0,
    sigma: 0,
    alphaPrimal: 0,
    alphaDual: 0,
  };
}

/** Brings the state to where an iteration that ran elsewhere came. */
export function resume(
  state: State,
  { iterations, ...iterate }: Iterate & { readonly iterations: number },
): void {
  copyIterate(iterate, state.iterate);
  state.iteration = iterations;
  state.mu = meanComplementarity(state.iterate);
}

/** mu = sᵀlambda / rows; 0 where there are no inequalities. */
export function meanComplementarity({ s, lambda }: Iterate): number {
  return s.length === 0 ? 0 : dot(s, 0, lambda, 0, s.length) / s.length;
}
