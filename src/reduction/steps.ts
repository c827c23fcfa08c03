/** Solving in steps, of which some wait for the answers of others: whoever solves them may take time to do so. */
import type { SolvedBatch } from "../execute/executor.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";

/** A checked problem that is to be solved. */
export interface Step {
  readonly problem: Problem;
  readonly settings: Settings;
}

/** Asks for one step after the other, and comes to a result. */
export type Steps<Result> = Generator<Step, Result, SolvedBatch>;

/** Solves a checked problem on the backend that the settings choose. */
export type Run = (problem: Problem, settings: Settings) => SolvedBatch;

/** Takes all steps at once. */
export function takeSteps<Result>(steps: Steps<Result>, run: Run): Result {
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
