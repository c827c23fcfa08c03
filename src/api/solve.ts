import { sourceOf } from "../derivative/questions.js";
import { explainPlan, planFor } from "../execute/plan.js";
import { executorOf, settingsHere, solveBatch } from "../execute/solve-batch.js";
import { explainSlacks } from "../execute/soft/index.js";
import { RecycledMemory } from "../problem/memory.js";
import type { Problem, ProblemInput } from "../problem/problem.js";
import type { Settings, SettingsInput } from "../problem/settings.js";
import { Clock, resolveSettings } from "../problem/settings.js";
import { validateProblem } from "../problem/validate.js";
import type { Run } from "../reduction/reduction.js";
import { solveSteps } from "../reduction/chain.js";
import { Solution } from "./solution.js";
import type { Derivatives } from "../derivative/index.js";

/**
 * Solves a batch of convex quadratic programs
 *
 *     minimise ½ zᵀQz + pᵀz   subject to   Az = b,  Gz ≤ h,  lower ≤ z ≤ upper.
 *
 * Shapes, with n variables, e equalities, m inequalities: Q `[n,n]`, `[n]` (diagonal) or absent (0); p `[n]`;
 * A `[e,n]`; b `[e]`; G `[m,n]`; h `[m]`; lower, upper `[n]` or a number. Any input may carry a leading batch
 * axis; the others are shared by the batch. Diagonals of a batch are `{ diagonal: [B,n] }`. A row with h = Infinity is
 * absent.
 *
 * @returns the solution, with a status for every element, residuals, multipliers and derivatives.
 * @throws OptNetError for inputs that are not a problem: wrong shapes, NaN, Q that is not positive semidefinite.
 *   A problem that merely has no solution is a status.
 * @example
 * ```ts
 * const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
 * solution.z; // Float64Array [0.25, 0.75]
 * solution.vjp({ z: [1.3, 0.5] }).p; // { data: [-0.2, 0.2], shape: [2] }
 * ```
 * Source: Amos & Kolter 2017 (arXiv 1703.00443); the solver's sources are named at `interiorPoint`.
 */
export function solve(input: ProblemInput, settings?: SettingsInput): Solution {
  const clock = new Clock();
  const running = clock.startFor(resolveSettings(settings));
  try {
    const memory = new RecycledMemory();
    const problem = validateProblem(input, {}, memory, running.invalid);
    const solved = solveSteps(problem, running, solveBatch);
    return solutionOf(solved, running, () => memory.release());
  } finally {
    clock.stop();
  }
}

/** Behind validation. */
export function solveProblem(problem: Problem, settings: Settings, run: Run = solveBatch): Solution {
  return solutionOf(solveSteps(problem, settings, run), settings);
}

/**
 * What users see of a solved problem.
 *
 * @param onDispose called when the solution will not read the problem any more.
 */
export function solutionOf(solved: Derivatives, settings: Settings, onDispose?: () => void): Solution {
  return new Solution(solved.data, sourceOf(solved, settings, onDispose), solved.shift);
}

/** Says in words how `solve` would go about a problem: the KKT form, its size and cost, and what runs it. Solves nothing. */
export function explain(input: ProblemInput, settings?: SettingsInput): string {
  return explainProblem(validateProblem(input), resolveSettings(settings));
}

export function explainProblem(problem: Problem, settings: Settings): string {
  const here = settingsHere(settings);
  const plan = planFor(problem, here);
  const slacks = problem.batch > 0 ? explainSlacks(problem, plan, here) : undefined;
  return [explainPlan(plan), ...(slacks ? [slacks] : []), `executor    ${executorOf(plan, settings)}`].join(
    "\n",
  );
}
