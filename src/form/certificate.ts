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
import { ExactSums } from "../matrix/sums.js";
import type { Problem } from "../problem/problem.js";
import { boundAt, elementOf } from "../problem/problem.js";
import type { Certificate } from "../problem/fields.js";
import { newUserVectors } from "./standard.js";

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
    const operand = problem[name];
    if (!operand) continue;
    const M = elementOf(operand, element);
    sums.addTransposed(M, weights.length, n, weights);
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] !== 0) for (let j = 0; j < n; j++) sizes[j] += Math.abs(M[i * n + j] * weights[i]);
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
  const n = problem.variables;
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
  for (const [name, rows] of [
    ["Q", n],
    ["A", problem.equalities],
    ["G", problem.inequalities],
  ] as const) {
    const operand = problem[name];
    if (!operand) continue;
    const M = elementOf(operand, element);
    if (name === "Q" && problem.quadratic === "diagonal") {
      for (let j = 0; j < n; j++) if (M[j] * z[j] !== 0) return undefined;
      continue;
    }
    const sums = new ExactSums(new Float64Array(rows));
    sums.addProduct(M, rows, n, z);
    const h = name === "G" ? elementOf(problem.h!, element) : undefined;
    for (const [i, value] of sums.values().entries()) {
      if (h && (value <= 0 || h[i] === Infinity)) continue;
      let size = 0;
      for (let j = 0; j < n; j++)
        size += Math.abs((name === "Q" ? largestEntry(M, n, i, j) : M[i * n + j]) * z[j]);
      if (!(Math.abs(value) <= ROUNDING * size)) return undefined;
    }
  }
  const scale = descent.value;
  return { kind: "dualInfeasible", z: z.map((value) => value / scale) };
}

/**
 * √(Q_ii Q_jj), the most that Q_ij can be: what Q_ij has of rounding, as an entry of a product L Lᵀ, is relative to
 * this, and in units of the variables it is what Q_ij is.
 */
function largestEntry(Q: Float64Array, n: number, i: number, j: number): number {
  return Math.max(Math.abs(Q[i * n + j]), Math.sqrt(Math.abs(Q[i * n + i] * Q[j * n + j])));
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
