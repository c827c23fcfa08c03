import type { Program } from "../backend/backend.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { LeastSquaresProgram } from "./least-squares.js";
import { SmoothedProgram } from "./smoothed.js";

/**
 * The point and the linear system that derivatives are taken from: those of the backend, or others that stand in
 * for them. All are symmetric, so that forward and reverse mode stay adjoint to each other in every mode.
 */
export function programForDerivatives(problem: Problem, solved: Program, settings: Settings): Program {
  switch (settings.gradient) {
    case "exact":
      return solved;
    case "smoothed":
      return new SmoothedProgram(problem, solved, settings.smoothing);
    case "leastSquares":
      return new LeastSquaresProgram(problem, solved);
  }
}
