import { ExactSums } from "./exact-sums.js";
import { LuFactors } from "./lu.js";

const MAX_REFINEMENTS = 12;
/** A correction this small, relative to every number that it corrects, is none. */
const SETTLED = 4 * Number.EPSILON;
/** Numbers below this, relative to the largest, need no digits of their own. */
const NOTHING = 2 ** -100;

/**
 * A symmetric matrix K, and a border B that makes [K B; Bᵀ 0] regular where K is not: x of
 *
 *     K x + B t = r,   Bᵀ x = 0
 *
 * is a symmetric map of r, whatever B, because it is a block of the inverse of a symmetric matrix. Without a border it
 * is K⁻¹; where B spans the null space of K, it is the pseudo-inverse.
 *
 * Residuals are summed in twice the working precision and the solution is refined until its last digits stand, so that
 * the map is symmetric to rounding however badly K is conditioned.
 */
export class BorderedSystem {
  readonly #size: number;
  readonly #M: Float64Array;
  readonly #factors: LuFactors;
  readonly #whole: number;

  /**
   * @param K `[size, size]`, of which the lower triangle is read.
   * @param border columns of `size` numbers.
   */
  constructor(K: Float64Array, size: number, border: readonly Float64Array[]) {
    const whole = size + border.length;
    const M = new Float64Array(whole * whole);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) M[i * whole + j] = M[j * whole + i] = K[i * size + j];
    }
    border.forEach((column, k) => {
      for (let i = 0; i < size; i++) M[i * whole + size + k] = M[(size + k) * whole + i] = column[i];
    });
    this.#size = size;
    this.#whole = whole;
    this.#M = M;
    this.#factors = new LuFactors(M.slice(), whole);
  }

  /** How many numbers this holds. */
  get numbers(): number {
    return 2 * this.#M.length;
  }

  /** Whether a right-hand side that reaches into all directions is solved to the last digit. */
  isRegular(): boolean {
    const probe = Float64Array.from({ length: this.#size }, (_, i) => Math.cos(i * i));
    return this.#refined(probe).settled;
  }

  solve(right: Float64Array): Float64Array {
    return this.#refined(right).x;
  }

  #refined(right: Float64Array): { x: Float64Array; settled: boolean } {
    const start = new Float64Array(this.#whole);
    start.set(right);
    let x = this.#factors.solve(start);
    let previous = Infinity;
    for (let step = 0; step < MAX_REFINEMENTS; step++) {
      const sums = new ExactSums(start);
      sums.addProduct(
        this.#M,
        this.#whole,
        this.#whole,
        x.map((value) => -value),
      );
      const correction = this.#factors.solve(sums.values());
      const change = largestOf(correction);
      // The largest number has its last digit before small ones have their first: until then all go on.
      if (!(change < previous || change <= SETTLED * largestOf(x))) break;
      x = x.map((value, i) => value + correction[i]);
      if (settled(correction, x)) return { x: x.subarray(0, this.#size), settled: true };
      previous = change;
    }
    return { x: x.subarray(0, this.#size), settled: false };
  }
}

function settled(correction: Float64Array, x: Float64Array): boolean {
  const nothing = NOTHING * largestOf(x);
  return correction.every((value, i) => Math.abs(value) <= Math.max(SETTLED * Math.abs(x[i]), nothing));
}

/** NaN where there is one. */
function largestOf(values: Float64Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
