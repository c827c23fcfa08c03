import { boxWeights } from "../../form/interior-problem.js";
import type { InteriorProblem } from "../../form/interior-problem.js";
import type { Elimination, SparseMatrices, SparseRows } from "../../matrix/sparse.js";
import { SparseLdl } from "../../matrix/sparse.js";

/**
 * The KKT matrix of kkt.ts, factored as one sparse quasidefinite matrix:
 *
 *     [ Q + rho I + D   Aᵀ         Gᵀ ]
 *     [ A              −delta I    0  ]        D: weights of the bounds, V: of the rows of G
 *     [ G               0         −V  ]
 */
export class SparseKkt {
  readonly #problem: InteriorProblem;
  readonly #matrices: SparseMatrices;
  readonly #ldl: SparseLdl;
  readonly #signs: Int8Array;
  readonly #diagonal: Float64Array;
  readonly #lower: Float64Array;
  /** Where the entries of Q below the diagonal, A and G are in `#lower`; −1 for the others of Q. */
  readonly #placesQ: Int32Array;
  readonly #placesA: Int32Array;
  readonly #placesG: Int32Array;
  readonly #x: Float64Array;

  constructor(problem: InteriorProblem, matrices: SparseMatrices) {
    const { n } = problem;
    const { elimination, Q, A, G } = matrices;
    const { size, place, rows } = elimination;
    this.#problem = problem;
    this.#matrices = matrices;
    this.#ldl = new SparseLdl(elimination);
    this.#signs = new Int8Array(size);
    for (let i = 0; i < size; i++) this.#signs[place[i]] = i < n ? 1 : -1;
    this.#diagonal = new Float64Array(size);
    this.#lower = new Float64Array(rows.length);
    this.#placesQ = placesOf(elimination, Q, 0);
    this.#placesA = placesOf(elimination, A, n);
    this.#placesG = placesOf(elimination, G, n + A.rows);
    this.#x = new Float64Array(size);
  }

  get numbers(): number {
    return this.#ldl.numbers + this.#lower.length + 2 * this.#diagonal.length;
  }

  /** @param weights 1/V of all rows of C: those of G, then the bounds. */
  factor(weights: Float64Array, v: Float64Array, rho: number, delta: number): boolean {
    const { n, e, m, quadratic, quadraticScale } = this.#problem;
    const { Q, A, G, elimination } = this.#matrices;
    const { place } = elimination;
    const lower = this.#lower;
    const diagonal = this.#diagonal;
    const boxes = boxWeights(this.#problem, weights);
    for (let i = 0; i < n; i++) diagonal[place[i]] = rho + boxes[i];
    for (let i = 0; i < e; i++) diagonal[place[n + i]] = -delta;
    for (let i = 0; i < m; i++) diagonal[place[n + e + i]] = -v[i];
    lower.fill(0);
    if (quadratic !== "zero") {
      for (let i = 0; i < n; i++) {
        for (let k = Q.start[i]; k < Q.start[i + 1]; k++) {
          if (this.#placesQ[k] >= 0) lower[this.#placesQ[k]] = quadraticScale * Q.value[k];
          else if (Q.index[k] === i) diagonal[place[i]] += quadraticScale * Q.value[k];
        }
      }
    }
    for (let k = 0; k < A.value.length; k++) lower[this.#placesA[k]] = A.value[k];
    for (let k = 0; k < G.value.length; k++) lower[this.#placesG[k]] = G.value[k];
    return this.#ldl.factor(diagonal, lower, this.#signs);
  }

  /** Solves for z, nu and the multipliers of G in place; bounds are the caller's. */
  solve(z: Float64Array, nu: Float64Array, lambdaG: Float64Array): void {
    const { place } = this.#matrices.elimination;
    const blocks = [z, nu, lambdaG];
    let unknown = 0;
    for (const block of blocks) for (const value of block) this.#x[place[unknown++]] = value;
    this.#ldl.solve(this.#x);
    unknown = 0;
    for (const block of blocks) for (let i = 0; i < block.length; i++) block[i] = this.#x[place[unknown++]];
  }
}

/** The place in L of every entry of M, whose rows are unknowns from `offset` on; −1 where Q repeats itself. */
function placesOf(elimination: Elimination, M: SparseRows, offset: number): Int32Array {
  const { place, columnStart, rows } = elimination;
  const places = new Int32Array(M.index.length).fill(-1);
  for (let i = 0; i < M.rows; i++) {
    for (let k = M.start[i]; k < M.start[i + 1]; k++) {
      if (offset === 0 && M.index[k] >= i) continue;
      const a = place[offset + i];
      const b = place[M.index[k]];
      places[k] = search(rows, Math.max(a, b), columnStart[Math.min(a, b)], columnStart[Math.min(a, b) + 1]);
    }
  }
  return places;
}

function search(sorted: Int32Array, value: number, start: number, end: number): number {
  while (end - start > 1) {
    const middle = (start + end) >> 1;
    if (sorted[middle] <= value) start = middle;
    else end = middle;
  }
  return start;
}
