import type { Arena } from "../arena.js";
import type { Address } from "../module.js";
import type { DualShape } from "./shape.js";
import { align, NUMBER, PAIR, STRUCT_BYTES } from "./structs.js";

/** What the dual form prepares from Q, A and G (kernel/prepare.ts), for a batch or for a pair of elements. */
export interface DualFactors {
  readonly at: Address;
  /**
   * What was added to Q's diagonal in lane 0 and 1: 0 unless Q is singular. Minimising then takes proximal steps
   * (proximal.ts), whose limit it does not change.
   */
  readonly rho: readonly [number, number];
  /** Bits of the lanes whose Q is not even semidefinite. */
  readonly unusable: number;
}

/** What rounding every array up to whole lane pairs may add. */
const PADDING = 12 * PAIR;

/** Bytes that preparing takes: of what is kept, and of what is free again afterwards. */
export function factorBytes({ n, e, m, rows, diagonal, shared }: DualShape): {
  kept: number;
  scratch: number;
} {
  const quadratic = diagonal ? n : n * n;
  const all = e + rows;
  const user = quadratic + (e + m) * n;
  const pairs = user + quadratic + all * n + all * all;
  const lanes = 2 * (rows * rows + rows);
  const fixed = STRUCT_BYTES.factors + PADDING;
  const paired = align(pairs * PAIR + lanes * NUMBER + fixed);
  if (!shared) return { kept: paired, scratch: 0 };
  const kept = user + quadratic + all * n + e * e + rows * e + rows * rows + rows;
  return { kept: align(kept * NUMBER + fixed), scratch: paired };
}

/** The factors that a kernel has prepared at `at`. */
export function factorsAt({ heap, words }: Arena, at: Address): DualFactors {
  const rho = [heap[at / NUMBER], heap[at / NUMBER + 1]] as const;
  return { at, rho, unusable: words[at / 4 + 4] };
}
