/** One element's vectors, and products with the user's own matrices. */
import { addProduct, addTransposedProduct } from "../matrix/dense.js";
import type { Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";

/** One element's vectors over the user's variables and rows: a solution, or a direction. */
export interface UserVectors {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly lambdaLower: Float64Array;
  readonly lambdaUpper: Float64Array;
}

export function newUserVectors(problem: Problem): UserVectors {
  const { variables, equalities, inequalities } = problem;
  return {
    z: new Float64Array(variables),
    nu: new Float64Array(equalities),
    lambda: new Float64Array(inequalities),
    lambdaLower: new Float64Array(variables),
    lambdaUpper: new Float64Array(variables),
  };
}

/** Those of one element of a batch, without copying. */
export function vectorsOf(problem: Problem, vectors: UserVectors, element: number): UserVectors {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const row = (numbers: Float64Array, length: number): Float64Array =>
    numbers.subarray(element * length, element * length + length);
  return {
    z: row(vectors.z, n),
    nu: row(vectors.nu, e),
    lambda: row(vectors.lambda, m),
    lambdaLower: row(vectors.lambdaLower, n),
    lambdaUpper: row(vectors.lambdaUpper, n),
  };
}

export function copyVectors(from: UserVectors, to: UserVectors): void {
  to.z.set(from.z);
  to.nu.set(from.nu);
  to.lambda.set(from.lambda);
  to.lambdaLower.set(from.lambdaLower);
  to.lambdaUpper.set(from.lambdaUpper);
}

/** out ← Qz, in the user's units. */
export function userQuadratic(problem: Problem, element: number, z: Float64Array, out: Float64Array): void {
  const n = problem.variables;
  out.fill(0);
  if (problem.Q === undefined) return;
  const Q = elementOf(problem.Q, element);
  if (problem.quadratic === "dense") addProduct(out, 1, Q, n, n, z);
  else for (let i = 0; i < n; i++) out[i] = Q[i] * z[i];
}

/** out += Aᵀnu + Gᵀlambda, in the user's units. */
export function addRowMultipliers(
  problem: Problem,
  element: number,
  nu: Float64Array,
  lambda: Float64Array,
  out: Float64Array,
): void {
  const { variables: n, equalities: e, inequalities: m } = problem;
  if (problem.A) addTransposedProduct(out, 1, elementOf(problem.A, element), e, n, nu);
  if (problem.G) addTransposedProduct(out, 1, elementOf(problem.G, element), m, n, lambda);
}

export function isFixed(problem: Problem, element: number, variable: number): boolean {
  return (
    boundAt(problem.lower, element, variable, -Infinity) ===
    boundAt(problem.upper, element, variable, Infinity)
  );
}
