/** The KKT system of an active set for the user's right-hand sides: into the interior point's units, and back. */
import { addRowMultipliers, userQuadratic } from "../../form/residuals.js";
import type { Blocks } from "../../form/standard.js";
import { isFixed } from "../../form/standard.js";
import { particularSolution } from "../../matrix/orthogonal.js";
import type { KktVectors } from "../../problem/fields.js";
import type { Element, Offset } from "./element.js";
import { equilibrateRight, expand, reduceRight } from "./element.js";
import { newBlocks } from "./interior-problem.js";
import { dropInactive } from "./kkt.js";

/**
 * Relative residual at which a right-hand side counts as solved. A block of it that is zero is measured against 1e-4
 * of the largest, so that this is near what rounding allows.
 */
export const SOLVED = 1e-10;

type BoundMultipliers = Pick<KktVectors, "lambdaLower" | "lambdaUpper">;

/**
 * One right-hand side (executor.ts, `solveKkt`): fixed variables out, equilibrated, reduced; and its solution the same way
 * back. Whatever is symmetric in equilibrated units leaves the whole symmetric.
 */
export class ActiveRight {
  /** In the interior point's units; 0 in rows that are not active. */
  readonly blocks: Blocks;
  readonly #element: Element;
  readonly #multipliers: BoundMultipliers;
  readonly #given: KktVectors;
  readonly #fixed: readonly number[];
  /** z of fixed variables, 0 elsewhere. */
  readonly #z: Float64Array;
  readonly #offset: Offset;

  /** @param multipliers the solution's, to tell which bound of a fixed variable is the active one. */
  constructor(element: Element, active: Uint8Array, multipliers: BoundMultipliers, given: KktVectors) {
    const { problem, index, matrices } = element;
    const n = matrices.free.length;
    this.#element = element;
    this.#multipliers = multipliers;
    this.#given = given;
    this.#z = new Float64Array(problem.variables);
    this.#fixed =
      n < problem.variables ? Array.from(this.#z.keys()).filter((i) => isFixed(problem, index, i)) : [];
    for (const i of this.#fixed) {
      this.#z[i] = this.#upperIsActive(i) ? given.lambdaUpper[i] : -given.lambdaLower[i];
    }
    const equilibrated = equilibrateRight(element, given, this.#z);
    const { reduced } = matrices;
    const zp = reduced ? particularSolution(reduced.space, equilibrated.nu, n) : new Float64Array(0);
    this.#offset = { z: zp, right: equilibrated.z };
    this.blocks = reduced ? reduceRight(element, equilibrated, zp) : equilibrated;
    dropInactive(active, this.blocks.lambda);
  }

  #upperIsActive(i: number): boolean {
    return this.#multipliers.lambdaUpper[i] > this.#multipliers.lambdaLower[i];
  }

  /** out ← the user's solution, of one in the interior point's units. */
  expand(solution: Blocks, out: KktVectors): void {
    const { problem, index } = this.#element;
    out.z.set(this.#z);
    expand(this.#element, solution, this.#offset, out);
    if (this.#fixed.length === 0) return;
    // Stationarity of a fixed variable gives the multiplier of its active bound; the other stays 0.
    const left = new Float64Array(problem.variables);
    userQuadratic(problem, index, out.z, left);
    addRowMultipliers(problem, index, out.nu, out.lambda, left);
    for (const i of this.#fixed) {
      if (this.#upperIsActive(i)) out.lambdaUpper[i] = this.#given.z[i] - left[i];
      else out.lambdaLower[i] = left[i] - this.#given.z[i];
    }
  }
}

/**
 * @param solve returns the residual relative to the right-hand side: `KktSystem.solveActive`.
 * @returns whether it is solved to working accuracy.
 */
export function solveActiveSystem(
  element: Element,
  solve: (right: Blocks, out: Blocks) => number,
  active: Uint8Array,
  multipliers: BoundMultipliers,
  right: KktVectors,
  out: KktVectors,
): boolean {
  const inside = new ActiveRight(element, active, multipliers, right);
  const solution = newBlocks(element.interior);
  const residual = solve(inside.blocks, solution);
  inside.expand(solution, out);
  return residual <= SOLVED;
}
