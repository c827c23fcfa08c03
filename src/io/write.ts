/** Writes a file of arrays, piece by piece: none of them need fit in memory. */
import type { ArrayFile, ArrayOutline, FileFormat, FileLayout, StoredArray } from "./arrays.js";
import { byteLength } from "./arrays.js";
import { fileError, MemorySink, type ByteSink } from "./bytes.js";
import { BYTES, dtypeOf, littleEndian, writable } from "./dtype.js";
import type { Metadata } from "./metadata.js";
import { writeDeflated } from "./npz-deflated.js";
import { npzLayout } from "./npz.js";
import type { ArrayCollection } from "./open.js";
import { writeParquet } from "./parquet/write.js";
import { safetensorsLayout } from "./safetensors.js";
import { crc32 } from "./zip/crc32.js";

/** How arrays are written. */
export interface WriteOptions {
  /** The kind of file to make. */
  readonly format: FileFormat;
  /** Deflate the arrays of an `.npz`. Default false; Parquet is always compressed, safetensors never. */
  readonly compress?: boolean | undefined;
}

/** Numbers that are in memory at once. */
const PIECE = 2 ** 16;

const FORMATS: readonly FileFormat[] = ["npz", "safetensors", "parquet"];

/**
 * Makes a file of arrays.
 *
 * @throws OptNetError for arrays that are none, and for Parquet without its library.
 * @example
 * ```ts
 * const bytes = await writeArrays(solutionArrays(solution), { format: "npz" });
 * ```
 */
export async function writeArrays(collection: ArrayCollection, options: WriteOptions): Promise<Uint8Array> {
  const sink = new MemorySink();
  await writeTo(sink, inMemory(collection), options, (name) => collection.rows?.includes(name) ?? false);
  return sink.bytes;
}

/** Arrays in memory as if they were in a file. */
export function inMemory({
  arrays,
  metadata = {},
}: ArrayCollection): Pick<ArrayFile, "name" | "arrays" | "metadata"> {
  const stored = Object.entries(arrays).map(([name, { data, shape }]): [string, StoredArray] => {
    const dtype = dtypeOf(data);
    if (byteLength(name, dtype, shape) !== data.byteLength) {
      const got = `${data.length} numbers for shape [${shape.join(",")}]`;
      throw fileError(name, "as many numbers as its shape says", got, "data is row-major.");
    }
    const read = async (start: number, out: Float64Array): Promise<void> =>
      out.set(data.subarray(start, start + out.length));
    return [name, { dtype, shape, random: true, read }];
  });
  return { name: "arrays", arrays: new Map(stored), metadata: new Map(Object.entries(metadata)) };
}

/**
 * Writes the arrays of a file, or of memory, in a format.
 *
 * @param isRows whether an array has one row per element.
 */
export async function writeTo(
  sink: ByteSink,
  file: Pick<ArrayFile, "name" | "arrays" | "metadata">,
  { format, compress = false }: WriteOptions,
  isRows: (name: string) => boolean,
): Promise<void> {
  if (!FORMATS.includes(format)) {
    throw fileError(
      "format",
      `one of ${FORMATS.join(", ")}`,
      JSON.stringify(format),
      "It decides how arrays are stored.",
    );
  }
  for (const name of file.arrays.keys()) requireName(name);
  if (format === "parquet") return writeParquet(file, isRows, file.metadata, sink);
  if (format === "npz" && compress) return writeDeflated(sink, file, pieces);
  const outlines = [...file.arrays].map(([name, { dtype, shape }]) => ({
    name,
    dtype: writable(dtype),
    shape,
  }));
  const layout = layoutOf(format, outlines, file.metadata);
  const crcs = new Map<string, number>();
  for (const [name, array] of file.arrays) {
    let at = layout.offsets.get(name)!;
    let crc = 0;
    for await (const bytes of pieces(array)) {
      await sink.write(at, bytes);
      crc = crc32(bytes, crc);
      at += bytes.length;
    }
    crcs.set(name, crc);
  }
  for (const { offset, bytes } of layout.frame((name) => crcs.get(name)!)) await sink.write(offset, bytes);
}

export function layoutOf(
  format: Exclude<FileFormat, "parquet">,
  outlines: readonly ArrayOutline[],
  metadata: Metadata,
): FileLayout {
  return format === "npz" ? npzLayout(outlines, metadata) : safetensorsLayout(outlines, metadata);
}

/** The bytes of an array, as its file will have them. */
async function* pieces(array: StoredArray): AsyncGenerator<Uint8Array> {
  const dtype = writable(array.dtype);
  const total = byteLength("array", array.dtype, array.shape) / BYTES[array.dtype];
  for (let start = 0; start < total; start += PIECE) {
    const numbers = new Float64Array(Math.min(PIECE, total - start));
    await array.read(start, numbers);
    yield littleEndian(
      dtype === "float32"
        ? Float32Array.from(numbers)
        : dtype === "int32"
          ? Int32Array.from(numbers)
          : dtype === "uint8"
            ? Uint8Array.from(numbers)
            : numbers,
    );
  }
}

function requireName(name: string): void {
  // eslint-disable-next-line no-control-regex
  if (name !== "" && !/[/\\:\u0000-\u001f\u007f]/.test(name)) return;
  throw fileError(
    "arrays",
    "names without slashes, colons and control characters",
    JSON.stringify(name),
    "Rename it.",
  );
}
