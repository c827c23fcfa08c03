/**
 * Which numbers a result was computed from: it carries a checksum of each array that was read for it. Files may change in
 * their numbers and nowhere else.
 */
import { crc32 } from "node:zlib";
import { fileError } from "../../io/bytes.js";
import { combineCrc32 } from "../../io/zip/crc32.js";
import { numbersPerElement, readElements, type BatchInput } from "./input.js";
import { bufferOffsets, widthOf, type OutputRows } from "./plan.js";

/** The word of a result's metadata that has them. */
export const NUMBERS = "numbers";
/** The word that a part of a result has of the files as a whole, of which it has read a part. */
export const FILES = "files";

interface Sized {
  readonly name: string;
  readonly size: number;
}

interface ReadArrays {
  readonly own: readonly Sized[];
  readonly cotangents: readonly Sized[];
}

/** Bytes that are read at a time, about. */
const PIECE = 2 ** 22;

/** CRC-32 of each array of some elements, which stand one array behind the other. */
export function checksumsOf(
  arrays: readonly Pick<Sized, "size">[],
  count: number,
  buffer: ArrayBufferLike,
): number[] {
  let at = 0;
  return arrays.map(({ size }) => {
    const bytes = new Uint8Array(buffer, at, 8 * count * size);
    at += bytes.length;
    return crc32(bytes);
  });
}

/** Of the arrays that were read for a chunk, and of its outputs. */
export interface ChunkChecksums {
  readonly inputs: readonly number[];
  readonly crcs: readonly number[];
}

export function chunkChecksums(
  { own, cotangents, outputs }: ReadArrays & { readonly outputs: readonly OutputRows[] },
  {
    count,
    input,
    output,
  }: { readonly count: number; readonly input: ArrayBuffer; readonly output: ArrayBuffer },
): ChunkChecksums {
  const { offsets } = bufferOffsets(outputs, count);
  return {
    inputs: checksumsOf([...own, ...cotangents], count, input),
    crcs: outputs.map((one, i) => crc32(new Uint8Array(output, offsets[i], count * widthOf(one)))),
  };
}

/** Always as long, whatever the checksums are. */
export function numbersWord(arrays: readonly Sized[], checksums: readonly number[]): string {
  return JSON.stringify(
    arrays.map(({ name, size }, i) => [name, size, (checksums[i] ?? 0).toString(16).padStart(8, "0")]),
  );
}

/** The word of elements `first` to `last` − 1 as the files have them now. */
export async function readNumbersWord(input: BatchInput, first: number, last: number): Promise<string> {
  const arrays = [...input.own, ...input.cotangents];
  const told = arrays.map(checksumOfAll);
  if (first === 0 && last === input.batch && told.every((crc) => crc !== undefined))
    return numbersWord(arrays, told);
  const step = Math.max(1, Math.floor(PIECE / (8 * Math.max(1, numbersPerElement(input)))));
  let checksums = arrays.map(() => 0);
  for (let at = first; at < last; at += step) {
    const count = Math.min(step, last - at);
    const numbers = new Float64Array(count * numbersPerElement(input));
    await readElements(input, at, count, numbers);
    const next = checksumsOf(arrays, count, numbers.buffer);
    checksums = checksums.map((crc, i) => combineCrc32(crc, next[i], 8 * count * arrays[i].size));
  }
  return numbersWord(arrays, checksums);
}

/** As the files themselves say; undefined where one does not. */
function checksumOfAll({ parts, size }: BatchInput["own" | "cotangents"][number]): number | undefined {
  let crc = 0;
  for (const { array, rows } of parts) {
    if (array.checksum === undefined) return undefined;
    crc = combineCrc32(crc, array.checksum, 8 * rows * size);
  }
  return crc;
}

/**
 * The word of several parts together, one behind the other.
 *
 * @throws OptNetError for words that are none.
 */
export function joinedNumbersWord(
  parts: readonly { readonly file: string; readonly word: string | undefined; readonly count: number }[],
): string {
  let joined: [string, number, number][] | undefined;
  for (const { file, word, count } of parts) {
    const entries = entriesOf(file, word);
    joined = entries.map(([name, size, crc], i) => {
      const before = joined?.[i][2];
      return [name, size, before === undefined ? crc : combineCrc32(before, crc, 8 * count * size)];
    });
  }
  const entries = joined ?? [];
  return numbersWord(
    entries.map(([name, size]) => ({ name, size })),
    entries.map(([, , crc]) => crc),
  );
}

function entriesOf(file: string, word: string | undefined): [string, number, number][] {
  try {
    const entries = JSON.parse(word ?? "") as [string, number, string][];
    const found = entries.map(([name, size, hex]): [string, number, number] => [
      name,
      size,
      parseInt(hex, 16),
    ]);
    if (found.every(([, size, crc]) => Number.isSafeInteger(size) && crc >= 0)) return found;
  } catch {
    // Told below.
  }
  throw fileError(file, `the word "${NUMBERS}" of optnet batch`, "another", "Solve this part again.");
}
