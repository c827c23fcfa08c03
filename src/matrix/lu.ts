/** Where a pivot vanishes, this share of the largest entry keeps the solve finite; refinement judges what comes of it. */
const SMALLEST_PIVOT = 2 ** -60;

/** P M = L U of a square matrix, with partial pivoting. Source: Golub & Van Loan, Matrix Computations, §3.4. */
export class LuFactors {
  readonly #M: Float64Array;
  readonly #size: number;
  /** Which row of M stands at each place. */
  readonly #rows: Int32Array;

  /** Factors M `[size, size]` in place. */
  constructor(M: Float64Array, size: number) {
    this.#M = M;
    this.#size = size;
    this.#rows = Int32Array.from({ length: size }, (_, i) => i);
    let largest = 0;
    for (const value of M) largest = Math.max(largest, Math.abs(value));
    for (let k = 0; k < size; k++) {
      this.#exchange(k, this.#pivotRow(k));
      const pivot = M[k * size + k];
      if (!(Math.abs(pivot) > SMALLEST_PIVOT * largest)) M[k * size + k] = SMALLEST_PIVOT * (largest || 1);
      for (let i = k + 1; i < size; i++) {
        if (M[i * size + k] === 0) continue;
        const factor = (M[i * size + k] /= M[k * size + k]);
        const [to, from] = [i * size, k * size];
        for (let j = k + 1; j < size; j++) M[to + j] -= factor * M[from + j];
      }
    }
  }

  /** M⁻¹ right. */
  solve(right: Float64Array): Float64Array {
    const M = this.#M;
    const size = this.#size;
    const x = Float64Array.from(this.#rows, (row) => right[row]);
    for (let i = 0; i < size; i++) {
      let sum = x[i];
      for (let j = 0; j < i; j++) sum -= M[i * size + j] * x[j];
      x[i] = sum;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = x[i];
      for (let j = i + 1; j < size; j++) sum -= M[i * size + j] * x[j];
      x[i] = sum / M[i * size + i];
    }
    return x;
  }

  #pivotRow(k: number): number {
    const M = this.#M;
    const size = this.#size;
    let best = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(M[i * size + k]) > Math.abs(M[best * size + k])) best = i;
    return best;
  }

  #exchange(a: number, b: number): void {
    if (a === b) return;
    const M = this.#M;
    const size = this.#size;
    const row = M.slice(a * size, (a + 1) * size);
    M.copyWithin(a * size, b * size, (b + 1) * size);
    M.set(row, b * size);
    [this.#rows[a], this.#rows[b]] = [this.#rows[b], this.#rows[a]];
  }
}
