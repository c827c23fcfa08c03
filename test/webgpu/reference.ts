import type { ProblemInput, SettingsInput, Solution } from "optnet";
import { solve } from "../../src/api/solve.js";

/** The CPU's answer in float64, by a path that the mocked package name does not take. */
export function referenceSolve(
  problem: ProblemInput,
  settings: SettingsInput = { tolerance: 1e-11 },
): Solution {
  return solve(problem, { backend: "reference", ...settings });
}
