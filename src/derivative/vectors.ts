/** Vectors over the rows of the KKT system, for a batch and for one of its elements. */
import type { KktVectors } from "../execute/executor.js";
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

/** The vectors of one element, without copying. */
export function vectorsOf(problem: Problem, vectors: KktVectors, element: number): KktVectors {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const row = (data: Float64Array, length: number): Float64Array =>
    data.subarray(element * length, element * length + length);
  return {
    z: row(vectors.z, n),
    nu: row(vectors.nu, e),
    lambda: row(vectors.lambda, m),
    lambdaLower: row(vectors.lambdaLower, n),
    lambdaUpper: row(vectors.lambdaUpper, n),
  };
}
