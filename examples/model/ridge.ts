/**
 * Ridge regression, and how its weights move with the penalty.
 *
 *     minimise |Xw − y|² + penalty · |w|²
 *
 * Without constraints the program is one linear system; the gradient is one more solve with its factors.
 */
import { Problem, constant, parameter, sumSquares, variable } from "optnet/model";
import { X, Y } from "./data.js";
import { show } from "./show.js";

const w = variable(5, "w");
const y = parameter(12, "y");
const penalty = parameter([], { name: "penalty", nonneg: true });

const residual = constant(X).matmul(w).sub(y);
export const problem = Problem.minimize(sumSquares(residual).add(sumSquares(w).mul(penalty)));
export const values = { y: Y, penalty: 0.7 };

const solution = problem.solve(values);
show("w", solution.value(w), w);

// The whole path at once: one solve per penalty, in one call.
show("for penalties of 0.1, 1, 10", problem.solve({ y: Y, penalty: [0.1, 1, 10] }).value(w), w);
// Forward mode: along which direction do all weights move?
show("∂w/∂penalty", solution.jvp({ penalty: 1 }).w);
