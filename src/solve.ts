import { solveWithoutAbsentRows } from "./absent-rows/solve.js";
import { hasInfiniteSides } from "./absent-rows/split.js";
import type { Program, Reuse } from "./backend/backend.js";
import { EmptyProgram } from "./backend/empty.js";
import { selectBackend } from "./backend/select.js";
import { solveClosestFeasible } from "./closest-feasible/solve.js";
import { derivativesOf } from "./differentiate.js";
import { findExcluded } from "./excluded/find.js";
import { ExcludingProgram } from "./excluded/program.js";
import { explainPlan, makePlan } from "./plan/plan.js";
import { structureOf } from "./plan/structure.js";
import type { Problem, ProblemInput } from "./problem/problem.js";
import type { Settings, SettingsInput } from "./problem/settings.js";
import { resolveSettings } from "./problem/settings.js";
import { RecycledHome } from "./problem/recycled.js";
import { withRoom } from "./problem/room.js";
import { Solution } from "./problem/solution.js";
import { validateProblem } from "./problem/validate.js";

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
 * @throws OptNetError for inputs that are not a problem: wrong shapes; NaN or a Q that is not positive semidefinite,
 *   unless `settings.invalid` is `"status"`. A problem that merely has no solution is a status.
 * @example
 * ```ts
 * const solution = solve({ Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
 * solution.z; // Float64Array [0.25, 0.75]
 * solution.vjp({ z: [1.3, 0.5] }).p; // { data: [-0.2, 0.2], shape: [2] }
 * ```
 * Source: Amos & Kolter 2017 (arXiv 1703.00443); the solver's sources are named at `interiorPoint`.
 */
export function solve(input: ProblemInput, settings?: SettingsInput): Solution {
  const home = new RecycledHome();
  const resolved = resolveSettings(settings);
  const problem = validateProblem(input, {}, home, resolved.invalid);
  return solveProblem(problem, resolved, runProgram, () => home.release());
}

/**
 * Behind validation: the main path, or its repetition for problems without a feasible point.
 *
 * @param onDispose called when the solution will not read the problem any more.
 */
export function solveProblem(
  problem: Problem,
  settings: Settings,
  run: (problem: Problem, settings: Settings) => Program = runProgram,
  onDispose: () => void = () => undefined,
): Solution {
  if (hasInfiniteSides(problem)) {
    return solveWithoutAbsentRows(problem, settings, onDispose, (part) => solveProblem(part, settings, run));
  }
  if (settings.infeasible === "closestFeasible") return solveClosestFeasible(problem, settings, run);
  const program = run(problem, settings);
  const source = derivativesOf(problem, program, settings);
  const dispose = (): void => {
    source.dispose();
    onDispose();
  };
  return new Solution(program.data, { ...source, dispose });
}

/** The main path: set apart what needs no solving, plan → solve. */
export function runProgram(problem: Problem, settings: Settings, reuse?: Reuse): Program {
  if (problem.batch === 0) return new EmptyProgram(problem);
  const excluded = findExcluded(problem, settings);
  const earlier = reuse?.program instanceof ExcludingProgram ? reuse.program.solved : reuse?.program;
  const taken = { ...reuse, program: earlier };
  if (excluded.size === 0) return runWhole(problem, settings, taken);
  return new ExcludingProgram(problem, excluded, settings, reuse?.into, (others, own) =>
    runWhole(others, own, taken),
  );
}

function runWhole(problem: Problem, settings: Settings, reuse: Reuse): Program {
  const plan = makePlan(structureOf(problem), settings);
  const { variables: n, equalities: e, inequalities: m } = problem;
  const order = n + e + m;
  return withRoom(
    "problem",
    8 * order ** 2,
    `a dense system of ${n} variables and ${e + m} rows`,
    "Problems of this size need matrices that are nearly all zeros, or a sparse solver.",
    () => selectBackend(settings).solve(problem, plan, settings, reuse),
  );
}

/** Says in words how `solve` would go about a problem: the KKT form, its size and cost. Solves nothing. */
export function explain(input: ProblemInput, settings?: SettingsInput): string {
  const resolved = resolveSettings(settings);
  return explainPlan(
    makePlan(structureOf(validateProblem(input, {}, undefined, resolved.invalid)), resolved),
  );
}
