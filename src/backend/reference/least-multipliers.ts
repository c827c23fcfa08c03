import type { Problem } from "../../problem/problem.js";
import type { Element } from "./element.js";
import { addTransposedProduct, maxAbs } from "./dense.js";
import { addATransposed, addC, addCTransposed } from "./interior-problem.js";
import type { KktBlocks } from "./kkt.js";
import { KktSystem, newBlocks } from "./kkt.js";
import type { UserVectors } from "./outputs.js";
import { completeFixed, expand, newUserVectors } from "./outputs.js";
import { userResiduals } from "./residuals.js";

/** Changes of the set of positive multipliers before giving up. */
const MAX_ROUNDS = 25;
/** Regularisation of the factors, and the steps that take it out again. */
const RHO = 1e-8;
const PROXIMAL_STEPS = 6;
/** Corrections from residuals in twice the working precision. */
const REFINEMENTS = 3;

/**
 * Replaces the multipliers of an answer by the smallest ones that meet stationarity:
 *
 *     minimise ½ ‖(nu, lambda)‖²   subject to   Aᵀnu + Cᵀlambda = −(Qz + p),  lambda ≥ 0 on the active rows
 *
 * in the equilibrated problem. Where the constraints have no interior, or meet in more rows than needed, the
 * multipliers are not unique, and those of an interior point grow without bound: each takes digits from the dual
 * residual and the gap. Semismooth Newton method: the rows with positive multiplier are guessed, the equations
 * solved, and the guess corrected.
 *
 * Changes `vectors` in place, but for z; false where it found none, and `vectors` are of no use.
 */
export function leastMultipliers(
  problem: Problem,
  index: number,
  element: Element,
  active: Uint8Array,
  vectors: UserVectors,
): boolean {
  for (const multiplier of [vectors.nu, vectors.lambda, vectors.lambdaLower, vectors.lambdaUpper]) {
    multiplier.fill(0);
  }
  const linear = { ...element.interior, quadratic: "zero" as const, Q: new Float64Array(0) };
  const kkt = new KktSystem(linear);
  const out = newBlocks(linear);
  let positive: Uint8Array | undefined;
  const step = newUserVectors(problem);
  for (let round = 0; round <= REFINEMENTS; round++) {
    const { dual } = userResiduals(problem, index, vectors, true);
    const right = equilibratedDual(element, dual);
    positive ??= positiveRows(kkt, reducedDual(element, right), active, out);
    if (positive === undefined) return false;
    solveOn(kkt, reducedDual(element, right), out);
    for (let i = 0; i < active.length; i++) if (!positive[i]) out.lambda[i] = 0;
    out.z.fill(0);
    expand(element, out, { z: new Float64Array(right.length), right }, step);
    addNonnegative(vectors, step);
    completeFixed(problem, index, element, vectors);
  }
  return true;
}

/** The right-hand side −residual of stationarity for the free variables, equilibrated. */
function equilibratedDual({ matrices, costScale }: Element, dual: Float64Array): Float64Array {
  return Float64Array.from(
    matrices.free,
    (variable, i) => -costScale * matrices.scaling.z[i] * dual[variable],
  );
}

function reducedDual({ matrices }: Element, right: Float64Array): Float64Array {
  if (!matrices.reduced) return right;
  const { N, dimension } = matrices.reduced.space;
  const reduced = new Float64Array(dimension);
  addTransposedProduct(reduced, 1, N, right.length, dimension, right);
  return reduced;
}

/** The rows that get a multiplier; leaves `kkt` factored for them. */
function positiveRows(
  kkt: KktSystem,
  right: Float64Array,
  active: Uint8Array,
  out: KktBlocks,
): Uint8Array | undefined {
  let positive = active;
  const along = new Float64Array(active.length);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!factorFor(kkt, positive)) return undefined;
    solveOn(kkt, right, out);
    along.fill(0);
    addC(kkt.problem, 1, out.z, along);
    const largest = Math.max(maxAbs(out.lambda), maxAbs(out.nu));
    const next = positive.map((isPositive, i) =>
      active[i] && (isPositive ? out.lambda[i] > 0 : along[i] > 1e-9 * largest) ? 1 : 0,
    );
    if (next.every((value, i) => value === positive[i])) return positive;
    positive = next;
  }
  return undefined;
}

/** Multipliers weigh 1 each on the rows given; the others have none. */
function factorFor(kkt: KktSystem, rows: Uint8Array): boolean {
  kkt.rho = RHO;
  kkt.delta = 1;
  for (let i = 0; i < rows.length; i++) kkt.v[i] = rows[i] ? 1 : 1e30;
  return kkt.factor();
}

/** The smallest multipliers with Aᵀnu + Cᵀlambda = right, on the rows that the factors are for. */
function solveOn(kkt: KktSystem, right: Float64Array, out: KktBlocks): void {
  const { problem } = kkt;
  const rest = newBlocks(problem);
  const step = newBlocks(problem);
  for (const block of [out.z, out.nu, out.lambda]) block.fill(0);
  rest.z.set(right);
  for (let k = 0; k < PROXIMAL_STEPS; k++) {
    kkt.solve(rest, step, 1e-14);
    for (let i = 0; i < out.z.length; i++) out.z[i] += step.z[i];
    for (let i = 0; i < out.nu.length; i++) out.nu[i] += step.nu[i];
    for (let i = 0; i < out.lambda.length; i++) out.lambda[i] += step.lambda[i];
    rest.z.set(right);
    addATransposed(problem, -1, out.nu, rest.z);
    addCTransposed(problem, -1, out.lambda, rest.z);
    if (maxAbs(rest.z) <= 1e-15 * maxAbs(right)) return;
  }
}

function addNonnegative(vectors: UserVectors, step: UserVectors): void {
  for (let i = 0; i < step.nu.length; i++) vectors.nu[i] += step.nu[i];
  for (const name of ["lambda", "lambdaLower", "lambdaUpper"] as const) {
    const target = vectors[name];
    for (let i = 0; i < target.length; i++) target[i] = Math.max(0, target[i] + step[name][i]);
  }
}
