/**
 * The portfolio whose worst tenth of scenarios is least bad: conditional value at risk.
 *
 *     minimise CVaR₀.₉(losses)   subject to   mean return ≥ least,  Σ wᵢ = 1,  w ≥ 0
 *
 * A linear program with a variable per scenario, which the language adds.
 * Source: Rockafellar & Uryasev 2000, "Optimization of conditional value-at-risk".
 */
import { Problem, constant, cvar, dot, parameter, sum, variable } from "optnet/model";
import { drawMatrix } from "./draw.js";
import { show } from "./show.js";

const swing = [1, 0.8, 0.5, 0.3];
const scenarios = drawMatrix(5, 20, 4).map((row) => row.map((x, j) => 0.05 + 0.2 * x * swing[j]));
const mean = swing.map((_, j) => scenarios.reduce((total, row) => total + row[j], 0) / scenarios.length);

const w = variable(4, "w");
const least = parameter([], "least");
const losses = constant(scenarios).matmul(w).neg();
const earns = dot(mean, w).ge(least);
export const problem = Problem.minimize(cvar(losses, 0.9)).subjectTo([sum(w).eq(1), w.ge(0), earns]);
export const duals = { earns };
export const values = { least: 0.058 };

const solution = problem.solve(values);
show("w", solution.value(w));
// What a little more return costs in risk: the multiplier of the constraint, and the gradient of the objective.
show("price of return", solution.dual(earns));
show("the same", solution.vjp({ objective: 1 }).least);
