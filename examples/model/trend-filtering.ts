/**
 * Trend filtering: a line with few bends through data.
 *
 *     minimise ½ |x − y|² + weight · Σ |xᵢ₊₁ − 2xᵢ + xᵢ₋₁|
 *
 * Source: Kim, Koh, Boyd & Gorinevsky 2009, "ℓ₁ trend filtering".
 */
import { Problem, diff, norm1, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const x = variable(10, "x");
const y = parameter(10, "y");
const weight = parameter([], { name: "weight", nonneg: true });

const bends = norm1(diff(x, 2));
export const problem = Problem.minimize(sumSquares(x.sub(y)).mul(0.5).add(bends.mul(weight)));
export const values = { y: [0, 0.9, 2.1, 3.2, 3.9, 3.1, 2.2, 0.8, 0.1, -0.9], weight: 0.4 };

const solution = problem.solve(values);
show("x", solution.value(x));
show("∂(height of the bend)/∂weight", solution.vjp({ x: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0] }).weight);
