/** The reductions that stand between a problem as given and what executors solve. */
import type { Derivatives } from "../derivative/index.js";
import { derivativesOf } from "../derivative/index.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { hasInfiniteSides, withoutAbsentRows } from "./absent-rows.js";
import { closestFeasible } from "./closest-feasible/solve.js";
import type { Steps } from "./steps.js";

/** Solves a checked problem, with all that its settings ask for; what is solved on the way comes step by step. */
export function* solving(problem: Problem, settings: Settings): Steps<Derivatives> {
  if (hasInfiniteSides(problem)) {
    return yield* withoutAbsentRows(problem, settings, (part) => solving(part, settings));
  }
  if (settings.infeasible === "closestFeasible") return yield* closestFeasible(problem, settings);
  return derivativesOf(problem, yield { problem, settings }, settings);
}
