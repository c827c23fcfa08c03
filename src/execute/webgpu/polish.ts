/**
 * What the GPU leaves open, on the CPU: elements without a verdict, residuals that float64 does not confirm, and proofs
 * that there is no solution.
 */
import { solveBatch } from "../solve-batch.js";
import type { Derivatives } from "../../derivative/index.js";
import { derivativesOf } from "../../derivative/index.js";
import { ProblemUnits } from "../../form/units.js";
import { assess } from "../../form/verdict.js";
import { addRows, copyElement, gatherRows, selectElements, vectorsOf } from "../../problem/batch.js";
import type { FieldName, Problem } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { Certificate, FieldArrays, OutputName, OutputVectors, Status } from "../../problem/fields.js";
import type { GpuSolutionData } from "./result-memory.js";
import type { Settings } from "../../problem/settings.js";
import { resolveSettings } from "../../problem/settings.js";
import type { SolvedBatch } from "../executor.js";
import type { GpuProblem } from "./gpu-problem.js";
import { isOnGpu } from "./gpu-problem.js";

/** Elements that the CPU has solved again, as a batch of their own. */
export interface Polished {
  readonly elements: readonly number[];
  readonly solved: SolvedBatch;
  readonly derivatives: Derivatives;
}

const REPORTS = ["primalResidual", "dualResidual", "dualityGap"] as const;

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
  const part = selectElements(problem, elements);
  const solved = solveBatch(part, settings);
  const status: Status[] = [...data.status];
  const weaklyActive = solved.weaklyActive();
  elements.forEach((element, i) => {
    status[element] = solved.data.status[i];
    data.weaklyActive[element] = weaklyActive[i];
    copyElement(solved.data, i, elements.length, data, element, problem.batch);
  });
  const polished = { elements, solved, derivatives: derivativesOf(part, solved, settings) };
  return { data: { ...data, status }, polished };
}

/** Writes the residuals in float64 of a solved element; says whether they are within the tolerance. */
function confirm(
  problem: Problem,
  data: GpuSolutionData,
  element: number,
  settings: Settings,
  units: ProblemUnits,
): boolean {
  const vectors = vectorsOf(problem, data, element);
  const found = assess(problem, element, vectors, units.of(element), settings, false);
  for (const name of REPORTS) data[name][element] = found[name];
  return found.merit <= 1;
}

/** Puts the derivatives of polished elements, for which the GPU's gradients hold zeros, where they belong. */
export function addPolished(
  gradients: FieldArrays,
  problem: Problem,
  { elements, derivatives }: Polished,
  cotangents: Partial<OutputVectors>,
  names: readonly FieldName[],
): void {
  const own = Object.fromEntries(
    (Object.entries(cotangents) as [OutputName, Float64Array][]).map(([name, numbers]) => [
      name,
      gatherRows(numbers, numbers.length / problem.batch, elements),
    ]),
  );
  const found = derivatives.pullBack(own, names);
  for (const name of names) addRows(found[name]!, elements, gradients[name]!, problem[name]!);
}

/**
 * The proof behind a status. What the GPU's arithmetic has found is none to the last digits, so that the CPU looks for
 * one that is, once it is asked for. Undefined where it finds none, and with inputs in GPU memory.
 */
export function certificateOf(problem: GpuProblem, status: Status, element: number): Certificate | undefined {
  if (status !== "primalInfeasible" && status !== "dualInfeasible") return undefined;
  if (FIELD_NAMES.some((name) => problem[name] && isOnGpu(problem[name]))) return undefined;
  const solved = solveBatch(selectElements(problem as Problem, [element]), resolveSettings());
  const certificate = solved.certificate(0);
  solved.dispose();
  return certificate?.kind === status ? certificate : undefined;
}
