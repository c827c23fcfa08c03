/**
 * Whether the KKT systems of the active rows are regular. Most are so far from singular that their factors show it: no
 * pivot, neither of Q nor of the rows, is a small part of its diagonal entry. The others are tried, with a right-hand
 * side in general position.
 */
import type { Arena } from "../arena.js";
import type { DualFactors } from "./factors.js";
import type { DualShape } from "./shape.js";
import type { Kernels } from "../module.js";
import type { PairSolver } from "./pair.js";
import { LANES, lanesAbove } from "./pair.js";
import { NUMBER } from "./structs.js";

/** A pivot below this share of its diagonal entry shows nothing: rounding may be that much. */
const CLEAR_PIVOT = 1e-8;

/** Words of `Factors` (kernel/structs.ts). */
const Q_WORD = 9;
const L_WORD = 12;
const LA_WORD = 14;
const LD_LA_WORD = 15;
/** Numbers of `Factors` behind the two that say which lanes are singular. */
const COST = 2;

/** A derivative is refined until its residual is below this, relative to its right-hand side, but not for ever. */
const ACCURATE = 1e-12;
const MAX_REFINEMENTS = 3;

/** What is known of an element. */
const UNKNOWN = 0;
const REGULAR = 1;
const SINGULAR = 2;

/** Refines what `solveActive` found, and returns the bits of the lanes that are accurate to rounding. */
export function refineSystem(kernels: Kernels, pair: PairSolver): number {
  const open = (): number => lanesAbove(ACCURATE, pair.report(0, "error"), pair.report(1, "error"));
  let lanes = open();
  for (let step = 0; step < MAX_REFINEMENTS && lanes !== 0; step++) {
    kernels.refineActive(pair.at, lanes);
    lanes = open();
  }
  return 3 & ~lanes;
}

/** Decides once for every element of a batch, and for all right-hand sides. */
export class Regularity {
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #shape: DualShape;
  readonly #known: Uint8Array;

  constructor(kernels: Kernels, arena: Arena, shape: DualShape, batch: number) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#shape = shape;
    this.#known = new Uint8Array(batch);
  }

  isRegular(element: number): boolean {
    return this.#known[element] === REGULAR;
  }

  isSingular(element: number): boolean {
    return this.#known[element] === SINGULAR;
  }

  forget(): void {
    this.#known.fill(UNKNOWN);
  }

  /**
   * Decides for a pair whose active rows have just been factored.
   *
   * @param states of the batch's rows.
   * @returns whether the pair's right-hand sides were overwritten.
   */
  decide(
    pair: PairSolver,
    factors: DualFactors,
    elements: readonly [number, number],
    states: Int8Array,
  ): boolean {
    const { rows, mostActive } = this.#shape;
    const known = this.#known;
    const open = LANES.filter((lane) => known[elements[lane]] === UNKNOWN);
    if (open.length === 0) return false;
    const clear = clearLanes(this.#arena, factors, this.#shape);
    const unclear = open.filter((lane) => {
      const first = elements[lane] * rows;
      let count = 0;
      for (let i = first; i < first + rows; i++) if (states[i] !== 0) count++;
      if (count > mostActive) known[elements[lane]] = SINGULAR;
      else if (clear & (1 << lane) && pair.smallestPivot(lane, count) > CLEAR_PIVOT) {
        known[elements[lane]] = REGULAR;
      }
      return known[elements[lane]] === UNKNOWN;
    });
    if (unclear.length === 0) return false;
    pair.loadProbe();
    this.#kernels.solveActive(pair.at);
    const passed = refineSystem(this.#kernels, pair);
    for (const lane of unclear) known[elements[lane]] = passed & (1 << lane) ? REGULAR : SINGULAR;
    return true;
  }
}

/** Bits of the lanes in which Q, and A in the metric of Q, have clear pivots alone. */
function clearLanes(arena: Arena, factors: DualFactors, shape: DualShape): number {
  let clear = 0;
  for (const lane of [0, 1] as const) {
    if (factors.singular & (1 << lane)) continue;
    const share = Math.min(pivotOfQ(arena, factors, shape, lane), pivotOfA(arena, factors, shape, lane));
    if (share > CLEAR_PIVOT) clear |= 1 << lane;
  }
  return clear;
}

/** The smallest pivot of cost · Q, as a share; for a diagonal Q there is nothing to lose. */
function pivotOfQ({ heap, words }: Arena, { at }: DualFactors, shape: DualShape, lane: 0 | 1): number {
  if (shape.diagonal) return 1;
  const { n, shared } = shape;
  const [step, shift] = shared ? [1, 0] : [2, lane];
  const Q = words[at / 4 + Q_WORD] / NUMBER + shift;
  const L = words[at / 4 + L_WORD] / NUMBER + shift;
  const cost = heap[at / NUMBER + COST + lane];
  let smallest = 1;
  for (let i = 0; i < n; i++) {
    const entry = step * i * (n + 1);
    smallest = Math.min(smallest, 1 / (heap[L + entry] ** 2 * cost * heap[Q + entry]));
  }
  return smallest;
}

/** The smallest pivot of A Q⁻¹ Aᵀ, as a share. Rows that depend on others dropped out, and have no part. */
function pivotOfA({ heap, words }: Arena, { at }: DualFactors, shape: DualShape, lane: 0 | 1): number {
  const { e, shared } = shape;
  const [step, shift] = shared ? [1, 0] : [2, lane];
  const LA = words[at / 4 + LA_WORD] / NUMBER + shift;
  const leading = words[at / 4 + LD_LA_WORD];
  let smallest = 1;
  for (let i = 0; i < e; i++) {
    const reciprocal = heap[LA + step * i * (leading + 1)];
    if (!(reciprocal > 0)) continue;
    let sum = 0;
    for (let k = 0; k < i; k++) sum += heap[LA + step * (i * leading + k)] ** 2;
    smallest = Math.min(smallest, 1 / (1 + sum * reciprocal ** 2));
  }
  return smallest;
}
