import type { KktVectors, SolutionData } from "../../problem/fields.js";
import { VECTOR_NAMES } from "../../problem/fields.js";
import { newVectors, vectorsOf } from "../../problem/batch.js";
import type { Problem } from "../../problem/problem.js";
import { CentralPoint } from "../../form/central-path.js";
import { Constraints } from "../../form/standard.js";
import { LeastSquares } from "./least-squares.js";
import { SparseSystems } from "./sparse.js";

/**
 * Derivatives of the central-path point at mu instead of those of the solution: smooth in all inputs, and not
 * zero at the vertices of linear programs. They tend to the exact ones as mu → 0 wherever those exist.
 *
 * An element whose central-path point cannot be found (its minimisers reach to infinity, or mu is so small that a
 * linear program's point drowns in rounding) has the derivatives of {@link LeastSquares}. Nothing of the executor is
 * needed but the solution.
 */
export class Smoothed {
  readonly #problem: Problem;
  readonly #solution: SolutionData;
  readonly #mu: number;
  readonly #fallback: LeastSquares;
  readonly #sparse: SparseSystems;
  #found: Found | undefined;

  constructor(problem: Problem, solution: SolutionData, mu: number) {
    this.#problem = problem;
    this.#solution = solution;
    this.#mu = mu;
    this.#sparse = new SparseSystems(problem);
    this.#fallback = new LeastSquares(problem, solution, this.#sparse);
  }

  /** The solution with its vectors moved onto the central path; computed when the first derivative is taken. */
  get data(): SolutionData {
    return this.#find().data;
  }

  #find(): Found {
    if (this.#found) return this.#found;
    const problem = this.#problem;
    const data = this.#solution;
    const vectors = newVectors(problem);
    for (const name of VECTOR_NAMES) vectors[name].set(data[name]);
    const points = data.status.map((status, i) => {
      if (status !== "solved") return undefined;
      const constraints = new Constraints(problem, i);
      const solution = vectorsOf(problem, data, i);
      const system = this.#sparse.pathOf(i, constraints, solution);
      const central = new CentralPoint(constraints, solution, this.#mu, system);
      if (!central.found) return undefined;
      constraints.scatter(central.point, solution, vectorsOf(problem, vectors, i));
      return central;
    });
    this.#found = { data: { ...data, ...vectors }, points };
    return this.#found;
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { points } = this.#find();
    this.#fallback.solveKkt(right, out, (i) => points[i] === undefined);
    points.forEach((point, i) => {
      point?.solve(vectorsOf(this.#problem, right, i), vectorsOf(this.#problem, out, i));
    });
  }

  dispose(): void {
    this.#found = undefined;
    this.#fallback.dispose();
  }
}

interface Found {
  readonly data: SolutionData;
  /** Undefined where there is no solution, or no point. */
  readonly points: readonly (CentralPoint | undefined)[];
}
