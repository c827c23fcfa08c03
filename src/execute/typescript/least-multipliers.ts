import type { Problem } from "../../problem/problem.js";
import type { Element } from "./element.js";
import { userResiduals } from "../../form/residuals.js";
import type { UserVectors } from "../../form/standard.js";
import { newUserVectors } from "../../form/standard.js";
import { addTransposedProduct, maxAbs } from "../../matrix/dense.js";
import { addC } from "../../form/interior-problem.js";
import type { KktBlocks, KktSystem } from "./kkt.js";
import { newBlocks } from "./kkt.js";
import { completeFixed, expand } from "./outputs.js";
import { factorRows, rowSystem, solveOnRows } from "./row-system.js";

/** Changes of the set of positive multipliers before giving up. */
const MAX_ROUNDS = 25;
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
  const kkt = rowSystem(element.interior);
  const out = newBlocks(element.interior);
  let positive: Uint8Array | undefined;
  const step = newUserVectors(problem);
  for (let round = 0; round <= REFINEMENTS; round++) {
    const { dual } = userResiduals(problem, index, vectors, true);
    const right = equilibratedDual(element, dual);
    positive ??= positiveRows(kkt, reducedDual(element, right), active, out);
    if (positive === undefined) return false;
    solveOnRows(kkt, reducedDual(element, right), out);
    for (let i = 0; i < active.length; i++) if (!positive[i]) out.lambda[i] = 0;
    out.z.fill(0);
    expand(element, out, { z: new Float64Array(right.length), right }, step);
    addNonnegative(vectors, step);
    completeFixed(problem, index, element, vectors);
  }
  return true;
}

/** The right-hand side −residual of stationarity for the free variables, equilibrated. */
function equilibratedDual({ matrices, units, costScale }: Element, dual: Float64Array): Float64Array {
  return Float64Array.from(matrices.free, (variable, i) => -costScale * units.z[i] * dual[variable]);
}

export function reducedDual({ matrices }: Element, right: Float64Array): Float64Array {
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
    if (!factorRows(kkt, positive)) return undefined;
    solveOnRows(kkt, right, out);
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

function addNonnegative(vectors: UserVectors, step: UserVectors): void {
  for (let i = 0; i < step.nu.length; i++) vectors.nu[i] += step.nu[i];
  for (const name of ["lambda", "lambdaLower", "lambdaUpper"] as const) {
    const target = vectors[name];
    for (let i = 0; i < target.length; i++) target[i] = Math.max(0, target[i] + step[name][i]);
  }
}
