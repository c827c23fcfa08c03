/**
 * Markowitz: return against risk.
 *
 *     maximise muᵀw − gamma · wᵀΣw   subject to   Σ wᵢ = 1,  w ≥ 0
 *
 * mu may come from a net that predicts returns; the gradient then says which prediction the portfolio depends on.
 */
import { Problem, dot, parameter, quadForm, sum, variable } from "optnet/model";
import { RETURNS, SIGMA } from "./market.js";
import { show } from "./show.js";

const w = variable(5, "w");
const mu = parameter(5, "mu");
const gamma = parameter([], { name: "gamma", nonneg: true });

export const problem = Problem.maximize(dot(mu, w).sub(quadForm(w, SIGMA).mul(gamma))).subjectTo([
  ...[sum(w).eq(1), w.ge(0)],
]);
export const values = { mu: RETURNS, gamma: 0.4 };

const solution = problem.solve(values);
show("w", solution.value(w), w);
show("∂w₂/∂mu", solution.vjp({ w: [0, 1, 0, 0, 0] }).mu);

// The efficient frontier: one solve per gamma, in one call.
show("for gamma of 0.2, 1, 5", problem.solve({ ...values, gamma: [0.2, 1, 5] }).value(w), w);
