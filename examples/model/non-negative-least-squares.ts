/**
 * Least squares with weights that cannot be negative: how much of each ingredient is in a mixture?
 *
 *     minimise |Xw − y|²   subject to   w ≥ 0
 */
import { Problem, constant, parameter, sumSquares, variable } from "optnet/model";
import { X, Y } from "./data.js";
import { show } from "./show.js";

const w = variable(5, "w");
const y = parameter(12, "y");

const positive = w.ge(0);
export const problem = Problem.minimize(sumSquares(constant(X).matmul(w).sub(y))).subjectTo([positive]);
export const duals = { positive };
export const values = { y: Y };

const solution = problem.solve(values);
show("w", solution.value(w));
// The multiplier of a bound: by how much the fit would improve if that weight might fall a little below zero.
show("price of the bound", solution.dual(positive));
