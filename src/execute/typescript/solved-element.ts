/** One solved element, which may be several problems that nothing connects. */
import type { UserVectors } from "../../form/products.js";
import { newUserVectors } from "../../form/products.js";
import type { Problem } from "../../problem/problem.js";
import type { Certificate, SolvedBy, Status } from "../../problem/fields.js";
import { ActiveSystem } from "../../form/active-system.js";
import { Constraints } from "../../form/constraints.js";
import { ProblemUnits } from "../../form/free-variables.js";
import { ACTIVE_SET_REGULARISATION, isRegular, solveActiveSystem } from "./derivative.js";
import type { Element } from "./element.js";
import { KktSystem } from "./kkt.js";
import type { Part } from "./parts.js";
import { gatherPart, scatterPart } from "./parts.js";
import type { ElementResult } from "./solve-element.js";

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
  readonly solvedBy: SolvedBy;
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
  readonly solvedBy: SolvedBy;
  readonly numbers: number;
  readonly #problem: Problem;
  readonly #index: number;
  readonly #active: Uint8Array;
  #element: Element | undefined;
  /** Undefined where memory was short: then `again` is enough to make it. */
  #kkt: KktSystem | undefined;
  /** Whether the KKT system of the active set is regular, once that is known. */
  #regular: boolean | undefined;
  /**
   * What solves it where it is not, and right-hand sides that the factors are not good enough for. Which of the two
   * serves a right-hand side depends on nothing that was solved before.
   */
  #dense: ActiveSystem | undefined;
  readonly #again: { readonly v: Float64Array; readonly rho: number; readonly delta: number };

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
    this.solvedBy = kkt.isSparse ? "sparse interior point" : "interior point";
    this.numbers = kkt.numbers;
    this.#problem = problem;
    this.#index = index;
    this.#active = result.active;
    this.#element = result.element;
    this.#kkt = kkt;
    this.#again = { v: kkt.v, rho: kkt.rho, delta: kkt.delta };
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

  /** The factors that the forward pass left, if they are those of the active set; undefined where there are none. */
  #factors(element: Element): KktSystem | undefined {
    const kkt = this.#kkt ?? factorAgain(element, this.#again);
    if (kkt.rho === ACTIVE_SET_REGULARISATION) return kkt;
    return kkt.factorActive(this.#active, ACTIVE_SET_REGULARISATION) ? kkt : undefined;
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

function factorAgain(element: Element, again: { v: Float64Array; rho: number; delta: number }): KktSystem {
  const kkt = new KktSystem(element.interior);
  kkt.v.set(again.v);
  kkt.rho = again.rho;
  kkt.delta = again.delta;
  kkt.factor();
  return kkt;
}

interface SolvedPart {
  readonly part: Part;
  readonly solved: SolvedElement;
}

/**
 * The worst comes first: what one part has, the whole has. What time cut short is not finished; then a contradiction
 * says more than anything else. No part is invalid: such elements are not solved.
 */
const WORST_FIRST: readonly Status[] = [
  "timeLimit",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
  "maxIterations",
  "invalid",
  "solved",
];

/** An element that is several problems. */
export class SolvedParts implements SolvedElement {
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
  readonly solvedBy: SolvedBy;
  readonly numbers: number;
  readonly #parts: readonly SolvedPart[];

  constructor(problem: Problem, parts: readonly SolvedPart[]) {
    const all = parts.map(({ solved }) => solved);
    const sum = (of: (solved: SolvedElement) => number): number =>
      all.reduce((total, one) => total + of(one), 0);
    const most = (of: (solved: SolvedElement) => number): number =>
      all.reduce((largest, one) => Math.max(largest, of(one)), 0);
    this.#parts = parts;
    this.status = WORST_FIRST.find((status) => all.some((one) => one.status === status))!;
    this.iterations = most((one) => one.iterations);
    this.vectors = newUserVectors(problem);
    this.slack = new Float64Array(problem.inequalities);
    for (const { part, solved } of parts) {
      scatterPart(solved.vectors, part, this.vectors);
      part.G.forEach((row, i) => (this.slack[row] = solved.slack[i]));
    }
    this.objective = sum((one) => one.objective);
    this.primalResidual = most((one) => one.primalResidual);
    this.dualResidual = most((one) => one.dualResidual);
    this.signedGap = sum((one) => one.signedGap);
    this.weaklyActive = sum((one) => one.weaklyActive);
    // Of several solvers the most general one.
    this.solvedBy = all.find((one) => one.solvedBy !== "closed form")?.solvedBy ?? "closed form";
    this.numbers = sum((one) => one.numbers);
    const proof = parts.find(({ solved }) => solved.certificate?.kind === this.status);
    this.certificate = proof && wholeCertificate(problem, proof);
  }

  solveKkt(right: UserVectors, out: UserVectors): void {
    for (const { part, solved } of this.#parts) {
      const mine = newUserVectors(part.problem);
      solved.solveKkt(gatherPart(right, part), mine);
      scatterPart(mine, part, out);
    }
  }

  forgetFactors(how: "for good" | "until needed"): void {
    for (const { solved } of this.#parts) solved.forgetFactors(how);
  }
}

/** A proof for one part is one for the whole, with zeros elsewhere. */
function wholeCertificate(problem: Problem, { part, solved }: SolvedPart): Certificate {
  const proof = solved.certificate!;
  const from = { ...newUserVectors(part.problem), ...proof };
  const whole = newUserVectors(problem);
  scatterPart(from, part, whole);
  if (proof.kind === "dualInfeasible") return { kind: proof.kind, z: whole.z };
  const { nu, lambda, lambdaLower, lambdaUpper } = whole;
  return { kind: proof.kind, nu, lambda, lambdaLower, lambdaUpper };
}
