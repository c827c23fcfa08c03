import type { Plan } from "../../plan/plan.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { NumericData } from "../../problem/solution-data.js";
import { newSolutionData } from "../../problem/solution-data.js";
import type { Certificate, SolutionData, Status } from "../../problem/solution.js";
import type { KktVectors, Program } from "../backend.js";
import { solveActiveSystem } from "./derivative.js";
import { freeVariables, makeElement } from "./element.js";
import type { Element } from "./element.js";
import { KktSystem } from "./kkt.js";
import type { Matrices } from "./matrices.js";
import { prepareMatrices } from "./matrices.js";
import type { UserVectors } from "./outputs.js";
import type { ElementResult } from "./solve-element.js";
import { solveElement } from "./solve-element.js";
import { storeUnbegun } from "./unbegun.js";

/** Factorisations kept for derivatives may take this many numbers; beyond it they are made again on demand. */
const KEPT_NUMBERS = 2 ** 26;

/** What derivatives need of one solved element. */
interface Kept {
  readonly element: Element;
  readonly active: Uint8Array;
  /** Undefined where memory was short: then `v`, `rho` and `delta` are enough to make it again. */
  readonly kkt: KktSystem | undefined;
  readonly v: Float64Array;
  readonly rho: number;
  readonly delta: number;
}

/** Solves the batch one element after the other: no element can touch another. */
export class ReferenceProgram implements Program {
  readonly data: SolutionData;
  readonly #problem: Problem;
  #kept: (Kept | undefined)[] = [];
  readonly #certificates = new Map<number, Certificate>();
  readonly #weaklyActive: Int32Array;

  constructor(problem: Problem, plan: Plan, settings: Settings) {
    this.#problem = problem;
    this.#weaklyActive = new Int32Array(problem.batch);
    const data = newSolutionData(problem);
    const status: Status[] = [];
    const prepared = new PreparedMatrices(problem, plan.interiorForm, plan.sparseLimit);
    let room = KEPT_NUMBERS;
    for (let i = 0; i < problem.batch; i++) {
      if (settings.timeIsUp?.()) {
        storeUnbegun(problem, i, rowsOf(problem, data, i), settings, data);
        status.push("timeLimit");
        this.#kept.push(undefined);
        continue;
      }
      const matrices = prepared.of(i);
      let result = solveElement(problem, i, makeElement(problem, i, matrices), settings);
      const left = settings.maxIterations - result.iterations;
      if (result.status === "numericalError" && settings.form === "auto" && left > 0) {
        const second = secondForm(problem, matrices);
        if (second) {
          const prepared = prepareMatrices(problem, i, matrices.free, second === "nullSpace", 0);
          const rest = { ...settings, maxIterations: left };
          result = better(result, solveElement(problem, i, makeElement(problem, i, prepared), rest));
        }
      }
      status.push(result.status);
      store(problem, i, result, data);
      this.#weaklyActive[i] = result.weaklyActive;
      if (result.certificate) this.#certificates.set(i, result.certificate);
      const { kkt } = result;
      room -= kkt.numbers;
      this.#kept.push(
        result.status === "solved"
          ? {
              element: result.element,
              active: result.active,
              kkt: room > 0 ? kkt : undefined,
              v: kkt.v,
              rho: kkt.rho,
              delta: kkt.delta,
            }
          : undefined,
      );
    }
    this.data = { ...data, status };
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const problem = this.#problem;
    for (let i = 0; i < problem.batch; i++) {
      const target = rowsOf(problem, out, i);
      const kept = this.#kept[i];
      if (kept === undefined) {
        for (const vector of Object.values(target) as Float64Array[]) vector.fill(0);
        continue;
      }
      const multipliers = rowsOf(problem, this.data, i);
      const kkt = kept.kkt ?? factorAgain(kept);
      const rightRows = rowsOf(problem, right, i);
      solveActiveSystem(
        problem,
        i,
        kept.element,
        kkt,
        kept.active,
        multipliers,
        rightRows,
        target,
        "refactor",
      );
    }
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  certificate(element: number): Certificate | undefined {
    return this.#certificates.get(element);
  }

  /** There is nothing to reuse. */
  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    this.#kept = [];
  }
}

/** The dense form to try where rounding stopped the first one. */
function secondForm({ equalities }: Problem, first: Matrices): Plan["interiorForm"] | undefined {
  if (equalities === 0) return first.sparse && "primal";
  return first.reduced ? "primal" : "nullSpace";
}

/**
 * Chooses between the answers of the two KKT forms. They lose accuracy in opposite places (the null-space form
 * where many bounds are active, the primal form where few are and Q is singular), so that where rounding stops
 * one, the other is worth a try.
 */
function better(first: ElementResult, second: ElementResult): ElementResult {
  const { status } = second;
  const decided = status !== "numericalError" && status !== "maxIterations" && status !== "timeLimit";
  const winner = decided || second.assessment.merit < first.assessment.merit ? second : first;
  const iterations = first.iterations + second.iterations;
  return { ...winner, status: status === "timeLimit" ? status : winner.status, iterations };
}

function factorAgain({ element, v, rho, delta }: Kept): KktSystem {
  const kkt = new KktSystem(element.interior);
  kkt.v.set(v);
  kkt.rho = rho;
  kkt.delta = delta;
  kkt.factor();
  return kkt;
}

/** Prepares matrices once where the batch shares them, and keeps them while the fixed variables stay the same. */
class PreparedMatrices {
  readonly #problem: Problem;
  readonly #useNullSpace: boolean;
  readonly #sparseLimit: number;
  readonly #shared: boolean;
  #last: Matrices | undefined;

  constructor(problem: Problem, form: Plan["interiorForm"], sparseLimit: number) {
    this.#problem = problem;
    this.#sparseLimit = sparseLimit;
    this.#useNullSpace = form === "nullSpace";
    this.#shared = [problem.Q, problem.A, problem.G].every((operand) => !operand || operand.stride === 0);
  }

  of(element: number): Matrices {
    const free = freeVariables(this.#problem, element);
    if (this.#shared && this.#last && sameIndices(this.#last.free, free)) return this.#last;
    this.#last = prepareMatrices(this.#problem, element, free, this.#useNullSpace, this.#sparseLimit);
    return this.#last;
  }
}

function sameIndices(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function store(problem: Problem, i: number, result: ElementResult, data: NumericData): void {
  const { vectors, slack, assessment } = result;
  const target = rowsOf(problem, data, i);
  target.z.set(vectors.z);
  target.nu.set(vectors.nu);
  target.lambda.set(vectors.lambda);
  target.lambdaLower.set(vectors.lambdaLower);
  target.lambdaUpper.set(vectors.lambdaUpper);
  data.slack.set(slack, i * problem.inequalities);
  data.objective[i] = result.objective;
  data.primalResidual[i] = assessment.primalResidual;
  data.dualResidual[i] = assessment.dualResidual;
  data.dualityGap[i] = assessment.dualityGap;
  data.iterations[i] = result.iterations;
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
