/** Linear systems at a point of the central path (central-path.ts), sparse. */
import type { KktVectors } from "../problem/fields.js";
import type { Problem } from "../problem/problem.js";
import type { PathSystem } from "./path-system.js";
import { DELTA, RHO } from "./path-system.js";
import type { SharedFactor } from "./sparse-kkt.js";
import { SparseKkt } from "./sparse-kkt.js";
import type { Blocks, Constraints } from "./standard.js";

/**
 * Rows of C are scaled by √(lambda/(lambda + s)), so that what a row has on the diagonal is between 0 and 1: a row that
 * matters is nearly an equality, the others nearly absent.
 */
export class SparsePath implements PathSystem {
  readonly #constraints: Constraints;
  readonly #solution: KktVectors;
  readonly #kkt: SparseKkt;
  #scale = new Float64Array(0);

  constructor(
    problem: Problem,
    element: number,
    constraints: Constraints,
    solution: KktVectors,
    shared: SharedFactor,
  ) {
    this.#constraints = constraints;
    this.#solution = solution;
    this.#kkt = new SparseKkt(problem, element, constraints, shared, RHO);
  }

  factor({ lambda }: Blocks, slack: Float64Array): void {
    this.#scale = slack.map((s, i) => Math.sqrt(lambda[i] / (lambda[i] + s)));
    this.#kkt.factor(
      this.#scale,
      slack.map((s, i) => s / lambda[i] + DELTA),
    );
  }

  refine(right: Blocks, out: Blocks): number {
    const left = this.#kkt.refine(this.#scaled(right), out);
    this.#unscale(out);
    return left;
  }

  solve(right: KktVectors, out: KktVectors): void {
    const given = this.#constraints.newBlocks();
    const answer = this.#constraints.newBlocks();
    this.#constraints.gather(right, this.#solution, given);
    this.#kkt.solve(this.#scaled(given), answer);
    this.#unscale(answer);
    this.#constraints.scatter(answer, this.#solution, out);
  }

  #scaled({ z, nu, lambda }: Blocks): Blocks {
    return { z, nu, lambda: lambda.map((value, i) => value * this.#scale[i]) };
  }

  #unscale({ lambda }: Blocks): void {
    for (let i = 0; i < lambda.length; i++) lambda[i] *= this.#scale[i];
  }
}
