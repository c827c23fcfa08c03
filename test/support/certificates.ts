/** Does a certificate prove what it claims? By its own inequalities, from the input alone. */
import type { Certificate } from "optnet";
import { ExactSum } from "./exact-sum.js";
import type { Qp } from "./qp.js";
import { boundOf, isDiagonal } from "./qp.js";

/** What the documentation promises: 64 units in the last place of the sum of the terms. */
export const PROMISED = 64 * Number.EPSILON;

/**
 * Everything that is wrong with a certificate; empty when it is right. Each of its equations may miss by `tolerance`
 * times the sum of the sizes of its own terms.
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
  { nu, lambda, lambdaLower, lambdaUpper }: Extract<Certificate, { kind: "primalInfeasible" }>,
  tolerance: number,
): string[] {
  const { A = [], b = [], G = [], h = [], p } = qp;
  const faults = finiteFaults({ nu, lambda, lambdaLower, lambdaUpper });
  for (const [name, values] of Object.entries({ lambda, lambdaLower, lambdaUpper })) {
    if (values.some((value) => value < 0)) faults.push(`${name} has the wrong sign`);
  }
  const gain = new ExactSum();
  b.forEach((value, i) => gain.add(-value, nu[i]));
  h.forEach((value, i) => gain.add(-value, lambda[i]));
  p.forEach((_, i) => {
    if (lambdaLower[i] !== 0) gain.add(boundOf(qp.lower, i, -Infinity), lambdaLower[i]);
    if (lambdaUpper[i] !== 0) gain.add(-boundOf(qp.upper, i, Infinity), lambdaUpper[i]);
    const sum = new ExactSum().add(-lambdaLower[i]).add(lambdaUpper[i]);
    A.forEach((row, k) => sum.add(row[i], nu[k]));
    G.forEach((row, k) => sum.add(row[i], lambda[k]));
    const left = Math.abs(sum.value);
    if (!(left <= tolerance * sum.size))
      faults.push(`the combination of rows leaves ${sum.value} of variable ${i}`);
  });
  if (!(Math.abs(gain.value - 1) <= tolerance * Math.max(1, gain.size))) {
    faults.push(`the gain is ${gain.value}, not 1`);
  }
  return faults;
}

/** pᵀz = −1, Qz = 0, Az = 0, Gz ≤ 0, and z does not run into a bound. */
function descentFaults(qp: Qp, z: number[], tolerance: number): string[] {
  const faults = finiteFaults({ z });
  const { Q, A = [], G = [], h = [], p } = qp;
  const slope = new ExactSum();
  p.forEach((value, i) => slope.add(value, z[i]));
  if (!(Math.abs(slope.value + 1) <= tolerance * Math.max(1, slope.size))) {
    faults.push(`the slope is ${slope.value}, not −1`);
  }
  const product = (row: readonly number[]): ExactSum => {
    const sum = new ExactSum();
    row.forEach((value, j) => sum.add(value, z[j]));
    return sum;
  };
  const note = (name: string, row: readonly number[], oneSided: boolean): void => {
    const sum = product(row);
    const off = oneSided ? sum.value : Math.abs(sum.value);
    if (!(off <= tolerance * sum.size)) faults.push(`${name} is ${sum.value}`);
  };
  if (Q && isDiagonal(Q)) {
    Q.forEach((value, j) => {
      if (value * z[j] !== 0) faults.push(`Qz is ${value * z[j]} at ${j}`);
    });
  } else {
    // An entry of Q = L Lᵀ is rounded relative to √(Q_ii Q_jj).
    Q?.forEach((row, i) => {
      const { value } = product(row);
      const size = row.reduce((sum, _, j) => sum + Math.sqrt(row[i] * Q[j][j]) * Math.abs(z[j]), 0);
      if (!(Math.abs(value) <= tolerance * size)) faults.push(`Qz at ${i} is ${value}`);
    });
  }
  A.forEach((row, i) => note(`Az at ${i}`, row, false));
  G.forEach((row, i) => {
    if (h[i] < Infinity) note(`Gz at ${i}`, row, true);
  });
  z.forEach((value, i) => {
    if (value < 0 && boundOf(qp.lower, i, -Infinity) > -Infinity) faults.push(`z runs into lower at ${i}`);
    if (value > 0 && boundOf(qp.upper, i, Infinity) < Infinity) faults.push(`z runs into upper at ${i}`);
  });
  return faults;
}

function finiteFaults(vectors: Record<string, ArrayLike<number>>): string[] {
  return Object.entries(vectors)
    .filter(([, values]) => !Array.from(values).every(Number.isFinite))
    .map(([name]) => `${name} is not finite`);
}
