/**
 * A portfolio whose risk comes from a few factors, with the exposures F as a parameter.
 *
 *     minimise |Fᵀw|² + Σ (ownᵢ wᵢ)² − muᵀw   subject to   Σ wᵢ = 1,  w ≥ 0
 *
 * |Fᵀw|² is quadratic in F; the language makes y = Fᵀw variables of its own, so that the program stays linear in F, and
 * its matrix stays diagonal.
 */
import { Problem, constant, dot, parameter, sum, sumSquares, variable } from "optnet/model";
import { drawMatrix, drawVector } from "./draw.js";
import { show } from "./show.js";

const w = variable(8, "w");
const mu = parameter(8, "mu");
const F = parameter([8, 2], "F");
const own = constant([0.2, 0.3, 0.25, 0.15, 0.2, 0.3, 0.25, 0.2]);

const risk = sumSquares(F.transpose().matmul(w)).add(sumSquares(own.mul(w)));
const budget = sum(w).eq(1);
export const problem = Problem.minimize(risk.sub(dot(mu, w))).subjectTo([budget, w.ge(0)]);
export const duals = { budget };
export const values = {
  mu: drawVector(3, 8).map((x) => 0.1 + 0.05 * x),
  F: drawMatrix(4, 8, 2).map((row) => row.map((x) => 0.5 * x)),
};

const solution = problem.solve(values);
show("w", solution.value(w));
show("∂w₂/∂F", solution.vjp({ w: [0, 1, 0, 0, 0, 0, 0, 0] }).F);
