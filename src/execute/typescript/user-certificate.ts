import type { Trial } from "../../form/certificate.js";
import { tryContradiction, tryDescent } from "../../form/certificate.js";
import { newUserVectors } from "../../form/products.js";
import { maxAbs } from "../../matrix/dense.js";
import type { Problem } from "../../problem/problem.js";
import type { Certificate } from "../../problem/fields.js";
import type { CertificateDirection } from "./certificate.js";
import { SUPPORT, sharpenDescent } from "./certificate.js";
import type { Element } from "./element.js";
import { newBlocks } from "./kkt.js";
import { reducedDual } from "./least-multipliers.js";
import { rangeMultipliers } from "../../matrix/orthogonal.js";
import { expand } from "./outputs.js";
import { factorRows, rowSystem, solveOnRows } from "./row-system.js";

/** Corrections of a direction that nearly proves. */
const CORRECTIONS = 3;

/** The certificate that the iterate shows, in the user's units and normalised; undefined if it does not hold. */
export function userCertificate(
  problem: Problem,
  index: number,
  element: Element,
  direction: CertificateDirection,
  tolerance: number,
): Certificate | undefined {
  return direction.kind === "dualInfeasible"
    ? descent(problem, index, element, direction.z, tolerance)
    : contradiction(problem, index, element, direction, tolerance);
}

/** Entries below this share of the largest, in canonical units, are rounding: in a proof they have to be 0. */
const NOTHING = 2 ** -46;

/** Sets to 0 what is rounding, given the units of all entries: dividing by them makes entries comparable. */
function dropRounding(vectors: readonly Float64Array[], units: readonly Float64Array[]): void {
  let largest = 0;
  vectors.forEach((vector, k) =>
    vector.forEach((value, i) => (largest = Math.max(largest, Math.abs(value / units[k][i])))),
  );
  vectors.forEach((vector, k) =>
    vector.forEach((value, i) => {
      if (Math.abs(value / units[k][i]) < NOTHING * largest) vector[i] = 0;
    }),
  );
}

/** A certificate is a direction: neither the linear cost nor the particular solution takes part. */
function offsetOf({ matrices }: Element): { z: Float64Array; right: Float64Array } {
  const n = matrices.free.length;
  return { z: new Float64Array(n), right: new Float64Array(n) };
}

function descent(
  problem: Problem,
  index: number,
  element: Element,
  direction: Float64Array,
  tolerance: number,
): Certificate | undefined {
  const { interior } = element;
  const vectors = newUserVectors(problem);
  const blocks = newBlocks(interior);
  let z: Float64Array | undefined = direction;
  for (let round = 0; z && round < CORRECTIONS; round++) {
    blocks.z.set(z);
    expand(element, blocks, offsetOf(element), vectors);
    const free = Float64Array.from(element.matrices.free, (variable) => vectors.z[variable]);
    dropRounding([free], [element.units.z]);
    element.matrices.free.forEach((variable, i) => (vectors.z[variable] = free[i]));
    const certificate = tryDescent(problem, index, vectors.z, tolerance);
    if (certificate) return certificate;
    z = sharpenDescent(interior, z);
  }
  return undefined;
}

/**
 * What a direction leaves over variables that no bound makes up for is taken out by the smallest change of the
 * multipliers on its own rows: the iterate has them to 1e-9, a proof to rounding.
 */
function contradiction(
  problem: Problem,
  index: number,
  element: Element,
  direction: CertificateDirection,
  tolerance: number,
): Certificate | undefined {
  const { units, costScale, matrices, interior } = element;
  const vectors = newUserVectors(problem);
  expand(element, direction, offsetOf(element), vectors);
  const attempt = (): Trial => {
    dropRounding([vectors.nu, vectors.lambda], [units.A, units.G]);
    return tryContradiction(problem, index, vectors, tolerance);
  };
  let trial = attempt();
  if (trial.certificate || maxAbs(trial.remainder) === 0) return trial.certificate;
  const least = SUPPORT * Math.max(maxAbs(direction.nu), maxAbs(direction.lambda));
  const kkt = rowSystem(interior);
  if (
    !factorRows(
      kkt,
      Uint8Array.from(direction.lambda, (value) => (value > least ? 1 : 0)),
    )
  )
    return undefined;
  const out = newBlocks(interior);
  const step = newUserVectors(problem);
  for (let round = 0; round < CORRECTIONS; round++) {
    const { remainder } = trial;
    const right = Float64Array.from(
      matrices.free,
      (variable, i) => -costScale * units.z[i] * remainder[variable],
    );
    solveOnRows(kkt, reducedDual(element, right), out);
    for (let i = 0; i < out.lambda.length; i++) if (!(direction.lambda[i] > least)) out.lambda[i] = 0;
    out.z.fill(0);
    expand(element, out, { z: new Float64Array(right.length), right }, step);
    for (let i = 0; i < step.nu.length; i++) vectors.nu[i] += step.nu[i];
    for (let i = 0; i < step.lambda.length; i++) vectors.lambda[i] += step.lambda[i];
    trial = attempt();
    if (trial.certificate) return trial.certificate;
  }
  return undefined;
}

/**
 * In the null-space form contradictory equalities show before any iteration: the part of b outside the range of A is
 * itself the certificate. Undefined where they do not contradict each other.
 */
export function inconsistencyCertificate(
  problem: Problem,
  index: number,
  element: Element,
  tolerance: number,
): Certificate | undefined {
  const { matrices, inconsistency, units } = element;
  if (!(maxAbs(inconsistency) > tolerance)) return undefined;
  const { e } = matrices;
  const n = matrices.free.length;
  const { space } = matrices.reduced!;
  const vectors = newUserVectors(problem);
  const nu = inconsistency.slice();
  for (let round = 0; round < CORRECTIONS; round++) {
    // Dependent rows are combinations of the others: what is left of Aᵀnu is taken out of the independent ones.
    const along = new Float64Array(n);
    for (let i = 0; i < e; i++) for (let j = 0; j < n; j++) along[j] += nu[i] * matrices.A[i * n + j];
    const cancelling = rangeMultipliers(space, along, e, n);
    for (let i = 0; i < e; i++) nu[i] -= cancelling[i];
    for (let i = 0; i < e; i++) vectors.nu[i] = -nu[i] * units.A[i];
    const { certificate } = tryContradiction(problem, index, vectors, tolerance);
    if (certificate) return certificate;
  }
  return undefined;
}
