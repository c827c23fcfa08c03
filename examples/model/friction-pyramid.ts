/**
 * Two feet push a body: forces that give the wanted push, up and turn without slipping.
 *
 *     minimise |made − wanted|² + 0.01 |force|²   subject to   |sideways| ≤ mu · up,  up ≤ 15
 *
 * The pyramid is the friction cone with straight faces; in the plane the two are one.
 */
import { Problem, abs, constant, parameter, stack, sum, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const feet = [[-0.3, -0.5], [0.4, -0.5]]; // prettier-ignore
const force = variable([2, 2], "force"); // one row per foot: (sideways, up)
const wanted = parameter(3, "wanted");
const mu = parameter([], { name: "mu", nonneg: true });

const [sideways, up] = [force.index("all", 0), force.index("all", 1)];
const [x, y] = [0, 1].map((axis) => constant(feet.map((foot) => foot[axis])));
const turn = sum(x.mul(up).sub(y.mul(sideways)));
const made = stack([sum(sideways), sum(up), turn]);
const cost = sumSquares(made.sub(wanted)).add(sumSquares(force).mul(0.01));
export const problem = Problem.minimize(cost).subjectTo([abs(sideways).le(up.mul(mu)), up.le(15)]);
export const values = { wanted: [3, 20, 1.5], mu: 0.2 };

const solution = problem.solve(values);
show("forces", solution.value(force), force);
show("made", solution.value(made));
show("∂(cost)/∂mu", solution.vjp({ objective: 1 }).mu);
