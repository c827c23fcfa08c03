/**
 * Quantile regression: a plane with a share tau of the data below it.
 *
 *     minimise Σ max(tau · rᵢ, (tau − 1) · rᵢ),   r = y − Xw − intercept
 *
 * A linear program: the plane goes through as many data as it has coefficients, and moves with those alone.
 */
import { Problem, constant, parameter, quantile, sum, variable } from "optnet/model";
import { X, Y } from "./data.js";
import { show } from "./show.js";

const w = variable(2, "w");
const intercept = variable([], "intercept");
const y = parameter(12, "y");
const tau = parameter([], { name: "tau", nonneg: true });

const plane = constant(X.map((row) => row.slice(0, 2))).matmul(w).add(intercept); // prettier-ignore
// tau weighs the residual and y is in it: a product of two parameters, unless the residual is a variable of its own.
const residual = variable(12, "residual");
export const problem = Problem.minimize(sum(quantile(residual, tau))).subjectTo([residual.eq(y.sub(plane))]);
export const values = { y: Y, tau: 0.8 };

const solution = problem.solve(values);
show("w", solution.value(w));
show("intercept", solution.value(intercept));
show("∂intercept/∂y", solution.vjp({ intercept: 1 }).y);
