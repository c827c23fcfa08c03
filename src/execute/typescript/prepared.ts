/** What the elements of a batch share, prepared once. */
import type { Parts } from "../../form/equilibrate.js";
import { freeVariables, sameIndices } from "../../form/standard.js";
import type { Problem } from "../../problem/problem.js";
import { sharesBounds, sharesMatrices } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Plan } from "../plan.js";
import type { Matrices } from "./matrices.js";
import { prepareMatrices } from "./matrices.js";
import { isConnected, loneVariables, partsOf } from "./separable.js";
import type { Begun } from "./together.js";
import { Together } from "./together.js";
import type { ActiveStart, Warm } from "./warm-start.js";
import { solveFrom } from "./warm-start.js";

/** Prepares matrices once where the batch shares them, and keeps them while the fixed variables stay the same. */
export class Prepared {
  readonly #problem: Problem;
  readonly #plan: Plan;
  readonly #settings: Settings;
  readonly #shared: boolean;
  #matrices: Matrices | undefined;
  /** Whether the matrices are known to be of this problem's free variables, where all elements have the same. */
  #isChecked = false;
  #parts: Parts | undefined;
  #whole: boolean | undefined;
  readonly #together: Together;

  /** @param earlier what was prepared for another batch, which serves if Q, A and G are the same operands. */
  constructor(problem: Problem, plan: Plan, settings: Settings, earlier?: Prepared) {
    this.#problem = problem;
    this.#plan = plan;
    this.#settings = settings;
    this.#shared = sharesMatrices(problem);
    this.#together = new Together(problem, settings, (element) => this.#matricesOf(element));
    if (earlier !== undefined && this.#shared && earlier.#servesToo(this)) {
      this.#matrices = earlier.#matrices;
      this.#parts = earlier.#parts;
      this.#whole = earlier.#whole;
    }
  }

  #servesToo(other: Prepared): boolean {
    const [own, asked] = [this.#problem, other.#problem];
    return (
      this.#plan.interiorForm === other.#plan.interiorForm &&
      own.Q === asked.Q &&
      own.A === asked.A &&
      own.G === asked.G
    );
  }

  /** Elements are begun in their order; those that `isOpen` says no to need not be. */
  begin(element: number, isOpen?: (other: number) => boolean): Begun {
    return this.#together.begin(element, isOpen);
  }

  /** Tries an element from the active set of an earlier one; those of elements after it, of which `startOf` knows, may be corrected with it. */
  start(element: number, start: ActiveStart, startOf: (other: number) => ActiveStart | undefined): Warm {
    return solveFrom(start, this.#together.start(element, startOf), this.#settings);
  }

  #matricesOf(element: number): Matrices {
    if (this.#shared && this.#matrices && sharesBounds(this.#problem) && this.#isChecked)
      return this.#matrices;
    const free = freeVariables(this.#problem, element);
    this.#isChecked = true;
    if (this.#shared && this.#matrices && sameIndices(this.#matrices.free, free)) return this.#matrices;
    this.#matrices = prepareMatrices(this.#problem, element, free, this.#plan.interiorForm);
    return this.#matrices;
  }

  /** Whether an element is one problem, and not several. */
  isWhole(element: number): boolean {
    if (!this.#shared || this.#whole === undefined) {
      const parts = this.parts(element);
      this.#whole = isConnected(parts) && loneVariables(parts).length === 0;
    }
    return this.#whole;
  }

  parts(element: number): Parts {
    if (!this.#shared || this.#parts === undefined) this.#parts = partsOf(this.#problem, element);
    return this.#parts;
  }

  dispose(): void {
    this.#together.dispose();
  }
}
