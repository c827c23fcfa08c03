import type { Problem } from "./problem.js";
import type { SolutionData } from "./solution.js";

/** A solution's numbers, to which a backend adds the statuses. */
export type NumericData = Omit<SolutionData, "status">;

/** Room for the solution of every element, all 0. */
export function newSolutionData(problem: Problem): NumericData {
  const { batch, variables, equalities, inequalities } = problem;
  return {
    shape: { batch, variables, equalities, inequalities },
    z: new Float64Array(batch * variables),
    nu: new Float64Array(batch * equalities),
    lambda: new Float64Array(batch * inequalities),
    lambdaLower: new Float64Array(batch * variables),
    lambdaUpper: new Float64Array(batch * variables),
    slack: new Float64Array(batch * inequalities),
    objective: new Float64Array(batch),
    primalResidual: new Float64Array(batch),
    dualResidual: new Float64Array(batch),
    dualityGap: new Float64Array(batch),
    iterations: new Int32Array(batch),
  };
}

/** The names of its arrays. */
export const ARRAY_NAMES = [
  ...(["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const),
  ...(["primalResidual", "dualResidual", "dualityGap", "iterations"] as const),
] as const satisfies readonly Exclude<keyof NumericData, "shape">[];

/** Makes all its numbers 0. */
export function clearSolutionData(data: NumericData): NumericData {
  for (const name of ARRAY_NAMES) data[name].fill(0);
  return data;
}

/** Copies a solution's numbers to where others want them, if they are not there already. */
export function moveSolutionData(from: NumericData, to: NumericData): void {
  for (const name of ARRAY_NAMES) if (from[name] !== to[name]) to[name].set(from[name]);
}
