/** One element's vectors without the variables that bounds fix. */
import { exponentOf } from "./powers.js";
import { addTransposedProduct } from "../matrix/dense.js";
import type { Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";

/** The values of the variables that bounds fix; 0 for the others. */
export function fixedValues(problem: Problem, element: number): Float64Array {
  const fixed = new Float64Array(problem.variables);
  for (let i = 0; i < fixed.length; i++) {
    const lower = boundAt(problem.lower, element, i, -Infinity);
    if (lower === boundAt(problem.upper, element, i, Infinity)) fixed[i] = lower;
  }
  return fixed;
}

/** Q_jj; 0 where there is no Q. */
export function diagonalOf({ Q, quadratic, variables: n }: Problem, element: number): (j: number) => number {
  if (!Q || quadratic === "zero") return () => 0;
  const entries = elementOf(Q, element);
  const stride = quadratic === "dense" ? n + 1 : 1;
  return (j) => entries[j * stride];
}

/** Q fixed + p: fixing variables moves their part of the quadratic into the linear cost. */
export function gradientAt(problem: Problem, element: number, fixed: Float64Array): Float64Array {
  const gradient = elementOf(problem.p, element).slice();
  const n = problem.variables;
  if (problem.Q === undefined) return gradient;
  const Q = elementOf(problem.Q, element);
  if (problem.quadratic === "dense") addTransposedProduct(gradient, 1, Q, n, n, fixed);
  else for (let i = 0; i < n; i++) gradient[i] += Q[i] * fixed[i];
  return gradient;
}

/** b − A fixed or h − G fixed. What is left of a difference that cancels is 0, not its rounding. */
export function rightSide(
  problem: Problem,
  element: number,
  matrix: "A" | "G",
  vector: "b" | "h",
  fixed: Float64Array,
): Float64Array {
  const M = problem[matrix];
  const right = problem[vector];
  if (M === undefined || right === undefined) return new Float64Array(0);
  const entries = elementOf(M, element);
  const n = fixed.length;
  return elementOf(right, element).map((side, i) => {
    let size = Math.abs(side);
    let left = side;
    for (let j = 0; j < n; j++) {
      if (fixed[j] === 0) continue;
      const term = entries[i * n + j] * fixed[j];
      left -= term;
      size += Math.abs(term);
    }
    return Math.abs(left) <= CANCELLED * size ? 0 : left;
  });
}

/** A difference below this share of the sum of its terms is rounding. */
const CANCELLED = 16 * Number.EPSILON;

/** Brings the largest entry of the objective's Q and p near 1. */
export function costScaleOf(curvature: number, cost: number): number {
  const size = Math.max(curvature, cost);
  return size > 0 ? 2 ** -exponentOf(size) : 1;
}
