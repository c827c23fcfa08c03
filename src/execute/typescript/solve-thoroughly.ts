/** Everything that may help one element: other scales of its variables, and the other KKT form. */
import type { Emphasis } from "../../form/units.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Status } from "../../problem/fields.js";
import type { Element } from "./element.js";
import { makeElement } from "./element.js";
import { ElementSizes } from "../../form/element-scale.js";
import type { Matrices } from "./matrices.js";
import { prepareMatrices } from "./matrices.js";
import type { ElementResult } from "./solve-element.js";
import { solveElement } from "./solve-element.js";

export function solveThoroughly(
  problem: Problem,
  index: number,
  matrices: Matrices,
  settings: Settings,
): ElementResult {
  let result = solveOnScales(problem, index, matrices, settings);
  for (const { form, emphasis, flopLimit } of otherWays(problem, matrices, settings)) {
    const left = settings.maxIterations - result.iterations;
    if (!isOpen(result, settings) || settings.form !== "auto" || left <= 0) return result;
    const prepared = prepareMatrices(
      problem,
      index,
      matrices.free,
      form === "nullSpace",
      flopLimit,
      emphasis,
    );
    result = better(result, solveOnScales(problem, index, prepared, { ...settings, maxIterations: left }));
  }
  return result;
}

/** Solves on one scale of the variables after the other, until the answer is one. */
function solveOnScales(
  problem: Problem,
  index: number,
  matrices: Matrices,
  settings: Settings,
): ElementResult {
  const sizes = new ElementSizes(problem, index, matrices);
  let scale = sizes.first();
  const elementOn = (): Element => makeElement(problem, index, matrices, scale, settings.tolerance);
  let result = solveElement(problem, index, elementOn(), settings);
  for (;;) {
    const left = settings.maxIterations - result.iterations;
    const next = sizes.after(scale);
    if (!isOpen(result, settings) || next === undefined || left <= 0) return result;
    scale = next;
    result = better(result, solveElement(problem, index, elementOn(), { ...settings, maxIterations: left }));
  }
}

/** Whether another way may come further: where what rounding leaves is too much for those who set an absolute tolerance. */
function isOpen({ status, assessment }: ElementResult, { absoluteTolerance }: Settings): boolean {
  if (status === "solved" && absoluteTolerance < Infinity) return assessment.merit > 1;
  return status === "numericalError";
}

interface Way {
  readonly form: "primal" | "nullSpace";
  readonly emphasis: Emphasis;
  /** What a sparse factorisation may take to be preferred. */
  readonly flopLimit: number;
}

/** Other units and the other dense form, to try where rounding stopped the first; the cheapest come first. */
function otherWays(
  { equalities, quadratic }: Problem,
  first: Matrices,
  { absoluteTolerance }: Settings,
): readonly Way[] {
  const ways: Way[] = [];
  const flopLimit = first.sparse ? Infinity : 0;
  if (absoluteTolerance < Infinity) ways.push({ form: "primal", emphasis: "given", flopLimit });
  const rows: Way = { form: "primal", emphasis: "rows", flopLimit };
  if (quadratic !== "zero" && first.sparse) ways.push(rows);
  const form = equalities > 0 && !first.reduced ? "nullSpace" : "primal";
  if (equalities > 0 || first.sparse) ways.push({ form, emphasis: "all", flopLimit: 0 });
  if (quadratic !== "zero" && !first.sparse) ways.push(rows);
  return ways;
}

/**
 * Chooses between two answers. The KKT forms lose accuracy in opposite places (the null-space form where many bounds
 * are active, the primal form where few are and Q is singular), so that where rounding stops one, the other is worth
 * a try.
 */
function better(first: ElementResult, second: ElementResult): ElementResult {
  const { status } = second;
  const undecided: readonly Status[] = ["numericalError", "maxIterations", "timeLimit"];
  const decided = !undecided.includes(status) && first.status !== "solved";
  const winner = decided || second.assessment.merit < first.assessment.merit ? second : first;
  const iterations = first.iterations + second.iterations;
  const late = status === "timeLimit" && first.status !== "solved";
  return { ...winner, status: late ? status : winner.status, iterations };
}
