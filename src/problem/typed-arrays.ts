/**
 * Typed arrays as users pass them. What they are is asked of the engine, not of the object, so that arrays of another
 * realm (a frame, a test runner's) pass and no property of theirs can lie.
 */

const PROTOTYPE = Object.getPrototypeOf(Int8Array.prototype) as object;
const intrinsic = (name: string | symbol): ((this: unknown) => unknown) =>
  Object.getOwnPropertyDescriptor(PROTOTYPE, name)!.get!;
const tag = intrinsic(Symbol.toStringTag);
const length = intrinsic("length");
const buffer = intrinsic("buffer");
const byteOffset = intrinsic("byteOffset");
const at = (PROTOTYPE as { at(index: number): unknown }).at;

/** `"Float64Array"` and so on; undefined for what is no typed array. */
export function kindOf(value: unknown): string | undefined {
  return ArrayBuffer.isView(value) ? (tag.call(value) as string | undefined) : undefined;
}

/** Its length, which is 0 where the memory is gone. */
export function lengthOf(array: ArrayBufferView): number {
  return length.call(array) as number;
}

/** Whether its memory was transferred away, or shrank so that the array lies outside of it. */
export function isGone(array: ArrayBufferView): boolean {
  if (lengthOf(array) > 0) return false;
  try {
    at.call(array, 0);
    return false;
  } catch {
    return true;
  }
}

/** Numbers `start` … of a Float64Array, on the same memory. */
export function partOf(array: ArrayBufferView, start: number, count: number): Float64Array {
  const offset = (byteOffset.call(array) as number) + 8 * start;
  return new Float64Array(buffer.call(array) as ArrayBuffer, offset, count);
}
