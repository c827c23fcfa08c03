/**
 * A safety filter: the nearest command to the wanted one that keeps a distance from shrinking too fast.
 *
 *     minimise |u − wanted|²   subject to   drift + slopeᵀu + 2 · distance ≥ 0,  −1 ≤ u ≤ 1
 *
 * drift and slope are how the distance changes without and with the command (its Lie derivatives); what they are now
 * comes from the robot at every moment, perhaps through a net. A control barrier function, as a layer.
 * Source: Ames et al. 2019, "Control barrier functions: theory and applications".
 */
import { Problem, dot, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const u = variable(2, "u");
const [wanted, slope] = [parameter(2, "wanted"), parameter(2, "slope")];
const [drift, distance] = [parameter([], "drift"), parameter([], "distance")];

const safe = drift.add(dot(slope, u)).add(distance.mul(2)).ge(0);
export const problem = Problem.minimize(sumSquares(u.sub(wanted))).subjectTo([safe, u.ge(-1), u.le(1)]);
export const duals = { safe };
export const values = { wanted: [1, 0.2], drift: 0.1, slope: [-1.2, 0.5], distance: 0.3 };

const solution = problem.solve(values);
show("u", solution.value(u));
show("force of the constraint", solution.dual(safe));
const gradients = solution.vjp({ u: [1, 0] });
show("∂u₁/∂distance", gradients.distance);
show("∂u₁/∂slope", gradients.slope);
