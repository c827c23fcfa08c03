import type { KktVectors, Program } from "../backend/backend.js";
import type { Operand, Problem } from "../problem/problem.js";
import { boundAt, elementOf, FIELD_NAMES } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { NumericData } from "../problem/solution-data.js";
import { ARRAY_NAMES, newSolutionData } from "../problem/solution-data.js";
import type { Certificate, SolutionData, Status } from "../problem/solution.js";
import type { Excluded } from "./find.js";

const VECTORS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

/**
 * A batch of which some elements are not solved, because all is known about them. The others are solved as they stand
 * in it, with the bits that they have in any batch; another element stands in the place of each that is not.
 */
export class ExcludingProgram implements Program {
  readonly data: SolutionData;
  /** Undefined where no element is left. */
  readonly solved: Program | undefined;
  readonly #problem: Problem;
  readonly #excluded: Excluded;

  /** @param run solves the batch. */
  constructor(
    problem: Problem,
    excluded: Excluded,
    settings: Settings,
    into: NumericData | undefined,
    run: (problem: Problem, settings: Settings) => Program,
  ) {
    this.#problem = problem;
    this.#excluded = excluded;
    const standIn = firstOther(problem.batch, excluded);
    this.solved =
      standIn < 0
        ? undefined
        : run(withStandIn(problem, excluded, standIn), quiet(problem, excluded, settings));
    const numbers = this.solved?.data ?? into ?? newSolutionData(problem);
    const status: Status[] = [...(this.solved?.data.status ?? [])];
    for (const [element, reason] of excluded) {
      status[element] = reason.kind === "invalid" ? "invalid" : "primalInfeasible";
      for (const name of ARRAY_NAMES) rowOf(numbers[name], problem.batch, element).fill(0);
      if (reason.kind === "contradiction") this.#describe(element, reason.variable, numbers);
      else {
        for (const name of ARRAY_NAMES) {
          if (name !== "iterations") rowOf(numbers[name], problem.batch, element).fill(NaN);
        }
      }
    }
    this.data = { ...numbers, status };
  }

  /** Where nothing was solved, z = 0 is as good as any point. */
  #describe(element: number, variable: number, { primalResidual, dualResidual }: NumericData): void {
    const { p, lower, upper } = this.#problem;
    // Halved first, so that bounds near the largest float64 do not overflow: no z violates them by less.
    const [low, high] = [boundAt(lower, element, variable, 0), boundAt(upper, element, variable, 0)];
    primalResidual[element] = low / 2 - high / 2;
    dualResidual[element] = elementOf(p, element).reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { batch } = this.#problem;
    const fill = (vectors: KktVectors): void => {
      for (const element of this.#excluded.keys()) {
        for (const name of VECTORS) rowOf(vectors[name], batch, element).fill(0);
      }
    };
    // Right-hand sides of what is excluded may be NaN, like its solution.
    fill(right);
    this.solved?.solveKkt(right, out);
    fill(out);
  }

  weaklyActive(): Int32Array {
    const counts = this.solved?.weaklyActive().slice() ?? new Int32Array(this.#problem.batch);
    for (const element of this.#excluded.keys()) counts[element] = 0;
    return counts;
  }

  certificate(element: number): Certificate | undefined {
    const reason = this.#excluded.get(element);
    if (reason === undefined) return this.solved?.certificate(element);
    if (reason.kind === "invalid") return undefined;
    const { variables: n, equalities: e, inequalities: m } = this.#problem;
    const [lambdaLower, lambdaUpper] = [new Float64Array(n), new Float64Array(n)];
    lambdaLower[reason.variable] = lambdaUpper[reason.variable] = 1;
    return {
      kind: "primalInfeasible",
      nu: new Float64Array(e),
      lambda: new Float64Array(m),
      lambdaLower,
      lambdaUpper,
    };
  }

  keepFactors(): () => void {
    return this.solved?.keepFactors() ?? (() => undefined);
  }

  dispose(): void {
    this.solved?.dispose();
  }
}

function firstOther(batch: number, excluded: Excluded): number {
  for (let element = 0; element < batch; element++) if (!excluded.has(element)) return element;
  return -1;
}

/** The batch with the numbers of one element in the places of those that are excluded. */
function withStandIn(problem: Problem, excluded: Excluded, standIn: number): Problem {
  const filled: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem };
  for (const name of FIELD_NAMES) {
    const operand: Operand | undefined = problem[name];
    if (operand === undefined || operand.stride === 0) continue;
    const data = operand.data.slice();
    const from = elementOf(operand, standIn);
    for (const element of excluded.keys()) data.set(from, element * operand.stride);
    filled[name] = { ...operand, data };
  }
  return filled;
}

/** Nobody hears of elements that only stand in. */
function quiet({ positions }: Problem, excluded: Excluded, settings: Settings): Settings {
  const { onIteration } = settings;
  if (onIteration === undefined) return settings;
  const hidden = new Set([...excluded.keys()].map((element) => positions?.[element] ?? element));
  return {
    ...settings,
    onIteration: (report) => {
      if (!hidden.has(report.element)) onIteration(report);
    },
  };
}

function rowOf<Numbers extends Float64Array | Int32Array>(
  all: Numbers,
  batch: number,
  element: number,
): Numbers {
  const length = all.length / batch;
  return all.subarray(element * length, (element + 1) * length) as Numbers;
}
