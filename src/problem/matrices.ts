/** The matrices of a problem, of one element of the batch and of whatever kind, without copying. */
import type { Matrix } from "../matrix/operator.js";
import { denseMatrix, diagonalMatrix, sparseMatrixOf } from "../matrix/operator.js";
import type { Operand, Problem } from "./problem.js";
import { elementOf } from "./problem.js";

/** Q of one element; undefined where there is none. */
export function costMatrix(problem: Problem, element: number): Matrix | undefined {
  const { Q, variables: n, quadratic } = problem;
  return Q && matrixOf(Q, element, n, quadratic === "diagonal");
}

/** A or G of one element; undefined where there is none. */
export function rowMatrix(problem: Problem, name: "A" | "G", element: number): Matrix | undefined {
  const operand = problem[name];
  return operand && matrixOf(operand, element, problem.variables, false);
}

/** One element of a matrix with `n` columns. */
export function matrixOf(operand: Operand, element: number, n: number, diagonal: boolean): Matrix {
  const value = elementOf(operand, element);
  if (operand.pattern) return sparseMatrixOf(operand.pattern, value);
  return diagonal ? diagonalMatrix(value) : denseMatrix(value, value.length / n, n);
}
