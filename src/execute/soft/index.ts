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
import type { Plan } from "../plan.js";
import { eliminatingPays } from "../plan.js";
import type { SoftBatch } from "./batch.js";
import { solveGroups } from "./batch.js";
import type { SlackGroup } from "./structure.js";
import { NOTHING, slackGroups } from "./structure.js";

/**
 * Solves what has slack variables; what it does not finish is for the whole problem. Undefined where there is nothing
 * for it.
 */
export function solveWithoutSlacks(
  problem: Problem,
  plan: Plan,
  settings: Settings,
  reuse: Reuse,
): SoftBatch | undefined {
  const groups = groupsToSolve(problem, plan, settings);
  if (groups.length === 0) return undefined;
  return solveGroups(problem, groups, settings, reuse);
}

/** What `explain` says of it; undefined where there is nothing. */
export function explainSlacks(problem: Problem, plan: Plan, settings: Settings): string | undefined {
  const [group] = groupsToSolve(problem, plan, settings);
  if (group === undefined) return undefined;
  const { slacks, kept } = group.structure;
  return `slacks      ${slacks.length} of ${problem.variables} variables are the larger of two limits: eliminated, and soft rows of a problem in ${kept.length} are solved by pivoting`;
}

function groupsToSolve(problem: Problem, plan: Plan, settings: Settings): readonly SlackGroup[] {
  if (settings.form !== "auto" || settings.backend === "reference") return [];
  return slackGroups(problem).filter(({ structure: { kept, rows, slacks, entries } }) => {
    const soft = slacks.filter(({ second }) => second !== NOTHING).length;
    return eliminatingPays(plan, { variables: kept.length, inequalities: rows.length + soft, entries });
  });
}
