/** One element's vectors without the variables that bounds fix. */
import { exponentOf } from "./powers.js";
import { addProduct, addTransposedProduct } from "../matrix/dense.js";
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

export function rightSide(
  problem: Problem,
  element: number,
  matrix: "A" | "G",
  vector: "b" | "h",
  rows: number,
  fixed: Float64Array,
): Float64Array {
  const M = problem[matrix];
  const right = problem[vector];
  if (M === undefined || right === undefined) return new Float64Array(0);
  const out = elementOf(right, element).slice();
  addProduct(out, -1, elementOf(M, element), rows, problem.variables, fixed);
  return out;
}

/** Brings the largest entry of the objective's Q and p near 1. */
export function costScaleOf(curvature: number, cost: number): number {
  const size = Math.max(curvature, cost);
  return size > 0 ? 2 ** -exponentOf(size) : 1;
}
