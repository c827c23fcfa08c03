/** Sparse factors for the modes of derivatives, which need nothing of the executor but the solution. */
import { newSparseFactor } from "../../execute/wasm/sparse-factor.js";
import { DensePath } from "../../form/dense-path.js";
import type { PathSystem } from "../../form/path-system.js";
import type { SharedFactor } from "../../form/sparse-kkt.js";
import { sharedFactorOf, SparseKkt } from "../../form/sparse-kkt.js";
import { SparsePath } from "../../form/sparse-path.js";
import type { BoundMultipliers, Constraints } from "../../form/standard.js";
import { ProblemUnits } from "../../form/units.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";

/** Systems of a problem whose matrices are declared sparse, on factors that are made when they are first wanted. */
export class SparseSystems {
  readonly #problem: Problem;
  readonly units: ProblemUnits;
  #shared: SharedFactor | undefined;

  constructor(problem: Problem) {
    this.#problem = problem;
    this.units = new ProblemUnits(problem);
  }

  get areThere(): boolean {
    return this.#factor() !== undefined;
  }

  /** Systems at a point of the central path; with dense matrices where nothing is sparse. */
  pathOf(element: number, constraints: Constraints, solution: KktVectors): PathSystem {
    const shared = this.#factor();
    const units = this.units.of(element);
    if (shared === undefined) return new DensePath(constraints, units, solution);
    return new SparsePath(this.#problem, { element, constraints, units }, solution, shared);
  }

  /** The system of the active rows, if it is regular; undefined too where nothing is sparse. */
  regularOf(...of: ActiveOf): SparseActive | undefined {
    const system = this.#activeOf(...of);
    return system?.kkt.isRegular === true ? system : undefined;
  }

  /** The same, or where it is singular the shortest solution; undefined where dense matrices answer that better. */
  shortestOf(...of: ActiveOf): SparseActive | undefined {
    const system = this.#activeOf(...of);
    return system?.kkt.isBetterDense === true ? undefined : system;
  }

  #activeOf(...[element, constraints, active, solution]: ActiveOf): SparseActive | undefined {
    const shared = this.#factor();
    if (shared === undefined) return undefined;
    const of = { element, constraints, units: this.units.of(element) };
    const kkt = new SparseKkt(this.#problem, of, shared, { rho: 0, shortest: "user" });
    const gap = new Float64Array(constraints.inequalities).fill(Infinity);
    for (const row of active) gap[row] = 0;
    kkt.factor(gap);
    return new SparseActive(constraints, kkt, gap, solution);
  }

  #factor(): SharedFactor | undefined {
    return (this.#shared ??= sharedFactorOf(this.#problem, newSparseFactor));
  }

  dispose(): void {
    this.#shared?.dispose();
    this.#shared = undefined;
  }
}

/** The active rows of an element, and a solution that says which bounds of fixed variables are active. */
type ActiveOf = [element: number, constraints: Constraints, active: Int32Array, solution: KktVectors];

/** Active constraints as equalities; where that is singular, the shortest solution of least squares. */
class SparseActive {
  readonly #constraints: Constraints;
  readonly kkt: SparseKkt;
  /** Infinity of the rows that are not active. */
  readonly #gap: Float64Array;
  /** Which bound of a fixed variable its multiplier belongs to. */
  readonly #sides: BoundMultipliers;

  constructor(constraints: Constraints, kkt: SparseKkt, gap: Float64Array, solution: KktVectors) {
    this.#constraints = constraints;
    this.kkt = kkt;
    this.#gap = gap;
    this.#sides = { lambdaLower: solution.lambdaLower.slice(), lambdaUpper: solution.lambdaUpper.slice() };
  }

  solve(right: KktVectors, out: KktVectors): void {
    const given = this.#constraints.newBlocks();
    const answer = this.#constraints.newBlocks();
    this.#constraints.gather(right, this.#sides, given);
    for (let row = 0; row < given.lambda.length; row++) if (this.#gap[row] > 0) given.lambda[row] = 0;
    this.kkt.solve(given, answer);
    this.#constraints.scatter(answer, this.#sides, out);
  }
}
