/**
 * A generalised inverse for active sets whose KKT matrix K is singular, and too large for the dense one (form/active.ts):
 * dependent rows, directions without curvature. It is symmetric by construction, so that forward and reverse mode are
 * adjoint to each other where no derivative exists too.
 *
 * F is K with a little regularisation, which is quasidefinite; what it makes is the pseudo-inverse, in equilibrated units
 * (form/refinement.ts).
 *
 * Source: Rockafellar 1976 for the proximal point iteration that G is; Friedlander & Orban 2012 for F.
 */
import type { Refinable } from "../../form/refinement.js";
import { addBlocks, pseudoInvert } from "../../form/refinement.js";
import type { Blocks } from "../../form/standard.js";
import type { InteriorProblem } from "./interior-problem.js";
import { newBlocks } from "./interior-problem.js";
import { KktSystem } from "./kkt.js";

/** Rounding grows by the inverse of this; directions that K scales by much less count as its kernel. */
const REGULARISATION = 1e-5;
const REFINEMENTS = 6;

export class SingularSystem implements Refinable {
  readonly #kkt: KktSystem;
  readonly #problem: InteriorProblem;
  /** False where rounding spoiled the factors. */
  readonly isFactored: boolean;

  constructor(problem: InteriorProblem, active: Uint8Array) {
    this.#problem = problem;
    this.#kkt = new KktSystem(problem);
    this.isFactored = this.#kkt.factorActiveWith(active, REGULARISATION);
  }

  newBlocks(): Blocks {
    return newBlocks(this.#problem);
  }

  addTimes(x: Blocks, scale: number, out: Blocks): void {
    const product = newBlocks(this.#problem);
    this.#kkt.multiplyActive(x, product);
    addBlocks(out, scale, product);
  }

  solveOnce(right: Blocks, out: Blocks): void {
    this.#kkt.solveOnce(right, out);
  }

  solve(right: Blocks, out: Blocks): void {
    pseudoInvert(this, right, out, REFINEMENTS);
  }

  dispose(): void {
    this.#kkt.dispose();
  }
}
