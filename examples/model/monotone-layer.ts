/**
 * A calibration curve that never falls and never rises too fast, whatever a net says.
 *
 *     minimise |y − raw|²   subject to   0 ≤ yᵢ₊₁ − yᵢ ≤ steepest,  0 ≤ y ≤ 1
 *
 * `raw` are the values at the knots as a net has learned them, y those that are used: monotone by construction.
 */
import { Problem, diff, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const y = variable(6, "y");
const raw = parameter(6, "raw");
const steepest = parameter([], { name: "steepest", nonneg: true });

const rise = diff(y);
export const problem = Problem.minimize(sumSquares(y.sub(raw))).subjectTo([
  ...[rise.ge(0), rise.le(steepest)],
  ...[y.ge(0), y.le(1)],
]);
export const values = { raw: [-0.2, 0.3, 0.25, 0.9, 0.6, 1.3], steepest: 0.4 };

const solution = problem.solve(values);
show("curve", solution.value(y));
show("∂(value at the third knot)/∂raw", solution.vjp({ y: [0, 0, 1, 0, 0, 0] }).raw);
