/** What the mathematics that all executors share says of the kernels' answers. */
import { tryContradiction, tryDescent } from "../../form/certificate.js";
import { ProblemUnits } from "../../form/units.js";
import type { Assessment } from "../../form/verdict.js";
import { assess } from "../../form/verdict.js";
import type { Certificate, KktVectors } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";

/** What the mathematics that all executors share says about the elements of a batch. */
export class Verdicts {
  readonly certificates = new Map<number, Certificate>();
  readonly #problem: Problem;
  #units: ProblemUnits | undefined;

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  /**
   * The whole verdict, which knows what kernels do not: canonical units, and rows whose terms are all rounding.
   *
   * @returns what it found, where it accepts.
   */
  accepts(
    element: number,
    vectors: KktVectors,
    limits: Pick<Settings, "tolerance" | "absoluteTolerance">,
  ): Assessment | undefined {
    this.#units ??= new ProblemUnits(this.#problem);
    // Plain sums of large terms may cancel to less than an absolute tolerance that they do not meet.
    const exact = limits.absoluteTolerance < Infinity;
    const found = assess(this.#problem, element, vectors, this.#units.of(element), limits, exact);
    return found.merit <= 1 ? found : undefined;
  }

  /** Whether the objective falls for ever in a direction; then the element has a certificate. */
  provesDescent(element: number, direction: Float64Array, tolerance: number): boolean {
    return this.#keep(element, tryDescent(this.#problem, element, direction, tolerance));
  }

  /** Whether multipliers show that the bounds contradict each other; then the element has a certificate. */
  provesContradiction(element: number, multipliers: KktVectors, tolerance: number): boolean {
    return this.#keep(element, tryContradiction(this.#problem, element, multipliers, tolerance).certificate);
  }

  #keep(element: number, certificate: Certificate | undefined): boolean {
    if (certificate) this.certificates.set(element, certificate);
    return certificate !== undefined;
  }
}
