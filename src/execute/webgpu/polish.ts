/** What the GPU leaves open, on the CPU: elements without a verdict, and residuals that float64 does not confirm. */
import { solve } from "../../index.js";
import type { Gradients, ProblemInput, SettingsInput, Solution, Status, VjpOptions } from "../../index.js";
import type { CotangentName } from "./layout.js";
import type { GpuSolutionData } from "./results.js";
import { ProblemUnits } from "../../form/free-variables.js";
import { assess } from "../../form/verdict.js";
import { gatherRows, selectElements } from "../../problem/part.js";
import type { Operand, Problem } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";

/** Elements that the CPU has solved again, and its solution of these alone. */
export interface Polished {
  readonly elements: readonly number[];
  readonly solution: Solution;
}

const VECTORS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;
const REPORTS = ["primalResidual", "dualResidual", "dualityGap"] as const;
const OUTPUTS = [...VECTORS, ...REPORTS, "slack", "objective", "iterations", "weaklyActive"] as const;

/**
 * Checks every element in float64 and solves again on the CPU those that are not within the tolerance: by the time
 * it returns, `data` holds what `solve` would have found, or residuals that are as good.
 */
export function polishOnCpu(
  problem: Problem,
  data: GpuSolutionData,
  settings: Settings,
): { data: GpuSolutionData; polished: Polished | undefined } {
  const elements: number[] = [];
  const units = new ProblemUnits(problem);
  for (let element = 0; element < problem.batch; element++) {
    if (data.status[element] !== "solved" || !confirm(problem, data, element, settings, units))
      elements.push(element);
  }
  if (elements.length === 0) return { data, polished: undefined };
  const { tolerance, absoluteTolerance, maxIterations, unsolvedGradient } = settings;
  const solution = solve(inputOf(selectElements(problem, elements)), {
    ...{ tolerance, absoluteTolerance, maxIterations, unsolvedGradient },
  } satisfies SettingsInput);
  const status: Status[] = [...data.status];
  elements.forEach((element, i) => {
    status[element] = solution.status[i];
    for (const name of OUTPUTS) {
      const width = data[name].length / problem.batch;
      data[name].set(solution[name].subarray(i * width, (i + 1) * width), element * width);
    }
  });
  return { data: { ...data, status }, polished: { elements, solution } };
}

/** Writes the residuals in float64 of a solved element; says whether they are within the tolerance. */
function confirm(
  problem: Problem,
  data: GpuSolutionData,
  element: number,
  settings: Settings,
  units: ProblemUnits,
): boolean {
  const row = (name: (typeof VECTORS)[number]): Float64Array => {
    const width = data[name].length / problem.batch;
    return data[name].subarray(element * width, (element + 1) * width);
  };
  const [z, nu, lambda, lambdaLower, lambdaUpper] = VECTORS.map(row);
  const vectors = { z, nu, lambda, lambdaLower, lambdaUpper };
  const found = assess(problem, element, vectors, units.of(element), settings, false);
  for (const name of REPORTS) data[name][element] = found[name];
  return found.merit <= 1;
}

/** A checked problem as a user would give it. */
export function inputOf(problem: Problem): ProblemInput {
  const given = FIELD_NAMES.flatMap((name) => {
    const operand = problem[name];
    return operand ? [[name, arrayOf(operand, name === "Q" && problem.quadratic === "diagonal")]] : [];
  });
  return Object.fromEntries(given) as ProblemInput;
}

function arrayOf({ data, shape, stride }: Operand, diagonal: boolean): ProblemInput["lower"] {
  if (shape.length === 0) return data[0];
  // As many diagonals as there are variables would look like one matrix.
  return { data, shape: diagonal && stride > 0 ? [shape[0], 1, shape.at(-1)!] : shape };
}

/** Puts the derivatives of polished elements, for which the GPU's gradients hold zeros, where they belong. */
export function addPolished(
  gradients: Gradients,
  problem: Problem,
  { elements, solution }: Polished,
  cotangents: { readonly [Name in CotangentName]?: Float64Array },
  wrt: NonNullable<VjpOptions["wrt"]>,
): void {
  const part = Object.entries(cotangents).map(([name, numbers]) => {
    const width = numbers.length / problem.batch;
    const axes = name === "objective" ? [] : [width];
    const data = gatherRows(numbers, width, elements);
    const shape = problem.batched ? [elements.length, ...axes] : axes;
    return [name, shape.length === 0 ? data[0] : { data, shape }];
  });
  const found = solution.vjp(Object.fromEntries(part), { wrt });
  for (const name of wrt) {
    const { size, stride } = problem[name]!;
    const target = gradients[name]!.data;
    const { data } = found[name]!;
    if (stride === 0) data.forEach((value, i) => (target[i] += value));
    else
      elements.forEach((element, i) => target.set(data.subarray(i * size, (i + 1) * size), element * size));
  }
}
