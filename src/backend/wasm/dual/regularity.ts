/**
 * Whether the KKT system of an element's active set is regular enough for the kernels: their refinement has residuals
 * in working precision, so that what is left of the inverse's symmetry is rounding times the condition of the system.
 * Decided once for every element, without regard to right-hand sides: forward and reverse mode must agree.
 */
import type { Arena } from "../arena.js";
import type { Address } from "../module.js";
import type { DualFactors } from "./factors.js";
import type { Lane, PairSolver } from "./pair.js";
import type { DualShape } from "./shape.js";
import { NUMBER } from "./structs.js";

/** What is known of the system of an element. */
export const UNKNOWN = 0;
/** Solved by the kernels. */
export const REGULAR = 1;
/** Solved by the kernels with as many refinements as the probe took. */
export const REFINED = 2;
/** Left to another method. */
export const IRREGULAR = 3;

/** The product of the smallest pivots of all factors, from which a system is regular without further look. */
const WELL_CONDITIONED = 1e-6;
/** The last refinement of a probe, relative to its solution, below which the system is regular after all. */
const SETTLED = 1e-12;

/** Words of `Factors` (kernel/structs.ts). */
const WORDS = { Q: 9, L: 12, F: 13, LA: 14, ldLA: 15, scale0: 22, scale1: 23, R: 24 } as const;

export class Regularity {
  readonly #arena: Arena;
  readonly #shape: DualShape;
  readonly #known: Uint8Array;
  /** Shared factors that were looked at, and what was found. */
  #seen: { readonly factors: DualFactors; readonly ofQ: number; readonly squares: Float64Array } | undefined;

  constructor(arena: Arena, shape: DualShape, batch: number) {
    this.#arena = arena;
    this.#shape = shape;
    this.#known = new Uint8Array(batch);
  }

  of(element: number): number {
    return this.#known[element];
  }

  /** For other solutions. */
  forget(): void {
    this.#known.fill(UNKNOWN);
  }

  markIrregular(element: number): void {
    this.#known[element] = IRREGULAR;
  }

  /** Looks at the pivots, after `solveActive`; what they leave open stays unknown. */
  judgePivots(element: number, lane: Lane, pair: PairSolver, factors: DualFactors, states: Int8Array): void {
    if (factors.singular & (1 << lane)) return;
    const { e, shared } = this.#shape;
    if (shared && this.#seen?.factors !== factors) this.#seen = this.#look(factors);
    const { ofQ, squares } = this.#seen ?? {};
    const square = (row: number): number => squares?.[row] ?? this.#squareOf(lane, factors, row);
    let product = pair.report(lane, "smallestPivot");
    product *= ofQ ?? this.#smallestOfQ(lane, factors);
    if (e > 0 && product >= WELL_CONDITIONED) product *= this.#smallestOfRows(lane, factors, states, square);
    if (product >= WELL_CONDITIONED) this.#known[element] = REGULAR;
  }

  #look(factors: DualFactors) {
    const { e, rows } = this.#shape;
    const squares = Float64Array.from({ length: e > 0 ? e + rows : 0 }, (_, row) =>
      this.#squareOf(0, factors, row),
    );
    return { factors, ofQ: this.#smallestOfQ(0, factors), squares };
  }

  /** Looks at how the solution of a probe has settled, after the last refinement. */
  judgeProbe(element: number, lane: Lane, { solution, correction }: PairSolver, factors: DualFactors): void {
    const { n, rows } = this.#shape;
    const drift = Math.max(
      this.#drift(n, lane, correction.z, solution.z, (j) => this.#rootOf(lane, factors, j)),
      this.#drift(rows, lane, correction.w, solution.w, () => 1),
    );
    this.#known[element] = drift <= SETTLED ? REFINED : IRREGULAR;
  }

  /**
   * A right-hand side that reaches into all directions: numbers near 1 in scaled rows.
   *
   * @param z `[n]`, @param nu `[e]`, @param rows what gets a number for each of the scaled rows.
   */
  probe(
    lane: Lane,
    factors: DualFactors,
    z: Float64Array,
    nu: Float64Array,
    rows: (row: number, value: number) => void,
  ): void {
    const { heap } = this.#arena;
    let phase = 0;
    const next = (): number => Math.cos(++phase * phase);
    for (let j = 0; j < z.length; j++) z[j] = next() * this.#rootOf(lane, factors, j);
    for (let i = 0; i < nu.length; i++) nu[i] = next() * Math.sqrt(this.#squareOf(lane, factors, i));
    const scales = this.#word(factors, lane === 0 ? "scale0" : "scale1") / NUMBER;
    for (let i = 0; i < this.#shape.rows; i++) {
      const scale = heap[scales + i];
      rows(i, scale > 0 ? next() / scale : 0);
    }
  }

  #drift(count: number, lane: Lane, change: Address, value: Address, weight: (i: number) => number): number {
    const { heap } = this.#arena;
    const [c, x] = [change / NUMBER + lane, value / NUMBER + lane];
    let changed = 0;
    let largest = 0;
    for (let i = 0; i < count; i++) {
      changed = Math.max(changed, weight(i) * Math.abs(heap[c + 2 * i]));
      largest = Math.max(largest, weight(i) * Math.abs(heap[x + 2 * i]));
    }
    return changed === 0 ? 0 : changed / largest;
  }

  /** √Q_jj, with what was added to it. */
  #rootOf(lane: Lane, factors: DualFactors, j: number): number {
    const { heap } = this.#arena;
    const { at } = factors;
    const cost = heap[at / NUMBER + 2 + lane];
    const next = this.#shape.diagonal ? 1 : this.#shape.n + 1;
    const entry = cost * this.#entry(factors, "Q", lane, j * next) + this.#entry(factors, "R", lane, j);
    return Math.sqrt(entry / cost);
  }

  #smallestOfQ(lane: Lane, factors: DualFactors): number {
    const { diagonal, n } = this.#shape;
    if (diagonal) return 1;
    const cost = this.#arena.heap[factors.at / NUMBER + 2 + lane];
    let smallest = 1;
    for (let j = 0; j < n; j++) {
      const root = this.#rootOf(lane, factors, j) * this.#entry(factors, "L", lane, j * (n + 1));
      smallest = Math.min(smallest, 1 / (root * root * cost));
    }
    return smallest;
  }

  /** What eliminating Q and A leaves of the rows of A, and of active rows of C. */
  #smallestOfRows(
    lane: Lane,
    factors: DualFactors,
    states: Int8Array,
    square: (row: number) => number,
  ): number {
    const { e } = this.#shape;
    const ld = this.#arena.words[factors.at / 4 + WORDS.ldLA];
    let ofA = 1;
    for (let i = 0; i < e; i++) {
      const reciprocal = this.#entry(factors, "LA", lane, i * (ld + 1));
      if (reciprocal !== 0) ofA = Math.min(ofA, 1 / (reciprocal ** 2 * square(i)));
    }
    let ofC = 1;
    states.forEach((state, i) => {
      if (state !== 0) ofC = Math.min(ofC, 1 / square(e + i));
    });
    return ofA * ofC;
  }

  /** Square of a row of F; rows of C are scaled so that 1 is left of it. */
  #squareOf(lane: Lane, factors: DualFactors, row: number): number {
    const { n } = this.#shape;
    let square = 0;
    for (let j = row * n; j < (row + 1) * n; j++) square += this.#entry(factors, "F", lane, j) ** 2;
    return square;
  }

  #entry(factors: DualFactors, name: keyof typeof WORDS, lane: Lane, index: number): number {
    const at = this.#word(factors, name) / NUMBER;
    return this.#arena.heap[this.#shape.shared ? at + index : at + 2 * index + lane];
  }

  #word(factors: DualFactors, name: keyof typeof WORDS): number {
    return this.#arena.words[factors.at / 4 + WORDS[name]];
  }
}
