/** What the kernels' executor asks of the mathematics that all executors share: verdicts and proofs. */
import { tryContradiction, tryDescent } from "../../form/certificate.js";
import { ProblemUnits } from "../../form/units.js";
import { assess } from "../../form/verdict.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Certificate } from "../../problem/fields.js";
import type { Lane, PairSolver } from "./dual/pair.js";
import { LANES } from "./dual/pair.js";
import type { DualShape } from "./dual/shape.js";
import type { Kernels } from "./module.js";

/** Refinements of the multipliers of a contradiction. */
const PROOF_REFINEMENTS = 2;

export class WasmJudge {
  readonly #kernels: Kernels;
  readonly #shape: DualShape;
  readonly #problem: Problem;
  readonly #certificates = new Map<number, Certificate>();
  #units: ProblemUnits | undefined;

  constructor(kernels: Kernels, shape: DualShape, problem: Problem) {
    this.#kernels = kernels;
    this.#shape = shape;
    this.#problem = problem;
  }

  certificate(element: number): Certificate | undefined {
    return this.#certificates.get(element);
  }

  /** Elements are about to be solved again, or these were not left as their proofs say. */
  forget(elements?: readonly number[]): void {
    if (elements === undefined) this.#certificates.clear();
    else for (const element of elements) this.#certificates.delete(element);
  }

  /** The whole verdict, which knows what kernels do not: canonical units, and rows whose terms are all rounding. */
  accepts(
    pair: PairSolver,
    element: number,
    lane: Lane,
    limits: Pick<Settings, "tolerance" | "absoluteTolerance">,
  ): boolean {
    this.#units ??= new ProblemUnits(this.#problem);
    const vectors = pair.vectors(lane, this.#shape);
    // Plain sums of large terms may cancel to less than an absolute tolerance that they do not meet.
    const exact = limits.absoluteTolerance < Infinity;
    return assess(this.#problem, element, vectors, this.#units.of(element), limits, exact).merit <= 1;
  }

  /** Whether the objective falls for ever in a direction; then the element has a certificate. */
  provesDescent(element: number, direction: Float64Array, tolerance: number): boolean {
    const certificate = tryDescent(this.#problem, element, direction, tolerance);
    if (certificate) this.#certificates.set(element, certificate);
    return certificate !== undefined;
  }

  /** Whether a lane has ended with a proof, or with what may become one, that there is no solution. */
  mayBeHopeless(pair: PairSolver, element: number, lane: Lane): boolean {
    return this.#certificates.has(element) || pair.isContradicted(lane);
  }

  /** Makes contradictions of the lanes given into certificates, as far as they hold. */
  prove(pair: PairSolver, elements: readonly [number, number], lanes: number, tolerance: number): void {
    const contradicted = LANES.filter((lane) => lanes & (1 << lane) && pair.isContradicted(lane));
    if (contradicted.length === 0) return;
    this.#kernels.beginProof(pair.at);
    for (let step = 0; step < PROOF_REFINEMENTS; step++) this.#kernels.refineActive(pair.at, 3);
    for (const lane of contradicted) {
      const direction = pair.vectors(lane, this.#shape);
      const { certificate } = tryContradiction(this.#problem, elements[lane], direction, tolerance);
      if (certificate) this.#certificates.set(elements[lane], certificate);
    }
  }
}
