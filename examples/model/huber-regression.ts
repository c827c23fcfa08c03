/**
 * Regression that outliers do not pull: errors count by their square up to M, and by their size beyond.
 *
 *     minimise Σ huber(xᵢᵀw − yᵢ),   huber(r) = r² for |r| ≤ M,  2M|r| − M² beyond
 */
import { Problem, constant, huber, parameter, sum, variable } from "optnet/model";
import { X, Y } from "./data.js";
import { show } from "./show.js";

const w = variable(5, "w");
const y = parameter(12, "y");

export const problem = Problem.minimize(sum(huber(constant(X).matmul(w).sub(y), 0.5)));
// Two measurements went wrong.
export const values = { y: Y.map((value, i) => value + (i === 3 ? 5 : i === 8 ? -4 : 0)) };

const solution = problem.solve(values);
show("w", solution.value(w));
// How much each measurement pulls the first weight: outliers do not.
show("∂w₁/∂y", solution.vjp({ w: [1, 0, 0, 0, 0] }).y);
