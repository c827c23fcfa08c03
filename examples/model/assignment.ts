/**
 * Who does what: the assignment problem as a linear program, whose corners are permutations.
 *
 *     minimise Σ costᵢⱼ Xᵢⱼ   subject to   rows and columns of X add up to 1,  X ≥ 0
 *
 * The answer jumps from one permutation to another, so that its gradient by the cost is zero; that of the objective is X.
 */
import { Problem, parameter, sum, variable } from "optnet/model";
import { show } from "./show.js";

const X = variable([4, 4], "X");
const cost = parameter([4, 4], "cost");

export const problem = Problem.minimize(sum(cost.mul(X))).subjectTo([
  ...[sum(X, 0).eq(1), sum(X, 1).eq(1), X.ge(0)],
]);
export const values = { cost: [[9, 2, 7, 8], [6, 4, 3, 7], [5, 8, 1, 8], [7, 6, 9, 4]] }; // prettier-ignore

const solution = problem.solve(values);
show("X", solution.value(X), X);
show("∂(cost)/∂cost", solution.vjp({ objective: 1 }).cost);
