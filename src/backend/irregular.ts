import { ActiveSystem } from "../form/active-system.js";
import { Constraints } from "../form/constraints.js";
import type { UserVectors } from "../form/products.js";
import { vectorsOf } from "../form/products.js";
import type { Problem } from "../problem/problem.js";
import type { SolutionData } from "../problem/solution.js";
import type { ActiveSet, KktVectors } from "./backend.js";

/** Systems that are kept may take this many numbers; beyond it they are made again on demand. */
const KEPT_NUMBERS = 2 ** 25;

/** The KKT systems of elements whose active set does not have a regular one; made when they are first needed. */
export class IrregularSystems {
  readonly #problem: Problem;
  readonly #data: SolutionData;
  readonly #systems = new Map<number, ActiveSystem>();
  #room = KEPT_NUMBERS;

  constructor(problem: Problem, data: SolutionData) {
    this.#problem = problem;
    this.#data = data;
  }

  solve(element: number, active: ActiveSet, right: KktVectors, out: KktVectors): void {
    let system = this.#systems.get(element);
    if (system === undefined) {
      system = systemOf(this.#problem, element, vectorsOf(this.#problem, this.#data, element), active);
      this.#room -= system.numbers;
      if (this.#room > 0) this.#systems.set(element, system);
    }
    system.solve(vectorsOf(this.#problem, right, element), vectorsOf(this.#problem, out, element));
  }

  /** For other solutions. */
  clear(): void {
    this.#systems.clear();
    this.#room = KEPT_NUMBERS;
  }
}

export function systemOf(
  problem: Problem,
  element: number,
  solution: UserVectors,
  active: ActiveSet,
): ActiveSystem {
  const constraints = new Constraints(problem, element);
  return new ActiveSystem(constraints, solution, constraints.nonzeroRows(active), "selection");
}
