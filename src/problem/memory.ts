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

/** Bytes of a piece of memory for small arrays, and how many numbers one of these has at most. */
const PIECE = 2 ** 13;
const SMALL = 2 ** 7;
let piece = new ArrayBuffer(0);
let taken = 0;

/**
 * New arrays, of which small ones lie side by side: memory of its own takes an engine longer to get than a small problem to
 * be read. For arrays that no user sees and nobody transfers.
 */
export const sideBySide: Memory = {
  allocate(length) {
    if (length > SMALL) return new Float64Array(length);
    if (taken + 8 * length > piece.byteLength) {
      piece = new ArrayBuffer(PIECE);
      taken = 0;
    }
    const array = new Float64Array(piece, taken, length);
    taken += 8 * length;
    return array;
  },
  keep(numbers) {
    if (numbers.length > SMALL) return new Float64Array(numbers);
    const array = sideBySide.allocate(numbers.length);
    array.set(numbers);
    return array;
  },
};

/** Arrays that nobody uses, the latest last: as many, and as many bytes of them, as may wait for the next who wants one. */
class IdleArrays {
  readonly #mostBytes: number;
  readonly #most: number;
  readonly #arrays: Float64Array[] = [];
  #bytes = 0;

  constructor(mostBytes: number, most = Infinity) {
    this.#mostBytes = mostBytes;
    this.#most = most;
  }

  take(length: number): Float64Array | undefined {
    const index = this.#arrays.findLastIndex((array) => array.length === length);
    if (index < 0) return undefined;
    const [array] = this.#arrays.splice(index, 1);
    this.#bytes -= array.byteLength;
    return array;
  }

  /** The oldest go where there is no room. */
  give(array: Float64Array): void {
    this.#arrays.push(array);
    this.#bytes += array.byteLength;
    while (this.#bytes > this.#mostBytes || this.#arrays.length > this.#most) {
      this.#bytes -= this.#arrays.shift()!.byteLength;
    }
  }
}

/** Smaller arrays are not worth it: allocators use theirs again anyway. */
const SMALLEST = 2 ** 14;
/** Of inputs. */
const ofInputs = new IdleArrays(2 ** 26);

/**
 * Memory of large inputs, used again. A system hands out new memory page by page, when it is first written, which for
 * a batch of large matrices takes as long as a quarter of the solving.
 */
export class RecycledMemory implements Memory {
  readonly #large: Float64Array[] = [];

  allocate(length: number): Float64Array {
    if (length < SMALLEST) return sideBySide.allocate(length);
    const array = ofInputs.take(length) ?? new Float64Array(length);
    this.#large.push(array);
    return array;
  }

  keep(numbers: TypedNumbers): Float64Array {
    if (numbers.length < SMALLEST) return sideBySide.keep(numbers);
    const array = this.allocate(numbers.length);
    array.set(numbers);
    return array;
  }

  /** Call it when nobody will read the problem any more. */
  release(): void {
    for (const array of this.#large.splice(0)) ofInputs.give(array);
  }
}

/** Of derivatives: larger ones are not kept. */
const MOST_BYTES_OF_ONE = 2 ** 24 / 24;
const ofDerivatives = new IdleArrays(2 ** 24, 24);

/** Working memory of a derivative, all 0: what another has given back, where that has the size. */
export function borrowNumbers(length: number): Float64Array {
  return ofDerivatives.take(length)?.fill(0) ?? new Float64Array(length);
}

/** Nobody may keep the array, or what it held. */
export function giveBackNumbers(array: Float64Array): void {
  if (array.length > 0 && array.byteLength <= MOST_BYTES_OF_ONE) ofDerivatives.give(array);
}
