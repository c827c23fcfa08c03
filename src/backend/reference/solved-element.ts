/** One solved element, which may be several problems that nothing connects. */
import type { UserVectors } from "../../form/products.js";
import { newUserVectors } from "../../form/products.js";
import type { Problem } from "../../problem/problem.js";
import type { Certificate, Status } from "../../problem/solution.js";
import { ActiveSystem } from "../../form/active-system.js";
import type { ActiveSet } from "../backend.js";
import { systemOf } from "../irregular.js";
import { ACTIVE_SET_REGULARISATION, isRegular, solveActiveSystem } from "./derivative.js";
import type { Element } from "./element.js";
import { KktSystem } from "./kkt.js";
import type { Part } from "./parts.js";
import { gatherPart, scatterPart } from "./parts.js";
import type { ElementResult } from "./solve-element.js";

export interface SolvedElement {
  readonly status: Status;
  readonly atRounding: boolean;
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

/** An element that is no problem: it has no numbers. */
export function invalidElement(problem: Problem): SolvedElement {
  const vectors = newUserVectors(problem);
  for (const name of ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const) vectors[name].fill(NaN);
  return {
    ...{ status: "invalid", atRounding: false, iterations: 0, certificate: undefined },
    ...{ weaklyActive: 0, numbers: 0, vectors },
    slack: new Float64Array(problem.inequalities).fill(NaN),
    ...{ objective: NaN, primalResidual: NaN, dualResidual: NaN, signedGap: NaN },
    solveKkt: () => undefined,
    forgetFactors: () => undefined,
  };
}

/** An element that is one connected problem. */
export class SolvedWhole implements SolvedElement {
  readonly status: Status;
  readonly atRounding: boolean;
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
  /** Undefined where memory is short: then it is made again. */
  #kkt: KktSystem | undefined;
  /** What solves the system of the active set; not kept where memory is short. */
  #system: KktSystem | ActiveSystem | undefined;

  constructor(problem: Problem, index: number, result: ElementResult) {
    const { assessment, kkt } = result;
    this.status = result.status;
    this.atRounding = result.status === "solved" && assessment.merit > 1;
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

  solveKkt(right: UserVectors, out: UserVectors): void {
    const element = this.#element!;
    const system = this.#system ?? this.#systemOf(element);
    if (this.#kkt) this.#system = system;
    const [problem, index, active] = [this.#problem, this.#index, this.#active];
    if (system instanceof ActiveSystem) system.solve(right, out);
    else solveActiveSystem(problem, index, element, system, active, this.vectors, right, out);
  }

  #systemOf(element: Element): KktSystem | ActiveSystem {
    const kkt = this.#kkt ?? new KktSystem(element.interior);
    const active = this.#active;
    const factored = kkt.factorActive(active, ACTIVE_SET_REGULARISATION);
    if (factored && isRegular(kkt, active)) return kkt;
    return systemOf(
      this.#problem,
      this.#index,
      this.vectors,
      activeSetOf(this.#problem.variables, element, active),
    );
  }

  forgetFactors(how: "for good" | "until needed"): void {
    this.#kkt = undefined;
    this.#system = undefined;
    if (how === "for good") this.#element = undefined;
  }
}

/** From the rows of the interior point to the user's. */
function activeSetOf(
  variables: number,
  { matrices, lowerIndex, upperIndex }: Element,
  active: Uint8Array,
): ActiveSet {
  const { free, m } = matrices;
  const lambdaLower = new Uint8Array(variables);
  const lambdaUpper = new Uint8Array(variables);
  lowerIndex.forEach((variable, i) => (lambdaLower[free[variable]] = active[m + i]));
  upperIndex.forEach((variable, i) => (lambdaUpper[free[variable]] = active[m + lowerIndex.length + i]));
  return { lambda: active.subarray(0, m), lambdaLower, lambdaUpper };
}

interface SolvedPart {
  readonly part: Part;
  readonly solved: SolvedWhole;
}

/** The worst comes first: what one part has, the whole has. A contradiction says more than anything else. */
const WORST_FIRST: readonly Status[] = [
  "invalid",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
  "maxIterations",
  "solved",
];

/** An element that is several problems. */
export class SolvedParts implements SolvedElement {
  readonly status: Status;
  readonly atRounding: boolean;
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
  readonly #parts: readonly SolvedPart[];

  constructor(problem: Problem, parts: readonly SolvedPart[]) {
    const all = parts.map(({ solved }) => solved);
    const sum = (of: (solved: SolvedWhole) => number): number =>
      all.reduce((total, one) => total + of(one), 0);
    const most = (of: (solved: SolvedWhole) => number): number =>
      all.reduce((largest, one) => Math.max(largest, of(one)), 0);
    this.#parts = parts;
    this.status = WORST_FIRST.find((status) => all.some((one) => one.status === status))!;
    this.atRounding = this.status === "solved" && all.some((one) => one.atRounding);
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
