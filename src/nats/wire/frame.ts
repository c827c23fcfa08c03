/**
 * What every message on NATS begins with, and how a body that is larger than the server's largest payload is cut.
 *
 *     "OQPN"  version u16  kind u16
 *     kind 1, a part of a body:   index u32  size of a full part u32  size of the body u32  milliseconds left u32  bytes
 *     kind 2, go on with parts:   index of the first part that has not come u32
 *
 * All but the last part of a body have the same size. The milliseconds say how long the sender of a request waits;
 * clocks of two machines need not agree for that.
 */
import { MessageError, Reader, Writer } from "./bytes.js";

export const FORMAT_VERSION = 1;

const MAGIC = 0x4e50514f; // "OQPN", little-endian
const PART = 1;
const MORE = 2;
/** A body in more parts than this would cost more to put together than to solve. */
const MOST_PARTS = 2 ** 16;
/** Bytes that a part has in front of its share of the body. */
export const PART_HEADER = 24;

export interface Part {
  readonly kind: "part";
  readonly index: number;
  readonly partSize: number;
  readonly total: number;
  /** Milliseconds that the sender waits for an answer; 0 in answers. */
  readonly budget: number;
  readonly bytes: Uint8Array;
}

export interface More {
  readonly kind: "more";
  readonly next: number;
}

/** A message of another version of the format. */
export class VersionError extends MessageError {}

export function encodeMore(next: number): Uint8Array {
  return start(12, MORE).integer(next).finish();
}

export function encodePart(part: Omit<Part, "kind">): Uint8Array {
  return start(PART_HEADER + part.bytes.length, PART)
    .integer(part.index)
    .integer(part.partSize)
    .integer(part.total)
    .integer(part.budget)
    .raw(part.bytes)
    .finish();
}

function start(capacity: number, kind: number): Writer {
  const writer = new Writer(capacity);
  return writer.integer(MAGIC).integer(FORMAT_VERSION | (kind << 16));
}

/** @throws MessageError for bytes that are no message, VersionError for those of another version. */
export function decodeFrame(bytes: Uint8Array): Part | More {
  const reader = new Reader(bytes);
  if (bytes.length < 8 || reader.integer() !== MAGIC)
    throw new MessageError("bytes that are no message of optnet");
  const word = reader.integer();
  const [version, kind] = [word & 0xffff, word >>> 16];
  if (version !== FORMAT_VERSION) {
    throw new VersionError(`a message of format version ${version}, where ${FORMAT_VERSION} is spoken`);
  }
  if (kind === MORE) {
    const next = reader.integer();
    reader.end();
    return { kind: "more", next };
  }
  if (kind !== PART) throw new MessageError(`a message of kind ${kind}`);
  const [index, partSize, total, budget] = [
    reader.integer(),
    reader.integer(),
    reader.integer(),
    reader.integer(),
  ];
  const content = reader.raw(reader.left);
  const count = partCount({ total, partSize });
  if ((partSize === 0 && total > 0) || index >= count) throw new MessageError(`part ${index} of ${count}`);
  if (count > MOST_PARTS) throw new MessageError(`a body in ${count} parts`);
  const expected = index === count - 1 ? total - index * partSize : partSize;
  if (content.length !== expected) {
    throw new MessageError(`${content.length} bytes in a part of ${expected}`);
  }
  return { kind: "part", index, partSize, total, budget, bytes: content };
}

export function partCount({ total, partSize }: Pick<Part, "total" | "partSize">): number {
  return total === 0 ? 1 : Math.ceil(total / partSize);
}
