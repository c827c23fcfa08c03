/**
 * A generalised inverse for active sets whose KKT matrix K is singular, and too large for the dense one (form/active.ts):
 * dependent rows, directions without curvature. It is symmetric by construction, so that forward and reverse mode are
 * adjoint to each other where no derivative exists too.
 *
 * Let F be K with a little regularisation, which is quasidefinite. A fixed number of refinements from 0 is the operator
 *
 *     G = F⁻¹ + (I − F⁻¹K) F⁻¹ + …  + (I − F⁻¹K)ᵏ⁻¹ F⁻¹,
 *
 * a polynomial in K F⁻¹ between factors F⁻¹, and so symmetric. On the range of K it is nearly K⁻¹: what is left of a
 * direction that K scales by σ shrinks by regularisation/σ each time. The kernel it stretches by k/regularisation, and K
 * G, which is 1 on the range and 0 on the kernel, takes that out. So
 *
 *     M = (G K)² G (K G)²
 *
 * is symmetric, 0 on the kernel, and K⁻¹ on the range: the pseudo-inverse, in equilibrated units.
 *
 * Source: Rockafellar 1976 for the proximal point iteration that G is; Friedlander & Orban 2012 for F.
 */
import type { Blocks } from "../../form/standard.js";
import type { InteriorProblem } from "./interior-problem.js";
import { addBlocks, newBlocks } from "./interior-problem.js";
import { KktSystem } from "./kkt.js";

/** Rounding grows by the inverse of this; directions that K scales by much less count as its kernel. */
const REGULARISATION = 1e-5;
const REFINEMENTS = 6;

export class SingularSystem {
  readonly #kkt: KktSystem;
  readonly #problem: InteriorProblem;
  /** False where rounding spoiled the factors. */
  readonly isFactored: boolean;

  constructor(problem: InteriorProblem, active: Uint8Array) {
    this.#problem = problem;
    this.#kkt = new KktSystem(problem);
    this.isFactored = this.#kkt.factorActiveWith(active, REGULARISATION);
  }

  /** out ← M right. */
  solve(right: Blocks, out: Blocks): void {
    const image = newBlocks(this.#problem);
    this.#invert(right, out);
    for (let round = 0; round < 4; round++) {
      this.#kkt.multiplyActive(out, image);
      this.#invert(image, out);
    }
  }

  /** out ← G right. */
  #invert(right: Blocks, out: Blocks): void {
    const rest = newBlocks(this.#problem);
    const step = newBlocks(this.#problem);
    for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
    for (let k = 0; k < REFINEMENTS; k++) {
      this.#kkt.multiplyActive(out, rest);
      for (const name of ["z", "nu", "lambda"] as const) {
        for (let i = 0; i < rest[name].length; i++) rest[name][i] = right[name][i] - rest[name][i];
      }
      this.#kkt.solveOnce(rest, step);
      addBlocks(out, 1, step);
    }
  }

  dispose(): void {
    this.#kkt.dispose();
  }
}
