/**
 * The linear-quadratic regulator: bring a cart to rest at the origin.
 *
 *     minimise Σ |xₜ|² + 0.1 Σ uₜ²   subject to   xₜ₊₁ = A xₜ + B uₜ,  x₀ = start
 *
 * The states are the rows of one matrix, so that all steps are one equation.
 */
import { Problem, constant, parameter, sumSquares, variable } from "optnet/model";
import { A, B } from "./cart.js";
import { show } from "./show.js";

const N = 10;
const x = variable([N + 1, 2], "x");
const u = variable(N, "u");
const start = parameter(2, "start");

const steps = x.slice(1).eq(
  x
    .slice(0, -1)
    .matmul(constant(A).transpose())
    .add(u.reshape([N, 1]).matmul([B])),
);
export const problem = Problem.minimize(sumSquares(x).add(sumSquares(u).mul(0.1))).subjectTo([
  ...[x.index(0).eq(start), steps],
]);
export const values = { start: [1, -0.5] };

const solution = problem.solve(values);
show("pushes", solution.value(u));
// The first push is linear in the state: this is the gain of the regulator.
show("gain", solution.vjp({ u: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] }).start);
