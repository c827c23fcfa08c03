import type { Certificate } from "../../problem/fields.js";
import { dot, maxAbs } from "../../matrix/dense.js";
import type { InteriorProblem } from "../../form/interior-problem.js";
import { addA, addATransposed, addC, addCTransposed, multiplyQ } from "../../form/interior-problem.js";
import { KktSystem, newBlocks } from "./kkt.js";
import { factorRows, rowSystem, solveOnRows } from "./row-system.js";
import type { State } from "./state.js";

/** A direction in the interior point's unknowns that may prove that there is no solution. */
export interface CertificateDirection {
  readonly kind: Certificate["kind"];
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

/**
 * Looks for a proof that there is no solution, in the equilibrated problem. Where none exists the iterates
 * diverge along such a proof: the iterate shows its direction in the end, the last step often much sooner,
 * because it is free of the bounded part of the iterate.
 */
export function findCertificate(state: State): CertificateDirection | undefined {
  const { iterate, step } = state;
  const primal = Math.max(maxAbs(state.equalityResidual), maxAbs(state.inequalityResidual));
  if (primal > FEASIBLE) {
    const found =
      contradictionAlong(state, iterate.nu, iterate.lambda) ??
      contradictionAlong(state, step.nu, step.lambda);
    if (found) return found;
  }
  if (!(maxAbs(state.dualResidual) > FEASIBLE)) return undefined;
  return descentAlong(state, iterate.z) ?? descentAlong(state, step.z);
}

/** Remainder of a direction, relative to its gain, that makes it worth a try in the user's own numbers. */
const PROMISING = 1e-9;
/** A residual this small is itself the proof that there is a feasible point. */
const FEASIBLE = 1e-10;

/** Aᵀnu + Cᵀlambda = 0, lambda ≥ 0 with bᵀnu + dᵀlambda < 0 contradicts Az = b, Cz ≤ d. */
function contradictionAlong(
  state: State,
  nu: Float64Array,
  multipliers: Float64Array,
): CertificateDirection | undefined {
  const { problem } = state;
  const lambda = multipliers.map((value) => Math.max(0, value));
  const gain = -dot(problem.b, 0, nu, 0, nu.length) - dot(problem.d, 0, lambda, 0, lambda.length);
  if (!(gain > 0)) return undefined;
  const remainder = new Float64Array(problem.n);
  addATransposed(problem, 1, nu, remainder);
  addCTransposed(problem, 1, lambda, remainder);
  const ratio = maxAbs(remainder) / gain;
  if (ratio <= PROMISING) return { kind: "primalInfeasible", z: new Float64Array(problem.n), nu, lambda };
  if (!(ratio <= state.sharpenBelow) || refuted(state, nu, lambda, gain)) return undefined;
  state.sharpenBelow = ratio / 10;
  const sharp = sharpen(problem, nu, lambda);
  return sharp && contradictionAlong(state, sharp.nu, sharp.lambda);
}

/** Whether the iterate violates the constraints by less than the would-be proof says that every point does. */
function refuted(state: State, nu: Float64Array, lambda: Float64Array, gain: number): boolean {
  let weights = 0;
  for (const vector of [nu, lambda]) for (const value of vector) weights += Math.abs(value);
  return Math.max(maxAbs(state.equalityResidual), maxAbs(state.inequalityResidual)) * weights < gain;
}

/** Rows with a smaller share of the largest multiplier take no part in the contradiction. */
export const SUPPORT = 1e-4;

/**
 * Along a diverging iterate the contradiction grows while the rest of the multipliers stays, so that its share
 * falls only as fast as the iterate diverges. Without the rest, the contradiction is near, in the span of its own
 * rows: the smallest change of their multipliers that makes Aᵀnu + Cᵀlambda = 0.
 */
function sharpen(
  problem: InteriorProblem,
  nu: Float64Array,
  lambda: Float64Array,
): { nu: Float64Array; lambda: Float64Array } | undefined {
  const least = SUPPORT * Math.max(maxAbs(nu), maxAbs(lambda));
  const support = Uint8Array.from(lambda, (value) => (value > least ? 1 : 0));
  const supported = lambda.map((value, i) => (support[i] ? value : 0));
  const kkt = rowSystem(problem);
  if (!factorRows(kkt, support)) return undefined;
  const right = new Float64Array(problem.n);
  addATransposed(problem, -1, nu, right);
  addCTransposed(problem, -1, supported, right);
  const step = newBlocks(problem);
  solveOnRows(kkt, right, step);
  return {
    nu: nu.map((value, i) => value + step.nu[i]),
    lambda: supported.map((value, i) => (support[i] ? Math.max(0, value + step.lambda[i]) : 0)),
  };
}

/** Qz = 0, Az = 0, Cz ≤ 0 with pᵀz < 0: the objective falls for ever along z. */
function descentAlong(state: State, z: Float64Array): CertificateDirection | undefined {
  const { problem } = state;
  const descent = -dot(problem.p, 0, z, 0, z.length);
  if (!(descent > 0)) return undefined;
  const images = imagesOf(problem, z);
  let violation = Math.max(maxAbs(images.Qz), maxAbs(images.Az));
  for (const value of images.Cz) if (!(value <= violation)) violation = value;
  const ratio = violation / descent;
  if (ratio <= PROMISING) {
    const lambda = new Float64Array(problem.d.length);
    return { kind: "dualInfeasible", z, nu: new Float64Array(problem.e), lambda };
  }
  let size = 0;
  for (const value of z) size += Math.abs(value);
  const refuted = maxAbs(state.dualResidual) * size < descent;
  if (!(ratio <= state.sharpenDescentBelow) || refuted) return undefined;
  state.sharpenDescentBelow = ratio / 10;
  const sharp = sharpenDescent(problem, z);
  return sharp && descentAlong(state, sharp);
}

interface Images {
  readonly Qz: Float64Array;
  readonly Az: Float64Array;
  readonly Cz: Float64Array;
}

function imagesOf(problem: InteriorProblem, z: Float64Array): Images {
  const Qz = new Float64Array(problem.n);
  multiplyQ(problem, z, Qz);
  const Az = new Float64Array(problem.e);
  addA(problem, 1, z, Az);
  const Cz = new Float64Array(problem.d.length);
  addC(problem, 1, z, Cz);
  return { Qz, Az, Cz };
}

/**
 * The nearest direction with Qz = 0, Az = 0 and Cz = 0 on the rows that a diverging iterate does not clearly recede
 * from: what the bounded part of the iterate adds to its direction goes away. Proximal steps on ½ zᵀQz subject to
 * these rows, each of which takes out all but the part rho of what has curvature.
 */
export function sharpenDescent(problem: InteriorProblem, z: Float64Array): Float64Array | undefined {
  const kkt = new KktSystem(problem);
  const { Cz } = imagesOf(problem, z);
  const least = SUPPORT * maxAbs(z);
  kkt.rho = PROJECTION_RHO;
  kkt.delta = PROJECTION_DELTA;
  for (let i = 0; i < Cz.length; i++) kkt.v[i] = Cz[i] > -least ? PROJECTION_DELTA : 1e30;
  if (!kkt.factor()) return undefined;
  const right = newBlocks(problem);
  const out = newBlocks(problem);
  out.z.set(z);
  for (let step = 0; step < PROJECTION_STEPS; step++) {
    for (let i = 0; i < right.z.length; i++) right.z[i] = PROJECTION_RHO * out.z[i];
    kkt.solve(right, out, 1e-14, 0, PROJECTION_RHO);
  }
  return out.z;
}

/** Small enough that a step leaves little of what it takes out; the rows may depend on each other. */
const PROJECTION_RHO = 1e-7;
const PROJECTION_DELTA = 1e-7;
const PROJECTION_STEPS = 4;
