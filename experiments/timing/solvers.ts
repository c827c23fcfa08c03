/** Ways to solve a batch: all at once, and one by one. */
import { solve } from "optnet";
import npmQuadprog from "quadprog";
import { onlyOf, shapeOf, toInput, type BatchProblem } from "../../tools/problems/problem.js";
import { costOf, restOf } from "../../tools/problems/quadprog.js";

/** Solves a batch and returns z, `[B·n]`. */
export type Solver = (batch: BatchProblem) => Float64Array;

export const together: Solver = (batch) => {
  using solution = solve(toInput(batch));
  solution.assertSolved();
  return solution.z;
};

export const oneByOne: Solver = (batch) => eachElement(batch, (element) => together(onlyOf(batch, element)));

/** npm quadprog, an active-set method in plain JavaScript, which takes one problem at a time. */
export const quadprog: Solver = (batch) =>
  eachElement(batch, (element) => {
    const { D, C, b } = restOf(batch, element);
    const { solution, message } = npmQuadprog.solveQP(D, costOf(batch, element), C, b, batch.equalities);
    if (message !== "") throw new Error(`quadprog: ${message}`);
    return solution.slice(1);
  });

function eachElement(
  { batch, variables }: BatchProblem,
  solveOne: (element: number) => ArrayLike<number>,
): Float64Array {
  const z = new Float64Array(batch * variables);
  for (let element = 0; element < batch; element++) z.set(solveOne(element), element * variables);
  return z;
}

/** Milliseconds to solve, and to take the gradients of all inputs for ∂loss/∂z = 1. */
export function timeBothWays(batch: BatchProblem): { forward: number; backward: number } {
  const input = toInput(batch);
  const start = performance.now();
  using solution = solve(input);
  const solved = performance.now();
  const ones = { data: new Float64Array(solution.z.length).fill(1), shape: shapeOf(batch, "p") };
  solution.vjp({ z: ones });
  return { forward: solved - start, backward: performance.now() - solved };
}
