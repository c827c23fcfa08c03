/** Bodies of one part or many, on their way out and in. */
import type { NatsConnection } from "@nats-io/nats-core";
import { MessageError } from "./wire/bytes.js";
import type { Part } from "./wire/frame.js";
import { encodePart, partCount } from "./wire/frame.js";

/** Parts under way to one receiver. */
export const WINDOW = 8;

/** One body on its way out. */
export class Sending {
  readonly #connection: NatsConnection;
  readonly #body: Uint8Array;
  readonly #partSize: number;
  readonly #reply: string | undefined;
  readonly #budget: number;
  readonly #count: number;
  #sent = 0;

  constructor(
    connection: NatsConnection,
    body: Uint8Array,
    { partSize, reply, budget }: { partSize: number; reply: string | undefined; budget: number },
  ) {
    this.#connection = connection;
    this.#body = body;
    this.#partSize = partSize;
    this.#reply = reply;
    this.#budget = budget;
    this.#count = partCount({ total: body.length, partSize });
  }

  get isSingle(): boolean {
    return this.#count === 1;
  }

  start(subject: string): void {
    this.#sent = 1;
    this.#publish(subject, 0);
  }

  /** @returns whether that was all. */
  go(subject: string, next: number): boolean {
    const end = Math.min(this.#count, next + WINDOW);
    for (; this.#sent < end; this.#sent++) this.#publish(subject, this.#sent);
    return this.#sent === this.#count;
  }

  /** All at once, to whoever listens. */
  broadcast(subject: string): void {
    for (; this.#sent < this.#count; this.#sent++) this.#publish(subject, this.#sent);
  }

  #publish(subject: string, index: number): void {
    const [partSize, total, budget] = [this.#partSize, this.#body.length, this.#budget];
    const bytes = this.#body.subarray(index * partSize, (index + 1) * partSize);
    const options = this.#reply === undefined ? {} : { reply: this.#reply };
    this.#connection.publish(subject, encodePart({ index, partSize, total, budget, bytes }), options);
  }
}

/** One body on its way in. */
export class Assembly {
  readonly #largest: number;
  #first: Part | undefined;
  #parts: Uint8Array[] = [];

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** The part that must come next. */
  get next(): number {
    return this.#parts.length;
  }

  /** @returns the whole, with its last part. @throws MessageError for parts that do not belong together. */
  add(part: Part): Uint8Array | undefined {
    const first = (this.#first ??= part);
    if (part.total > this.#largest) throw new MessageError(`a body of ${part.total} bytes`);
    if (part.index !== this.next || part.total !== first.total || part.partSize !== first.partSize) {
      throw new MessageError(`part ${part.index}, where ${this.next} is the next`);
    }
    if (part.bytes.length === part.total) return part.bytes;
    this.#parts.push(part.bytes);
    if (this.next < partCount(first)) return undefined;
    const whole = new Uint8Array(first.total);
    let at = 0;
    for (const bytes of this.#parts) {
      whole.set(bytes, at);
      at += bytes.length;
    }
    return whole;
  }
}
