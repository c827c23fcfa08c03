/**
 * Typed arrays as users pass them. What they are is asked of the engine, not of the object, so that arrays of another
 * realm (a frame, a test runner's) pass and no property of theirs can lie.
 */
import type { TypedNumbers } from "./problem.js";

const PROTOTYPE = Object.getPrototypeOf(Int8Array.prototype) as object;
const intrinsic = (name: string | symbol): ((this: unknown) => unknown) =>
  Object.getOwnPropertyDescriptor(PROTOTYPE, name)!.get!;
const tag = intrinsic(Symbol.toStringTag);
const length = intrinsic("length");
const at = (PROTOTYPE as { at(index: number): unknown }).at;

/** Whose entries are numbers; the others, BigInt64Array and BigUint64Array, have entries that are not. */
const OF_NUMBERS: ReadonlySet<unknown> = new Set([
  ...["Float64Array", "Float32Array", "Float16Array", "Int8Array", "Uint8Array", "Uint8ClampedArray"],
  ...["Int16Array", "Uint16Array", "Int32Array", "Uint32Array"],
]);

/** `"Float64Array"` and so on; undefined for what is no typed array. */
export function kindOf(value: unknown): string | undefined {
  return ArrayBuffer.isView(value) ? (tag.call(value) as string | undefined) : undefined;
}

export function isTypedNumbers(value: unknown): value is TypedNumbers {
  return OF_NUMBERS.has(kindOf(value));
}

/** Its length, which is 0 where the memory is gone. */
export function lengthOf(array: ArrayBufferView): number {
  return length.call(array) as number;
}

/** Whether its memory was transferred away, or shrank so that the array lies outside of it. */
export function isGone(array: TypedNumbers): boolean {
  if (lengthOf(array) > 0) return false;
  try {
    at.call(array, 0);
    return false;
  } catch {
    return true;
  }
}
