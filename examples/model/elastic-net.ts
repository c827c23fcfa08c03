/**
 * The elastic net: two penalties, and the gradient by both.
 *
 *     minimise ½ |Xw − y|² + l1 · Σ |wᵢ| + ½ l2 · |w|²
 *
 * l2 is a parameter of the matrix of the program, l1 one of its linear part.
 */
import { Problem, constant, norm1, parameter, sumSquares, variable } from "optnet/model";
import { X, Y } from "./data.js";
import { show } from "./show.js";

const w = variable(5, "w");
const y = parameter(12, "y");
const l1 = parameter([], { name: "l1", nonneg: true });
const l2 = parameter([], { name: "l2", nonneg: true });

const fit = sumSquares(constant(X).matmul(w).sub(y)).mul(0.5);
const penalties = norm1(w).mul(l1).add(sumSquares(w).mul(l2).mul(0.5));
export const problem = Problem.minimize(fit.add(penalties));
export const values = { y: Y, l1: 0.5, l2: 0.3 };

const solution = problem.solve(values);
show("w", solution.value(w));
const gradients = solution.vjp({ w: [0, 0, 1, 0, 0] });
show("∂w₃/∂l1", gradients.l1);
show("∂w₃/∂l2", gradients.l2);
