/** Batches that several solved: each its elements. */
import type { Executor, SolvedBatch } from "./executor.js";
import { contradictionCertificate } from "../form/certificate.js";
import { newUserVectors } from "../form/standard.js";
import { objectiveOf, userResiduals } from "../form/residuals.js";
import {
  contradictions,
  copyElement,
  fillRows,
  newSolutionData,
  selectElements,
  solvePart,
  viewOfElements,
  withStatus,
} from "../problem/batch.js";
import type {
  Certificate,
  KktVectors,
  NumericData,
  SolutionData,
  SolvedBy,
  Status,
} from "../problem/fields.js";
import { ARRAY_NAMES } from "../problem/fields.js";
import type { Operand, Problem } from "../problem/problem.js";
import { boundAt } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { checkNumbers } from "../problem/validate.js";
import { OptNetError } from "../problem/errors.js";

/** What the fast executor leaves unfinished, the thorough one solves. */
export class JoinedBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly fast: SolvedBatch;
  readonly #settings: Settings;
  readonly #rest: Executor;
  readonly #status: Status[];
  /** Elements that the thorough executor solved, and the batch of them. */
  #elements: readonly number[] = [];
  #thorough: SolvedBatch | undefined;

  constructor(problem: Problem, fast: SolvedBatch, settings: Settings, rest: Executor) {
    this.#problem = problem;
    this.fast = fast;
    this.#settings = settings;
    this.#rest = rest;
    this.#status = [...fast.data.status];
    this.data = withStatus(fast.data, this.#status);
    this.#finish();
  }

  again(warmStart: boolean, boundsStay: boolean): void {
    this.#thorough?.dispose();
    // Until all is done, and where an observer throws, none of it counts.
    this.#status.fill("numericalError");
    this.fast.again!(warmStart, boundsStay);
    const { status } = this.fast.data;
    for (let i = 0; i < status.length; i++) this.#status[i] = status[i];
    this.#finish();
  }

  #finish(): void {
    const { fast } = this;
    this.#thorough = undefined;
    this.#elements = fast.unfinished ?? [];
    if (this.#elements.length === 0) return;
    const { batch } = this.#problem;
    const thorough = this.#rest.solve(selectElements(this.#problem, this.#elements), this.#settings);
    this.#thorough = thorough;
    const [weaklyActive, weak] = [fast.weaklyActive(), thorough.weaklyActive()];
    for (const [i, element] of this.#elements.entries()) {
      this.#status[element] = thorough.data.status[i];
      weaklyActive[element] = weak[i];
      copyElement(thorough.data, i, this.#elements.length, fast.data, element, batch);
    }
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    this.fast.solveKkt(right, out);
    if (this.#thorough) solvePart(this.#thorough, this.#elements, this.#problem.batch, right, out);
  }

  weaklyActive(): Int32Array {
    return this.fast.weaklyActive();
  }

  certificate(element: number): Certificate | undefined {
    const index = this.#elements.indexOf(element);
    return index < 0 ? this.fast.certificate(element) : this.#thorough?.certificate(index);
  }

  solvedBy(element: number): SolvedBy {
    const index = this.#elements.indexOf(element);
    return index < 0 ? this.fast.solvedBy(element) : this.#thorough!.solvedBy(index);
  }

  keepFactors(): () => void {
    return this.fast.keepFactors();
  }

  dispose(): void {
    this.fast.dispose();
    this.#thorough?.dispose();
  }
}

/**
 * Batches that contain elements which need no solver ({@link elementsAside}). The others are solved as a batch without them,
 * to the same bits, and what is known of these is put in its places.
 */
export class BatchBeside implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly #aside: ReadonlyMap<number, Aside>;
  /** The elements that are solved, and their solution; undefined where there are none. */
  readonly #elements: readonly number[];
  readonly #solved: SolvedBatch | undefined;
  readonly #weaklyActive: Int32Array;

  constructor(
    problem: Problem,
    aside: ReadonlyMap<number, Aside>,
    into: NumericData | undefined,
    solve: (part: Problem) => SolvedBatch,
  ) {
    const { batch } = problem;
    this.#problem = problem;
    this.#aside = aside;
    this.#elements = Array.from({ length: batch }, (_, i) => i).filter((i) => !aside.has(i));
    const count = this.#elements.length;
    this.#solved = count > 0 ? solve(selectElements(problem, this.#elements)) : undefined;
    const data = into ?? newSolutionData(problem);
    const status = new Array<Status>(batch);
    this.#weaklyActive = new Int32Array(batch);
    this.#elements.forEach((element, i) => {
      const solved = this.#solved!;
      status[element] = solved.data.status[i];
      this.#weaklyActive[element] = solved.weaklyActive()[i];
      copyElement(solved.data, i, count, data, element, batch);
    });
    for (const [element, { kind }] of aside) {
      status[element] = kind === "invalid" ? "invalid" : "primalInfeasible";
      if (kind === "invalid") this.#fillInvalid(data, element);
      else this.#fillContradiction(data, element);
    }
    this.data = withStatus(data, status);
  }

  /** The batch without the elements that need no solver. */
  get inner(): SolvedBatch | undefined {
    return this.#solved;
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { batch } = this.#problem;
    for (const element of this.#aside.keys()) fillRows(out, element, batch, 0);
    if (this.#solved) solvePart(this.#solved, this.#elements, batch, right, out);
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  certificate(element: number): Certificate | undefined {
    const aside = this.#aside.get(element);
    if (aside?.kind === "contradiction")
      return contradictionCertificate(this.#problem, element, aside.variable);
    return aside ? undefined : this.#solved?.certificate(this.#elements.indexOf(element));
  }

  solvedBy(element: number): SolvedBy {
    return this.#aside.has(element) ? "inspection" : this.#solved!.solvedBy(this.#elements.indexOf(element));
  }

  keepFactors(): () => void {
    return this.#solved?.keepFactors() ?? ((): void => undefined);
  }

  dispose(): void {
    this.#solved?.dispose();
  }

  #fillInvalid(data: NumericData, element: number): void {
    for (const name of ARRAY_NAMES) {
      if (name !== "iterations") fillRows({ [name]: data[name] }, element, this.#problem.batch, NaN);
    }
  }

  /** The point that is nearest to 0 where bounds allow one, and in the middle where they do not. */
  #fillContradiction(data: NumericData, element: number): void {
    const problem = this.#problem;
    const n = problem.variables;
    const candidate = newUserVectors(problem);
    let primal = 0;
    for (let j = 0; j < n; j++) {
      const lower = boundAt(problem.lower, element, j, -Infinity);
      const upper = boundAt(problem.upper, element, j, Infinity);
      candidate.z[j] = lower > upper ? 0.5 * lower + 0.5 * upper : Math.min(Math.max(0, lower), upper);
      primal = Math.max(primal, lower - candidate.z[j], candidate.z[j] - upper);
    }
    const { dual, equality, inequality } = userResiduals(problem, element, candidate, false);
    data.z.set(candidate.z, element * n);
    const m = problem.inequalities;
    inequality.forEach((value, i) => (data.slack[element * m + i] = Math.max(0, -value)));
    for (const value of equality) primal = Math.max(primal, Math.abs(value));
    for (const value of inequality) primal = Math.max(primal, value);
    data.primalResidual[element] = primal;
    data.dualResidual[element] = dual.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    data.objective[element] = objectiveOf(problem, element, candidate.z);
    // zᵀQz + pᵀz: there are no multipliers.
    data.dualityGap[element] = Math.abs(dual.reduce((sum, value, j) => sum + value * candidate.z[j], 0));
  }
}

/** The answer to a batch without elements: no executor has to know that there are such. */
export class EmptyBatch implements SolvedBatch {
  readonly data: SolutionData;

  constructor(problem: Problem) {
    this.data = { ...newSolutionData(problem), status: [] };
  }

  solveKkt(): void {}

  weaklyActive(): Int32Array {
    return new Int32Array(0);
  }

  certificate(): undefined {}

  solvedBy(): SolvedBy {
    return "inspection";
  }

  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {}
}

/** Why an element is set aside: the variable whose lower bound is above its upper bound, or that it is invalid. */
type Aside = { readonly kind: "contradiction"; readonly variable: number } | { readonly kind: "invalid" };

const NONE: ReadonlyMap<number, Aside> = new Map();

/** Elements to set aside, in ascending order. */
export function elementsAside(
  problem: Problem,
  settings: Pick<Settings, "invalid">,
): ReadonlyMap<number, Aside> {
  const contradicting = contradictions(problem);
  if (contradicting.size === 0 && settings.invalid === "throw") return NONE;
  const aside = new Map<number, Aside>();
  const invalid = settings.invalid === "status" ? invalidElements(problem) : [];
  for (const element of invalid) aside.set(element, { kind: "invalid" });
  for (const [element, variable] of contradicting) {
    if (!aside.has(element)) aside.set(element, { kind: "contradiction", variable });
  }
  return new Map([...aside].sort(([a], [b]) => a - b));
}

/** Elements whose numbers validation refuses; all of them where it is numbers that the batch shares. */
export function invalidElements(problem: Problem): number[] {
  if (accepts(problem, () => true)) return [];
  const elements = Array.from({ length: problem.batch }, (_, element) => element);
  if (!accepts(problem, (operand) => operand.stride === 0)) return elements;
  return elements.filter((element) => !accepts(viewOfElements(problem, element, element + 1), () => true));
}

function accepts(problem: Problem, isNew: (operand: Operand) => boolean): boolean {
  try {
    checkNumbers(problem, (field) => isNew(problem[field]!));
    return true;
  } catch (error) {
    if (error instanceof OptNetError) return false;
    throw error;
  }
}
