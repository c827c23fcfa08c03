/** Vectors over the rows of the KKT system, for a batch and for one of its elements. */
import type { KktVectors } from "../backend/backend.js";
import type { Problem } from "../problem/problem.js";

export const VECTOR_NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

export function newNumbers(length: number): Float64Array {
  return new Float64Array(length);
}

export function newVectors(problem: Problem, allocate = newNumbers): KktVectors {
  const { batch, variables, equalities, inequalities } = problem;
  return {
    z: allocate(batch * variables),
    nu: allocate(batch * equalities),
    lambda: allocate(batch * inequalities),
    lambdaLower: allocate(batch * variables),
    lambdaUpper: allocate(batch * variables),
  };
}
