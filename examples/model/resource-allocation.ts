/**
 * Sharing a resource among four activities whose returns diminish, and the price at which a market would share it so.
 *
 *     maximise Σ worthᵢ xᵢ − ½ tiringᵢ xᵢ²   subject to   Σ xᵢ ≤ supply,  0 ≤ x ≤ 1.4
 */
import { Problem, dot, parameter, square, sum, variable } from "optnet/model";
import { show } from "./show.js";

const x = variable(4, "x");
const [worth, supply] = [parameter(4, "worth"), parameter([], "supply")];
const tiring = [1, 0.5, 1, 0.4];

const shared = sum(x).le(supply).named("shared");
export const problem = Problem.maximize(dot(worth, x).sub(dot(tiring, square(x)).mul(0.5))).subjectTo([
  ...[shared, x.ge(0), x.le(1.4)],
]);
export const duals = { shared };
export const values = { worth: [4, 3, 2.5, 1], supply: 2.8 };

const solution = problem.solve(values);
show("x", solution.value(x));
show("price", solution.dual(shared));
// How the price moves with supply: multipliers have gradients as well.
show("∂(price)/∂supply", solution.vjp({ shared: 1 }).supply);
