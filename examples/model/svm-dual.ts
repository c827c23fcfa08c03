/**
 * The same machine by its dual: one number per point, at most C, and nonzero for the support vectors alone.
 *
 *     maximise Σ alphaᵢ − ½ |Σ alphaᵢ labelᵢ pointᵢ|²   subject to   Σ alphaᵢ labelᵢ = 0,  0 ≤ alpha ≤ C
 *
 * Strong duality: its optimum is that of the primal, svm-primal.ts.
 */
import { Problem, constant, dot, parameter, sum, sumSquares, variable } from "optnet/model";
import { LABELS, POINTS } from "./points.js";
import { show } from "./show.js";

const alpha = variable(10, "alpha");
const C = parameter([], { name: "C", nonneg: true });

const signed = constant(POINTS.map((point, i) => point.map((x) => LABELS[i] * x)));
const w = signed.transpose().matmul(alpha);
export const problem = Problem.maximize(sum(alpha).sub(sumSquares(w).mul(0.5))).subjectTo([
  ...[dot(LABELS, alpha).eq(0), alpha.ge(0), alpha.le(C)],
]);
export const values = { C: 0.6 };

const solution = problem.solve(values);
show("alpha", solution.value(alpha));
// Any expression has a value at the solution, not variables alone.
show("w", solution.value(w));
