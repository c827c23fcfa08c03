import type { KktVectors, Program } from "../backend/backend.js";
import type { Problem } from "../problem/problem.js";
import type { Certificate, SolutionData } from "../problem/solution.js";
import { CentralPoint } from "./central-point.js";
import { Constraints } from "./constraints.js";
import { LeastSquaresProgram } from "./least-squares.js";
import { newVectors, vectorsOf } from "./vectors.js";

/**
 * Derivatives of the central-path point at mu instead of those of the solution: smooth in all inputs, and not
 * zero at the vertices of linear programs. They tend to the exact ones as mu → 0 wherever those exist.
 *
 * An element whose central-path point cannot be found, because its minimisers reach to infinity, has the
 * derivatives of {@link LeastSquaresProgram}.
 */
export class SmoothedProgram implements Program {
  readonly #problem: Problem;
  readonly #solved: LeastSquaresProgram;
  readonly #mu: number;
  #elements: (SmoothedElement | undefined)[] | undefined;
  #data: SolutionData | undefined;

  constructor(problem: Problem, solved: Program, mu: number) {
    this.#problem = problem;
    this.#solved = new LeastSquaresProgram(problem, solved);
    this.#mu = mu;
  }

  /** The solution with its vectors moved onto the central path; computed when the first derivative is taken. */
  get data(): SolutionData {
    if (this.#data) return this.#data;
    const problem = this.#problem;
    const { data } = this.#solved;
    const vectors = newVectors(problem);
    for (const name of ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const) {
      vectors[name].set(data[name]);
    }
    this.#elements = data.status.map((status, i) => {
      if (status !== "solved") return undefined;
      const constraints = new Constraints(problem, i);
      const solution = vectorsOf(problem, data, i);
      const start = constraints.newBlocks();
      constraints.gather(solution, solution, start);
      const central = new CentralPoint(constraints, start, this.#mu);
      if (!central.found) return undefined;
      constraints.scatter(central.point, solution, vectorsOf(problem, vectors, i));
      return { constraints, central, solution };
    });
    this.#data = { ...data, ...vectors };
    return this.#data;
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { status } = this.data;
    const elements = this.#elements!;
    this.#solved.solveKkt(right, out, (i) => elements[i] === undefined && status[i] === "solved");
    elements.forEach((element, i) => {
      if (element === undefined) return;
      const { constraints, central, solution } = element;
      const given = constraints.newBlocks();
      const answer = constraints.newBlocks();
      constraints.gather(vectorsOf(this.#problem, right, i), solution, given);
      central.solve(given, answer);
      constraints.scatter(answer, solution, vectorsOf(this.#problem, out, i));
    });
  }

  weaklyActive(): Int32Array {
    return this.#solved.weaklyActive();
  }

  certificate(element: number): Certificate | undefined {
    return this.#solved.certificate(element);
  }

  dispose(): void {
    this.#elements = undefined;
    this.#data = undefined;
    this.#solved.dispose();
  }
}

interface SmoothedElement {
  readonly constraints: Constraints;
  readonly central: CentralPoint;
  readonly solution: KktVectors;
}
