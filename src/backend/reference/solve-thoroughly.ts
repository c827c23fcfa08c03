/** Everything that may help one element: other scales of its variables, and the other KKT form. */
import type { Emphasis } from "../../form/units.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
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
  for (const { form, emphasis } of otherWays(problem, matrices)) {
    const left = settings.maxIterations - result.iterations;
    if (result.status !== "numericalError" || settings.form !== "auto" || left <= 0) return result;
    const prepared = prepareMatrices(problem, index, matrices.free, form === "nullSpace", 0, emphasis);
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
    if (result.status !== "numericalError" || next === undefined || left <= 0) return result;
    scale = next;
    result = better(result, solveElement(problem, index, elementOn(), { ...settings, maxIterations: left }));
  }
}

interface Way {
  readonly form: "primal" | "nullSpace";
  readonly emphasis: Emphasis;
}

/** The other dense form, and other units, to try where rounding stopped the first. */
function otherWays({ equalities, quadratic }: Problem, first: Matrices): readonly Way[] {
  const ways: Way[] = [];
  if (equalities > 0) ways.push({ form: first.reduced ? "primal" : "nullSpace", emphasis: "all" });
  else if (first.sparse) ways.push({ form: "primal", emphasis: "all" });
  if (quadratic !== "zero") ways.push({ form: "primal", emphasis: "rows" });
  return ways;
}

/**
 * Chooses between two answers. The KKT forms lose accuracy in opposite places (the null-space form where many bounds
 * are active, the primal form where few are and Q is singular), so that where rounding stops one, the other is worth
 * a try.
 */
function better(first: ElementResult, second: ElementResult): ElementResult {
  const { status } = second;
  const decided = status !== "numericalError" && status !== "maxIterations" && status !== "timeLimit";
  const winner = decided || second.assessment.merit < first.assessment.merit ? second : first;
  const iterations = first.iterations + second.iterations;
  return { ...winner, status: status === "timeLimit" ? status : winner.status, iterations };
}
