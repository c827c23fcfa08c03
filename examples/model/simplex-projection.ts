/**
 * The nearest vector of shares: nonnegative numbers with a given sum.
 *
 *     minimise ½ |x − y|²   subject to   Σ xᵢ = total,  x ≥ 0
 *
 * The bound becomes a bound of the solver, not a row of a matrix: `explain` shows it.
 */
import { Problem, parameter, sum, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const x = variable(4, "x");
const [y, total] = [parameter(4, "y"), parameter([], "total")];

const addsUp = sum(x).eq(total);
export const problem = Problem.minimize(sumSquares(x.sub(y)).mul(0.5)).subjectTo([addsUp, x.ge(0)]);
export const duals = { addsUp };
export const values = { y: [0.9, 0.6, 0.1, -0.3], total: 1 };

const solution = problem.solve(values);
show("x", solution.value(x));
show("what is taken from each", solution.dual(addsUp));
console.log(problem.explain());
