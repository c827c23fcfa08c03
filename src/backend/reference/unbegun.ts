/** What stands for an element that the time limit left no time to begin with. */
import { ProblemUnits } from "../../form/free-variables.js";
import { newUserVectors } from "../../form/products.js";
import { assess, objectiveOf } from "../../form/verdict.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { unsolvedElement } from "./invalid-element.js";
import type { SolvedElement } from "./solved-element.js";

/**
 * The point nearest to 0 within the bounds, without multipliers: the best point there is so far. Like all others it has
 * the residuals that it has.
 */
export function unbegunElement(problem: Problem, index: number, settings: Settings): SolvedElement {
  const vectors = newUserVectors(problem);
  const { z } = vectors;
  for (let i = 0; i < z.length; i++) {
    const lower = boundAt(problem.lower, index, i, -Infinity);
    z[i] = Math.min(Math.max(0, lower), boundAt(problem.upper, index, i, Infinity));
  }
  const units = new ProblemUnits(problem).of(index);
  const { primalResidual, dualResidual, signedGap, residuals } = assess(
    problem,
    index,
    vectors,
    units,
    settings,
    false,
  );
  return {
    ...unsolvedElement("timeLimit", vectors),
    slack: residuals.inequality.map((value) => Math.max(0, -value)),
    objective: objectiveOf(problem, index, z),
    primalResidual,
    dualResidual,
    signedGap,
  };
}
