/**
 * Sparsemax: probabilities from scores, as softmax, but with true zeros.
 *
 *     maximise scoresᵀx − ½ |x|²   subject to   Σ xᵢ = 1,  x ≥ 0
 *
 * Source: Martins & Astudillo 2016, "From softmax to sparsemax".
 */
import { Problem, dot, parameter, sum, sumSquares, variable } from "optnet/model";
import { show } from "./show.js";

const probabilities = variable(5, "probabilities");
const scores = parameter(5, "scores");

export const problem = Problem.maximize(
  dot(scores, probabilities).sub(sumSquares(probabilities).mul(0.5)),
).subjectTo([sum(probabilities).eq(1), probabilities.ge(0)]);
export const values = { scores: [1.2, 0.4, 0.9, -0.5, 0.1] };

const solution = problem.solve(values);
show("probabilities", solution.value(probabilities));

// How each score moves the first probability: those of zero probability have no say.
show("gradient", solution.vjp({ probabilities: [1, 0, 0, 0, 0] }).scores);
