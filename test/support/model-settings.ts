/** A model of which one element has no solution, under settings that say what is then: for the frameworks' operations. */
import { Problem, dot, parameter, sum, sumSquares, variable } from "optnet/model";

export const SETTINGS: [string, object][] = [
  ["gradients that are smoothed", { gradient: "smoothed", smoothing: 0.01 }],
  ["gradients by least squares", { gradient: "leastSquares" }],
  ["the closest feasible problem", { infeasible: "closestFeasible" }],
];

/** Gradients of the sum of w times these, for the two elements. */
export const WEIGHTS = [[1, -2], [3, 1]]; // prettier-ignore

export function problemWith(settings: object) {
  const w = variable(2, "w");
  const [total, mu] = [parameter([], "total"), parameter(2, "mu")];
  const problem = Problem.minimize(sumSquares(w).sub(dot(mu, w)))
    .subjectTo([sum(w).eq(total), sum(w).le(1.5), w.box(0, 1)])
    .settings(settings);
  const values = { total: [1, 5], mu: [1, 0.5] };
  return { problem, values, exact: problem.solve(values).vjp({ w: WEIGHTS }) };
}
