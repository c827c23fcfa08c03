/**
 * Total variation: the signal nearest to y that seldom jumps.
 *
 *     minimise ½ |x − y|² + Σ weightᵢ |xᵢ₊₁ − xᵢ|
 *
 * A weight per place, as a net may predict it: where it expects an edge, a jump is cheap.
 */
import { Problem, abs, diff, dot, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const x = variable(10, "x");
const y = parameter(10, "y");
const weights = parameter(9, { name: "weights", nonneg: true });

export const problem = Problem.minimize(
  sumSquares(x.sub(y))
    .mul(0.5)
    .add(dot(weights, abs(diff(x)))),
);
export const values = {
  y: [1.1, 0.9, 1.2, 1, 3.2, 2.9, 3.1, 2.8, 0.4, 0.6],
  weights: [0.3, 0.3, 0.3, 0.1, 0.3, 0.3, 0.3, 0.1, 0.3],
};

const solution = problem.solve(values);
show("x", solution.value(x));

// The loss of training: half the squared distance to the truth. Its gradient says which weights to raise.
const truth = [1, 1, 1, 1, 3, 3, 3, 3, 0.5, 0.5];
const error = solution.value(x).map((value, i) => value - truth[i]);
show("∂loss/∂weights", solution.vjp({ x: error }).weights);
