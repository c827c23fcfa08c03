/** Where the numbers of a problem are: ordinary memory, or memory that is used again. */
import { firstNonFinite } from "./errors.js";
import type { TypedNumbers } from "./problem.js";
import { kindOf, lengthOf, partOf } from "./typed-arrays.js";

/** Where a problem's numbers live. */
export interface Memory {
  /** Makes room for an array of numbers. */
  allocate(length: number): Float64Array;
  /** The array that stands for a typed array of the user's; its numbers are there before they are checked. */
  keep(numbers: TypedNumbers): Float64Array;
  /** Whether it saw, when it took an array's numbers, that all are finite; false where nobody has looked. */
  isFinite?(array: Float64Array): boolean;
}

/** New arrays for every problem. */
export const ordinary: Memory = {
  allocate: (length) => new Float64Array(length),
  keep: (numbers) => new Float64Array(numbers),
};

/** Float64Arrays as they are, for who reads them within the call and changes nothing; new arrays for others. */
export const inPlace: Memory = {
  allocate: ordinary.allocate,
  keep: (numbers) => (numbers instanceof Float64Array ? numbers : new Float64Array(numbers)),
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
    const length = lengthOf(numbers);
    if (length > SMALL) return new Float64Array(numbers);
    const array = sideBySide.allocate(length);
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

/** Smaller arrays are not worth it: … */
const SMALLEST = 2 ** 9;
/** … and those below this are many, so that few of them wait. */
const LARGE = 2 ** 14;
/** Of inputs. */
const ofInputs = { large: new IdleArrays(2 ** 26), small: new IdleArrays(2 ** 20, 16) };
/** As many numbers are copied, and looked at, while they are in the processor's nearest cache. */
const BLOCK = 2 ** 11;

/**
 * Memory of large inputs, used again. A system hands out new memory page by page, when it is first written, which for
 * a batch of large matrices takes as long as a quarter of the solving.
 */
export class RecycledMemory implements Memory {
  readonly #taken: Float64Array[] = [];
  readonly #finite: Float64Array[] = [];

  allocate(length: number): Float64Array {
    if (length < SMALLEST) return sideBySide.allocate(length);
    const array = idleOf(length).take(length) ?? new Float64Array(length);
    this.#taken.push(array);
    return array;
  }

  keep(numbers: TypedNumbers): Float64Array {
    const length = lengthOf(numbers);
    if (length < SMALLEST) return sideBySide.keep(numbers);
    const array = this.allocate(length);
    if (kindOf(numbers) !== "Float64Array") array.set(numbers);
    else if (copyFinite(numbers, array)) this.#finite.push(array);
    return array;
  }

  isFinite(array: Float64Array): boolean {
    return this.#finite.includes(array);
  }

  /** Call it when nobody will read the problem any more. */
  release(): void {
    this.#finite.length = 0;
    for (const array of this.#taken.splice(0)) idleOf(array.length).give(array);
  }
}

function idleOf(length: number): IdleArrays {
  return length < LARGE ? ofInputs.small : ofInputs.large;
}

/** Copies numbers; true where all of them are finite. */
function copyFinite(from: TypedNumbers, to: Float64Array): boolean {
  let finite = true;
  for (let start = 0; start < to.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, to.length);
    to.set(partOf(from, start, end - start), start);
    finite &&= firstNonFinite(to, start, end) < 0;
  }
  return finite;
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
