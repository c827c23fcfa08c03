/** A chunk of the batch by pairs of elements. */
import type { Lane } from "./dual/pair.js";
import { LANES } from "./dual/pair.js";

/** Two elements of the batch, the same twice at its end if it is odd, and where they are in the stage. */
export interface Pairing {
  readonly elements: readonly [number, number];
  readonly places: readonly [number, number];
  /** The lanes whose answers count. */
  readonly lanes: readonly (0 | 1)[];
}

export function eachPair(first: number, count: number, work: (pairing: Pairing) => void): void {
  for (let i = 0; i < count; i += 2) {
    const j = Math.min(i + 1, count - 1);
    work({ elements: [first + i, first + j], places: [i, j], lanes: i === j ? [0] : LANES });
  }
}

/** Bits of the lanes for which it holds. */
export function bitsOf(condition: (lane: Lane) => boolean): number {
  return (condition(0) ? 1 : 0) | (condition(1) ? 2 : 0);
}

/** Bits of the lanes whose value is above the limit or no number. */
export function lanesAbove(limit: number, value0: number, value1: number): number {
  return (value0 <= limit ? 0 : 1) | (value1 <= limit ? 0 : 2);
}
