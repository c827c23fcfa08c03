/** Ways to solve a batch: all at once, and one by one. */
import { solve } from "optnet";
import { solveQP } from "quadprog";
import { elementOf, type Batch } from "./problems.js";

/** Solves a batch and returns z, `[B·n]`. */
export type Solver = (batch: Batch) => Float64Array;

export const together: Solver = (batch) => {
  using solution = solve(batch);
  solution.assertSolved();
  return solution.z;
};

export const oneByOne: Solver = (batch) => eachElement(batch, together);

/** npm quadprog, an active-set method in plain JavaScript, which takes one problem at a time in 1-based arrays. */
export const quadprog: Solver = (batch) =>
  eachElement(batch, ({ Q, p, G, h }) => {
    const [n, m] = [p.data.length, h.data.length];
    const D = [[]] as number[][];
    for (let i = 0; i < n; i++) D.push([0, ...Q.data.subarray(i * n, (i + 1) * n)]);
    // It maximises dᵀz − ½zᵀDz subject to Aᵀz ≥ b, so d = −p, A = −Gᵀ, b = −h.
    const A = [[]] as number[][];
    for (let j = 0; j < n; j++) {
      const column = [0];
      for (let i = 0; i < m; i++) column.push(-G.data[i * n + j]);
      A.push(column);
    }
    const negated = (values: Float64Array): number[] => [0, ...values].map((value) => -value);
    const { solution, message } = solveQP(D, negated(p.data), A, negated(h.data));
    if (message !== "") throw new Error(`quadprog: ${message}`);
    return Float64Array.from(solution.slice(1));
  });

function eachElement(batch: Batch, solveOne: Solver): Float64Array {
  const [count, n] = batch.p.shape;
  const z = new Float64Array(count * n);
  for (let element = 0; element < count; element++) z.set(solveOne(elementOf(batch, element)), element * n);
  return z;
}

/** Milliseconds to solve, and to take the gradients of all inputs for ∂loss/∂z = 1. */
export function timeBothWays(batch: Batch): { forward: number; backward: number } {
  const start = performance.now();
  using solution = solve(batch);
  const solved = performance.now();
  solution.vjp({ z: { data: new Float64Array(solution.z.length).fill(1), shape: batch.p.shape } });
  return { forward: solved - start, backward: performance.now() - solved };
}
