/**
 * The pseudo-inverse M⁺ of a symmetric matrix, by a complete orthogonal decomposition: M P = U [R; 0] with column
 * pivoting, then Rᵀ = V [T; 0], so that M⁺ = P V [T⁻ᵀ; 0] Uᵀ. M⁺ r is the shortest of the x with the smallest
 * ‖Mx − r‖. It is kept as a matrix, made symmetric to the last bit.
 *
 * Source: Golub & Van Loan, Matrix Computations, §5.5.
 */
export class PseudoInverse {
  readonly rank: number;
  readonly #M: Float64Array;
  readonly #size: number;
  readonly #left: Reflections;
  readonly #right: Reflections;
  readonly #inverse: Float64Array;

  /**
   * @param M `[size, size]`, kept.
   * @param tolerance columns smaller than this, relative to the largest, count as dependent on those before.
   */
  constructor(M: Float64Array, size: number, tolerance = 1e-11) {
    this.#M = M;
    this.#size = size;
    this.#left = new Reflections(transposed(M, size, size), size, size, tolerance);
    const { rank, columns } = this.#left;
    this.rank = rank;
    // Row k of R, back in the order of M's columns, is a column of Rᵀ.
    const rows = new Float64Array(rank * size);
    for (let column = 0; column < size; column++) {
      const place = columns[column];
      for (let k = 0; k <= Math.min(column, rank - 1); k++) {
        rows[k * size + place] = this.#left.work[column * size + k];
      }
    }
    this.#right = new Reflections(rows, rank, size, undefined);
    this.#inverse = new Float64Array(size * size);
    const unit = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      unit[i] = 1;
      this.#applyRefined(unit, this.#inverse.subarray(i * size, i * size + size));
      unit[i] = 0;
    }
    symmetrise(this.#inverse, size);
  }

  /** out ← M⁺ r. */
  apply(r: Float64Array, out: Float64Array): void {
    const size = this.#size;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += this.#inverse[i * size + j] * r[j];
      out[i] = sum;
    }
  }

  #applyRefined(r: Float64Array, out: Float64Array): void {
    this.#applyOnce(r, out);
    // One step of refinement; what is left of r then is orthogonal to the range of M.
    const rest = r.slice();
    const size = this.#size;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += this.#M[i * size + j] * out[j];
      rest[i] -= sum;
    }
    const correction = new Float64Array(size);
    this.#applyOnce(rest, correction);
    for (let i = 0; i < size; i++) out[i] += correction[i];
  }

  #applyOnce(r: Float64Array, out: Float64Array): void {
    const { rank } = this;
    const y = r.slice();
    this.#left.applyTransposed(y, rank);
    const T = this.#right.work;
    const size = this.#size;
    // T is upper triangular: T[k, i] is entry k of the i-th reflected column.
    for (let i = 0; i < rank; i++) {
      let sum = y[i];
      for (let k = 0; k < i; k++) sum -= T[i * size + k] * y[k];
      y[i] = sum / T[i * size + i];
    }
    y.fill(0, rank);
    this.#right.apply(y, rank);
    out.set(y);
  }
}

/**
 * Householder's factorisation of a matrix given by its columns, each contiguous in `work`; with column pivoting
 * where there is a tolerance for the rank.
 */
class Reflections {
  readonly work: Float64Array;
  readonly rank: number;
  /** Which column of the matrix stands at each place. */
  readonly columns: Int32Array;
  readonly #length: number;
  readonly #heads: Float64Array;
  readonly #factors: Float64Array;

  constructor(work: Float64Array, count: number, length: number, tolerance: number | undefined) {
    this.work = work;
    this.#length = length;
    this.columns = Int32Array.from({ length: count }, (_, i) => i);
    const limit = Math.min(count, length);
    this.#heads = new Float64Array(limit);
    this.#factors = new Float64Array(limit);
    let rank = 0;
    let largest = 0;
    for (; rank < limit; rank++) {
      if (tolerance !== undefined) {
        const norm = this.#bringLargest(rank, count);
        if (rank === 0) largest = norm;
        if (!(norm > tolerance * largest)) break;
      }
      this.#reflect(rank, count);
    }
    this.rank = rank;
  }

  /** y ← Uᵀ y. */
  applyTransposed(y: Float64Array, count: number): void {
    for (let k = 0; k < count; k++) this.#reflectVector(k, y, 0);
  }

  /** y ← U y. */
  apply(y: Float64Array, count: number): void {
    for (let k = count - 1; k >= 0; k--) this.#reflectVector(k, y, 0);
  }

  #bringLargest(start: number, count: number): number {
    const { work } = this;
    const length = this.#length;
    let best = start;
    let largest = -1;
    for (let column = start; column < count; column++) {
      let square = 0;
      for (let i = column * length + start; i < (column + 1) * length; i++) square += work[i] * work[i];
      if (square > largest) [best, largest] = [column, square];
    }
    if (best !== start) {
      const moved = work.slice(best * length, (best + 1) * length);
      work.copyWithin(best * length, start * length, (start + 1) * length);
      work.set(moved, start * length);
      [this.columns[best], this.columns[start]] = [this.columns[start], this.columns[best]];
    }
    return Math.sqrt(largest);
  }

  /** Leaves R on and above the diagonal of column k, and the reflector below it and in `#heads`. */
  #reflect(k: number, count: number): void {
    const { work } = this;
    const length = this.#length;
    const at = k * length;
    let square = 0;
    for (let i = k; i < length; i++) square += work[at + i] * work[at + i];
    const head = work[at + k];
    const diagonal = head > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    this.#heads[k] = head - diagonal;
    this.#factors[k] = square === 0 ? 0 : -1 / (diagonal * this.#heads[k]);
    work[at + k] = diagonal;
    for (let column = k + 1; column < count; column++) this.#reflectVector(k, work, column * length);
  }

  #reflectVector(k: number, y: Float64Array, start: number): void {
    const { work } = this;
    const length = this.#length;
    const at = k * length;
    let sum = this.#heads[k] * y[start + k];
    for (let i = k + 1; i < length; i++) sum += work[at + i] * y[start + i];
    const scale = this.#factors[k] * sum;
    if (scale === 0) return;
    y[start + k] -= scale * this.#heads[k];
    for (let i = k + 1; i < length; i++) y[start + i] -= scale * work[at + i];
  }
}

function transposed(M: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = M[i * columns + j];
  return out;
}

/** Copies the lower triangle of M `[size, size]` to the upper one. */
export function mirror(M: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) M[j * size + i] = M[i * size + j];
}

/** M ← ½ (M + Mᵀ). */
export function symmetrise(M: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) M[j * size + i] = M[i * size + j] = 0.5 * (M[i * size + j] + M[j * size + i]);
  }
}
