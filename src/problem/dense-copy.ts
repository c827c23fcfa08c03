/** Dense copies of sparse inputs, for executors that know nothing of patterns. */
import { formatShape, requireRoom } from "./errors.js";
import type { FieldName, Operand, Problem } from "./problem.js";
import { scatterEntries } from "./sparse-matrix.js";

/** By the operand that they are copies of: what is solved again is recognised by its operands. */
const copies = new WeakMap<Operand, Operand>();

/**
 * The problem with dense matrices. Nothing but vectors comes back from an executor, so that gradients, which are made of
 * vectors, go to the sparse matrices themselves.
 *
 * @throws OptNetError before anything is allocated where a matrix would take more than 4 GiB.
 */
export function withDenseMatrices(problem: Problem): Problem {
  const { Q, A, G, variables: n } = problem;
  if (!Q?.pattern && !A?.pattern && !G?.pattern) return problem;
  return {
    ...problem,
    quadratic: Q?.pattern ? "dense" : problem.quadratic,
    Q: Q && denseOperand("Q", Q, n),
    A: A && denseOperand("A", A, n),
    G: G && denseOperand("G", G, n),
  };
}

function denseOperand(field: FieldName, operand: Operand, n: number): Operand {
  const { pattern, data, stride } = operand;
  if (pattern === undefined) return operand;
  const known = copies.get(operand);
  if (known) return known;
  const { rows } = pattern;
  const size = rows * n;
  const batched = stride > 0 || operand.ofOne === true || operand.shape.length === 2;
  const elements = batched ? operand.shape[0] : 1;
  const shape = batched ? [elements, rows, n] : [rows, n];
  const hint =
    "Dense factorisations need it; leave form and backend at their defaults, which may solve it sparse.";
  requireRoom(field, elements * size, `a dense copy of shape ${formatShape(shape)}`, hint);
  const dense = new Float64Array(elements * size);
  scatterEntries(pattern, data, dense);
  const copy: Operand = {
    ...{ data: dense, size, shape, stride: stride > 0 ? size : 0 },
    ...(operand.ofOne && { ofOne: operand.ofOne }),
  };
  copies.set(operand, copy);
  return copy;
}
