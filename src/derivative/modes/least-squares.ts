import type { KktVectors, SolutionData } from "../../problem/fields.js";
import { vectorsOf } from "../../problem/batch.js";
import type { Problem } from "../../problem/problem.js";
import { activeRows, ActiveSystem, sharesOf } from "../../form/active.js";
import { Constraints } from "../../form/standard.js";
import { SparseSystems } from "./sparse.js";

type System = Pick<ActiveSystem, "solve">;

/**
 * Derivatives by least squares: the solution of smallest norm of the KKT system in which every active constraint
 * holds with equality, whether its multiplier is positive or 0. Where that system is regular it is the exact
 * derivative. Where more constraints are active than there are unknowns, it is the compromise between them;
 * where multipliers or the minimiser are not unique, the shortest of the answers.
 *
 * Norms are in the units of the inputs; which rows are active and independent is decided in canonical units. Nothing
 * of the executor is needed but the solution.
 */
export class LeastSquares {
  readonly #problem: Problem;
  readonly data: SolutionData;
  readonly #systems = new Map<number, System>();
  readonly #sparse: SparseSystems;

  constructor(problem: Problem, data: SolutionData, sparse = new SparseSystems(problem)) {
    this.#problem = problem;
    this.data = data;
    this.#sparse = sparse;
  }

  /** `SolvedBatch.solveKkt`; elements that are not solved, or not wanted, get zeros. */
  solveKkt(right: KktVectors, out: KktVectors, wanted?: (element: number) => boolean): void {
    for (let i = 0; i < this.#problem.batch; i++) {
      const target = vectorsOf(this.#problem, out, i);
      if (this.data.status[i] === "solved" && (wanted?.(i) ?? true)) {
        this.#system(i).solve(vectorsOf(this.#problem, right, i), target);
      } else for (const vector of Object.values(target) as Float64Array[]) vector.fill(0);
    }
  }

  #system(element: number): System {
    let system = this.#systems.get(element);
    if (system === undefined) {
      const constraints = new Constraints(this.#problem, element);
      const solution = vectorsOf(this.#problem, this.data, element);
      const units = this.#sparse.units.of(element);
      const active = activeRows(sharesOf(this.#problem, element, constraints, solution, units));
      const sparse = this.#sparse.shortestOf(element, constraints, active, solution);
      system = sparse ?? new ActiveSystem(constraints, units, active, solution, "shortest");
      this.#systems.set(element, system);
    }
    return system;
  }

  dispose(): void {
    this.#systems.clear();
    this.#sparse.dispose();
  }
}
