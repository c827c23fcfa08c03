/**
 * K = L D Lᵀ of a sparse symmetric quasidefinite matrix, supernode by supernode: the front of each is its part of K
 * plus the updates of its children, its columns are eliminated, and what is left is its own update, which is added to
 * the front of its parent. Such matrices have
 * these factors in every order (Vanderbei 1995, Symmetric quasidefinite matrices).
 *
 * Panels hold L D below the diagonal, and on it the inverse of D.
 */
import type { Symbolic } from "./symbolic.js";

/** Factors of one matrix at a time, all of one pattern. */
export interface SparseFactor {
  /** How many pivots of the last factorisation had to be replaced. */
  readonly replaced: number;
  /**
   * Factors a matrix.
   *
   * @param values of the entries of the pattern that was analysed, in its order.
   * @param signs of the pivots, by unknown. A pivot of another sign is 0 to rounding, and gets a small one of the
   *   right sign: refinement repairs the few directions that this spoils.
   * @returns false where a pivot is not finite.
   */
  factor(values: Float64Array, signs: Int8Array): boolean;
  /** x ← K⁻¹ x. */
  solve(x: Float64Array): void;
  /** Gives its memory back; it must not be used after that. */
  dispose(): void;
}

/** Pivots up to this, times their sign, … */
export const TINY_PIVOT = 1e-14;
/** … become this, times their sign. */
export const SMALL_PIVOT = 1e-8;

/** In TypeScript. */
export class MultifrontalFactor implements SparseFactor {
  replaced = 0;
  readonly #symbolic: Symbolic;
  readonly #panels: Float64Array;
  readonly #updates: Float64Array;
  readonly #x: Float64Array;
  /** Signs of the pivots, in the order of elimination. */
  readonly #signs: Int8Array;
  readonly #rows: Float64Array;

  constructor(symbolic: Symbolic) {
    const { size, panelStart, supernodes, updateNumbers, largestFront } = symbolic;
    this.#symbolic = symbolic;
    this.#panels = new Float64Array(panelStart[supernodes.count]);
    this.#updates = new Float64Array(updateNumbers);
    this.#x = new Float64Array(size);
    this.#signs = new Int8Array(size);
    this.#rows = new Float64Array(largestFront);
  }

  factor(values: Float64Array, signs: Int8Array): boolean {
    const { order, supernodes, entryPlace, firstChild } = this.#symbolic;
    const panels = this.#panels;
    panels.fill(0);
    for (let k = 0; k < entryPlace.length; k++) panels[entryPlace[k]] = values[k];
    for (let i = 0; i < order.length; i++) this.#signs[i] = signs[order[i]];
    this.replaced = 0;
    for (let s = 0; s < supernodes.count; s++) {
      if (firstChild[s] < 0) this.#clearUpdate(s);
      if (!this.#eliminate(s)) return false;
      const above = supernodes.parent[s];
      if (above < 0) continue;
      if (firstChild[above] === s) this.#clearUpdate(above);
      this.#extendAdd(s, above);
    }
    return true;
  }

  #clearUpdate(s: number): void {
    const { supernodes, updateStart } = this.#symbolic;
    const below = supernodes.rowStart[s + 1] - supernodes.rowStart[s];
    this.#updates.fill(0, updateStart[s], updateStart[s] + below * below);
  }

  /** Adds the update of a supernode to the front of its parent. */
  #extendAdd(s: number, above: number): void {
    const { supernodes, rowOfParent, panelStart, updateStart } = this.#symbolic;
    const { first, rowStart } = supernodes;
    const panels = this.#panels;
    const updates = this.#updates;
    const width = first[above + 1] - first[above];
    const below = rowStart[above + 1] - rowStart[above];
    const start = rowStart[s];
    const count = rowStart[s + 1] - start;
    for (let j = 0; j < count; j++) {
      const column = rowOfParent[start + j];
      const source = updateStart[s] + j * count;
      const isInPanel = column < width;
      const target = isInPanel ? panels : updates;
      const at = isInPanel
        ? panelStart[above] + column * (width + below)
        : updateStart[above] + (column - width) * below - width;
      for (let i = j; i < count; i++) target[at + rowOfParent[start + i]] += updates[source + i];
    }
  }

  /** Eliminates the columns of the front, four at a time. */
  #eliminate(s: number): boolean {
    const { updateStart } = this.#symbolic;
    const { first, width, below, rows, panel } = this.#supernode(s);
    const P = this.#panels;
    for (let k = 0; k < width; k += 4) {
      const end = Math.min(k + 4, width);
      for (let j = k; j < end; j++) {
        const diagonal = panel + j * rows + j;
        for (let q = k; q < j; q++) {
          const column = panel + q * rows;
          const factor = P[column + j] * P[column + q];
          for (let i = 0; i < rows - j; i++) P[diagonal + i] -= P[column + j + i] * factor;
        }
        if (!this.#invertPivot(diagonal, first + j)) return false;
      }
      for (let j = end; j < rows; j++) {
        if (j < width) this.#subtract(panel, rows, k, end, j, P, panel + j * rows + j);
        else
          this.#subtract(panel, rows, k, end, j, this.#updates, updateStart[s] + (j - width) * (below + 1));
      }
    }
    return true;
  }

  #invertPivot(at: number, column: number): boolean {
    const pivot = this.#panels[at];
    if (!Number.isFinite(pivot)) return false;
    const sign = this.#signs[column];
    const isTiny = pivot * sign <= TINY_PIVOT;
    if (isTiny) this.replaced++;
    this.#panels[at] = 1 / (isTiny ? sign * SMALL_PIVOT : pivot);
    return true;
  }

  /** target[at + i − j] −= Σ L[i, q] D[q] L[j, q] over the columns k ≤ q < end, for all rows i from j on. */
  #subtract(
    panel: number,
    rows: number,
    k: number,
    end: number,
    j: number,
    target: Float64Array,
    at: number,
  ): void {
    const P = this.#panels;
    const c0 = panel + k * rows;
    if (end - k === 4) {
      const c1 = c0 + rows;
      const c2 = c1 + rows;
      const c3 = c2 + rows;
      const w0 = P[c0 + j] * P[c0 + k];
      const w1 = P[c1 + j] * P[c1 + k + 1];
      const w2 = P[c2 + j] * P[c2 + k + 2];
      const w3 = P[c3 + j] * P[c3 + k + 3];
      for (let i = j; i < rows; i++) {
        target[at + i - j] =
          target[at + i - j] - P[c0 + i] * w0 - P[c1 + i] * w1 - P[c2 + i] * w2 - P[c3 + i] * w3;
      }
      return;
    }
    for (let q = k; q < end; q++) {
      const column = panel + q * rows;
      const factor = P[column + j] * P[column + q];
      for (let i = j; i < rows; i++) target[at + i - j] -= P[column + i] * factor;
    }
  }

  solve(x: Float64Array): void {
    const { order } = this.#symbolic;
    for (let i = 0; i < order.length; i++) this.#x[i] = x[order[i]];
    this.#forward();
    this.#backward();
    for (let i = 0; i < order.length; i++) x[order[i]] = this.#x[i];
  }

  /** x ← (L D)⁻¹ x, times D: x_j stays what L leaves of it. */
  #forward(): void {
    const { row } = this.#symbolic.supernodes;
    const P = this.#panels;
    const x = this.#x;
    const front = this.#rows;
    for (let s = 0; s < this.#symbolic.supernodes.count; s++) {
      const { first, width, start, rows, panel } = this.#supernode(s);
      for (let i = 0; i < width; i++) front[i] = x[first + i];
      front.fill(0, width, rows);
      for (let j = 0; j < width; j++) {
        const column = panel + j * rows;
        const factor = front[j] * P[column + j];
        if (factor === 0) continue;
        for (let i = j + 1; i < rows; i++) front[i] -= P[column + i] * factor;
      }
      for (let i = 0; i < width; i++) x[first + i] = front[i];
      for (let i = width; i < rows; i++) x[row[start + i - width]] += front[i];
    }
  }

  #backward(): void {
    const { row } = this.#symbolic.supernodes;
    const P = this.#panels;
    const x = this.#x;
    const front = this.#rows;
    for (let s = this.#symbolic.supernodes.count - 1; s >= 0; s--) {
      const { first, width, start, rows, panel } = this.#supernode(s);
      for (let i = width; i < rows; i++) front[i] = x[row[start + i - width]];
      for (let j = width - 1; j >= 0; j--) {
        const column = panel + j * rows;
        let sum = x[first + j];
        for (let i = j + 1; i < rows; i++) sum -= P[column + i] * front[i];
        front[j] = sum * P[column + j];
        x[first + j] = front[j];
      }
    }
  }

  /** The columns of a supernode, where the list of rows below them begins, and its panel. */
  #supernode(s: number) {
    const { supernodes, panelStart } = this.#symbolic;
    const first = supernodes.first[s];
    const width = supernodes.first[s + 1] - first;
    const start = supernodes.rowStart[s];
    const below = supernodes.rowStart[s + 1] - start;
    return { first, width, start, below, rows: width + below, panel: panelStart[s] };
  }

  /** There is nothing that the engine would not collect. */
  dispose(): void {
    this.replaced = 0;
  }
}
