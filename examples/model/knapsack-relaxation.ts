/**
 * What to pack, if things could be cut: the relaxation that branch and bound needs.
 *
 *     maximise worthᵀx   subject to   weightᵀx ≤ room,  0 ≤ x ≤ 1
 */
import { Problem, dot, parameter, variable } from "optnet/model";
import { show } from "./show.js";

const x = variable(5, "x");
const [worth, weight] = [parameter(5, "worth"), parameter(5, "weight")];
const room = parameter([], "room");

const fits = dot(weight, x).le(room);
export const problem = Problem.maximize(dot(worth, x)).subjectTo([fits, x.ge(0), x.le(1)]);
export const duals = { fits };
export const values = { worth: [10, 7, 4, 3, 8.4], weight: [5, 4, 3, 2, 6], room: 12 };

const solution = problem.solve(values);
show("x", solution.value(x));
show("worth of a little more room", solution.dual(fits));
// The last thing that fits is cut: it alone moves when weights do.
show("∂x₅/∂weight", solution.vjp({ x: [0, 0, 0, 0, 1] }).weight);
