/**
 * The TypeScript interior point: the executor that solves everything. It takes what the others leave (singular and
 * degenerate problems, certificates), problems that are mostly zeros, and all of them where there is no WebAssembly.
 *
 *     index.ts           the batch, element after element            separable.ts   elements that are several problems
 *     solve-element.ts   everything that may help one element        matrices.ts    what elements with equal matrices share
 *     interior-point.ts  the iteration                               element.ts     user's units to the iteration's, and back
 *     finish.ts          the last digits of an answer                kkt.ts         KKT systems, solved and refined
 *     rounding.ts        the best of an answer's roundings           interior-problem.ts  products with its matrices
 *     relaxed.ts         proofs from problems that have a solution       singular.ts    large singular active sets
 *     certificate.ts     proofs that there is none                   factors.ts     their factors, dense and sparse
 *     together.ts        small sparse elements, four at a time       progress.ts    what the iterates have shown so far
 */
import { ActiveSystem } from "../../form/active.js";
import type { Parts } from "../../form/equilibrate.js";
import type { Matrices } from "./matrices.js";
import { prepareMatrices } from "./matrices.js";
import { boundResiduals, objectiveOf, userResiduals } from "../../form/residuals.js";
import type {
  Certificate,
  KktVectors,
  NumericData,
  SolutionData,
  SolvedBy,
  Status,
} from "../../problem/fields.js";
import type { Blocks } from "../../form/standard.js";
import { Constraints, copyVectors, freeVariables, newUserVectors, sameIndices } from "../../form/standard.js";
import { ProblemUnits } from "../../form/units.js";
import { dot, maxAbs } from "../../matrix/dense.js";
import { newSolutionData, vectorsOf } from "../../problem/batch.js";
import { withDenseMatrices } from "../../problem/dense-copy.js";
import { OptNetError } from "../../problem/errors.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt, sharesMatrices } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Executor, SolvedBatch } from "../executor.js";
import type { Plan } from "../plan.js";
import { planFor } from "../plan.js";
import type { Element } from "./element.js";
import { KktSystem, solveActiveSystem } from "./kkt.js";
import type { SolvedElement } from "./separable.js";
import {
  SolvedParts,
  isConnected,
  lonePart,
  loneVariables,
  partsOf,
  solveVariables,
  splitElement,
} from "./separable.js";
import { SingularSystem } from "./singular.js";
import type { Answer, ElementResult } from "./solve-element.js";
import { solveThoroughly } from "./solve-element.js";
import type { Begun } from "./together.js";
import { Together } from "./together.js";

export const typescriptExecutor: Executor = {
  solve: (problem, settings) => {
    const plan = planFor(problem, settings);
    const suited = plan.interiorForm === "sparse" ? problem : withDenseMatrices(problem);
    return new TypescriptBatch(suited, solveElements(suited, plan, settings));
  },
};

/** Factorisations kept for derivatives may take this many numbers; beyond it they are made again on demand. */
const KEPT_NUMBERS = 2 ** 26;

/** Solves the batch one element after the other: no element can touch another. */
function solveElements(problem: Problem, plan: Plan, settings: Settings): readonly SolvedElement[] {
  const prepared = new Prepared(problem, plan, settings);
  let room = KEPT_NUMBERS;
  try {
    return Array.from({ length: problem.batch }, (_, i) => {
      const solved = solveOrRefuse(problem, i, prepared, plan, settings);
      room -= solved.numbers;
      if (solved.answer.status !== "solved") solved.forgetFactors("for good");
      else if (room <= 0) solved.forgetFactors("until needed");
      return solved;
    });
  } finally {
    prepared.dispose();
  }
}

/** With the setting `invalid: "status"` a Q that is not convex is no error. */
function solveOrRefuse(
  problem: Problem,
  index: number,
  prepared: Prepared,
  plan: Plan,
  settings: Settings,
): SolvedElement {
  if (settings.timeIsUp?.()) return unbegunElement(problem, index);
  try {
    return solveElementOf(problem, index, prepared, plan, settings);
  } catch (error) {
    if (settings.invalid === "throw" || !(error instanceof OptNetError)) throw error;
    return invalidElement(problem);
  }
}

function solveElementOf(
  problem: Problem,
  index: number,
  prepared: Prepared,
  plan: Plan,
  settings: Settings,
): SolvedElement {
  const parts = prepared.parts(index);
  const lone = loneVariables(parts);
  if (isConnected(parts) && lone.length === 0) return solveWhole(problem, index, prepared, settings);
  const solved = splitElement(problem, index, parts, lone).map((part) => ({
    part,
    solved: settings.timeIsUp?.() ? unbegunElement(part.problem, 0) : solvePart(part.problem, plan, settings),
  }));
  if (lone.length > 0) {
    const part = lonePart(problem, index, lone);
    solved.push({ part, solved: solveVariables(part.problem) });
  }
  return new SolvedParts(problem, solved);
}

function solveWhole(problem: Problem, index: number, prepared: Prepared, settings: Settings): SolvedElement {
  return new SolvedWhole(solveThoroughly(problem, index, prepared.begin(index), settings));
}

function solvePart(problem: Problem, plan: Plan, settings: Settings): SolvedElement {
  const prepared = new Prepared(problem, plan, settings);
  try {
    return solveWhole(problem, 0, prepared, settings);
  } finally {
    prepared.dispose();
  }
}

/** Prepares matrices once where the batch shares them, and keeps them while the fixed variables stay the same. */
class Prepared {
  readonly #problem: Problem;
  readonly #plan: Plan;
  readonly #shared: boolean;
  #matrices: Matrices | undefined;
  #parts: Parts | undefined;
  readonly #together: Together;

  constructor(problem: Problem, plan: Plan, settings: Settings) {
    this.#problem = problem;
    this.#plan = plan;
    this.#shared = sharesMatrices(problem);
    this.#together = new Together(problem, settings, (element) => this.#matricesOf(element));
  }

  /** Elements are begun in their order. */
  begin(element: number): Begun {
    return this.#together.begin(element);
  }

  #matricesOf(element: number): Matrices {
    const free = freeVariables(this.#problem, element);
    if (this.#shared && this.#matrices && sameIndices(this.#matrices.free, free)) return this.#matrices;
    this.#matrices = prepareMatrices(this.#problem, element, free, this.#plan.interiorForm);
    return this.#matrices;
  }

  parts(element: number): Parts {
    if (!this.#shared || this.#parts === undefined) this.#parts = partsOf(this.#problem, element);
    return this.#parts;
  }

  dispose(): void {
    this.#together.dispose();
  }
}

/** A solved batch; its derivatives are solves with the factors that its elements keep. */
class TypescriptBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly #solved: readonly SolvedElement[];

  constructor(problem: Problem, solved: readonly SolvedElement[]) {
    this.#problem = problem;
    this.#solved = solved;
    const data = newSolutionData(problem);
    solved.forEach(({ answer }, i) => store(problem, i, answer, data));
    this.data = { ...data, status: solved.map(({ answer }) => answer.status) };
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    this.#solved.forEach((element, i) => {
      const target = vectorsOf(this.#problem, out, i);
      if (element.answer.status === "solved") element.solveKkt(vectorsOf(this.#problem, right, i), target);
      else zero(target);
    });
  }

  weaklyActive(): Int32Array {
    return Int32Array.from(this.#solved, ({ answer }) => answer.weaklyActive);
  }

  certificate(element: number): Certificate | undefined {
    return this.#solved[element]?.answer.certificate;
  }

  solvedBy(element: number): SolvedBy {
    return this.#solved[element]?.answer.solvedBy ?? "inspection";
  }

  /** There is nothing to reuse. */
  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    for (const element of this.#solved) element.forgetFactors("for good");
  }
}

function store(problem: Problem, i: number, answer: Answer, data: NumericData): void {
  copyVectors(answer.vectors, vectorsOf(problem, data, i));
  data.slack.set(answer.slack, i * problem.inequalities);
  data.objective[i] = answer.objective;
  data.primalResidual[i] = answer.primalResidual;
  data.dualResidual[i] = answer.dualResidual;
  data.dualityGap[i] = Math.abs(answer.signedGap);
  data.iterations[i] = answer.iterations;
}

function zero(vectors: KktVectors): void {
  for (const values of Object.values(vectors) as Float64Array[]) values.fill(0);
}

/** Numbers of the largest matrix in a dense generalised inverse where the problem was solved sparse. */
const DENSE_OPERATOR = 2 ** 20;

/** An element that is one connected problem. */
class SolvedWhole implements SolvedElement {
  readonly answer: Answer;
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
  /** The same for systems that are too large for it. */
  #singular: SingularSystem | undefined;

  constructor({ answer, element, kkt, active }: ElementResult) {
    this.answer = answer;
    this.numbers = kkt.numbers;
    this.#problem = element.problem;
    this.#index = element.index;
    this.#active = active;
    this.#element = element;
    this.#kkt = kkt;
  }

  /**
   * With the factors where the system is regular, and otherwise, for all right-hand sides, by one operator that is
   * symmetric whatever the rank.
   */
  solveKkt(right: KktVectors, out: KktVectors): void {
    const element = this.#element!;
    if (this.#regular !== false) {
      const kkt = this.#kkt ?? new KktSystem(element.interior);
      try {
        if (this.#solveWithFactors(element, kkt, right, out)) return;
      } finally {
        if (kkt !== this.#kkt) kkt.dispose();
      }
    }
    if (this.#isDenseAffordable(element)) {
      this.#dense ??= this.#operator();
      this.#dense.solve(right, out);
    } else if (this.#regular === false) {
      this.#solveSingular(element, right, out);
    }
  }

  /** Whether the operator that knows which rows depend on each other, which is dense, is no larger than those of dense problems. */
  #isDenseAffordable(element: Element): boolean {
    const { variables, equalities } = this.#problem;
    const rows = equalities + this.#active.reduce((sum, isActive) => sum + isActive, 0);
    return element.interior.kkt === undefined || variables * Math.max(variables, rows) <= DENSE_OPERATOR;
  }

  #solveSingular(element: Element, right: KktVectors, out: KktVectors): void {
    const singular = (this.#singular ??= new SingularSystem(element.interior, this.#active));
    const solve = (given: Blocks, answer: Blocks): number => {
      if (singular.isFactored) singular.solve(given, answer);
      return 0;
    };
    solveActiveSystem(element, solve, this.#active, this.answer.vectors, right, out);
  }

  /** With the factors of the active set: those that the forward pass left, if they are; false where they are not good enough. */
  #solveWithFactors(element: Element, kkt: KktSystem, right: KktVectors, out: KktVectors): boolean {
    const active = this.#active;
    const isFactored = kkt.isFactoredFor(active) || kkt.factorActive(active);
    this.#regular ??= isFactored && hasFullRank(element) && kkt.isRegular;
    return (
      isFactored &&
      this.#regular &&
      solveActiveSystem(element, (r, x) => kkt.solveActive(r, x), active, this.answer.vectors, right, out)
    );
  }

  #operator(): ActiveSystem {
    const active: number[] = [];
    this.#active.forEach((isActive, row) => {
      if (isActive) active.push(row);
    });
    const constraints = new Constraints(this.#problem, this.#index);
    const units = new ProblemUnits(this.#problem).of(this.#index);
    return new ActiveSystem(constraints, units, Int32Array.from(active), this.answer.vectors, "selection");
  }

  forgetFactors(how: "for good" | "until needed"): void {
    this.#kkt?.dispose();
    this.#kkt = undefined;
    this.#dense = undefined;
    this.#singular?.dispose();
    this.#singular = undefined;
    if (how === "for good") this.#element = undefined;
  }
}

/** Dependent equalities are not seen where the null-space form has eliminated them. */
function hasFullRank({ matrices: { e, reduced } }: Element): boolean {
  return reduced === undefined || reduced.space.rank === e;
}

/** What is said of an element whose Q turns out not to be convex, where that is to be a status. */
function invalidElement(problem: Problem): SolvedElement {
  const vectors = newUserVectors(problem);
  for (const values of Object.values(vectors) as Float64Array[]) values.fill(NaN);
  const slack = vectors.lambda.slice();
  const residuals = { primalResidual: NaN, dualResidual: NaN, signedGap: NaN };
  return unsolvedElement("invalid", { vectors, slack, objective: NaN, ...residuals });
}

/**
 * What stands for an element that the time limit left no time to begin with: the point nearest to 0 within the bounds,
 * without multipliers, the best point there is so far. Like all others it has the residuals that it has.
 */
function unbegunElement(problem: Problem, index: number): SolvedElement {
  const vectors = newUserVectors(problem);
  const { z } = vectors;
  let primal = 0;
  for (let i = 0; i < z.length; i++) {
    const lower = boundAt(problem.lower, index, i, -Infinity);
    z[i] = Math.min(Math.max(0, lower), boundAt(problem.upper, index, i, Infinity));
    const bound = boundResiduals(problem, index, i, z[i]);
    primal = Math.max(primal, bound.lower, bound.upper);
  }
  const { dual, equality, inequality } = userResiduals(problem, index, vectors, false);
  for (const value of inequality) primal = Math.max(primal, value);
  return unsolvedElement("timeLimit", {
    vectors,
    slack: inequality.map((value) => Math.max(0, -value)),
    objective: objectiveOf(problem, index, z),
    primalResidual: Math.max(primal, maxAbs(equality)),
    dualResidual: maxAbs(dual),
    // zᵀQz + pᵀz: there are no multipliers.
    signedGap: dot(z, 0, dual, 0, z.length),
  });
}

/** An element of which no iteration was begun. */
function unsolvedElement(
  status: Status,
  point: Omit<Answer, "status" | "iterations" | "certificate" | "weaklyActive" | "solvedBy">,
): SolvedElement {
  return {
    answer: {
      ...{ ...point, status, iterations: 0, certificate: undefined, weaklyActive: 0, solvedBy: "inspection" },
    },
    numbers: 0,
    solveKkt: (_, out) => zero(out),
    forgetFactors: () => undefined,
  };
}
