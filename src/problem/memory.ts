/** Where the numbers of a problem are: ordinary memory, or memory that is used again. */
import type { TypedNumbers } from "./problem.js";

/** Where a problem's numbers live. */
export interface Memory {
  /** Makes room for an array of numbers. */
  allocate(length: number): Float64Array;
  /** The array that stands for a typed array of the user's; its numbers are there before they are checked. */
  keep(numbers: TypedNumbers): Float64Array;
}

/** New arrays for every problem. */
export const ordinary: Memory = {
  allocate: (length) => new Float64Array(length),
  keep: (numbers) => new Float64Array(numbers),
};

/** Smaller arrays are not worth it: allocators use theirs again anyway. */
const SMALLEST = 2 ** 14;
/** Bytes that wait for the next problem, at most. */
const MOST = 2 ** 26;

/** Arrays that nobody uses, the latest last. */
const idle: Float64Array[] = [];
let idleBytes = 0;

/**
 * Memory of large inputs, used again. A system hands out new memory page by page, when it is first written, which for
 * a batch of large matrices takes as long as a quarter of the solving.
 */
export class RecycledMemory implements Memory {
  readonly #large: Float64Array[] = [];

  allocate(length: number): Float64Array {
    if (length < SMALLEST) return new Float64Array(length);
    const array = takeIdle(length) ?? new Float64Array(length);
    this.#large.push(array);
    return array;
  }

  keep(numbers: TypedNumbers): Float64Array {
    if (numbers.length < SMALLEST) return new Float64Array(numbers);
    const array = this.allocate(numbers.length);
    array.set(numbers);
    return array;
  }

  /** Call it when nobody will read the problem any more. */
  release(): void {
    for (const array of this.#large.splice(0)) {
      idle.push(array);
      idleBytes += array.byteLength;
    }
    while (idleBytes > MOST) idleBytes -= idle.shift()!.byteLength;
  }
}

function takeIdle(length: number): Float64Array | undefined {
  const index = idle.findLastIndex((array) => array.length === length);
  if (index < 0) return undefined;
  const [array] = idle.splice(index, 1);
  idleBytes -= array.byteLength;
  return array;
}

/** Arrays for the next derivative, and how many and how large they may be together. */
const spare: Float64Array[] = [];
const MOST_SPARE = 24;
const MOST_SPARE_BYTES = 2 ** 24;

/** Working memory of a derivative, all 0: what another has given back, where that has the size. */
export function borrowNumbers(length: number): Float64Array {
  const index = spare.findLastIndex((array) => array.length === length);
  return index < 0 ? new Float64Array(length) : spare.splice(index, 1)[0].fill(0);
}

/** Nobody may keep the array, or what it held. */
export function giveBackNumbers(array: Float64Array): void {
  if (array.length === 0 || array.byteLength > MOST_SPARE_BYTES / MOST_SPARE) return;
  if (spare.push(array) > MOST_SPARE) spare.shift();
}
