import type { KktVectors } from "../backend/backend.js";
import type { Problem } from "../problem/problem.js";
import type { SolutionData } from "../problem/solution.js";
import type { Blocks } from "./constraints.js";
import { Constraints } from "./constraints.js";
import { mirror, PseudoInverse } from "./pseudo-inverse.js";
import { vectorsOf } from "./vectors.js";

/** Slack of a row with a gradient of norm 1, relative to the size of its terms, that counts as none. */
const ACTIVE = 1e-7;

/**
 * Derivatives by least squares: the solution of smallest norm of the KKT system in which every active constraint
 * holds with equality, whether its multiplier is positive or 0. Where that system is regular it is the exact
 * derivative. Where more constraints are active than there are unknowns, it is the compromise between them;
 * where multipliers or the minimiser are not unique, the shortest of the answers.
 *
 * Norms are in the units of the inputs. It needs nothing of the backend but the solution.
 */
export class LeastSquares {
  readonly #problem: Problem;
  readonly #data: SolutionData;
  readonly #systems = new Map<number, ActiveSystem>();

  constructor(problem: Problem, data: SolutionData) {
    this.#problem = problem;
    this.#data = data;
  }

  /** `Program.solveKkt`; elements that are not solved, or not wanted, get zeros. */
  solveKkt(right: KktVectors, out: KktVectors, wanted?: (element: number) => boolean): void {
    for (let i = 0; i < this.#problem.batch; i++) {
      const target = vectorsOf(this.#problem, out, i);
      if (this.#data.status[i] === "solved" && (wanted?.(i) ?? true)) {
        this.#system(i).solve(vectorsOf(this.#problem, right, i), target);
      } else for (const vector of Object.values(target) as Float64Array[]) vector.fill(0);
    }
  }

  #system(element: number): ActiveSystem {
    let system = this.#systems.get(element);
    if (system === undefined) {
      const constraints = new Constraints(this.#problem, element);
      system = new ActiveSystem(constraints, vectorsOf(this.#problem, this.#data, element));
      this.#systems.set(element, system);
    }
    return system;
  }

  dispose(): void {
    this.#systems.clear();
  }
}

/** K = [Q Eᵀ Cᵀ; E 0 0; C 0 0] over the active rows of C, and its pseudo-inverse. */
export class ActiveSystem {
  readonly #constraints: Constraints;
  readonly #solution: KktVectors;
  readonly #active: Int32Array;
  readonly #inverse: PseudoInverse;

  constructor(constraints: Constraints, solution: KktVectors) {
    this.#constraints = constraints;
    this.#solution = solution;
    this.#active = activeRows(constraints, solution);
    const { n, equalities } = constraints;
    const size = n + equalities + this.#active.length;
    const K = new Float64Array(size * size);
    constraints.addHessian(new Float64Array(constraints.inequalities), K, size);
    for (let k = 0; k < equalities; k++) K.set(constraints.rowOfE(k), (n + k) * size);
    this.#active.forEach((row, k) => K.set(constraints.rowOfC(row), (n + equalities + k) * size));
    mirror(K, size);
    this.#inverse = new PseudoInverse(K, size);
  }

  solve(right: KktVectors, out: KktVectors): void {
    const constraints = this.#constraints;
    const { n, equalities } = constraints;
    const blocks: Blocks = constraints.newBlocks();
    constraints.gather(right, this.#solution, blocks);
    const r = new Float64Array(n + equalities + this.#active.length);
    r.set(blocks.z);
    r.set(blocks.nu, n);
    this.#active.forEach((row, k) => (r[n + equalities + k] = blocks.lambda[row]));
    const x = new Float64Array(r.length);
    this.#inverse.apply(r, x);
    blocks.z.set(x.subarray(0, n));
    blocks.nu.set(x.subarray(n, n + equalities));
    blocks.lambda.fill(0);
    this.#active.forEach((row, k) => (blocks.lambda[row] = x[n + equalities + k]));
    constraints.scatter(blocks, this.#solution, out);
  }
}

/** Rows whose multiplier exceeds their slack, or whose slack is 0 to working accuracy. */
function activeRows(constraints: Constraints, solution: KktVectors): Int32Array {
  const blocks = constraints.newBlocks();
  constraints.gather(solution, solution, blocks);
  const value = new Float64Array(constraints.inequalities);
  constraints.addC(solution.z, value);
  const size = solution.z.reduce((largest, x) => Math.max(largest, Math.abs(x)), 1);
  const active: number[] = [];
  for (let row = 0; row < value.length; row++) {
    const norm = constraints.normOfC(row);
    const slack = constraints.d[row] - value[row];
    if (slack <= ACTIVE * norm * size || slack < blocks.lambda[row] * norm * norm) active.push(row);
  }
  return Int32Array.from(active);
}
