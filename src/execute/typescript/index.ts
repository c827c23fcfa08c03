import { freeVariables, sameIndices } from "../../form/free-variables.js";
import type { Parts } from "../../form/pattern.js";
import type { UserVectors } from "../../form/products.js";
import { newUserVectors } from "../../form/products.js";
import { boundResiduals, userResiduals } from "../../form/residuals.js";
import { objectiveOf } from "../../form/verdict.js";
import { dot, maxAbs } from "../../matrix/dense.js";
import { OptNetError } from "../../problem/errors.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { NumericData } from "../../problem/solution-data.js";
import { newSolutionData } from "../../problem/solution-data.js";
import type { Certificate, SolutionData, Status } from "../../problem/solution.js";
import type { Executor, KktVectors, SolvedBatch } from "../executor.js";
import type { Plan } from "../plan.js";
import type { Matrices } from "./matrices.js";
import { prepareMatrices } from "./matrices.js";
import {
  SolvedParts,
  SolvedVariables,
  isConnected,
  lonePart,
  loneVariables,
  partsOf,
  splitElement,
} from "./separable.js";
import { solveThoroughly } from "./solve-element.js";
import type { SolvedElement } from "./solved-element.js";
import { SolvedWhole } from "./solved-element.js";

/**
 * The algorithm in readable float64 TypeScript: the text that the faster backends are checked against.
 */
export const typescriptExecutor: Executor = {
  solve: (problem, plan, settings) => new TypescriptBatch(problem, plan, settings),
};

/** Factorisations kept for derivatives may take this many numbers; beyond it they are made again on demand. */
const KEPT_NUMBERS = 2 ** 26;

/** Solves the batch one element after the other: no element can touch another. */
export class TypescriptBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  #solved: readonly SolvedElement[];
  readonly #weaklyActive: Int32Array;

  constructor(problem: Problem, plan: Plan, settings: Settings) {
    this.#problem = problem;
    this.#weaklyActive = new Int32Array(problem.batch);
    const data = newSolutionData(problem);
    const status: Status[] = [];
    const solved: SolvedElement[] = [];
    const prepared = new Prepared(problem, plan);
    let room = KEPT_NUMBERS;
    for (let i = 0; i < problem.batch; i++) {
      const element = settings.timeIsUp?.()
        ? unbegunElement(problem, i)
        : solveOrRefuse(problem, i, prepared, plan, settings);
      room -= element.numbers;
      if (element.status !== "solved") element.forgetFactors("for good");
      else if (room <= 0) element.forgetFactors("until needed");
      solved.push(element);
      status.push(element.status);
      store(problem, i, element, data);
      this.#weaklyActive[i] = element.weaklyActive;
    }
    this.#solved = solved;
    this.data = { ...data, status };
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const problem = this.#problem;
    for (let i = 0; i < problem.batch; i++) {
      const target = rowsOf(problem, out, i);
      if (this.#solved[i]?.status === "solved") this.#solved[i].solveKkt(rowsOf(problem, right, i), target);
      else for (const vector of Object.values(target) as Float64Array[]) vector.fill(0);
    }
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  certificate(element: number): Certificate | undefined {
    return this.#solved[element]?.certificate;
  }

  /** There is nothing to reuse. */
  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    for (const element of this.#solved) element.forgetFactors("for good");
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
  if (isConnected(parts) && lone.length === 0) {
    return new SolvedWhole(
      problem,
      index,
      solveThoroughly(problem, index, prepared.matrices(index), settings),
    );
  }
  const solved = splitElement(problem, index, parts, lone).map((part) => ({
    part,
    solved: settings.timeIsUp?.() ? unbegunElement(part.problem, 0) : solvePart(part.problem, plan, settings),
  }));
  if (lone.length > 0) {
    const part = lonePart(problem, index, lone);
    solved.push({ part, solved: new SolvedVariables(part.problem) });
  }
  return new SolvedParts(problem, solved);
}

function solvePart(part: Problem, plan: Plan, settings: Settings): SolvedElement {
  const matrices = new Prepared(part, plan).matrices(0);
  return new SolvedWhole(part, 0, solveThoroughly(part, 0, matrices, settings));
}

/** Prepares matrices once where the batch shares them, and keeps them while the fixed variables stay the same. */
class Prepared {
  readonly #problem: Problem;
  readonly #plan: Plan;
  readonly #shared: boolean;
  #matrices: Matrices | undefined;
  #parts: Parts | undefined;

  constructor(problem: Problem, plan: Plan) {
    this.#problem = problem;
    this.#plan = plan;
    this.#shared = [problem.Q, problem.A, problem.G].every((operand) => !operand || operand.stride === 0);
  }

  matrices(element: number): Matrices {
    const free = freeVariables(this.#problem, element);
    if (this.#shared && this.#matrices && sameIndices(this.#matrices.free, free)) return this.#matrices;
    const { interiorForm, sparseLimit } = this.#plan;
    this.#matrices = prepareMatrices(this.#problem, element, free, interiorForm === "nullSpace", sparseLimit);
    return this.#matrices;
  }

  parts(element: number): Parts {
    if (!this.#shared || this.#parts === undefined) this.#parts = partsOf(this.#problem, element);
    return this.#parts;
  }
}

function store(problem: Problem, i: number, solved: SolvedElement, data: NumericData): void {
  const { vectors } = solved;
  const target = rowsOf(problem, data, i);
  target.z.set(vectors.z);
  target.nu.set(vectors.nu);
  target.lambda.set(vectors.lambda);
  target.lambdaLower.set(vectors.lambdaLower);
  target.lambdaUpper.set(vectors.lambdaUpper);
  data.slack.set(solved.slack, i * problem.inequalities);
  data.objective[i] = solved.objective;
  data.primalResidual[i] = solved.primalResidual;
  data.dualResidual[i] = solved.dualResidual;
  data.dualityGap[i] = Math.abs(solved.signedGap);
  data.iterations[i] = solved.iterations;
}

function rowsOf(problem: Problem, vectors: KktVectors, i: number): UserVectors {
  const { variables: n, equalities: e, inequalities: m } = problem;
  return {
    z: vectors.z.subarray(i * n, i * n + n),
    nu: vectors.nu.subarray(i * e, i * e + e),
    lambda: vectors.lambda.subarray(i * m, i * m + m),
    lambdaLower: vectors.lambdaLower.subarray(i * n, i * n + n),
    lambdaUpper: vectors.lambdaUpper.subarray(i * n, i * n + n),
  };
}

/** What stands for elements that have no solution for other reasons than their numbers. */

/** An element that was not solved, whose other numbers are NaN. */
export function unsolvedElement(status: Status, vectors: UserVectors): SolvedElement {
  return {
    status,
    iterations: 0,
    vectors,
    slack: vectors.lambda.map(() => NaN),
    objective: NaN,
    primalResidual: NaN,
    dualResidual: NaN,
    signedGap: NaN,
    certificate: undefined,
    weaklyActive: 0,
    numbers: 0,
    solveKkt: (_, out) => {
      for (const values of Object.values(out) as Float64Array[]) values.fill(0);
    },
    forgetFactors: () => undefined,
  };
}

/** What is said of an element whose Q turns out not to be convex, where that is to be a status. */
export function invalidElement(problem: Problem): SolvedElement {
  const vectors = newUserVectors(problem);
  for (const values of Object.values(vectors) as Float64Array[]) values.fill(NaN);
  return unsolvedElement("invalid", vectors);
}

/** What stands for an element that the time limit left no time to begin with. */

/**
 * The point nearest to 0 within the bounds, without multipliers: the best point there is so far. Like all others it has
 * the residuals that it has.
 */
export function unbegunElement(problem: Problem, index: number): SolvedElement {
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
  return {
    ...unsolvedElement("timeLimit", vectors),
    slack: inequality.map((value) => Math.max(0, -value)),
    objective: objectiveOf(problem, index, z),
    primalResidual: Math.max(primal, maxAbs(equality)),
    dualResidual: maxAbs(dual),
    // zᵀQz + pᵀz: there are no multipliers.
    signedGap: dot(z, 0, dual, 0, z.length),
  };
}
