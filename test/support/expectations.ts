import type { SettingsInput, Solution } from "optnet";
import { solve } from "optnet";
import { expect } from "vitest";
import { certificateFaults, PROMISED } from "./certificates.js";
import { faultsOf } from "./kkt.js";
import type { Answer, Qp } from "./qp.js";
import { answerOf } from "./qp.js";

/** Default of `settings.tolerance`. */
export const TOLERANCE = 1e-8;

/** Whether the settings' KKT form can be used: the null-space form needs equalities. */
export function isLegal(qp: Qp, settings: SettingsInput): boolean {
  return settings.form !== "nullSpace" || (qp.b ?? []).length > 0;
}

/** Checks one element of a solution against the KKT conditions, recomputed from its problem. */
export function expectSolution(qp: Qp, solution: Solution, element = 0, tolerance = TOLERANCE): Answer {
  const answer = answerOf(solution, element);
  expect({ status: solution.status[element], faults: faultsOf(qp, answer, tolerance) }).toEqual({
    status: "solved",
    faults: [],
  });
  return answer;
}

/** Solves one problem and checks the answer. */
export function solveChecked(qp: Qp, settings: SettingsInput): Answer {
  return expectSolution(qp, solve(qp, settings), 0, settings.tolerance);
}

/** Violation of a certificate's equations, relative to its largest entry, that tests allow. */
export const CERTIFICATE_TOLERANCE = PROMISED;

export function expectCertificate(
  qp: Qp,
  solution: Solution,
  status: "primalInfeasible" | "dualInfeasible",
  element = 0,
): void {
  const certificate = solution.certificate(element);
  expect({
    status: solution.status[element],
    kind: certificate?.kind,
    faults: certificateFaults(qp, certificate, CERTIFICATE_TOLERANCE),
  }).toEqual({ status, kind: status, faults: [] });
}

/** Largest |a − b|; NaN where an entry is, and Infinity where the lengths differ. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((worst, value, i) => {
    const off = Math.abs(value - b[i]);
    return Number.isNaN(worst) || off <= worst ? worst : off;
  }, 0);
}

export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what = "",
): void {
  const off = distance(actual, expected);
  expect(
    off,
    `${what}: ${Array.from(actual).join(", ")} for ${Array.from(expected).join(", ")}`,
  ).toBeLessThanOrEqual(tolerance);
}
