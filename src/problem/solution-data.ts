import type { Problem } from "./problem.js";
import type { SolutionData } from "./solution.js";

/** A solution's numbers, to which a backend adds the statuses. */
export type NumericData = Omit<SolutionData, "status">;

/**
 * Solutions of at most this many numbers lie in one piece of memory: eleven pieces would take longer to get than a
 * small problem to solve. Larger ones do not, so that whoever keeps z alone does not keep the rest.
 */
const ONE_PIECE = 2 ** 10;

/** Room for the solution of every element, all 0. */
export function newSolutionData(problem: Problem): NumericData {
  const { batch, variables, equalities, inequalities } = problem;
  const numbers = batch * (3 * variables + equalities + 2 * inequalities + 5);
  const piece = numbers <= ONE_PIECE ? new ArrayBuffer(8 * numbers) : undefined;
  let at = 0;
  const take = (length: number): Float64Array => {
    if (piece === undefined) return new Float64Array(batch * length);
    const array = new Float64Array(piece, at, batch * length);
    at += array.byteLength;
    return array;
  };
  return {
    shape: { batch, variables, equalities, inequalities },
    z: take(variables),
    nu: take(equalities),
    lambda: take(inequalities),
    lambdaLower: take(variables),
    lambdaUpper: take(variables),
    slack: take(inequalities),
    objective: take(1),
    primalResidual: take(1),
    dualResidual: take(1),
    dualityGap: take(1),
    iterations: piece === undefined ? new Int32Array(batch) : new Int32Array(piece, at, batch),
  };
}

/** The names of its arrays. */
export const ARRAY_NAMES = [
  ...(["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const),
  ...(["primalResidual", "dualResidual", "dualityGap", "iterations"] as const),
] as const satisfies readonly Exclude<keyof NumericData, "shape">[];

/** Copies a solution's numbers to where others want them, if they are not there already. */
export function moveSolutionData(from: NumericData, to: NumericData): void {
  for (const name of ARRAY_NAMES) if (from[name] !== to[name]) to[name].set(from[name]);
}
