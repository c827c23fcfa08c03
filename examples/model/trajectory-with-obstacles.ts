/**
 * A smooth path around a disc. Around is not convex; half-planes that touch the disc, one per point of the last guess,
 * are. Solving and choosing them anew a few times is sequential convex programming; a net may choose them instead.
 *
 *     minimise Σ |second differences|² + 0.01 Σ |differences|²
 *     subject to normalₜᵀ(pathₜ − centre) ≥ radius,  path₀ = 0,  path_N = goal
 */
import { Problem, constant, diff, parameter, sum, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const N = 9;
const path = variable([N, 2], "path");
const centre = constant([0.5, 0.05]);
const [normals, radius] = [parameter([N, 2], "normals"), parameter([], "radius")];
const goal = parameter(2, "goal");

const clearance = sum(normals.mul(path.sub(centre)), 1);
const smooth = sumSquares(diff(path, 2)).add(sumSquares(diff(path)).mul(0.01));
export const problem = Problem.minimize(smooth).subjectTo([
  ...[path.index(0).eq(0), path.index(N - 1).eq(goal)],
  clearance.ge(radius),
]);

// An arch over the disc, in steps of 1/64.
const arch = [0, 7, 14, 18, 19, 18, 14, 7, 0].map((height, t) => [t / 8, height / 64]);
export const values = {
  normals: arch.map(([x, y]) => {
    const length = Math.hypot(x - 0.5, y - 0.05);
    return [x - 0.5, y - 0.05].map((part) => Math.round((64 * part) / length) / 64);
  }),
  radius: 0.25,
  goal: [1, 0],
};

const solution = problem.solve(values);
show("path", solution.value(path), path);
show("∂(cost)/∂radius", solution.vjp({ objective: 1 }).radius);
