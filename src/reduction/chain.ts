/** The reductions that stand between a problem as given and what executors solve. */
import type { Derivatives } from "../derivative/index.js";
import { derivativesOf } from "../derivative/index.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { hasInfiniteSides, withoutAbsentRows } from "./absent-rows.js";
import { closestFeasible } from "./closest-feasible/solve.js";
import type { Run, Steps } from "./reduction.js";
import type { SolvedBatch } from "../execute/executor.js";

/** Solves a checked problem, with all that its settings ask for; what is solved on the way comes step by step. */
export function* solving(problem: Problem, settings: Settings): Steps<Derivatives> {
  if (isDirect(problem, settings)) return derivativesOf(problem, yield { problem, settings }, settings);
  if (hasInfiniteSides(problem)) {
    return yield* withoutAbsentRows(problem, settings, (part) => solving(part, settings));
  }
  return yield* closestFeasible(problem, settings);
}

/** Whether no reduction stands in between. */
function isDirect(problem: Problem, { infeasible }: Settings): boolean {
  return infeasible !== "closestFeasible" && !hasInfiniteSides(problem);
}

/** Solves a checked problem, with all that its settings ask for. */
export function solveSteps(problem: Problem, settings: Settings, run: Run): Derivatives {
  // Mostly there is this one step.
  if (isDirect(problem, settings)) return derivativesOf(problem, run(problem, settings), settings);
  return takeSteps(solving(problem, settings), run);
}

/** Takes all steps at once. */
function takeSteps<Result>(steps: Steps<Result>, run: Run): Result {
  let step = steps.next();
  while (!step.done) step = steps.next(run(step.value.problem, step.value.settings));
  return step.value;
}

/** Takes them one after the other, as they are solved. */
export async function takeStepsAsync<Result>(
  steps: Steps<Result>,
  run: (problem: Problem, settings: Settings) => Promise<SolvedBatch>,
): Promise<Result> {
  let step = steps.next();
  while (!step.done) step = steps.next(await run(step.value.problem, step.value.settings));
  return step.value;
}
