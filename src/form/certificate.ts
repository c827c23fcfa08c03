/**
 * Whether a direction proves, in the user's own numbers and whatever their units, that a problem has no solution.
 *
 * A contradiction is nu, lambda ≥ 0 with Aᵀnu + Gᵀlambda = lambdaLower − lambdaUpper and a positive gain
 * −bᵀnu − hᵀlambda + lowerᵀlambdaLower − upperᵀlambdaUpper: for every z that meets the constraints the gain is at
 * most 0. The multipliers of bounds are not taken from the solver: they are whatever Aᵀnu + Gᵀlambda leaves, so that
 * a remainder over a bounded variable costs its worth of gain, and is no error. Over a variable without that bound
 * nothing may be left but rounding.
 *
 * A descent is z with Qz = 0, Az = 0, Gz ≤ 0 to rounding, within the cone of the bounds, and pᵀz < 0.
 *
 * Rounding is PROOF_ULPS units in the last place of the sum of the terms' sizes; in Qz, where Q_ij is itself rounded,
 * its size is √(Q_ii Q_jj). A gain has to exceed `tolerance` of the sum of its terms: what is
 * infeasible by less than the tolerance may be solved within it.
 */
import type { Matrix } from "../matrix/operator.js";
import { columnAt, firstOf, lastOf, shiftOf } from "../matrix/operator.js";
import { ExactSums } from "../matrix/sums.js";
import { costMatrix, rowMatrix } from "../problem/matrices.js";
import type { Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";
import type { Certificate } from "../problem/fields.js";
import { diagonalOf, newUserVectors } from "./standard.js";

/** Units in the last place of the sum of terms that a certificate may leave where it should leave 0. */
const PROOF_ULPS = 64;
const ROUNDING = PROOF_ULPS * Number.EPSILON;

/** What a direction leaves where a proof leaves 0, and whether it proves all the same. */
export interface Trial {
  /** Set where the direction is a proof. */
  readonly certificate: Certificate | undefined;
  /** Aᵀnu + Gᵀlambda over variables that no bound makes up for; 0 over the others. */
  readonly remainder: Float64Array;
}

/** Multipliers of rows; those of bounds follow from them. */
interface RowMultipliers {
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
}

export function tryContradiction(
  problem: Problem,
  element: number,
  direction: RowMultipliers,
  tolerance: number,
): Trial {
  const n = problem.variables;
  const nu = direction.nu.slice();
  const h = problem.h && elementOf(problem.h, element);
  const lambda = direction.lambda.map((value, i) => (value > 0 && h![i] < Infinity ? value : 0));
  const sums = new ExactSums(new Float64Array(n));
  const sizes = new Float64Array(n);
  for (const [name, weights] of [
    ["A", nu],
    ["G", lambda],
  ] as const) {
    const M = rowMatrix(problem, name, element);
    if (!M) continue;
    sums.addTransposedTimes(M, weights);
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] === 0) continue;
      const last = lastOf(M, i);
      const shift = shiftOf(M, i);
      for (let k = firstOf(M, i); k < last; k++) {
        sizes[columnAt(M, k, shift)] += Math.abs(M.value[k] * weights[i]);
      }
    }
  }
  const left = sums.values();
  const remainder = new Float64Array(n);
  const lambdaLower = new Float64Array(n);
  const lambdaUpper = new Float64Array(n);
  let proven = true;
  const gain = new Gain();
  for (let j = 0; j < n; j++) {
    const bound =
      left[j] > 0
        ? boundAt(problem.lower, element, j, -Infinity)
        : boundAt(problem.upper, element, j, Infinity);
    if (Math.abs(bound) < Infinity) {
      if (left[j] > 0) lambdaLower[j] = left[j];
      else lambdaUpper[j] = -left[j];
      gain.add(-left[j], bound);
    } else {
      remainder[j] = left[j];
      if (!(Math.abs(left[j]) <= ROUNDING * sizes[j])) proven = false;
    }
  }
  if (problem.b) gain.addAll(elementOf(problem.b, element), nu);
  if (h) gain.addAll(h, lambda);
  const value = gain.value;
  if (!proven || !gain.exceeds(tolerance)) return { certificate: undefined, remainder };
  for (const vector of [nu, lambda, lambdaLower, lambdaUpper]) {
    for (let i = 0; i < vector.length; i++) vector[i] /= value;
  }
  return { certificate: { kind: "primalInfeasible", nu, lambda, lambdaLower, lambdaUpper }, remainder };
}

/** @returns a certificate if z is one, after what leaves the cone of the bounds is taken out of it. */
export function tryDescent(
  problem: Problem,
  element: number,
  direction: Float64Array,
  tolerance: number,
): Certificate | undefined {
  const z = direction.map((value, j) => {
    const blocked =
      value < 0
        ? boundAt(problem.lower, element, j, -Infinity) > -Infinity
        : boundAt(problem.upper, element, j, Infinity) < Infinity;
    return blocked ? 0 : value;
  });
  const descent = new Gain();
  descent.addAll(elementOf(problem.p, element), z);
  if (!descent.exceeds(tolerance)) return undefined;
  const Q = costMatrix(problem, element);
  if (Q && !leavesNothing(Q, z, roundingOfCost(Q, diagonalOf(problem, element), z))) return undefined;
  for (const name of ["A", "G"] as const) {
    const M = rowMatrix(problem, name, element);
    const h = name === "G" && problem.h ? elementOf(problem.h, element) : undefined;
    if (M && !leavesNothing(M, z, (i) => termSizes(M, i, z), h)) return undefined;
  }
  const scale = descent.value;
  return { kind: "dualInfeasible", z: z.map((value) => value / scale) };
}

/** Whether M z is 0 to rounding, where `sizeOf` has the sum of the terms' sizes; with sides, whether it is at most 0. */
function leavesNothing(
  M: Matrix,
  z: Float64Array,
  sizeOf: (row: number) => number,
  sides?: Float64Array,
): boolean {
  if (M.kind === "diagonal") return M.value.every((value, j) => value * z[j] === 0);
  const sums = new ExactSums(new Float64Array(M.rows));
  sums.addTimes(M, z);
  for (const [i, value] of sums.values().entries()) {
    if (sides && (value <= 0 || sides[i] === Infinity)) continue;
    if (!(Math.abs(value) <= ROUNDING * sizeOf(i))) return false;
  }
  return true;
}

function termSizes(M: Matrix, row: number, z: Float64Array): number {
  let size = 0;
  const last = lastOf(M, row);
  const shift = shiftOf(M, row);
  for (let k = firstOf(M, row); k < last; k++) size += Math.abs(M.value[k] * z[columnAt(M, k, shift)]);
  return size;
}

/**
 * The sums of max(|Q_ij|, √(Q_ii Q_jj)) |z_j|. The root is the most that Q_ij can be: what Q_ij has of rounding, as an
 * entry of a product L Lᵀ, is relative to this, and in units of the variables it is what Q_ij is.
 */
function roundingOfCost(
  Q: Matrix,
  diagonal: (j: number) => number,
  z: Float64Array,
): (row: number) => number {
  if (Q.kind !== "sparse") {
    return (i) => {
      let size = 0;
      for (let j = 0; j < Q.columns; j++) {
        const root = Math.sqrt(Math.abs(diagonal(i) * diagonal(j)));
        size += Math.abs(Math.max(Math.abs(Q.value[i * Q.columns + j]), root) * z[j]);
      }
      return size;
    };
  }
  // Entries that are not stored have the root alone: one sum for all rows, and what stored ones exceed it by.
  let all = 0;
  for (let j = 0; j < z.length; j++) all += Math.sqrt(Math.abs(diagonal(j))) * Math.abs(z[j]);
  return (i) => {
    const own = Math.sqrt(Math.abs(diagonal(i)));
    let size = own * all;
    for (let k = Q.start[i]; k < Q.start[i + 1]; k++) {
      const j = Q.index[k];
      const excess = Math.abs(Q.value[k]) - own * Math.sqrt(Math.abs(diagonal(j)));
      if (excess > 0) size += excess * Math.abs(z[j]);
    }
    return size;
  };
}

/** Minus a sum of products, and the sum of their sizes. */
class Gain {
  readonly #sum = new ExactSums(new Float64Array(1));
  #size = 0;

  add(x: number, y: number): void {
    if (x === 0) return;
    this.#sum.add(0, -x, y);
    this.#size += Math.abs(x * y);
  }

  addAll(x: Float64Array, y: Float64Array): void {
    for (let i = 0; i < x.length; i++) if (y[i] !== 0) this.add(y[i], x[i]);
  }

  get value(): number {
    return this.#sum.values()[0];
  }

  exceeds(tolerance: number): boolean {
    return this.value > Math.max(tolerance, ROUNDING) * this.#size;
  }
}

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
