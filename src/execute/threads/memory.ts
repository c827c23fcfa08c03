/** Memory that all threads see. */

export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

export function isShared(numbers: ArrayBufferView): boolean {
  return numbers.buffer instanceof SharedArrayBuffer;
}

export function copyToShared(numbers: Float64Array): Float64Array {
  const shared = sharedNumbers(numbers.length);
  shared.set(numbers);
  return shared;
}

/** Below this, new memory costs no more than looking for old. */
const SMALLEST_BYTES = 2 ** 12;
/** Memory that is kept for the next batch. */
const MOST_BYTES = 2 ** 28;

/**
 * Shared memory for copies of inputs, which is used again: the system takes longer to find new memory than to copy to
 * it.
 */
export class RecycledSharedMemory {
  #free: SharedArrayBuffer[] = [];

  /** Numbers of any value. */
  take(length: number): Float64Array {
    const bytes = 8 * length;
    const index =
      bytes < SMALLEST_BYTES
        ? -1
        : this.#free.findIndex((buffer) => buffer.byteLength >= bytes && buffer.byteLength <= 2 * bytes);
    const buffer = index < 0 ? new SharedArrayBuffer(bytes) : this.#free.splice(index, 1)[0];
    return new Float64Array(buffer, 0, length);
  }

  /** Takes back what nobody reads any more. */
  giveBack(buffers: readonly SharedArrayBuffer[]): void {
    // The oldest go first, if there are too many.
    let room = MOST_BYTES;
    this.#free = [...buffers.filter(({ byteLength }) => byteLength >= SMALLEST_BYTES), ...this.#free].filter(
      ({ byteLength }) => (room -= byteLength) >= 0,
    );
  }

  clear(): void {
    this.#free = [];
  }
}

/** A text in shared memory: its length in UTF-16 units, then the units. */
export type SharedText = Uint16Array;

export function sharedText(room: number): SharedText {
  return new Uint16Array(new SharedArrayBuffer(2 * (room + 2)));
}

/** Texts that do not fit are cut. */
export function writeText(to: SharedText, text: string): void {
  const length = Math.min(text.length, to.length - 2);
  to[0] = length & 0xffff;
  to[1] = length >>> 16;
  for (let i = 0; i < length; i++) to[2 + i] = text.charCodeAt(i);
}

export function readText(from: SharedText): string {
  const length = from[0] + 0x10000 * from[1];
  let text = "";
  for (let i = 0; i < length; i++) text += String.fromCharCode(from[2 + i]);
  return text;
}
