/** Where rounding spoils a pivot, this keeps the solve finite; refinement judges what comes of it. */
const SMALLEST_PIVOT = 1e-60;

/**
 * Solves with symmetric quasi-definite matrices [H Eᵀ; E −D], H and D positive definite, by L S Lᵀ with S a
 * diagonal of signs: such matrices have this factorisation whatever the order of their rows.
 *
 * Source: Vanderbei 1995, Symmetric quasidefinite matrices.
 */
export class QuasidefiniteFactors {
  readonly #L: Float64Array;
  readonly #size: number;
  readonly #positive: number;

  /**
   * Factors M in place.
   *
   * @param M `[size, size]`, of which the lower triangle is read and overwritten.
   * @param positive the rows of H come first; so many.
   */
  constructor(M: Float64Array, size: number, positive: number) {
    this.#L = M;
    this.#size = size;
    this.#positive = positive;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        const value = (M[i * size + j] - this.#signedDot(i, j, j)) / M[j * size + j];
        M[i * size + j] = j < positive ? value : -value;
      }
      const pivot = M[i * size + i] - this.#signedDot(i, i, i);
      M[i * size + i] = Math.sqrt(Math.max(i < positive ? pivot : -pivot, SMALLEST_PIVOT));
    }
  }

  /** Σ_k L[i,k] S[k] L[j,k] over k < length. */
  #signedDot(i: number, j: number, length: number): number {
    const L = this.#L;
    const a = i * this.#size;
    const b = j * this.#size;
    const middle = Math.min(length, this.#positive);
    let sum = 0;
    for (let k = 0; k < middle; k++) sum += L[a + k] * L[b + k];
    for (let k = middle; k < length; k++) sum -= L[a + k] * L[b + k];
    return sum;
  }

  /** x ← M⁻¹ x. */
  solve(x: Float64Array): void {
    const L = this.#L;
    const size = this.#size;
    for (let i = 0; i < size; i++) {
      let sum = x[i];
      for (let k = 0; k < i; k++) sum -= L[i * size + k] * x[k];
      x[i] = sum / L[i * size + i];
    }
    for (let i = this.#positive; i < size; i++) x[i] = -x[i];
    for (let i = size - 1; i >= 0; i--) {
      const value = x[i] / L[i * size + i];
      x[i] = value;
      for (let k = 0; k < i; k++) x[k] -= value * L[i * size + k];
    }
  }
}
