/** Deflated members, read from front to back. */
import { fileError, type ByteSource } from "../bytes.js";
import { crc32 } from "./crc32.js";
import type { Member } from "./directory.js";

const PIECE = 2 ** 16;

/**
 * Reads a deflated member in parts. What lies behind what was read before is inflated and thrown away; for what lies
 * in front it starts again.
 */
export class Inflater {
  readonly #source: ByteSource;
  readonly #member: Member;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  /** What was inflated and not yet asked for, and where in the member it begins. */
  #piece: Uint8Array = new Uint8Array(0);
  #at = 0;
  #crc = 0;

  constructor(source: ByteSource, member: Member) {
    this.#source = source;
    this.#member = member;
  }

  /** @throws OptNetError where the data are broken, or not as many as the directory says. */
  async readInto(offset: number, target: Uint8Array): Promise<void> {
    if (this.#reader === undefined || offset < this.#at) await this.#restart();
    let filled = 0;
    while (filled < target.length) {
      const skipped = Math.min(Math.max(0, offset - this.#at), this.#piece.length);
      this.#drop(skipped);
      const part = this.#at < offset ? 0 : Math.min(this.#piece.length, target.length - filled);
      if (part > 0) {
        target.set(this.#piece.subarray(0, part), filled);
        this.#drop(part);
        filled += part;
        offset += part;
      } else if (this.#piece.length === 0) await this.#next();
    }
    if (this.#at === this.#member.size) await this.#finish();
  }

  #drop(length: number): void {
    this.#piece = this.#piece.subarray(length);
    this.#at += length;
  }

  async #restart(): Promise<void> {
    // A stream that has failed refuses to be cancelled, with the error that was reported when it failed.
    await this.#reader?.cancel().catch(() => undefined);
    const { offset, compressed } = this.#member;
    let at = 0;
    const raw = new ReadableStream<BufferSource>(
      {
        pull: async (controller) => {
          const piece = new Uint8Array(Math.min(PIECE, compressed - at));
          await this.#source.readInto(offset + at, piece);
          at += piece.length;
          if (piece.length > 0) controller.enqueue(piece);
          if (at === compressed) controller.close();
        },
      },
      { highWaterMark: 1 },
    );
    this.#reader = raw.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    this.#piece = new Uint8Array(0);
    this.#at = 0;
    this.#crc = 0;
  }

  async #next(): Promise<void> {
    const piece = await this.#pull();
    if (piece === undefined) throw this.#broken(`${this.#at} bytes`);
    this.#piece = piece;
    this.#crc = crc32(piece, this.#crc);
    if (this.#at + piece.length > this.#member.size) throw this.#broken("more");
  }

  async #pull(): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await this.#reader!.read();
      return done ? undefined : value;
    } catch {
      throw this.#broken("data that cannot be inflated");
    }
  }

  /** Nothing may come behind the last byte, and the checksum must be right. */
  async #finish(): Promise<void> {
    if (this.#piece.length > 0 || (await this.#pull()) !== undefined) throw this.#broken("more");
    if (this.#crc !== this.#member.crc) throw this.#broken("bytes with another checksum");
    this.#reader = undefined;
  }

  #broken(got: string): Error {
    const { name, size } = this.#member;
    return fileError(
      `${this.#source.name}: ${name}`,
      `${size} bytes after inflating`,
      got,
      "The file is broken; copy or write it again.",
    );
  }
}
