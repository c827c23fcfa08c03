/** Copies of dense matrices by their entries: the rows of slack variables are mostly zeros, and the verdict walks along rows. */
import type { SparseRows } from "../../matrix/sparse.js";
import { sparseRows } from "../../matrix/sparse.js";
import type { Operand, Problem } from "../../problem/problem.js";

/** By the operand that they are copies of. */
const copies = new WeakMap<Operand, Operand>();

/** The problem with its rows sparse, where the batch shares them and they are not. */
export function withSparseRows(problem: Problem): Problem {
  const { A, G, variables: n } = problem;
  return { ...problem, A: A && sparseOperand(A, n), G: G && sparseOperand(G, n) };
}

function sparseOperand(operand: Operand, n: number): Operand {
  if (operand.pattern !== undefined || operand.stride > 0) return operand;
  let copy = copies.get(operand);
  if (copy === undefined) {
    const { value, ...pattern }: SparseRows = sparseRows(operand.data, operand.size / n, n);
    copy = { data: value, size: value.length, stride: 0, shape: [value.length], pattern };
    copies.set(operand, copy);
  }
  return copy;
}
