/** What stands for an element that the time limit left no time to begin with. */
import { boundResiduals, objectiveOf, userResiduals } from "../../form/residuals.js";
import { newUserVectors } from "../../form/standard.js";
import { dot, maxAbs } from "../../matrix/dense.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import { unsolvedElement } from "./invalid-element.js";
import type { SolvedElement } from "./solved-element.js";

/**
 * The point nearest to 0 within the bounds, without multipliers: the best point there is so far. Like all others it has
 * the residuals that it has.
 */
export function unbegunElement(problem: Problem, index: number): SolvedElement {
  const vectors = newUserVectors(problem);
  const { z } = vectors;
  let primal = 0;
  for (let i = 0; i < z.length; i++) {
    const lower = boundAt(problem.lower, index, i, -Infinity);
    z[i] = Math.min(Math.max(0, lower), boundAt(problem.upper, index, i, Infinity));
    const bound = boundResiduals(problem, index, i, z[i]);
    primal = Math.max(primal, bound.lower, bound.upper);
  }
  const { dual, equality, inequality } = userResiduals(problem, index, vectors, false);
  for (const value of inequality) primal = Math.max(primal, value);
  return {
    ...unsolvedElement("timeLimit", vectors),
    slack: inequality.map((value) => Math.max(0, -value)),
    objective: objectiveOf(problem, index, z),
    primalResidual: Math.max(primal, maxAbs(equality)),
    dualResidual: maxAbs(dual),
    // zᵀQz + pᵀz: there are no multipliers.
    signedGap: dot(z, 0, dual, 0, z.length),
  };
}
