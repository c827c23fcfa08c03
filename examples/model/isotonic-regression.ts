/**
 * Isotonic regression: the nondecreasing sequence nearest to data that have weights.
 *
 *     minimise Σ weightᵢ (xᵢ − yᵢ)²   subject to   x₁ ≤ x₂ ≤ … ≤ xₙ
 *
 * Where the data fall, neighbours are pooled into their weighted mean, and so are their gradients.
 */
import { Problem, diff, dot, parameter, square, variable } from "optnet/model";
import { show } from "./show.js";

const weights = [1, 1, 2, 1, 1, 3, 1];
const x = variable(7, "x");
const y = parameter(7, "y");

export const problem = Problem.minimize(dot(weights, square(x.sub(y)))).subjectTo([diff(x).ge(0)]);
export const values = { y: [1, 3, 2.5, 2, 4.2, 4, 6] };

const solution = problem.solve(values);
show("x", solution.value(x));
show("∂x₃/∂y", solution.vjp({ x: [0, 0, 1, 0, 0, 0, 0] }).y);
