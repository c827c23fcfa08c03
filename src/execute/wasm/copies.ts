/** Copies of numbers between arrays of a batch and the kernels' memory. */
import type { Address } from "./layout.js";
import { NUMBER } from "./layout.js";

/** Below this, copying numbers one by one is faster than a call. */
const FEW = 24;

export function copyIn(
  from: Float64Array,
  start: number,
  count: number,
  heap: Float64Array,
  at: number,
): void {
  if (count < FEW) for (let i = 0; i < count; i++) heap[at + i] = from[start + i];
  else heap.set(count === from.length ? from : from.subarray(start, start + count), at);
}

export function copyOut(
  heap: Float64Array,
  at: number,
  to: Float64Array | Int32Array,
  start: number,
  count: number,
): void {
  if (count >= FEW) to.set(heap.subarray(at, at + count), start);
  else for (let i = 0; i < count; i++) to[start + i] = heap[at + i];
}

interface CopyOut {
  /** Where the numbers of a chunk's first element are. */
  readonly from: number;
  readonly to: Float64Array | Int32Array;
  /** Numbers per element. */
  readonly size: number;
  /** What was copied last: a view takes longer to make than to copy. */
  view: Float64Array;
}

const NO_VIEW = new Float64Array(0);

/** Copies to the same arrays of a batch, again and again. */
export class CopiesOut {
  readonly #copies: readonly CopyOut[];

  /** @param copies where numbers come from and go to, and how many an element has. */
  constructor(copies: readonly (readonly [from: Address, to: Float64Array | Int32Array, size: number])[]) {
    this.#copies = copies
      .filter(([, , size]) => size > 0)
      .map(([from, to, size]) => ({ from: from / NUMBER, to, size, view: NO_VIEW }));
  }

  /** Copies the numbers of `count` elements to the places of those from `first` on. */
  copy(heap: Float64Array, first: number, count: number): void {
    for (const copy of this.#copies) {
      const { from, to, size } = copy;
      const length = count * size;
      const start = first * size;
      if (length < FEW) for (let i = 0; i < length; i++) to[start + i] = heap[from + i];
      else {
        // Where the memory has grown, what looked at it has no length any more.
        if (copy.view.length !== length) copy.view = heap.subarray(from, from + length);
        to.set(copy.view, start);
      }
    }
  }
}
