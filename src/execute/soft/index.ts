/**
 * Models with absolute values, hinges and soft constraints: their slack variables are eliminated, and what is left is
 * solved by pivoting with soft rows, whose multipliers have upper bounds.
 *
 *     structure.ts   which variables are slacks       lift.ts          solutions and KKT systems, there and back
 *     reduced.ts     the problem without them         batch.ts         the batch, judged as a whole
 *     terms.ts       the numbers of their limits      sparse-copy.ts   what the verdict looks at
 */
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { Reuse } from "../executor.js";
import type { SoftBatch } from "./batch.js";
import { solveGroups } from "./batch.js";
import { slackGroups } from "./structure.js";

/**
 * Solves what has slack variables; what it does not finish is for the whole problem. Undefined where there is nothing
 * for it.
 */
export function solveWithoutSlacks(problem: Problem, settings: Settings, reuse: Reuse): SoftBatch | undefined {
  if (settings.form !== "auto" || settings.backend === "reference") return undefined;
  const groups = slackGroups(problem);
  if (groups.length === 0) return undefined;
  return solveGroups(problem, groups, settings, reuse);
}
