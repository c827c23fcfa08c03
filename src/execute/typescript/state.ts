import type { InteriorProblem, Iterate } from "../../form/interior-problem.js";
import { newIterate } from "../../form/interior-problem.js";
import type { KktBlocks } from "./kkt.js";
import { KktSystem, newBlocks } from "./kkt.js";

/** All vectors of one element's iteration. */
export interface State {
  readonly problem: InteriorProblem;
  readonly iterate: Iterate;
  readonly kkt: KktSystem;
  /** c Qz, and the residuals c Qz + p + Aᵀnu + Cᵀlambda, Az − b, Cz + s − d. */
  readonly Qz: Float64Array;
  readonly dualResidual: Float64Array;
  readonly equalityResidual: Float64Array;
  readonly inequalityResidual: Float64Array;
  readonly right: KktBlocks;
  readonly affine: KktBlocks;
  readonly affineSlack: Float64Array;
  readonly step: KktBlocks;
  readonly stepSlack: Float64Array;
  mu: number;
  sigma: number;
  alphaPrimal: number;
  alphaDual: number;
  /** A contradiction whose remainder has fallen to this part of its gain is worth sharpening. */
  sharpenBelow: number;
  /** The same for a direction of descent, relative to its slope. */
  sharpenDescentBelow: number;
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
    mu: 0,
    sigma: 0,
    alphaPrimal: 0,
    alphaDual: 0,
    sharpenBelow: 1e-2,
    sharpenDescentBelow: 1e-3,
  };
}
