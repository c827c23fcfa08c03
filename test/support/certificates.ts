/** Does a certificate prove what it claims? By its own inequalities, from the input alone. */
import type { Certificate } from "optnet";
import type { Qp } from "./qp.js";
import { boundOf, inner, multiply, multiplyTransposed, quadraticTimes } from "./qp.js";

/**
 * Everything that is wrong with a certificate; empty when it is right. Its equations may miss by `tolerance`
 * times its largest entry, or 1.
 */
export function certificateFaults(qp: Qp, certificate: Certificate | undefined, tolerance: number): string[] {
  if (certificate === undefined) return ["there is no certificate"];
  return certificate.kind === "primalInfeasible"
    ? contradictionFaults(qp, certificate, tolerance)
    : descentFaults(qp, Array.from(certificate.z), tolerance);
}

/** Aᵀnu + Gᵀlambda − lambdaLower + lambdaUpper = 0 and bᵀnu + hᵀlambda − lowerᵀlambdaLower + upperᵀlambdaUpper = −1. */
function contradictionFaults(
  qp: Qp,
  certificate: Extract<Certificate, { kind: "primalInfeasible" }>,
  tolerance: number,
): string[] {
  const nu = Array.from(certificate.nu);
  const lambda = Array.from(certificate.lambda);
  const lambdaLower = Array.from(certificate.lambdaLower);
  const lambdaUpper = Array.from(certificate.lambdaUpper);
  const { A = [], b = [], G = [], h = [], p } = qp;
  const faults = finiteFaults({ nu, lambda, lambdaLower, lambdaUpper });
  for (const [name, values] of Object.entries({ lambda, lambdaLower, lambdaUpper })) {
    if (values.some((value) => value < 0)) faults.push(`${name} has the wrong sign`);
  }
  let gain = -inner(b, nu) - inner(h, lambda);
  p.forEach((_, i) => {
    const lower = boundOf(qp.lower, i, -Infinity);
    const upper = boundOf(qp.upper, i, Infinity);
    if (lambdaLower[i] !== 0) gain += lower * lambdaLower[i];
    if (lambdaUpper[i] !== 0) gain -= upper * lambdaUpper[i];
  });
  const size = largest([nu, lambda, lambdaLower, lambdaUpper]);
  const limit = tolerance * Math.max(1, size);
  if (!(Math.abs(gain - 1) <= limit)) faults.push(`the gain is ${gain}, not 1`);
  const fromA = multiplyTransposed(A, nu, p.length);
  const fromG = multiplyTransposed(G, lambda, p.length);
  const sum = p.map((_, i) => fromA[i] + fromG[i] - lambdaLower[i] + lambdaUpper[i]);
  if (!(largest([sum]) <= limit)) faults.push(`the combination of rows is ${largest([sum])}, not 0`);
  return faults;
}

/** pᵀz = −1, Qz = 0, Az = 0, Gz ≤ 0, and z does not run into a bound. */
function descentFaults(qp: Qp, z: number[], tolerance: number): string[] {
  const faults = finiteFaults({ z });
  const limit = tolerance * Math.max(1, largest([z]));
  const slope = inner(qp.p, z);
  if (!(Math.abs(slope + 1) <= limit)) faults.push(`the slope is ${slope}, not −1`);
  const along = {
    Qz: largest([quadraticTimes(qp, z)]),
    Az: largest([multiply(qp.A ?? [], z)]),
    Gz: Math.max(0, ...multiply(qp.G ?? [], z)),
    "−z at lower": Math.max(0, ...z.map((v, i) => (boundOf(qp.lower, i, -Infinity) > -Infinity ? -v : 0))),
    "z at upper": Math.max(0, ...z.map((v, i) => (boundOf(qp.upper, i, Infinity) < Infinity ? v : 0))),
  };
  for (const [name, value] of Object.entries(along)) {
    if (!(value <= limit)) faults.push(`${name} is ${value}, beyond ${limit}`);
  }
  return faults;
}

function finiteFaults(vectors: Record<string, number[]>): string[] {
  return Object.entries(vectors)
    .filter(([, values]) => !values.every(Number.isFinite))
    .map(([name]) => `${name} is not finite`);
}

function largest(vectors: readonly number[][]): number {
  return Math.max(0, ...vectors.flat().map(Math.abs));
}
