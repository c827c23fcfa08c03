/**
 * A layer of rectified linear units is a projection on what is nonnegative.
 *
 *     minimise |y − (Wx + bias)|²   subject to   y ≥ 0,   so that   y = max(0, Wx + bias)
 *
 * Its gradient is that of the projection: it passes where y is positive, and is zero elsewhere. With more constraints
 * than y ≥ 0 it becomes a layer that no activation function gives.
 */
import { Problem, constant, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const W = constant([[1, -2], [0.5, 1], [-1, 0.25]]); // prettier-ignore
const y = variable(3, "y");
const [x, bias] = [parameter(2, "x"), parameter(3, "bias")];

export const problem = Problem.minimize(sumSquares(y.sub(W.matmul(x).add(bias)))).subjectTo([y.ge(0)]);
export const values = { x: [0.8, 0.3], bias: [0.1, -0.2, 0.3] };

const solution = problem.solve(values);
show("y", solution.value(y));
show("∂(y₁ + y₂ + y₃)/∂x", solution.vjp({ y: [1, 1, 1] }).x);
