import { ActiveSystem } from "../../form/active-system.js";
import { Constraints } from "../../form/constraints.js";
import { ProblemUnits } from "../../form/free-variables.js";
import { newBlocks } from "../../form/interior-problem.js";
import type { UserVectors } from "../../form/products.js";
import { addRowMultipliers, isFixed, userQuadratic } from "../../form/products.js";
import type { Assessment } from "../../form/verdict.js";
import { particularSolution } from "../../matrix/orthogonal.js";
import type { Problem } from "../../problem/problem.js";
import type { Certificate, Status } from "../../problem/solution.js";
import type { Element } from "./element.js";
import { equilibrateRight, expand, reduceRight } from "./element.js";
import { KktSystem } from "./kkt.js";

/** One solved element, which may be several problems that nothing connects. */

/** The answer for one element, and what derivatives need of it. */
export interface ElementResult {
  readonly status: Status;
  readonly iterations: number;
  readonly vectors: UserVectors;
  readonly slack: Float64Array;
  readonly objective: number;
  readonly assessment: Assessment;
  readonly certificate: Certificate | undefined;
  readonly element: Element;
  readonly kkt: KktSystem;
  readonly active: Uint8Array;
  readonly weaklyActive: number;
}

export interface SolvedElement {
  readonly status: Status;

  readonly iterations: number;
  readonly vectors: UserVectors;
  readonly slack: Float64Array;
  readonly objective: number;
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly signedGap: number;
  readonly certificate: Certificate | undefined;
  readonly weaklyActive: number;
  /** How many numbers its factors hold. */
  readonly numbers: number;
  /** Solves the KKT system of the active set (backend.ts, `solveKkt`). */
  solveKkt(right: UserVectors, out: UserVectors): void;
  forgetFactors(how: "for good" | "until needed"): void;
}

/** An element that is one connected problem. */
export class SolvedWhole implements SolvedElement {
  readonly status: Status;

  readonly iterations: number;
  readonly vectors: UserVectors;
  readonly slack: Float64Array;
  readonly objective: number;
  readonly primalResidual: number;
  readonly dualResidual: number;
  readonly signedGap: number;
  readonly certificate: Certificate | undefined;
  readonly weaklyActive: number;
  readonly numbers: number;
  readonly #problem: Problem;
  readonly #index: number;
  readonly #active: Uint8Array;
  #element: Element | undefined;
  /** Undefined where memory was short: it is made again when it is needed. */
  #kkt: KktSystem | undefined;
  /** Whether the KKT system of the active set is regular, once that is known. */
  #regular: boolean | undefined;
  /**
   * What solves it where it is not, and right-hand sides that the factors are not good enough for. Which of the two
   * serves a right-hand side depends on nothing that was solved before.
   */
  #dense: ActiveSystem | undefined;

  constructor(problem: Problem, index: number, result: ElementResult) {
    const { assessment, kkt } = result;
    this.status = result.status;
    this.iterations = result.iterations;
    this.vectors = result.vectors;
    this.slack = result.slack;
    this.objective = result.objective;
    this.primalResidual = assessment.primalResidual;
    this.dualResidual = assessment.dualResidual;
    this.signedGap = assessment.signedGap;
    this.certificate = result.certificate;
    this.weaklyActive = result.weaklyActive;
    this.numbers = kkt.numbers;
    this.#problem = problem;
    this.#index = index;
    this.#active = result.active;
    this.#element = result.element;
    this.#kkt = kkt;
  }

  /**
   * With the factors where the system is regular, and otherwise, for all right-hand sides, by one operator that is
   * symmetric whatever the rank.
   */
  solveKkt(right: UserVectors, out: UserVectors): void {
    const element = this.#element!;
    const [problem, index, active] = [this.#problem, this.#index, this.#active];
    if (this.#regular !== false) {
      const kkt = this.#factors(element);
      this.#regular ??= kkt !== undefined && isRegular(element, kkt, active);
      if (kkt && this.#regular) {
        if (solveActiveSystem(problem, index, element, kkt, active, this.vectors, right, out)) return;
      }
    }
    this.#dense ??= this.#operator();
    this.#dense.solve(right, out);
  }

  /** The factors of the active set: those that the forward pass left, if they are; undefined where there are none. */
  #factors(element: Element): KktSystem | undefined {
    const kkt = this.#kkt ?? new KktSystem(element.interior);
    return kkt.isFactoredFor(this.#active) || kkt.factorActive(this.#active) ? kkt : undefined;
  }

  #operator(): ActiveSystem {
    const active: number[] = [];
    this.#active.forEach((isActive, row) => {
      if (isActive) active.push(row);
    });
    const constraints = new Constraints(this.#problem, this.#index);
    const units = new ProblemUnits(this.#problem).of(this.#index);
    return new ActiveSystem(constraints, units, Int32Array.from(active), this.vectors, "selection");
  }

  forgetFactors(how: "for good" | "until needed"): void {
    this.#kkt = undefined;
    this.#dense = undefined;
    if (how === "for good") this.#element = undefined;
  }
}

/** Relative residual at which the system of the derivative counts as regular: all blocks of the probe are alike. */
const REGULAR = 1e-12;
/**
 * Relative residual at which a right-hand side counts as solved. A block of it that is zero is measured against 1e-4
 * of the largest, so that this is near what rounding allows.
 */
const SOLVED = 1e-10;
/**
 * Solves the KKT system of the active set for one element (backend.ts, `solveKkt`), in the user's units, with the
 * factors at hand: fixed variables out, equilibrate, reduce, solve, and back.
 *
 * @param multipliers the solution's, to tell which bound of a fixed variable is the active one.
 * @returns whether it is solved to working accuracy.
 */
export function solveActiveSystem(
  problem: Problem,
  index: number,
  element: Element,
  kkt: KktSystem,
  active: Uint8Array,
  multipliers: Pick<UserVectors, "lambdaLower" | "lambdaUpper">,
  right: UserVectors,
  out: UserVectors,
): boolean {
  const { matrices } = element;
  const n = matrices.free.length;
  out.z.fill(0);
  const anyFixed = n < problem.variables;
  if (anyFixed) {
    for (let i = 0; i < problem.variables; i++) {
      if (!isFixed(problem, index, i)) continue;
      const upperIsActive = multipliers.lambdaUpper[i] > multipliers.lambdaLower[i];
      out.z[i] = upperIsActive ? right.lambdaUpper[i] : -right.lambdaLower[i];
    }
  }
  const equilibrated = equilibrateRight(problem, index, element, right, out.z);
  const { reduced } = matrices;
  const zp = reduced ? particularSolution(reduced.space, equilibrated.nu, n) : new Float64Array(0);
  const interiorRight = reduced ? reduceRight(element, equilibrated, zp) : equilibrated;
  for (let i = 0; i < active.length; i++) if (!active[i]) interiorRight.lambda[i] = 0;
  const interiorOut = newBlocks(element.interior);
  const residual = kkt.solveActive(interiorRight, interiorOut);
  expand(element, interiorOut, { z: zp, right: equilibrated.z }, out);
  if (anyFixed) completeFixedRows(problem, index, multipliers, right, out);
  return residual <= SOLVED;
}

/**
 * Whether the factors of the active set solve for a right-hand side in general position: then they do for all, and
 * the system is regular.
 */
export function isRegular(element: Element, kkt: KktSystem, active: Uint8Array): boolean {
  const { e, reduced } = element.matrices;
  if (reduced && reduced.space.rank < e) return false;
  const probe = newBlocks(element.interior);
  let phase = 0;
  for (const block of [probe.z, probe.nu, probe.lambda]) {
    for (let i = 0; i < block.length; i++) {
      phase = (phase + GOLDEN) % 1;
      if (block !== probe.lambda || active[i]) block[i] = phase < 0.5 ? phase - 1 : phase;
    }
  }
  return kkt.solveActive(probe, newBlocks(element.interior)) <= REGULAR;
}

/** Steps of this share of 1 never come near where they have been. */
const GOLDEN = 0.6180339887498949;

/** Stationarity of a fixed variable gives the multiplier of its active bound; the other stays 0. */
function completeFixedRows(
  problem: Problem,
  index: number,
  multipliers: Pick<UserVectors, "lambdaLower" | "lambdaUpper">,
  right: UserVectors,
  out: UserVectors,
): void {
  const left = new Float64Array(problem.variables);
  userQuadratic(problem, index, out.z, left);
  addRowMultipliers(problem, index, out.nu, out.lambda, left);
  for (let i = 0; i < problem.variables; i++) {
    if (!isFixed(problem, index, i)) continue;
    if (multipliers.lambdaUpper[i] > multipliers.lambdaLower[i]) out.lambdaUpper[i] = right.z[i] - left[i];
    else out.lambdaLower[i] = left[i] - right.z[i];
  }
}
