/** What stands for an element that the time limit left no time to begin with. */
import type { Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { NumericData } from "../../problem/solution-data.js";
import { assess, objectiveOf } from "./assess.js";
import type { UserVectors } from "./outputs.js";

/**
 * The point nearest to 0 within the bounds, without multipliers: the best point there is so far. Like all others it has
 * the residuals that it has.
 *
 * @param target the element's rows in `data`.
 */
export function storeUnbegun(
  problem: Problem,
  index: number,
  target: UserVectors,
  settings: Settings,
  data: NumericData,
): void {
  const { z } = target;
  for (let i = 0; i < z.length; i++) {
    const lower = boundAt(problem.lower, index, i, -Infinity);
    z[i] = Math.min(Math.max(0, lower), boundAt(problem.upper, index, i, Infinity));
  }
  const { primalResidual, dualResidual, dualityGap, residuals } = assess(
    problem,
    index,
    target,
    settings,
    false,
  );
  const { inequality } = residuals;
  for (let i = 0; i < inequality.length; i++) {
    data.slack[index * inequality.length + i] = Math.max(0, -inequality[i]);
  }
  data.objective[index] = objectiveOf(problem, index, z);
  data.primalResidual[index] = primalResidual;
  data.dualResidual[index] = dualResidual;
  data.dualityGap[index] = dualityGap;
}
