/**
 * Messages between a coordinator and its workers. All travel in the frames of wire/frame.ts, which carry the version.
 *
 *     to the coordinator:  ask u8: 0 terms   1 join: address, name, identity
 *     its answer:          0 refused text | 1 coordinator text, terms text | 2 joined
 *     to a worker:         0 weights: version u32, arrays   1 task: version, step, leaf
 *     its answer:          0 done   1 result: gradients, values   2 has other weights   3 failed text
 *     to all workers:      weights as above, cut into parts; or over
 */
import { MessageError, Reader, Writer } from "../wire/bytes.js";
import type { Identity, LeafResult, Task } from "../../training/index.js";

export type ToCoordinator =
  | { readonly kind: "terms" }
  | {
      readonly kind: "join";
      readonly coordinator: string;
      readonly address: string;
      readonly name: string;
      readonly identity: Identity;
    };

export type FromCoordinator =
  | { readonly kind: "refused"; readonly text: string }
  | { readonly kind: "terms"; readonly coordinator: string; readonly terms: string }
  | { readonly kind: "joined" };

export type ToMember =
  | { readonly kind: "weights"; readonly version: number; readonly weights: readonly Float32Array[] }
  | { readonly kind: "task"; readonly task: Task };

export type FromMember =
  | { readonly kind: "done" }
  | { readonly kind: "result"; readonly result: LeafResult }
  | { readonly kind: "otherWeights" }
  | { readonly kind: "failed"; readonly text: string };

/** Most bytes of what is said before a training begins: terms, identities, refusals. */
export const LARGEST_WORDS = 2 ** 20;
/** Most bytes of gradients or weights. */
export const LARGEST = 2 ** 31;
/** Most arrays of a model, and most numbers that a leaf reports. */
const MOST = 2 ** 16;

function writeArrays(writer: Writer, arrays: readonly Float32Array[]): Writer {
  writer.integer(arrays.length);
  for (const array of arrays) writer.integer(array.length).memory(array);
  return writer;
}

function readArrays(reader: Reader): Float32Array[] {
  return Array.from({ length: count(reader) }, () => reader.float32(reader.integer()));
}

function count(reader: Reader): number {
  const found = reader.integer();
  if (found > MOST || found > reader.left) throw new MessageError(`${found} arrays`);
  return found;
}

export function encodeToCoordinator(message: ToCoordinator): Uint8Array {
  const writer = new Writer();
  if (message.kind === "terms") return writer.byte(0).finish();
  const { coordinator, address, name, identity } = message;
  writer.byte(1).text(coordinator).text(address).text(name);
  writer.longText(identity.fingerprint).text(identity.arithmetic).integer(identity.sizes.length);
  for (const size of identity.sizes) writer.integer(size);
  return writer.finish();
}

export function decodeToCoordinator(bytes: Uint8Array): ToCoordinator {
  const reader = new Reader(bytes);
  const kind = reader.byte();
  if (kind > 1) throw new MessageError(`an unknown question ${kind}`);
  if (kind === 0) return ended(reader, { kind: "terms" });
  const [coordinator, address, name] = [reader.text(), reader.text(), reader.text()];
  const [fingerprint, arithmetic] = [reader.longText(), reader.text()];
  const sizes = Array.from({ length: count(reader) }, () => reader.integer());
  const identity = { fingerprint, arithmetic, sizes };
  return ended(reader, { kind: "join", coordinator, address, name, identity });
}

export function encodeFromCoordinator(message: FromCoordinator): Uint8Array {
  const writer = new Writer();
  if (message.kind === "refused") writer.byte(0).text(message.text);
  else if (message.kind === "terms") writer.byte(1).text(message.coordinator).longText(message.terms);
  else writer.byte(2);
  return writer.finish();
}

export function decodeFromCoordinator(bytes: Uint8Array): FromCoordinator {
  const reader = new Reader(bytes);
  const kind = reader.byte();
  if (kind === 0) return ended(reader, { kind: "refused", text: reader.text() });
  if (kind === 1) {
    return ended(reader, { kind: "terms", coordinator: reader.text(), terms: reader.longText() });
  }
  if (kind === 2) return ended(reader, { kind: "joined" });
  throw new MessageError(`an unknown answer ${kind}`);
}

export function encodeToMember(message: ToMember): Uint8Array {
  const writer = new Writer(4096);
  if (message.kind === "weights") {
    return writeArrays(writer.byte(0).integer(message.version), message.weights).finish();
  }
  const { step, leaf, version } = message.task;
  writer.byte(1).integer(version);
  for (const value of [step.epoch, step.batch, step.examples, leaf.index, leaf.first, leaf.last]) {
    writer.integer(value);
  }
  return writer.finish();
}

export function decodeToMember(bytes: Uint8Array): ToMember {
  const reader = new Reader(bytes);
  const kind = reader.byte();
  if (kind > 1) throw new MessageError(`an unknown order ${kind}`);
  const version = reader.integer();
  if (kind === 0) return ended(reader, { kind: "weights", version, weights: readArrays(reader) });
  const step = { epoch: reader.integer(), batch: reader.integer(), examples: reader.integer() };
  const leaf = { index: reader.integer(), first: reader.integer(), last: reader.integer() };
  return ended(reader, { kind: "task", task: { step, leaf, version } });
}

export function encodeFromMember(message: FromMember): Uint8Array {
  const writer = new Writer(4096);
  switch (message.kind) {
    case "done":
      return writer.byte(0).finish();
    case "result":
      writeArrays(writer.byte(1), message.result.gradients).integer(message.result.values.length);
      for (const value of message.result.values) writer.number(value);
      return writer.finish();
    case "otherWeights":
      return writer.byte(2).finish();
    case "failed":
      return writer.byte(3).text(message.text).finish();
  }
}

export function decodeFromMember(bytes: Uint8Array): FromMember {
  const reader = new Reader(bytes);
  const kind = reader.byte();
  if (kind === 0) return ended(reader, { kind: "done" });
  if (kind === 1) {
    const gradients = readArrays(reader);
    const values = Array.from({ length: count(reader) }, () => reader.number());
    return ended(reader, { kind: "result", result: { gradients, values } });
  }
  if (kind === 2) return ended(reader, { kind: "otherWeights" });
  if (kind === 3) return ended(reader, { kind: "failed", text: reader.text() });
  throw new MessageError(`an unknown answer ${kind}`);
}

function ended<Message>(reader: Reader, message: Message): Message {
  reader.end();
  return message;
}
