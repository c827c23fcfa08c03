/** Sparse factors for the modes of derivatives, which need nothing of the executor but the solution. */
import { newSparseFactor } from "../../execute/wasm/sparse-factor.js";
import type { PathSystem } from "../../form/path-system.js";
import type { SharedFactor } from "../../form/sparse-kkt.js";
import { sharedFactorOf, SparseKkt } from "../../form/sparse-kkt.js";
import { SparsePath } from "../../form/sparse-path.js";
import type { BoundMultipliers, Constraints } from "../../form/standard.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Problem } from "../../problem/problem.js";

/** The active rows of an element, and a solution that says which bounds of fixed variables are active. */
type ActiveOf = [element: number, constraints: Constraints, active: Int32Array, solution: KktVectors];

/** Unknowns and rows up to which a singular system has its rank found out with dense matrices. */
const SMALL = 1500;

/** The factors of a problem whose matrices are declared sparse; made when they are first wanted. */
export class SparseFactors {
  readonly #problem: Problem;
  #shared: SharedFactor | undefined;

  constructor(problem: Problem) {
    this.#problem = problem;
  }

  /** Systems at a point of the central path; undefined where nothing is sparse. */
  pathOf(element: number, constraints: Constraints, solution: KktVectors): PathSystem | undefined {
    const shared = this.#factor();
    return shared && new SparsePath(this.#problem, element, constraints, solution, shared);
  }

  /** The system of the active rows, if it is regular; undefined too where nothing is sparse. */
  regularOf(...of: ActiveOf): SparseActive | undefined {
    const system = this.#activeOf(...of);
    return system?.kkt.isRegular === true ? system : undefined;
  }

  /** The same, or where it is singular the shortest solution; undefined where dense matrices answer that better. */
  shortestOf(...of: ActiveOf): SparseActive | undefined {
    const [, constraints, active] = of;
    const system = this.#activeOf(...of);
    if (system === undefined || system.kkt.isRegular) return system;
    const isSmall = constraints.n + constraints.equalities + active.length <= SMALL;
    return isSmall || !system.kkt.isSolvable ? undefined : system;
  }

  #activeOf(...[element, constraints, active, solution]: ActiveOf): SparseActive | undefined {
    const shared = this.#factor();
    if (shared === undefined) return undefined;
    const kkt = new SparseKkt(this.#problem, element, constraints, shared, 0);
    const scale = new Float64Array(constraints.inequalities);
    for (const row of active) scale[row] = 1;
    kkt.factor(scale, new Float64Array(scale.length));
    return new SparseActive(constraints, kkt, scale, solution);
  }

  #factor(): SharedFactor | undefined {
    return (this.#shared ??= sharedFactorOf(this.#problem, newSparseFactor));
  }

  dispose(): void {
    this.#shared?.dispose();
    this.#shared = undefined;
  }
}

/** Active constraints as equalities; where that is singular, the shortest solution of least squares. */
class SparseActive {
  readonly #constraints: Constraints;
  readonly kkt: SparseKkt;
  readonly #scale: Float64Array;
  /** Which bound of a fixed variable its multiplier belongs to. */
  readonly #sides: BoundMultipliers;

  constructor(constraints: Constraints, kkt: SparseKkt, scale: Float64Array, solution: KktVectors) {
    this.#constraints = constraints;
    this.kkt = kkt;
    this.#scale = scale;
    this.#sides = { lambdaLower: solution.lambdaLower.slice(), lambdaUpper: solution.lambdaUpper.slice() };
  }

  solve(right: KktVectors, out: KktVectors): void {
    const given = this.#constraints.newBlocks();
    const answer = this.#constraints.newBlocks();
    this.#constraints.gather(right, this.#sides, given);
    for (let row = 0; row < given.lambda.length; row++) given.lambda[row] *= this.#scale[row];
    this.kkt.solve(given, answer);
    this.#constraints.scatter(answer, this.#sides, out);
  }
}
