/**
 * The point of a polyhedron that is nearest to y.
 *
 *     minimise ½ |x − y|²   subject to   Nx ≤ h
 *
 * The rows of N are unit normals, so that h says how far each face is from the origin. A net that ends in this layer
 * cannot leave the polyhedron.
 */
import { Problem, constant, parameter, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const N = constant([[1, 0], [0.6, 0.8], [-0.8, 0.6], [-0.6, -0.8], [0.28, -0.96]]); // prettier-ignore
const x = variable(2, "x");
const [y, h] = [parameter(2, "y"), parameter(5, "h")];

const inside = N.matmul(x).le(h);
export const problem = Problem.minimize(sumSquares(x.sub(y)).mul(0.5)).subjectTo([inside]);
export const duals = { inside };
export const values = { y: [1.5, 1.2], h: [0.9, 1, 1, 1, 1] };

const solution = problem.solve(values);
show("nearest point", solution.value(x));
show("force of each face", solution.dual(inside));

// Many points at once: a leading axis is a batch, and what has none is shared.
const many = problem.solve({ ...values, y: [[1.5, 1.2], [0, 0], [-3, 0.5]] }); // prettier-ignore
show("three points", many.value(x), x);
