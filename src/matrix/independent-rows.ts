/**
 * Chooses linearly independent rows of a matrix, and splits space into their span and what is orthogonal to it, by
 * Householder reflections with pivoting. Source: Golub & Van Loan, Matrix Computations, §5.4.
 */
import { dot } from "./dense.js";

/** A row of which less than this share is orthogonal to the rows chosen before depends on them. */
const DEPENDENT = 1e-10;

export interface IndependentRows {
  /** The chosen rows, and the others. */
  readonly chosen: readonly number[];
  readonly dependent: readonly number[];
  /** The pseudo-inverse of the chosen rows N, transposed: `[chosen, n]`, with N pinvᵀ = I. */
  readonly inverse: Float64Array;
  /** An orthonormal basis of the z with N z = 0, `[n − chosen, n]`. */
  readonly kernel: Float64Array;
}

/**
 * @param rows `[count, n]`.
 * @param ranks of every row: rows of a lower rank are taken before those of a higher one.
 */
export function independentRows(rows: Float64Array, n: number, ranks: readonly number[]): IndependentRows {
  const work = rows.slice();
  const norms = ranks.map((_, i) => Math.sqrt(dot(rows, i * n, rows, i * n, n)));
  const reflections = new Reflections(n);
  const waiting = new Set(ranks.map((_, i) => i).filter((i) => norms[i] > 0));
  const chosen: number[] = [];
  for (const rank of [...new Set(ranks)].sort((a, b) => a - b)) {
    while (chosen.length < n) {
      const next = mostIndependent(work, n, norms, ranks, rank, waiting, chosen.length);
      if (next === undefined) break;
      waiting.delete(next);
      reflections.add(work, next * n);
      for (const row of waiting) reflections.applyLast(work, row * n);
      chosen.push(next);
    }
  }
  const taken = new Set(chosen);
  return {
    chosen,
    dependent: ranks.map((_, i) => i).filter((i) => !taken.has(i)),
    ...splitSpace(work, n, chosen, reflections),
  };
}

/** The row of this rank with the largest share beyond the first `done` coordinates, unless that is rounding. */
function mostIndependent(
  work: Float64Array,
  n: number,
  norms: readonly number[],
  ranks: readonly number[],
  rank: number,
  waiting: ReadonlySet<number>,
  done: number,
): number | undefined {
  let best: number | undefined;
  let largest = DEPENDENT;
  for (const row of waiting) {
    if (ranks[row] !== rank) continue;
    const start = row * n + done;
    const share = Math.sqrt(dot(work, start, work, start, n - done)) / norms[row];
    // Rows that are copies of each other differ by rounding: the first of them is taken.
    if (share > largest * (1 + 1e-9)) [best, largest] = [row, share];
  }
  return best;
}

/** The reflections H₁, H₂, … that turn the chosen rows into a lower triangle one after the other. */
class Reflections {
  readonly vectors: Float64Array[] = [];
  readonly #n: number;

  constructor(n: number) {
    this.#n = n;
  }

  /** Makes the next one from the row at `start`, and leaves that row triangular. */
  add(work: Float64Array, start: number): void {
    const n = this.#n;
    const k = this.vectors.length;
    const v = new Float64Array(n);
    v.set(work.subarray(start + k, start + n), k);
    const norm = Math.sqrt(dot(v, k, v, k, n - k));
    const diagonal = v[k] > 0 ? -norm : norm;
    v[k] -= diagonal;
    const length = Math.sqrt(dot(v, k, v, k, n - k));
    for (let i = k; i < n; i++) v[i] /= length;
    work[start + k] = diagonal;
    work.fill(0, start + k + 1, start + n);
    this.vectors.push(v);
  }

  applyLast(work: Float64Array, start: number): void {
    this.apply(this.vectors.length - 1, work, start);
  }

  apply(which: number, work: Float64Array, start: number): void {
    const n = this.#n;
    const v = this.vectors[which];
    const scale = 2 * dot(v, which, work, start + which, n - which);
    if (scale === 0) return;
    for (let i = which; i < n; i++) work[start + i] -= scale * v[i];
  }
}

/** N = [T 0] H with T lower triangular and H orthogonal: its first rows span those of N, the others N's kernel. */
function splitSpace(
  work: Float64Array,
  n: number,
  chosen: readonly number[],
  reflections: Reflections,
): Pick<IndependentRows, "inverse" | "kernel"> {
  const k = chosen.length;
  const H = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    H[i * n + i] = 1;
    // Row i of H is the unit vector, reflected by all in the reverse order.
    for (let j = Math.min(i, k - 1); j >= 0; j--) reflections.apply(j, H, i * n);
  }
  const inverse = H.slice(0, k * n);
  // pinvᵀ = T⁻ᵀ H₁, from the last row up.
  for (let i = k - 1; i >= 0; i--) {
    const at = i * n;
    for (let later = i + 1; later < k; later++) {
      const entry = work[chosen[later] * n + i];
      if (entry === 0) continue;
      for (let j = 0; j < n; j++) inverse[at + j] -= entry * inverse[later * n + j];
    }
    const pivot = work[chosen[i] * n + i];
    for (let j = 0; j < n; j++) inverse[at + j] /= pivot;
  }
  return { inverse, kernel: H.slice(k * n) };
}
