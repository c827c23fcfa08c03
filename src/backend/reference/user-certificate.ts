import type { Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { Certificate } from "../../problem/solution.js";
import { addProduct, dot, maxAbs } from "../../matrix/dense.js";
import type { Element } from "./element.js";
import type { CertificateDirection } from "./certificate.js";
import { rangeMultipliers } from "./orthogonal.js";
import type { UserVectors } from "../../form/products.js";
import { addRowMultipliers, isFixed, newUserVectors, userQuadratic } from "../../form/products.js";
import { expand } from "./outputs.js";

/**
 * Violation that a certificate may have, where its gain is 1. It bounds what the certificate proves: that no
 * point of size below the inverse of this solves the problem (in equilibrated variables).
 */
const VERIFY = 1e-8;

/** The certificate that the iterate shows, in the user's units and normalised; undefined if it does not hold. */
export function userCertificate(
  problem: Problem,
  index: number,
  element: Element,
  direction: CertificateDirection,
): Certificate | undefined {
  const vectors = newUserVectors(problem);
  const n = element.matrices.free.length;
  // A certificate is a direction: neither the linear cost nor the particular solution takes part.
  const offset = { z: new Float64Array(n), right: new Float64Array(n) };
  expand(element, direction, offset, vectors);
  return direction.kind === "dualInfeasible"
    ? descentDirection(problem, index, element, vectors.z)
    : contradiction(problem, index, element, vectors);
}

/**
 * What a certificate proves: a gain of 1 is a weighted sum of residuals, so that at every point the largest primal
 * residual (dual residual, for "dualInfeasible") is at least the inverse of the sum of weights.
 */
export function provenViolation(certificate: Certificate): number {
  const weights =
    certificate.kind === "dualInfeasible"
      ? [certificate.z]
      : [certificate.nu, certificate.lambda, certificate.lambdaLower, certificate.lambdaUpper];
  let sum = 0;
  for (const vector of weights) for (const value of vector) sum += Math.abs(value);
  return 1 / sum;
}

/** Scales of the variables over all of them; fixed ones count as they are. */
function variableScales(problem: Problem, element: Element): Float64Array {
  const { free, scaling } = element.matrices;
  const scales = new Float64Array(problem.variables).fill(1);
  for (let i = 0; i < free.length; i++) scales[free[i]] = scaling.z[i];
  return scales;
}

function descentDirection(
  problem: Problem,
  index: number,
  element: Element,
  z: Float64Array,
): Certificate | undefined {
  const { variables: n, equalities: e, inequalities: m } = problem;
  const descent = -dot(elementOf(problem.p, index), 0, z, 0, n);
  if (!(descent > 0)) return undefined;
  for (let i = 0; i < n; i++) z[i] /= descent;
  const scales = variableScales(problem, element);
  const Qz = new Float64Array(n);
  userQuadratic(problem, index, z, Qz);
  const Az = new Float64Array(e);
  if (problem.A) addProduct(Az, 1, elementOf(problem.A, index), e, n, z);
  const Gz = new Float64Array(m);
  if (problem.G) addProduct(Gz, 1, elementOf(problem.G, index), m, n, z);
  let violation = 0;
  const note = (value: number): void => {
    if (!(value <= violation)) violation = value;
  };
  for (let i = 0; i < e; i++) note(Math.abs(Az[i]) * element.matrices.scaling.A[i]);
  for (let i = 0; i < m; i++) note(Gz[i] * element.matrices.scaling.G[i]);
  for (let i = 0; i < n; i++) {
    note(Math.abs(Qz[i]) * scales[i]);
    if (boundAt(problem.lower, index, i, -Infinity) > -Infinity) note(-z[i] / scales[i]);
    if (boundAt(problem.upper, index, i, Infinity) < Infinity) note(z[i] / scales[i]);
  }
  return violation <= VERIFY ? { kind: "dualInfeasible", z } : undefined;
}

function contradiction(
  problem: Problem,
  index: number,
  element: Element,
  vectors: UserVectors,
): Certificate | undefined {
  const { nu, lambda, lambdaLower, lambdaUpper } = vectors;
  const n = problem.variables;
  const remainder = new Float64Array(n);
  addRowMultipliers(problem, index, nu, lambda, remainder);
  for (let i = 0; i < n; i++) {
    // The two bounds of a fixed variable are an equality; their multipliers take up what is left.
    if (!isFixed(problem, index, i)) continue;
    lambdaLower[i] = Math.max(0, remainder[i]);
    lambdaUpper[i] = Math.max(0, -remainder[i]);
  }
  let gain = 0;
  if (problem.b) gain -= dot(elementOf(problem.b, index), 0, nu, 0, nu.length);
  if (problem.h) gain -= dot(elementOf(problem.h, index), 0, lambda, 0, lambda.length);
  for (let i = 0; i < n; i++) {
    const lower = boundAt(problem.lower, index, i, -Infinity);
    const upper = boundAt(problem.upper, index, i, Infinity);
    if (lower > -Infinity) gain += lower * lambdaLower[i];
    if (upper < Infinity) gain -= upper * lambdaUpper[i];
  }
  if (!(gain > 0)) return undefined;
  for (const vector of [nu, lambda, lambdaLower, lambdaUpper]) {
    for (let i = 0; i < vector.length; i++) vector[i] /= gain;
  }
  const scales = variableScales(problem, element);
  for (let i = 0; i < n; i++) {
    const violation = Math.abs(remainder[i] / gain - lambdaLower[i] + lambdaUpper[i]) * scales[i];
    if (!(violation <= VERIFY)) return undefined;
  }
  return { kind: "primalInfeasible", nu, lambda, lambdaLower, lambdaUpper };
}

/** How far the null-space form's starting point is from Az = b, in the user's units: 0 unless rows contradict. */
export function inconsistencyOf({ matrices, inconsistency }: Element): number {
  return maxAbs(inconsistency.map((value, i) => value / matrices.scaling.A[i]));
}

/**
 * In the null-space form contradictory equalities show before any iteration: the part of b outside the range
 * of A is itself the certificate.
 */
export function inconsistencyCertificate(
  problem: Problem,
  index: number,
  element: Element,
): Certificate | undefined {
  const { matrices, inconsistency } = element;
  const { e } = matrices;
  const n = matrices.free.length;
  // Dependent rows are combinations of the others; inconsistency plus its projection lies in A's left null space.
  const along = new Float64Array(n);
  for (let i = 0; i < e; i++) {
    for (let j = 0; j < n; j++) along[j] += inconsistency[i] * matrices.A[i * n + j];
  }
  const scaledNu = leftNullPart(element, inconsistency, along);
  const vectors = newUserVectors(problem);
  for (let i = 0; i < e; i++) vectors.nu[i] = -scaledNu[i] * matrices.scaling.A[i];
  return contradiction(problem, index, element, vectors);
}

/** right minus the multipliers on independent rows that cancel Aᵀright. */
function leftNullPart(element: Element, right: Float64Array, along: Float64Array): Float64Array {
  const { space } = element.matrices.reduced!;
  const n = element.matrices.free.length;
  const cancelling = rangeMultipliers(space, along, right.length, n);
  return right.map((value, i) => value - cancelling[i]);
}
