/**
 * A support vector machine: the widest street between two classes, with a price C for what stands in it.
 *
 *     minimise ½ |w|² + C · Σ max(0, 1 − labelᵢ (wᵀpointᵢ + offset))
 */
import { Problem, constant, hinge, parameter, sum, sumSquares, variable } from "optnet/model";
import { LABELS, POINTS } from "./points.js";
import { show } from "./show.js";

const w = variable(2, "w");
const offset = variable([], "offset");
const C = parameter([], { name: "C", nonneg: true });

const margins = constant(LABELS).mul(constant(POINTS).matmul(w).add(offset));
export const problem = Problem.minimize(
  sumSquares(w)
    .mul(0.5)
    .add(sum(hinge(margins)).mul(C)),
);
export const values = { C: 0.6 };

const solution = problem.solve(values);
show("w", solution.value(w));
show("offset", solution.value(offset));
show("∂|w|²/∂C", solution.vjp({ w: solution.value(w).map((value) => 2 * value) }).C);
