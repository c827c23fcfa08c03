import { withoutAbsentRows } from "../reduction/absent-rows/solve.js";
import { hasInfiniteSides } from "../reduction/absent-rows/split.js";
import type { SolvedBatch, Reuse } from "../execute/executor.js";
import { EmptyBatch } from "../execute/empty.js";
import { executorOf, selectExecutor, settingsHere } from "../execute/select.js";
import { closestFeasible } from "../reduction/closest-feasible/solve.js";
import { derivativesOf } from "../derivative/index.js";
import { explainPlan, makePlan } from "../execute/plan.js";
import { structureOf } from "../execute/structure.js";
import { withinTime } from "../problem/clock.js";
import type { Problem, ProblemInput } from "../problem/problem.js";
import type { IterationReport, Settings, SettingsInput } from "../problem/settings.js";
import { resolveSettings } from "../problem/settings.js";
import { RecycledMemory } from "../problem/recycled.js";
import { withRoom } from "../problem/room.js";
import { Solution } from "../problem/solution.js";
import { validateProblem } from "../problem/validate.js";
import type { Run, Steps } from "./steps.js";
import { takeSteps } from "./steps.js";

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
  return withinTime(resolveSettings(settings), (running) => {
    const home = new RecycledMemory();
    const problem = validateProblem(input, {}, home, running.invalid);
    return solveProblem(problem, running, solveBatch, () => home.release());
  });
}

/**
 * Behind validation.
 *
 * @param onDispose called when the solution will not read the problem any more.
 */
export function solveProblem(
  problem: Problem,
  settings: Settings,
  run: Run = solveBatch,
  onDispose: () => void = () => undefined,
): Solution {
  return takeSteps(solving(problem, settings, onDispose), run);
}

/** The main path, or its repetitions: without rows that are absent, or for problems without a feasible point. */
export function* solving(
  problem: Problem,
  settings: Settings,
  onDispose: () => void = () => undefined,
): Steps<Solution> {
  if (hasInfiniteSides(problem)) {
    return yield* withoutAbsentRows(problem, settings, onDispose, (part) => solving(part, settings));
  }
  if (settings.infeasible === "closestFeasible") return yield* closestFeasible(problem, settings);
  const solved = yield { problem, settings };
  const source = derivativesOf(problem, solved, settings);
  const dispose = (): void => {
    source.dispose();
    onDispose();
  };
  return new Solution(solved.data, { ...source, dispose });
}

/** The main path: plan → solve. */
export function solveBatch(problem: Problem, settings: Settings, reuse?: Reuse): SolvedBatch {
  if (problem.batch === 0) return new EmptyBatch(problem);
  const here = settingsHere(settings);
  const plan = makePlan(structureOf(problem), here);
  const { variables: n, equalities: e, inequalities: m } = problem;
  const order = n + e + m;
  const { onIteration } = here;
  let thrown: { readonly error: unknown } | undefined;
  // What an observer throws is the user's, and says nothing of room.
  const observer =
    onIteration &&
    ((report: IterationReport): void => {
      try {
        onIteration(report);
      } catch (error) {
        thrown = { error };
        throw error;
      }
    });
  try {
    return withRoom(
      "problem",
      8 * order ** 2,
      `a dense system of ${n} variables and ${e + m} rows`,
      "Problems of this size need matrices that are nearly all zeros, or a sparse solver.",
      () => {
        if (order > LARGEST_ORDER) throw new RangeError("a problem larger than dense systems can be");
        return selectExecutor(here).solve(problem, plan, { ...here, onIteration: observer }, reuse);
      },
    );
  } catch (error) {
    throw thrown === undefined ? error : thrown.error;
  }
}

/** Variables and rows beyond which preparing would take minutes, only to find that there is no room. */
const LARGEST_ORDER = 200_000;

/** Says in words how `solve` would go about a problem: the KKT form, its size and cost, and what runs it. Solves nothing. */
export function explain(input: ProblemInput, settings?: SettingsInput): string {
  return explainProblem(validateProblem(input), resolveSettings(settings));
}

export function explainProblem(problem: Problem, settings: Settings): string {
  const plan = makePlan(structureOf(problem), settingsHere(settings));
  return `${explainPlan(plan)}\nexecutor    ${executorOf(plan, settings)}`;
}
