import type { Elimination } from "./minimum-degree.js";

const SMALL_PIVOT = 1e-8;

/**
 * K = L D Lᵀ for a sparse symmetric matrix and a fixed order, with L unit lower triangular. Quasidefinite matrices
 * have such factors in every order (Vanderbei 1995).
 */
export class SparseLdl {
  readonly #elimination: Elimination;
  /** Below the diagonal, by columns, at the places of the elimination's rows. */
  readonly #L: Float64Array;
  readonly #D: Float64Array;
  /** The columns k < j with an entry in row j, for each j. */
  readonly #rowStart: Int32Array;
  readonly #rowColumns: Int32Array;
  readonly #work: Float64Array;
  readonly #next: Int32Array;

  constructor(elimination: Elimination) {
    const { size, columnStart, rows } = elimination;
    this.#elimination = elimination;
    this.#L = new Float64Array(rows.length);
    this.#D = new Float64Array(size);
    this.#work = new Float64Array(size);
    this.#next = new Int32Array(size);
    this.#rowStart = new Int32Array(size + 1);
    for (const row of rows) this.#rowStart[row + 1]++;
    for (let j = 0; j < size; j++) this.#rowStart[j + 1] += this.#rowStart[j];
    this.#rowColumns = new Int32Array(rows.length);
    const filled = this.#rowStart.slice();
    for (let k = 0; k < size; k++) {
      for (let t = columnStart[k]; t < columnStart[k + 1]; t++) this.#rowColumns[filled[rows[t]]++] = k;
    }
  }

  get numbers(): number {
    return 2 * this.#L.length + 4 * this.#D.length;
  }

  /**
   * Factors K, left-looking: column j of L is what column j of K has left after the columns before it.
   *
   * @param diagonal of K, by place.
   * @param lower entries of K below the diagonal, stored like L (0 where only L has an entry).
   * @param signs of the pivots, by place. A pivot of another sign is 0 to rounding, and gets a small one of the
   *   right sign: refinement repairs the few directions that this spoils.
   * @returns false where a pivot is not finite.
   */
  factor(diagonal: Float64Array, lower: Float64Array, signs: Int8Array): boolean {
    const { size, columnStart, rows } = this.#elimination;
    const L = this.#L;
    const D = this.#D;
    const work = this.#work;
    const next = this.#next;
    next.set(columnStart.subarray(0, size));
    for (let j = 0; j < size; j++) {
      const first = columnStart[j];
      const end = columnStart[j + 1];
      for (let t = first; t < end; t++) work[rows[t]] = lower[t];
      let pivot = diagonal[j];
      for (let r = this.#rowStart[j]; r < this.#rowStart[j + 1]; r++) {
        const k = this.#rowColumns[r];
        const at = next[k]++;
        const factor = L[at] * D[k];
        pivot -= L[at] * factor;
        for (let t = at + 1; t < columnStart[k + 1]; t++) work[rows[t]] -= L[t] * factor;
      }
      if (!Number.isFinite(pivot)) return false;
      if (pivot * signs[j] <= 0) pivot = signs[j] * SMALL_PIVOT;
      D[j] = pivot;
      for (let t = first; t < end; t++) L[t] = work[rows[t]] / pivot;
    }
    return true;
  }

  /** x ← K⁻¹ x, by place. */
  solve(x: Float64Array): void {
    const { size, columnStart, rows } = this.#elimination;
    const L = this.#L;
    for (let j = 0; j < size; j++) {
      const value = x[j];
      if (value === 0) continue;
      for (let t = columnStart[j]; t < columnStart[j + 1]; t++) x[rows[t]] -= L[t] * value;
    }
    for (let j = size - 1; j >= 0; j--) {
      let value = x[j] / this.#D[j];
      for (let t = columnStart[j]; t < columnStart[j + 1]; t++) value -= L[t] * x[rows[t]];
      x[j] = value;
    }
  }
}
