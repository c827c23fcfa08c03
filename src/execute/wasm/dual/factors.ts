import type { Arena } from "../arena.js";
import type { Address } from "../module.js";
import type { DualShape } from "./shape.js";
import { align, NUMBER, PAIR, STRUCT_BYTES } from "./structs.js";

/** What the dual form prepares from Q, A and G (kernel/prepare.ts), for a batch or for a pair of elements. */
export interface DualFactors {
  readonly at: Address;
  /**
   * Bits of the lanes whose Q is singular, so that something was added to its diagonal. Minimising then takes proximal
   * steps (proximal.ts), whose limit it does not change.
   */
  readonly singular: number;
  /** Where what was added is, and how many numbers lie between a lane's entries. */
  readonly added: Address;
  readonly addedStride: 1 | 2;
  /** Bits of the lanes whose Q is not even semidefinite. */
  readonly unusable: number;
}

/** What rounding every array up to whole lane pairs may add. */
const PADDING = 16 * PAIR;

/** Bytes that preparing takes (kernel/prepare.ts): of what is kept, and of what is free again afterwards. */
export function factorBytes({ n, e, m, rows, diagonal, shared, tall }: DualShape): {
  kept: number;
  scratch: number;
} {
  const quadratic = diagonal ? n : n * n;
  const all = e + rows;
  const common = 2 * quadratic + n + (e + m) * n + all * n;
  const pairs = common + (tall ? e * e + rows * e + n * e + rows * n : all * all);
  const lane = rows + (tall ? 2 * rows * n : rows * rows);
  const fixed = STRUCT_BYTES.factors + PADDING;
  const paired = align(pairs * PAIR + 2 * lane * NUMBER + fixed);
  if (!shared) return { kept: paired, scratch: 0 };
  return { kept: align((common + e * e + rows * e + lane) * NUMBER + fixed), scratch: paired };
}

/** Words of `Factors` (kernel/structs.ts) behind its four numbers. */
const UNUSABLE_WORD = 8;
const R_WORD = 24;

/** The factors that a kernel has prepared at `at`. */
export function factorsAt({ heap, words }: Arena, at: Address, shared: boolean): DualFactors {
  const singular = (heap[at / NUMBER] > 0 ? 1 : 0) | (heap[at / NUMBER + 1] > 0 ? 2 : 0);
  return {
    at,
    singular,
    unusable: words[at / 4 + UNUSABLE_WORD],
    added: words[at / 4 + R_WORD],
    addedStride: shared ? 1 : 2,
  };
}
