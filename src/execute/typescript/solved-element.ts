import { ActiveSystem } from "../../form/active-system.js";
import { Constraints } from "../../form/constraints.js";
import { ProblemUnits } from "../../form/free-variables.js";
import { newBlocks } from "../../form/interior-problem.js";
import type { UserVectors } from "../../form/products.js";
import type { Assessment } from "../../form/verdict.js";
import type { Problem } from "../../problem/problem.js";
import type { Certificate, Status } from "../../problem/solution.js";
import type { Element } from "./element.js";
import { KktSystem, solveActiveSystem } from "./kkt.js";

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
    const active = this.#active;
    if (this.#regular !== false) {
      const kkt = this.#factors(element);
      this.#regular ??= kkt !== undefined && isRegular(element, kkt, active);
      if (kkt && this.#regular) {
        if (solveActiveSystem(element, kkt, active, this.vectors, right, out)) return;
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
