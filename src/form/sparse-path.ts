/** Linear systems at a point of the central path (central-path.ts), sparse. */
import type { KktVectors } from "../problem/fields.js";
import type { Problem } from "../problem/problem.js";
import { DensePath } from "./dense-path.js";
import type { PathSystem } from "./path-system.js";
import { DELTA, RHO } from "./path-system.js";
import type { SharedFactor, SparseElement } from "./sparse-kkt.js";
import { SparseKkt } from "./sparse-kkt.js";
import type { Blocks, Constraints } from "./standard.js";
import type { UnitsOfElement } from "./units.js";

export class SparsePath implements PathSystem {
  readonly rho: Float64Array;
  readonly delta: Float64Array;
  readonly #constraints: Constraints;
  readonly #solution: KktVectors;
  readonly #units: UnitsOfElement;
  readonly #kkt: SparseKkt;
  #at: { readonly point: Blocks; readonly slack: Float64Array } | undefined;
  /** Where K is singular and small, or sparse factors do not answer for it. */
  #dense: DensePath | undefined;

  constructor(problem: Problem, of: SparseElement, solution: KktVectors, shared: SharedFactor) {
    this.#constraints = of.constraints;
    this.#units = of.units;
    this.#solution = solution;
    this.#kkt = new SparseKkt(problem, of, shared, { rho: RHO, shortest: "canonical" });
    this.rho = this.#kkt.canonical.rho(RHO);
    this.delta = this.#kkt.canonical.delta(DELTA);
  }

  factor(point: Blocks, slack: Float64Array): void {
    this.#at = { point, slack };
    this.#dense = undefined;
    this.#kkt.factor(slack.map((s, i) => s / point.lambda[i] + this.delta[i]));
  }

  refine(right: Blocks, out: Blocks): number {
    return this.#kkt.refine(right, out);
  }

  solve(right: KktVectors, out: KktVectors): void {
    const dense = this.#denseWhereBetter();
    if (dense) return dense.solve(right, out);
    const given = this.#constraints.newBlocks();
    const answer = this.#constraints.newBlocks();
    this.#constraints.gather(right, this.#solution, given);
    this.#kkt.solve(given, answer);
    this.#constraints.scatter(answer, this.#solution, out);
  }

  #denseWhereBetter(): DensePath | undefined {
    if (this.#dense !== undefined || !this.#kkt.isBetterDense || this.#at === undefined) return this.#dense;
    this.#dense = new DensePath(this.#constraints, this.#units, this.#solution);
    this.#dense.factor(this.#at.point, this.#at.slack);
    return this.#dense;
  }
}
