/**
 * Sparse matrices: by rows, and K = L D Lᵀ for a symmetric quasidefinite one. What the factors L look like depends on the
 * order of elimination alone, so that order and pattern are found once and numbers are factored as often as they change.
 *
 * Sources: Tinney & Walker 1967 and George & Liu, The evolution of the minimum degree ordering algorithm, 1989, for the
 * order; Vanderbei 1995, Symmetric quasidefinite matrices, for why any order will do.
 */
import type { Pattern } from "./pattern.js";

/** A matrix by its entries, row after row. */
export interface SparseRows extends Pattern {
  readonly value: Float64Array;
}

/** The nonzero entries of a dense row-major matrix `[rows, columns]`. */
export function sparseRows(M: Float64Array, rows: number, columns: number): SparseRows {
  const start = new Int32Array(rows + 1);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    for (let j = 0; j < columns; j++) if (M[row + j] !== 0) count++;
    start[i + 1] = count;
  }
  const index = new Int32Array(count);
  const value = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    for (let j = 0; j < columns; j++) {
      if (M[row + j] === 0) continue;
      index[at] = j;
      value[at++] = M[row + j];
    }
  }
  return { rows, columns, start, index, value };
}

/** A diagonal matrix, zeros included. */
export function sparseDiagonal(diagonal: Float64Array): SparseRows {
  const size = diagonal.length;
  const start = Int32Array.from({ length: size + 1 }, (_, i) => i);
  return { rows: size, columns: size, start, index: start.slice(0, size), value: diagonal };
}

/** out += scale · M x. */
export function addSparseProduct(out: Float64Array, scale: number, M: SparseRows, x: Float64Array): void {
  const { rows, start, index, value } = M;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += value[k] * x[index[k]];
    out[i] += scale * sum;
  }
}

/** out += scale · Mᵀ y. */
export function addSparseTransposedProduct(
  out: Float64Array,
  scale: number,
  M: SparseRows,
  y: Float64Array,
): void {
  const { rows, start, index, value } = M;
  for (let i = 0; i < rows; i++) {
    const factor = scale * y[i];
    if (factor === 0) continue;
    for (let k = start[i]; k < start[i + 1]; k++) out[index[k]] += factor * value[k];
  }
}

/**
 * The pattern of the factor L of a sparse symmetric matrix, for an order of elimination that keeps it sparse.
 * Columns are numbered in that order.
 */
export interface Elimination {
  readonly size: number;
  /** The unknown that is eliminated at each place. */
  readonly order: Int32Array;
  /** The place of each unknown. */
  readonly place: Int32Array;
  /** Rows below the diagonal of column j: `rows[columnStart[j]]` … `rows[columnStart[j + 1] − 1]`, ascending. */
  readonly columnStart: Int32Array;
  readonly rows: Int32Array;
  /** Multiplications of one factorisation. */
  readonly flops: number;
}

/**
 * Minimum degree ordering: eliminates the unknown with the fewest neighbours, joins these to each other, and
 * repeats. Neighbours are bits of a row, so that a union takes one instruction per 32 unknowns.
 *
 * @param blocks of the symmetric matrix, on and below its diagonal, and the row in which each begins.
 * @returns undefined as soon as a factorisation would take more than `flopLimit` multiplications.
 */
function minimumDegree(
  size: number,
  blocks: readonly (readonly [SparseRows, number])[],
  flopLimit: number,
): Elimination | undefined {
  const words = (size + 31) >> 5;
  const adjacent = new Uint32Array(size * words);
  const set = (i: number, j: number): void => {
    adjacent[i * words + (j >> 5)] |= 1 << (j & 31);
  };
  for (const [{ rows, start, index }, first] of blocks) {
    for (let i = 0; i < rows; i++) {
      for (let k = start[i]; k < start[i + 1]; k++) {
        if (first + i === index[k]) continue;
        set(first + i, index[k]);
        set(index[k], first + i);
      }
    }
  }
  const degree = new Int32Array(size);
  for (let i = 0; i < size; i++) degree[i] = countBits(adjacent, i * words, words);

  const order = new Int32Array(size);
  const place = new Int32Array(size).fill(-1);
  const patterns: Int32Array[] = [];
  let flops = 0;
  for (let step = 0; step < size; step++) {
    const pivot = leastOf(degree, place);
    order[step] = pivot;
    place[pivot] = step;
    const pattern = bitsOf(adjacent, pivot * words, words, degree[pivot]);
    patterns.push(pattern);
    flops += 1 + pattern.length * (pattern.length + 3);
    if (flops > flopLimit) return undefined;
    const full = pattern.length === size - step - 1;
    for (const neighbour of pattern) {
      const row = neighbour * words;
      if (full) {
        // All that are left are neighbours of each other already.
        degree[neighbour]--;
      } else {
        for (let w = 0; w < words; w++) adjacent[row + w] |= adjacent[pivot * words + w];
        adjacent[row + (neighbour >> 5)] &= ~(1 << (neighbour & 31));
      }
      adjacent[row + (pivot >> 5)] &= ~(1 << (pivot & 31));
      if (!full) degree[neighbour] = countBits(adjacent, row, words);
    }
  }
  return inPlaces(size, order, place, patterns, flops / 2);
}

function leastOf(degree: Int32Array, place: Int32Array): number {
  let best = -1;
  for (let i = 0; i < degree.length; i++) {
    if (place[i] < 0 && (best < 0 || degree[i] < degree[best])) best = i;
  }
  return best;
}

function countBits(words: Uint32Array, start: number, length: number): number {
  let count = 0;
  for (let w = start; w < start + length; w++) {
    let x = words[w];
    if (x === 0) continue;
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    count += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

function bitsOf(words: Uint32Array, start: number, length: number, count: number): Int32Array {
  const bits = new Int32Array(count);
  let found = 0;
  for (let w = 0; w < length; w++) {
    for (let x = words[start + w]; x !== 0; x &= x - 1) {
      bits[found++] = 32 * w + 31 - Math.clz32(x & -x);
    }
  }
  return bits;
}

function inPlaces(
  size: number,
  order: Int32Array,
  place: Int32Array,
  patterns: readonly Int32Array[],
  flops: number,
): Elimination {
  const columnStart = new Int32Array(size + 1);
  patterns.forEach((pattern, j) => (columnStart[j + 1] = columnStart[j] + pattern.length));
  const rows = new Int32Array(columnStart[size]);
  patterns.forEach((pattern, j) => {
    rows.set(pattern.map((unknown) => place[unknown]).sort(), columnStart[j]);
  });
  return { size, order, place, columnStart, rows, flops };
}

/** Nonzeros of the equilibrated matrices, and the order in which their KKT matrix stays sparse. */
export interface SparseMatrices {
  readonly Q: SparseRows;
  readonly A: SparseRows;
  readonly G: SparseRows;
  readonly elimination: Elimination;
}

/**
 * The order for the KKT matrix in the unknowns z, nu and the multipliers of G; undefined where its factorisation
 * would take more than `flopLimit` multiplications.
 */
export function sparseMatrices(
  Q: SparseRows,
  A: SparseRows,
  G: SparseRows,
  flopLimit: number,
): SparseMatrices | undefined {
  const n = A.columns;
  const blocks = [
    [Q, 0],
    [A, n],
    [G, n + A.rows],
  ] as const;
  const elimination = minimumDegree(n + A.rows + G.rows, blocks, flopLimit);
  return elimination && { Q, A, G, elimination };
}

const SMALL_PIVOT = 1e-8;

/**
 * K = L D Lᵀ for a sparse symmetric matrix and a fixed order, with L unit lower triangular. Quasidefinite matrices
 * have such factors in every order.
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
