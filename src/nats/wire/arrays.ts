/**
 * Arrays in messages, by name.
 *
 *     count u8, then each:  name text  rank u8  axes u32…  where u8
 *     where 0:  the numbers, float64
 *     where 1:  the SHA-256 of their bytes; they are in the object store
 *     rank 255 is an array without a shape of its own, with its length as its only axis
 */
import type { Reader, Writer } from "./bytes.js";
import { MessageError } from "./bytes.js";

const HASH_BYTES = 32;
const WITHOUT_SHAPE = 255;
/** No input has more axes. */
const HIGHEST_RANK = 8;
const INLINE = 0;
const BY_HASH = 1;

/** An array, or where it is. */
export interface WireArray {
  readonly shape: readonly number[] | undefined;
  /** Absent where only the hash was sent. */
  readonly data: Float64Array | undefined;
  /** In hexadecimal. */
  readonly hash?: string | undefined;
  readonly length: number;
}

export type WireArrays = ReadonlyMap<string, WireArray>;

export function wireArray(data: Float64Array, shape?: readonly number[]): WireArray {
  return { data, shape, length: data.length };
}

export function writeArrays(writer: Writer, arrays: WireArrays): void {
  writer.byte(arrays.size);
  for (const [name, array] of arrays) {
    writer.text(name);
    const axes = array.shape ?? [array.length];
    writer.byte(array.shape === undefined ? WITHOUT_SHAPE : axes.length);
    for (const axis of axes) writer.integer(axis);
    if (array.hash !== undefined) writer.byte(BY_HASH).raw(fromHex(array.hash));
    else writer.byte(INLINE).memory(array.data!);
  }
}

/** @param largest most numbers that an array may have which is not in the message itself. */
export function readArrays(reader: Reader, largest: number): Map<string, WireArray> {
  const arrays = new Map<string, WireArray>();
  for (let count = reader.byte(); count > 0; count--) {
    const name = reader.text();
    const rank = reader.byte();
    if (rank !== WITHOUT_SHAPE && rank > HIGHEST_RANK) throw new MessageError(`an array of ${rank} axes`);
    const axes = Array.from({ length: rank === WITHOUT_SHAPE ? 1 : rank }, () => reader.integer());
    const length = axes.reduce((product, axis) => product * axis, 1);
    const shape = rank === WITHOUT_SHAPE ? undefined : axes;
    const where = reader.byte();
    if (arrays.has(name)) throw new MessageError(`two arrays "${name}"`);
    if (where === BY_HASH) {
      if (length > largest) throw new MessageError(`an array of ${length} numbers`);
      arrays.set(name, { shape, data: undefined, hash: toHex(reader.raw(HASH_BYTES)), length });
    } else if (where === INLINE) {
      arrays.set(name, { shape, data: reader.float64(length), length });
    } else throw new MessageError(`an array that is at place ${where}`);
  }
  return arrays;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}
