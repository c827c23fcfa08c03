/** The numbers of slack variables' limits g ᵀx − a t ≤ h: those of one element's matrices, over the kept variables. */
import { columnAt, firstOf, lastOf, shiftOf } from "../../matrix/operator.js";
import { rowMatrix } from "../../problem/matrices.js";
import type { Problem } from "../../problem/problem.js";
import { boundAt, elementOf } from "../../problem/problem.js";
import type { SlackStructure } from "./structure.js";
import { LOWER_BOUND, NOTHING, placesOf } from "./structure.js";

export class Terms {
  /** Of the limits of slack k, 2k and 2k + 1: a, and where its entries of g begin. A bound has a = 1 and g = 0. */
  readonly a: Float64Array;
  readonly #start: Int32Array;
  readonly #index: Int32Array;
  readonly #value: Float64Array;

  constructor(problem: Problem, element: number, structure: SlackStructure) {
    const { slacks } = structure;
    const place = placesOf(structure, problem.variables);
    const G = rowMatrix(problem, "G", element)!;
    this.a = new Float64Array(2 * slacks.length).fill(1);
    this.#start = new Int32Array(2 * slacks.length + 1);
    const index: number[] = [];
    const value: number[] = [];
    slacks.forEach(({ variable, first, second }, k) => {
      for (const [limit, row] of [
        [2 * k, first],
        [2 * k + 1, second],
      ]) {
        if (row >= 0) {
          const last = lastOf(G, row);
          const shift = shiftOf(G, row);
          for (let i = firstOf(G, row); i < last; i++) {
            const j = columnAt(G, i, shift);
            if (j === variable) this.a[limit] = -G.value[i];
            else if (G.value[i] !== 0) {
              index.push(place[j]);
              value.push(G.value[i]);
            }
          }
        }
        this.#start[limit + 1] = index.length;
      }
    });
    this.#index = Int32Array.from(index);
    this.#value = Float64Array.from(value);
  }

  /** x += scale · g of a limit, from x[at] on. */
  addTo(x: Float64Array, at: number, limit: number, scale: number): void {
    const last = this.#start[limit + 1];
    for (let i = this.#start[limit]; i < last; i++) x[at + this.#index[i]] += scale * this.#value[i];
  }

  /** gᵀx of a limit, x from x[at] on. */
  times(x: Float64Array, at: number, limit: number): number {
    const last = this.#start[limit + 1];
    let sum = 0;
    for (let i = this.#start[limit]; i < last; i++) sum += this.#value[i] * x[at + this.#index[i]];
    return sum;
  }
}

/** The right-hand sides of slack k's two limits are among these of an element. */
export function sideOf(problem: Problem, element: number, variable: number, row: number): number {
  if (row === NOTHING) return 0;
  if (row === LOWER_BOUND) return -boundAt(problem.lower, element, variable, -Infinity);
  return elementOf(problem.h!, element)[row];
}
