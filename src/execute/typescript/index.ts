/**
 * The TypeScript interior point: the executor that solves everything. It takes what the others leave (singular and
 * degenerate problems, certificates), problems that are mostly zeros, and all of them where there is no WebAssembly.
 *
 *     index.ts           the batch, element after element            separable.ts   elements that are several problems
 *     solve-element.ts   everything that may help one element        matrices.ts    what elements with equal matrices share
 *     interior-point.ts  the iteration                               element.ts     user's units to the iteration's, and back
 *     candidates.ts      the best answer that the iterates come to
 *     answer.ts          what comes of an element                    prepared.ts    what the elements of a batch share
 *     solved-whole.ts    its derivatives                             active-set.ts  from a guess to the active set
 *     warm-start.ts      from the active set of an earlier solution
 *     finish.ts          the last digits of an answer                kkt.ts         KKT systems, solved and refined
 *     rounding.ts        the best of an answer's roundings           interior-problem.ts  products with its matrices
 *     relaxed.ts         proofs from problems that have a solution       singular.ts    large singular active sets
 *     certificate.ts     proofs that there is none                   factors.ts     their factors, dense and sparse
 *     together.ts        small sparse elements, four at a time       progress.ts    what the iterates have shown so far
 *     lanes.ts           where the kernels have their numbers        solve-together.ts  derivatives of four at a time
 *     kernel-answer.ts   answers that the kernels have judged      residual.ts    what is left of a sparse system's right-hand side
 *     active-system.ts   KKT systems of active sets for the user's right-hand sides
 */
import { boundResiduals, objectiveOf, userResiduals } from "../../form/residuals.js";
import type {
  Certificate,
  KktVectors,
  NumericData,
  SolutionData,
  SolvedBy,
  Status,
} from "../../problem/fields.js";
import { copyVectors, newUserVectors } from "../../form/standard.js";
import { dot, maxAbs } from "../../matrix/dense.js";
import { newSolutionData, vectorsOf } from "../../problem/batch.js";
import { withDenseMatrices } from "../../problem/dense-copy.js";
import { OptNetError } from "../../problem/errors.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Executor, Reuse, SolvedBatch } from "../executor.js";
import type { Plan } from "../plan.js";
import { planFor } from "../plan.js";
import type { SolvedElement } from "./separable.js";
import { SolvedParts, lonePart, loneVariables, solveVariables, splitElement } from "./separable.js";
import type { Answer, ElementResult } from "./answer.js";
import { Prepared } from "./prepared.js";
import type { Asked } from "./solve-together.js";
import { solveTogether } from "./solve-together.js";
import { SolvedWhole } from "./solved-whole.js";
import { solveThoroughly } from "./solve-element.js";
import type { ActiveStart, Warm } from "./warm-start.js";

export const typescriptExecutor = {
  /** @param plan where it is made already. */
  solve(problem: Problem, settings: Settings, reuse?: Reuse, plan = planFor(problem, settings)): SolvedBatch {
    const suited = plan.interiorForm === "sparse" ? problem : withDenseMatrices(problem);
    const earlier = reuse?.earlier instanceof TypescriptBatch ? reuse.earlier : undefined;
    const prepared = new Prepared(suited, plan, settings, earlier?.prepared);
    const warm = reuse?.warmStart === true && earlier?.solved.length === suited.batch;
    const starts = warm ? earlier.solved.map((element) => element.starts) : [];
    return new TypescriptBatch(
      suited,
      prepared,
      solveElements({ problem: suited, prepared, plan, settings, starts }),
    );
  },
} satisfies Executor;

/** Factorisations kept for derivatives may take this many numbers; beyond it they are made again on demand. */
const KEPT_NUMBERS = 2 ** 26;

/** What all elements of a batch are solved with. */
interface Work {
  readonly problem: Problem;
  readonly prepared: Prepared;
  readonly plan: Plan;
  readonly settings: Settings;
  /** What each element may start from; empty for a cold start. */
  readonly starts: readonly (readonly ActiveStart[])[];
}

/** Solves the batch one element after the other: no element can touch another. */
function solveElements(work: Work): readonly SolvedElement[] {
  const { problem, prepared, starts } = work;
  const warm = starts.map((_, i) => startElement(work, i));
  const isOpen = (i: number): boolean => warm[i]?.result === undefined;
  let room = KEPT_NUMBERS;
  try {
    return Array.from({ length: problem.batch }, (_, i) => {
      const solved = solveOrRefuse(work, i, warm[i], isOpen);
      room -= solved.numbers;
      if (solved.answer.status !== "solved") solved.forgetFactors("for good");
      else if (room <= 0) solved.forgetFactors("until needed");
      return solved;
    });
  } finally {
    prepared.dispose();
  }
}

/** Tries an element that is one problem from where an earlier one ended. */
function startElement(work: Work, index: number): Warm | undefined {
  const { prepared, settings, starts } = work;
  if (starts[index]?.length !== 1 || settings.timeIsUp?.()) return undefined;
  const startOf = (element: number): ActiveStart | undefined =>
    starts[element].length === 1 && prepared.isWhole(element) ? starts[element][0] : undefined;
  try {
    const start = startOf(index);
    return start && prepared.start(index, start, startOf);
  } catch (error) {
    // What is wrong with an element is said when it is solved.
    if (error instanceof OptNetError) return undefined;
    throw error;
  }
}

/** With the setting `invalid: "status"` a Q that is not convex is no error. */
function solveOrRefuse(
  work: Work,
  index: number,
  warm: Warm | undefined,
  isOpen: (other: number) => boolean,
): SolvedElement {
  const { problem, settings } = work;
  if (warm?.result) return new SolvedWhole(warm.result);
  if (settings.timeIsUp?.()) return unbegunElement(problem, index);
  try {
    return solveElementOf(work, index, warm?.rounds ?? 0, isOpen);
  } catch (error) {
    if (settings.invalid === "throw" || !(error instanceof OptNetError)) throw error;
    return invalidElement(problem);
  }
}

function solveElementOf(
  { problem, prepared, plan, settings, starts }: Work,
  index: number,
  rounds: number,
  isOpen: (other: number) => boolean,
): SolvedElement {
  if (prepared.isWhole(index)) {
    return new SolvedWhole(
      after(rounds, solveThoroughly(problem, index, prepared.begin(index, isOpen), settings)),
    );
  }
  const parts = prepared.parts(index);
  const lone = loneVariables(parts);
  const split = splitElement(problem, index, parts, lone);
  const before = starts[index]?.length === split.length ? starts[index] : [];
  const solved = split.map((part, k) => ({
    part,
    solved: settings.timeIsUp?.()
      ? unbegunElement(part.problem, 0)
      : solvePart(part.problem, plan, settings, before[k]),
  }));
  if (lone.length > 0) {
    const part = lonePart(problem, index, lone);
    solved.push({ part, solved: solveVariables(part.problem) });
  }
  return new SolvedParts(problem, solved);
}

function solvePart(
  problem: Problem,
  plan: Plan,
  settings: Settings,
  start: ActiveStart | undefined,
): SolvedElement {
  const prepared = new Prepared(problem, plan, settings);
  try {
    const warm = start && prepared.start(0, start, () => start);
    if (warm?.result) return new SolvedWhole(warm.result);
    return new SolvedWhole(
      after(warm?.rounds ?? 0, solveThoroughly(problem, 0, prepared.begin(0), settings)),
    );
  } finally {
    prepared.dispose();
  }
}

/** An element of which active sets were tried first counts them with its iterations. */
function after(rounds: number, result: ElementResult): ElementResult {
  const { answer } = result;
  return rounds === 0 ? result : { ...result, answer: { ...answer, iterations: rounds + answer.iterations } };
}

/** A solved batch; its derivatives are solves with the factors that its elements keep. */
class TypescriptBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly prepared: Prepared;
  readonly solved: readonly SolvedElement[];

  constructor(problem: Problem, prepared: Prepared, solved: readonly SolvedElement[]) {
    this.#problem = problem;
    this.prepared = prepared;
    this.solved = solved;
    const data = newSolutionData(problem);
    solved.forEach(({ answer }, i) => store(problem, i, answer, data));
    this.data = { ...data, status: solved.map(({ answer }) => answer.status) };
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const together: Asked[] = [];
    this.solved.forEach((element, i) => {
      const [given, target] = [right, out].map((vectors) => vectorsOf(this.#problem, vectors, i));
      if (element.answer.status !== "solved") zero(target);
      else if (element instanceof SolvedWhole && element.ofKernels)
        together.push({ element, right: given, out: target });
      else element.solveKkt(given, target);
    });
    solveTogether(together);
  }

  weaklyActive(): Int32Array {
    return Int32Array.from(this.solved, ({ answer }) => answer.weaklyActive);
  }

  certificate(element: number): Certificate | undefined {
    return this.solved[element]?.answer.certificate;
  }

  solvedBy(element: number): SolvedBy {
    return this.solved[element]?.answer.solvedBy ?? "inspection";
  }

  /** There is nothing to reuse. */
  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    for (const element of this.solved) element.forgetFactors("for good");
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
    starts: [],
  };
}
