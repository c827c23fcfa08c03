/** What all formats have in common: named arrays of numbers, a few words about them, and their writing. */
import { fileError } from "./bytes.js";
import { BYTES, type DType, type WritableData } from "./dtype.js";

/** What kind of file it is. */
export type FileFormat =
  /** NumPy's: a zip file of arrays, stored or deflated. */
  | "npz"
  /** A header in JSON and the arrays behind it. */
  | "safetensors"
  /** A table with a column per array; needs `hyparquet` to be read and `hyparquet-writer` to be written. */
  | "parquet";

/** An array of an open file; its numbers are read when asked for. */
export interface StoredArray {
  /** What its numbers are in the file; they are read as float64. */
  readonly dtype: DType;
  /** Its lengths, row-major: `[rows, columns]`. */
  readonly shape: readonly number[];
  /** Whether any part can be read for the cost of that part; otherwise parts are best read in ascending order. */
  readonly random: boolean;
  /** CRC-32 of all its numbers as float64, where the file says what it is. */
  readonly checksum?: number | undefined;
  /** A column of a table: the first axis is the batch, and matrices may be flat lists. */
  readonly column?: boolean | undefined;
  /**
   * Fills `out` with the entries from `start`, counted row-major, as float64.
   *
   * @throws OptNetError where the file does not hold what it says.
   */
  read(start: number, out: Float64Array): Promise<void>;
}

/** An open file. */
export interface ArrayFile {
  /** What kind of file it is, by its content. */
  readonly format: FileFormat;
  /** What errors call it. */
  readonly name: string;
  /** Its arrays by name, in the order of the file. */
  readonly arrays: ReadonlyMap<string, StoredArray>;
  /** Text beside the arrays, such as `format` and `version`. */
  readonly metadata: ReadonlyMap<string, string>;
  /** The part of the file that lists its arrays: where that changes, so has the file. */
  readonly directory: Uint8Array;
}

/** An array to be written. */
export interface NamedArray {
  /** Its numbers, row-major; they are written as they are, without conversion. */
  readonly data: WritableData;
  /** Its lengths; empty for one number. */
  readonly shape: readonly number[];
}

/** What a file is to look like before its numbers are there. */
export interface ArrayOutline {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** Where a file without compression has its parts. */
export interface FileLayout {
  readonly size: number;
  /** The first byte of each array. */
  readonly offsets: ReadonlyMap<string, number>;
  /** What stands between the arrays, once the CRC-32 of each one's bytes is known. */
  frame(crcOf: (name: string) => number): { readonly offset: number; readonly bytes: Uint8Array }[];
}

/**
 * The number of bytes of an array.
 *
 * @throws OptNetError for lengths that are no lengths, or whose product no file can hold.
 */
export function byteLength(field: string, dtype: DType, shape: readonly number[]): number {
  let size = BYTES[dtype];
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw fileError(field, "lengths that are whole numbers ≥ 0", `shape [${shape.join(",")}]`, BROKEN);
    }
    size *= length;
  }
  // An array that has an axis of length 0 is empty, however large its other axes are.
  if (shape.includes(0)) return 0;
  if (size <= Number.MAX_SAFE_INTEGER) return size;
  throw fileError(field, "an array that fits in a file", `shape [${shape.join(",")}]`, BROKEN);
}

export const BROKEN = "The file is broken; write it again.";

/** Whole arrays are read into memory up to this many bytes, unless told otherwise. */
export const MOST_BYTES = 2 ** 31;

/**
 * A whole array.
 *
 * @throws OptNetError, before anything is allocated, where it takes more than `maxBytes` as float64.
 */
export async function readWhole(
  file: ArrayFile,
  name: string,
  maxBytes = MOST_BYTES,
): Promise<{ data: Float64Array; shape: readonly number[] }> {
  const array = file.arrays.get(name);
  if (array === undefined) {
    const names = [...file.arrays.keys()].join(", ") || "none";
    throw fileError(file.name, `an array "${name}"`, `arrays ${names}`, "Check the spelling.");
  }
  const { dtype, shape } = array;
  const length = byteLength(`${file.name}: ${name}`, dtype, shape) / BYTES[dtype];
  if (8 * length > maxBytes) {
    throw fileError(
      `${file.name}: ${name}`,
      `at most ${maxBytes} bytes in memory`,
      `${8 * length} bytes as float64`,
      "Read it in parts, or allow more with maxBytes.",
    );
  }
  const data = new Float64Array(length);
  await array.read(0, data);
  return { data, shape };
}
