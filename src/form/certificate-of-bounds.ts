import type { Problem } from "../problem/problem.js";
import { boundAt } from "../problem/problem.js";
import type { Certificate } from "../problem/fields.js";
import { newUserVectors } from "./products.js";

/** The proof that a lower bound is above an upper one: z ≥ lower and −z ≥ −upper, added up, say 0 ≥ lower − upper > 0. */
export function contradictionCertificate(
  problem: Problem,
  element: number,
  variable: number,
): Extract<Certificate, { kind: "primalInfeasible" }> {
  const { nu, lambda, lambdaLower, lambdaUpper } = newUserVectors(problem);
  const lower = boundAt(problem.lower, element, variable, -Infinity);
  const upper = boundAt(problem.upper, element, variable, Infinity);
  // Halved, so that no difference overflows; and within range where the bounds are a hair apart.
  const multiplier = Math.min(0.5 / (0.5 * lower - 0.5 * upper), Number.MAX_VALUE);
  lambdaLower[variable] = multiplier;
  lambdaUpper[variable] = multiplier;
  return { kind: "primalInfeasible", nu, lambda, lambdaLower, lambdaUpper };
}
