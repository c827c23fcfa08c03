/** What the elements of a batch share, prepared once. */
import type { Parts } from "../../form/equilibrate.js";
import { freeVariables, sameIndices } from "../../form/standard.js";
import type { Problem } from "../../problem/problem.js";
import { sharesMatrices } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Plan } from "../plan.js";
import type { Matrices } from "./matrices.js";
import { prepareMatrices } from "./matrices.js";
import { partsOf } from "./separable.js";
import type { Begun } from "./together.js";
import { Together } from "./together.js";

/** Prepares matrices once where the batch shares them, and keeps them while the fixed variables stay the same. */
export class Prepared {
  readonly #problem: Problem;
  readonly #plan: Plan;
  readonly #shared: boolean;
  #matrices: Matrices | undefined;
  #parts: Parts | undefined;
  readonly #together: Together;

  constructor(problem: Problem, plan: Plan, settings: Settings) {
    this.#problem = problem;
    this.#plan = plan;
    this.#shared = sharesMatrices(problem);
    this.#together = new Together(problem, settings, (element) => this.#matricesOf(element));
  }

  /** Elements are begun in their order. */
  begin(element: number): Begun {
    return this.#together.begin(element);
  }

  #matricesOf(element: number): Matrices {
    const free = freeVariables(this.#problem, element);
    if (this.#shared && this.#matrices && sameIndices(this.#matrices.free, free)) return this.#matrices;
    this.#matrices = prepareMatrices(this.#problem, element, free, this.#plan.interiorForm);
    return this.#matrices;
  }

  parts(element: number): Parts {
    if (!this.#shared || this.#parts === undefined) this.#parts = partsOf(this.#problem, element);
    return this.#parts;
  }

  dispose(): void {
    this.#together.dispose();
  }
}
