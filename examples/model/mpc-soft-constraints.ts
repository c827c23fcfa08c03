/**
 * Model predictive control with a limit that may be broken at a price, so that there always is an answer.
 *
 *     minimise Σ |xₜ|² + 0.1 Σ uₜ² + 5 Σ max(0, positionₜ − limit)
 *     subject to xₜ₊₁ = A xₜ + B uₜ,  x₀ = start,  −1 ≤ u ≤ 1
 */
import { Problem, constant, parameter, soft, sumSquares, variable } from "optnet/model";
import { A, B } from "./cart.js";
import { show } from "./show.js";

const N = 12;
const x = variable([N + 1, 2], "x");
const u = variable(N, "u");
const [start, limit] = [parameter(2, "start"), parameter([], "limit")];

const steps = x.slice(1).eq(
  x
    .slice(0, -1)
    .matmul(constant(A).transpose())
    .add(u.reshape([N, 1]).matmul([B])),
);
const position = x.index("all", 0);
const cost = sumSquares(x).add(sumSquares(u).mul(0.1));
export const problem = Problem.minimize(cost).subjectTo([
  ...[x.index(0).eq(start), steps],
  ...[u.box(-1, 1), soft(position.le(limit), 5, "l1")],
]);
export const values = { start: [-1, 1.5], limit: 0.1 };

const solution = problem.solve(values);
show("positions", solution.value(position));
show("pushes", solution.value(u));
// In a control loop every step is the same problem with another start.
const next = problem.solve({ ...values, start: [-0.72, 1.3] });
show("a step later", next.value(u));
