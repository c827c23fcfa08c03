/**
 * A smooth path around a disc. Around is not convex; half-planes that touch the disc, one per point of the last guess,
 * are, and the last term keeps the path where they are good. Solving and guessing anew a few times is sequential convex
 * programming; a net may choose the half-planes instead.
 *
 *     minimise Σ |second differences|² + 0.01 Σ |differences|² + 0.01 Σ |pathₜ − guessₜ|²
 *     subject to normalₜᵀ(pathₜ − centre) ≥ radius,  path₀ = 0,  path_N = goal
 */
import { Problem, constant, diff, parameter, sum, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const N = 9;
const path = variable([N, 2], "path");
const centre = constant([0.5, 0.05]);
const [normals, radius] = [parameter([N, 2], "normals"), parameter([], "radius")];
const [goal, guess] = [parameter(2, "goal"), parameter([N, 2], "guess")];

// An arch over the disc, in steps of 1/64.
const arch = [0, 7, 14, 18, 19, 18, 14, 7, 0].map((height, t) => [t / 8, height / 64]);
const clearance = sum(normals.mul(path.sub(centre)), 1);
const smooth = sumSquares(diff(path, 2)).add(sumSquares(diff(path)).mul(0.01));
const near = sumSquares(path.sub(guess)).mul(0.01);
export const problem = Problem.minimize(smooth.add(near)).subjectTo([
  ...[path.index(0).eq(0), path.index(N - 1).eq(goal)],
  clearance.ge(radius),
]);

export const values = {
  normals: arch.map(([x, y]) => {
    const length = Math.hypot(x - 0.5, y - 0.05);
    return [x - 0.5, y - 0.05].map((part) => Math.round((64 * part) / length) / 64);
  }),
  radius: 0.25,
  goal: [1, 0],
  guess: arch,
};

const solution = problem.solve(values);
show("path", solution.value(path), path);
show("∂(cost)/∂radius", solution.vjp({ objective: 1 }).radius);
