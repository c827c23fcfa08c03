/** Where the bytes of a file are, and where they go: memory, a Blob, or a file of Node's (node.ts). */
import { OptNetError } from "../index.js";

/** Bytes that can be read in any order. */
export interface ByteSource {
  /** What errors call it. */
  readonly name: string;
  /** How many bytes there are. */
  readonly size: number;
  /** Fills `target` with the bytes from `offset`; callers stay within `size`. */
  readInto(offset: number, target: Uint8Array): Promise<void>;
}

/** A place that bytes can be written to in any order. */
export interface ByteSink {
  /** Puts the bytes at `offset`, behind the present end too. */
  write(offset: number, bytes: Uint8Array): Promise<void>;
}

/** What can be read without Node: bytes in memory, and a Blob or File of a browser, of which parts are read as needed. */
export type BytesInput = Uint8Array | ArrayBuffer | Blob | ByteSource;

export function sourceOf(input: BytesInput, name = "file"): ByteSource {
  if (input instanceof Uint8Array) {
    const readInto = async (offset: number, target: Uint8Array): Promise<void> =>
      target.set(input.subarray(offset, offset + target.length));
    return { name, size: input.length, readInto };
  }
  if (input instanceof ArrayBuffer) return sourceOf(new Uint8Array(input), name);
  if (typeof Blob === "function" && input instanceof Blob) {
    const readInto = async (offset: number, target: Uint8Array): Promise<void> => {
      const part = await input.slice(offset, offset + target.length).arrayBuffer();
      target.set(new Uint8Array(part));
    };
    return { name, size: input.size, readInto };
  }
  if (typeof input === "object" && input !== null && "readInto" in input) return input;
  throw new OptNetError({
    field: name,
    expected: "a Uint8Array, an ArrayBuffer, a Blob or a ByteSource",
    got: input === null ? "null" : typeof input,
    hint: "In Node, openFile from optnet/io/node reads a path.",
  });
}

/**
 * The bytes from `offset`, in memory of their own.
 *
 * @throws OptNetError, before anything is allocated, where the source does not have them.
 */
export async function readBytes(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  requireWithin(source, offset, length);
  const bytes = new Uint8Array(length);
  await source.readInto(offset, bytes);
  return bytes;
}

export function requireWithin(source: ByteSource, offset: number, length: number): void {
  if (offset >= 0 && length >= 0 && offset + length <= source.size) return;
  throw new OptNetError({
    field: source.name,
    expected: `bytes ${offset} to ${offset + length}`,
    got: `a file of ${source.size} bytes`,
    hint: "The file is cut short or broken; copy or write it again.",
  });
}

/** A sink in memory, which grows. */
export class MemorySink implements ByteSink {
  #bytes = new Uint8Array(1024);
  #size = 0;

  write(offset: number, bytes: Uint8Array): Promise<void> {
    const end = offset + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, offset);
    this.#size = Math.max(this.#size, end);
    return Promise.resolve();
  }

  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }
}

/** A 64-bit count of a file as a number. */
export function exactNumber(value: bigint): number {
  // A count beyond this is larger than any file, and fails wherever it is compared with the file's size.
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : Number(value);
}

/** An error about what is in a file. */
export function fileError(field: string, expected: string, got: string, hint: string): OptNetError {
  return new OptNetError({ field, expected, got, hint });
}
