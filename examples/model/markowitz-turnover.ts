/**
 * A portfolio with the cost of getting there from what is held.
 *
 *     maximise muᵀw − 0.9 wᵀΣw − cost · Σ |wᵢ − heldᵢ|   subject to   Σ wᵢ = 1,  0 ≤ w ≤ ½
 *
 * Written by hand this needs twice the variables and a block matrix; here it is one term.
 */
import { Problem, dot, norm1, parameter, quadForm, sum, variable } from "optnet/model";
import { RETURNS, SIGMA } from "./market.js";
import { show } from "./show.js";

const w = variable(5, "w");
const [mu, held] = [parameter(5, "mu"), parameter(5, "held")];
const cost = parameter([], { name: "cost", nonneg: true });

const utility = dot(mu, w).sub(quadForm(w, SIGMA).mul(0.9));
export const problem = Problem.maximize(utility.sub(norm1(w.sub(held)).mul(cost))).subjectTo([
  ...[sum(w).eq(1), w.ge(0), w.le(0.5)],
]);
export const values = { mu: RETURNS, held: [0.3, 0.1, 0.1, 0.3, 0.2], cost: 0.005 };

const solution = problem.solve(values);
show("w", solution.value(w));
show("∂(utility)/∂held", solution.vjp({ objective: 1 }).held);
