/**
 * Bytes of messages, written and read in order. Numbers are little-endian, as WebAssembly has them, and numbers of
 * arrays are copied as they lie in memory: no text, no rounding. A reader trusts nothing: every length is held against
 * what is there before anything is allocated for it.
 */

/** What is wrong with a message; it goes back to whoever sent it. */
export class MessageError extends Error {
  override readonly name = "MessageError";
}

const LONGEST_TEXT = 2 ** 16 - 1;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export class Writer {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(capacity = 256) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  byte(value: number): this {
    const at = this.#take(1);
    this.#view.setUint8(at, value);
    return this;
  }

  integer(value: number): this {
    const at = this.#take(4);
    this.#view.setUint32(at, value, true);
    return this;
  }

  number(value: number): this {
    const at = this.#take(8);
    this.#view.setFloat64(at, value, true);
    return this;
  }

  /** Longer text than a message holds is cut. */
  text(value: string): this {
    const bytes = encoder.encode(value.length > LONGEST_TEXT / 3 ? value.slice(0, LONGEST_TEXT / 3) : value);
    const at = this.#take(2);
    this.#view.setUint16(at, bytes.length, true);
    return this.raw(bytes);
  }

  /** Text of any length, whole. */
  longText(value: string): this {
    const bytes = encoder.encode(value);
    return this.integer(bytes.length).raw(bytes);
  }

  raw(bytes: Uint8Array): this {
    const at = this.#take(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** The numbers of an array, without their count. */
  memory(numbers: Float64Array | Float32Array | Int32Array): this {
    return this.raw(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room, and moves all to where there is room: take before `#view`. */
  #take(length: number): number {
    const at = this.#length;
    this.#length += length;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}

export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    return this.#view.getUint8(this.#take(1));
  }

  integer(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  number(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  text(): string {
    return this.#textOf(this.#view.getUint16(this.#take(2), true));
  }

  longText(): string {
    return this.#textOf(this.integer());
  }

  #textOf(length: number): string {
    try {
      return decoder.decode(this.raw(length));
    } catch (error) {
      if (error instanceof MessageError) throw error;
      throw new MessageError("text that is not UTF-8");
    }
  }

  raw(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  float64(count: number): Float64Array {
    const bytes = this.raw(8 * count);
    const numbers = new Float64Array(count);
    new Uint8Array(numbers.buffer).set(bytes);
    return numbers;
  }

  float32(count: number): Float32Array {
    const bytes = this.raw(4 * count);
    const numbers = new Float32Array(count);
    new Uint8Array(numbers.buffer).set(bytes);
    return numbers;
  }

  int32(count: number): Int32Array {
    const bytes = this.raw(4 * count);
    const numbers = new Int32Array(count);
    new Uint8Array(numbers.buffer).set(bytes);
    return numbers;
  }

  /** @throws MessageError where something follows the end. */
  end(): void {
    if (this.left > 0) throw new MessageError(`${this.left} bytes behind the end`);
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.left) {
      throw new MessageError(`${length} bytes at byte ${at} of ${this.#bytes.length}`);
    }
    this.#at += length;
    return at;
  }
}
