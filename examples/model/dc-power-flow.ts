/**
 * Power plants and lines: the cheapest way to serve a load when a line is full, and what power is worth at each bus.
 *
 *     minimise Σ cost(generation)   subject to   generation − load = what flows away,  |flow| ≤ limit
 *
 * Three buses in a triangle; flow = susceptance · difference of angles. The multipliers of the balance are the (negative)
 * prices at the buses: they differ, because the line from the first to the third bus is full.
 */
import { Problem, abs, constant, dot, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const lines = constant([[1, -1, 0], [1, 0, -1], [0, 1, -1]]); // prettier-ignore
const susceptance = constant([10, 8, 6]);
const plants = constant([[1, 0], [0, 1], [0, 0]]); // prettier-ignore
const [generation, angle] = [variable(2, "generation"), variable(3, "angle")];
const load = parameter(3, "load");
const limit = parameter(3, { name: "limit", nonneg: true });

const flow = susceptance.mul(lines.matmul(angle));
const balance = plants.matmul(generation).sub(load).eq(lines.transpose().matmul(flow));
export const problem = Problem.minimize(dot([2, 4], generation).add(sumSquares(generation))).subjectTo([
  ...[balance, abs(flow).le(limit), angle.index(0).eq(0)],
  ...[generation.ge(0), generation.le(2)],
]);
export const duals = { balance };
export const values = { load: [0.2, 0.1, 1.5], limit: [0.5, 0.8, 1] };

const solution = problem.solve(values);
show("generation", solution.value(generation));
show("flow", solution.value(flow));
show("prices", solution.vjp({ objective: 1 }).load);
