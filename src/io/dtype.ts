/** Kinds of numbers in files, and how they become float64. */
import { fileError } from "./bytes.js";

/** Bytes of one number of each kind. */
export const BYTES = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint64: 8,
  uint32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
} as const;

/** A kind of numbers, by NumPy's name; `bfloat16` is the upper half of a float32. */
export type DType = keyof typeof BYTES;

/** Arrays that can be written; each goes to the file as it is. */
export type WritableData = Float64Array | Float32Array | Int32Array | Uint8Array;

export function dtypeOf(data: WritableData): DType {
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Float32Array) return "float32";
  return data instanceof Int32Array ? "int32" : "uint8";
}

/** Kinds of numbers that are read but not written become float64. */
export function writable(dtype: DType): DType {
  return dtype === "float32" || dtype === "int32" || dtype === "uint8" ? dtype : "float64";
}

/** Files are little-endian, and so are all machines that run JavaScript engines of today but a few. */
const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Whether an array of this kind in memory has the bytes that it has in the file. */
export function isNative(dtype: DType, bigEndian: boolean): boolean {
  return dtype === "float64" && bigEndian !== LITTLE;
}

/** The bytes of an array as they go to a file. */
export function littleEndian(data: WritableData): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const size = data.BYTES_PER_ELEMENT;
  if (LITTLE || size === 1) return bytes;
  const swapped = bytes.slice();
  for (let i = 0; i < swapped.length; i += size) swapped.subarray(i, i + size).reverse();
  return swapped;
}

type Getter = (view: DataView, offset: number, little: boolean) => number;

const GETTERS: Readonly<Record<Exclude<DType, "int64" | "uint64">, Getter>> = {
  float64: (view, offset, little) => view.getFloat64(offset, little),
  float32: (view, offset, little) => view.getFloat32(offset, little),
  float16: (view, offset, little) => fromFloat16(view.getUint16(offset, little)),
  bfloat16: (view, offset, little) => fromBfloat16(view.getUint16(offset, little)),
  int32: (view, offset, little) => view.getInt32(offset, little),
  int16: (view, offset, little) => view.getInt16(offset, little),
  int8: (view, offset) => view.getInt8(offset),
  uint32: (view, offset, little) => view.getUint32(offset, little),
  uint16: (view, offset, little) => view.getUint16(offset, little),
  uint8: (view, offset) => view.getUint8(offset),
  bool: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1),
};

/**
 * Numbers of a file as float64.
 *
 * @throws OptNetError for an integer of 64 bits that float64 does not hold exactly.
 */
export function toFloat64(
  field: string,
  bytes: Uint8Array,
  dtype: DType,
  bigEndian: boolean,
  out: Float64Array,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = BYTES[dtype];
  if (dtype === "int64" || dtype === "uint64") {
    for (let i = 0; i < out.length; i++) {
      const exact =
        dtype === "int64" ? view.getBigInt64(8 * i, !bigEndian) : view.getBigUint64(8 * i, !bigEndian);
      out[i] = Number(exact);
      if (BigInt(out[i]) !== exact) {
        throw fileError(
          field,
          "integers that float64 holds exactly",
          `${exact}`,
          "Beyond 2^53 not all are; scale the data, or save them as float64.",
        );
      }
    }
    return;
  }
  const get = GETTERS[dtype];
  for (let i = 0; i < out.length; i++) out[i] = get(view, size * i, !bigEndian);
}

function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function fromBfloat16(half: number): number {
  word.setUint32(0, half << 16);
  return word.getFloat32(0);
}
