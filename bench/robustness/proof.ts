/** Whether a certificate proves that a problem has no feasible point: from the input alone, in twice the precision. */
import type { Certificate, ProblemInput } from "optnet";
import { addRow, bounds, flat, rowsOf } from "./check.js";
import { Accumulator } from "./double-double.js";

/** What the documentation promises: units in the last place of the sum of a row's terms. */
const ULPS = 64;

/**
 * The first thing that is wrong with a contradiction; empty where it proves that no z meets Az = b, Gz ≤ h and the bounds.
 * Multipliers are nonnegative, Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper is 0, and the gain −bᵀnu − hᵀlambda +
 * lowerᵀlambdaLower − upperᵀlambdaUpper is positive.
 */
export function faultOf(problem: ProblemInput, certificate: Certificate | undefined): string {
  if (certificate?.kind !== "primalInfeasible") return "there is no certificate";
  const { nu, lambda, lambdaLower, lambdaUpper } = certificate;
  for (const values of [lambda, lambdaLower, lambdaUpper]) {
    if (values.some((value) => !(value >= 0))) return "a multiplier of the certificate is not positive";
  }
  const n = lambdaLower.length;
  const rows = { A: rowsOf(problem.A, n), G: rowsOf(problem.G, n) };
  const sums = Array.from({ length: n }, () => new Accumulator());
  const sizes = new Float64Array(n);
  for (const [name, multipliers] of [
    ["A", nu],
    ["G", lambda],
  ] as const) {
    multipliers.forEach((multiplier, row) => {
      addRow(rows[name], row, multiplier, sums);
      rows[name](row, (j, value) => (sizes[j] += Math.abs(value * multiplier)));
    });
  }
  const lower = bounds(problem.lower, n, -Infinity);
  const upper = bounds(problem.upper, n, Infinity);
  const gain = new Accumulator();
  for (let j = 0; j < n; j++) {
    sums[j].add(-lambdaLower[j]);
    sums[j].add(lambdaUpper[j]);
    const size = sizes[j] + lambdaLower[j] + lambdaUpper[j];
    if (!(Math.abs(sums[j].value) <= ULPS * Number.EPSILON * size)) {
      return `the certificate leaves ${sums[j].value.toExponential(1)} of variable ${j}`;
    }
    if (lambdaLower[j] > 0) gain.addProduct(lower[j], lambdaLower[j]);
    if (lambdaUpper[j] > 0) gain.addProduct(-upper[j], lambdaUpper[j]);
  }
  const b = flat(problem.b);
  const h = flat(problem.h);
  nu.forEach((value, i) => value !== 0 && gain.addProduct(-b[i], value));
  lambda.forEach((value, i) => value !== 0 && gain.addProduct(-h[i], value));
  return gain.value > 0 ? "" : "the gain of the certificate is not positive";
}
