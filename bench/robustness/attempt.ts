import type { Status } from "optnet";
import type { Residuals } from "./check.js";

/** How one solve ended: a status of the solver, or what kept it from returning one. */
export type Outcome = Status | "error" | "crash" | "timeLimit";

/** How a solve should end. */
export type Expected = "solved" | "primalInfeasible";

/** One problem at one tolerance. */
export interface Attempt {
  readonly problem: string;
  readonly tolerance: number;
  readonly outcome: Outcome;
  /** What the problem is: one with a solution, or one that has to be proved to have none. */
  readonly expected: Expected;
  /** The message of an error or a crash; otherwise empty. */
  readonly message: string;
  readonly iterations: number;
  readonly seconds: number;
  /** Recomputed from the input; NaN where there is no answer. */
  readonly residuals: Residuals;
}

export const NO_RESIDUALS: Residuals = { primal: NaN, dual: NaN, gap: NaN, objective: NaN };

const RESIDUALS = [
  ["primal residual", "primal"],
  ["dual residual", "dual"],
  ["duality gap", "gap"],
] as const;

/** What the check finds too large, and by how much; empty when the answer passes. */
export function violations({ residuals, tolerance }: Attempt): string[] {
  return RESIDUALS.filter(([, key]) => !(residuals[key] <= tolerance)).map(
    ([name, key]) => `${name} ${residuals[key].toExponential(1)}`,
  );
}

/** The solver said solved, and the answer passes; or that there is none, where that is so, and proved it. */
export function succeeded(attempt: Attempt): boolean {
  if (attempt.expected === "primalInfeasible")
    return attempt.outcome === "primalInfeasible" && attempt.message === "";
  return attempt.outcome === "solved" && violations(attempt).length === 0;
}

/** What the solver said is not so: an answer that does not pass, a proof that is none. Worse than a failure. */
export function isWrong(attempt: Attempt): boolean {
  if (attempt.outcome === "primalInfeasible") return attempt.message !== "";
  return attempt.outcome === "solved" && violations(attempt).length > 0;
}

/** Why an attempt failed, in one line. */
export function reasonOf(attempt: Attempt): string {
  if (isWrong(attempt) && attempt.outcome !== "solved")
    return `WRONG: said ${attempt.outcome}. ${attempt.message}`;
  if (attempt.message !== "") return `${attempt.outcome}: ${attempt.message}`;
  if (attempt.outcome === "timeLimit") return `stopped after ${attempt.seconds.toFixed(0)} s`;
  const found = violations(attempt).join(", ") || "though the answer passes the check";
  if (isWrong(attempt)) return `WRONG: said solved, but ${found}`;
  return `${attempt.outcome} after ${attempt.iterations} iterations: ${found}`;
}
