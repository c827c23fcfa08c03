/** Opens a file of arrays, whichever of the formats it has. */
import { readWhole, type ArrayFile, type NamedArray } from "./arrays.js";
import { fileError, readBytes, sourceOf, type BytesInput } from "./bytes.js";
import { openNpz } from "./npz.js";
import { openParquet } from "./parquet/read.js";
import { openSafetensors } from "./safetensors.js";

const SUPPORTED = "a .npz, .safetensors or Parquet file";

/**
 * Opens a file; its arrays are read when asked for, whole or in parts. The format is told by the content.
 *
 * @param name what errors call the file.
 * @throws OptNetError for another format and for a broken file: sizes, offsets and names that do not fit together are
 *   refused before anything is allocated for them. Pickles are never read.
 * @example
 * ```ts
 * const file = await openArrays(await blob.arrayBuffer());
 * for (const [name, { dtype, shape }] of file.arrays) console.log(name, dtype, shape);
 * ```
 */
export async function openArrays(input: BytesInput, name = "file"): Promise<ArrayFile> {
  const source = sourceOf(input, name);
  const start = await readBytes(source, 0, Math.min(12, source.size));
  const text = String.fromCharCode(...start);
  if (text.startsWith("PK\x03\x04") || text.startsWith("PK\x05\x06")) return openNpz(source);
  if (text.startsWith("PAR1")) return openParquet(source);
  if (text[8] === "{") return openSafetensors(source);
  if (text.startsWith("\x93NUMPY")) {
    throw fileError(
      source.name,
      SUPPORTED,
      "one array in a .npy file",
      "Save it with its name: numpy.savez.",
    );
  }
  if (text.startsWith("\x1f\x8b")) throw fileError(source.name, SUPPORTED, "a gzip file", "Unpack it first.");
  const got = source.size === 0 ? "an empty file" : "other content";
  throw fileError(source.name, SUPPORTED, got, "Save it with numpy.savez, or as safetensors or Parquet.");
}

/** Named arrays with what belongs to them: what is written to a file, and read from it. */
export interface ArrayCollection {
  /** The arrays by name. */
  readonly arrays: Readonly<Record<string, NamedArray>>;
  /** The arrays with one row per element of the batch: those become columns of a Parquet file. */
  readonly rows?: readonly string[] | undefined;
  /** Text beside the arrays. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What was read from a file. */
export interface ReadCollection extends ArrayCollection {
  /** The arrays by name, as float64. */
  readonly arrays: Readonly<
    Record<string, { readonly data: Float64Array; readonly shape: readonly number[] }>
  >;
  /** Text beside the arrays. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads all arrays of a file into memory, as float64.
 *
 * @param options.maxBytes more than this in one array is an error. Default 2 GiB.
 * @throws OptNetError as {@link openArrays}.
 */
export async function readArrays(
  input: BytesInput | ArrayFile,
  options: { readonly maxBytes?: number | undefined } = {},
): Promise<ReadCollection> {
  const file = isArrayFile(input) ? input : await openArrays(input);
  const entries: [string, { data: Float64Array; shape: readonly number[] }][] = [];
  for (const name of file.arrays.keys()) entries.push([name, await readWhole(file, name, options.maxBytes)]);
  return { arrays: Object.fromEntries(entries), metadata: Object.fromEntries(file.metadata) };
}

export function isArrayFile(input: BytesInput | ArrayFile): input is ArrayFile {
  return "arrays" in input && "directory" in input;
}
