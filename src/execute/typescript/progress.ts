/** What the iterates of an interior point have shown so far: whether one is near the answer, and whether they stall. */
import type { State } from "./interior-point.js";
import type { InteriorProblem, Iterate } from "./interior-problem.js";
import { activeRows, copyIterate, newIterate, sameRows } from "./interior-problem.js";
import { maxAbs } from "../../matrix/dense.js";

/** Iterations without a better iterate after which rounding, not the method, sets the limit. */
const PATIENCE = 20;
/** Share of the least residual so far below which another counts as lower. */
const LOWER = 0.9;
/** Growth of the complementarity, since the last time that it grew so, that counts as diverging. */
const DIVERGING = 2;
/** Exact residuals are computed once the mean complementarity is within this factor of the tolerance. */
const GATE = 100;
/** Equilibrated complementarity below which a settled active set is worth a try. */
const EARLY = 1e-3;

/** Whether complementarity is near the tolerance. */
export function isNearTolerance(mu: number, tolerance: number): boolean {
  return mu <= GATE * tolerance;
}

/** It looks at the state, and leaves it as it is. */
export class Progress {
  /** The best iterate, so that a breakdown near the end costs nothing. */
  readonly #best: Iterate;
  /** The rows that the last iterate takes to hold with equality. */
  active: Uint8Array = new Uint8Array(0);
  #settled = false;
  #merit = Infinity;
  #leastPrimal = Infinity;
  #leastDual = Infinity;
  #lastImprovement = 0;
  #largestMu = 0;

  constructor(problem: InteriorProblem) {
    this.#best = newIterate(problem);
  }

  note({ iterate, iteration, mu, dualResidual, equalityResidual, inequalityResidual }: State): void {
    const primal = Math.max(maxAbs(equalityResidual), maxAbs(inequalityResidual));
    const dual = maxAbs(dualResidual);
    const merit = Math.max(dual, primal, mu);
    // One of the residuals may long be rounding while the other still falls.
    const isLower = primal < LOWER * this.#leastPrimal || dual < LOWER * this.#leastDual;
    this.#leastPrimal = Math.min(primal, this.#leastPrimal);
    this.#leastDual = Math.min(dual, this.#leastDual);
    // Iterates that diverge are on their way to a certificate.
    if (merit < 0.99 * this.#merit || isLower || mu > DIVERGING * this.#largestMu) {
      this.#lastImprovement = iteration;
      this.#largestMu = Math.max(mu, this.#largestMu);
    }
    if (merit < this.#merit) {
      this.#merit = merit;
      copyIterate(iterate, this.#best);
    }
    const active = activeRows(iterate);
    this.#settled = sameRows(active, this.active);
    this.active = active;
  }

  /**
   * Whether an exact look may pay: complementarity is near the tolerance, or the active set has settled into one
   * that was not tried yet.
   */
  isNear({ mu }: State, tolerance: number, tried: Uint8Array | undefined): boolean {
    if (isNearTolerance(mu, tolerance)) return true;
    return this.#settled && mu <= EARLY && !sameRows(this.active, tried);
  }

  /** The best iterate; `other` where none has been a number. */
  bestOr(other: Iterate): Iterate {
    return this.#merit < Infinity ? this.#best : other;
  }

  hasStalled({ iteration }: State): boolean {
    return iteration - this.#lastImprovement > PATIENCE;
  }
}
