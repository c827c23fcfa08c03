/**
 * The shortest way from node 0 to node 5 of a network, as a flow of one unit.
 *
 *     minimise Σ lengthₑ flowₑ   subject to   what leaves a node − what enters it = 1 at the start, −1 at the end, else 0
 *
 * The multipliers of the nodes are (up to a constant) their distances from the end.
 */
import { Problem, constant, dot, parameter, variable } from "optnet/model";
import { show } from "./show.js";

const edges = [[0, 1], [0, 2], [1, 2], [1, 3], [2, 3], [2, 4], [3, 4], [3, 5], [4, 5]]; // prettier-ignore
const leaving = constant(
  [0, 1, 2, 3, 4, 5].map((node) => edges.map(([a, b]) => +(a === node) - +(b === node))),
);
const flow = variable(9, "flow");
const length = parameter(9, "length");

export const problem = Problem.minimize(dot(length, flow)).subjectTo([
  ...[leaving.matmul(flow).eq([1, 0, 0, 0, 0, -1]), flow.ge(0)],
]);
export const values = { length: [7, 9, 10, 15, 11, 2, 6, 7, 9] };

const solution = problem.solve(values);
const used = edges.filter((_, e) => solution.value(flow)[e] > 0.5);
console.log("path:", used.map(([a, b]) => `${a}→${b}`).join(" "));
show("∂(distance)/∂length", solution.vjp({ objective: 1 }).length);
