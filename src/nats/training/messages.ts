/**
 * Messages between a coordinator and its workers. All travel in the frames of wire/frame.ts. What a worker asks carries
 * the version of these messages, and a refusal has the same bytes in every version, so that a worker of another hears why.
 *
 *     to the coordinator:  version u8, ask u8: 0 terms   1 join: address, name, identity
 *     its answer:          0 refused text | 1 coordinator text, terms text | 2 joined
 *     to a worker:         0 weights: version u32, arrays   1 task: version, step, leaves
 *     its answer:          0 done   1 results, each gradients, values; then 0, or 1 and why the next leaf failed text
 *                          2 has other weights   3 cannot be read text
 *     to all workers:      weights as above, cut into parts; or over
 */
import { MessageError, Reader, Writer } from "../wire/bytes.js";
import type { Identity, LeafResult, Outcome, Task } from "../../training/index.js";

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
  | { readonly kind: "outcome"; readonly outcome: Outcome<string> }
  | { readonly kind: "otherWeights" }
  | { readonly kind: "failed"; readonly text: string };

/** 1 had no number of its own: its questions began with what is asked, 0 or 1. In 2 a task has several leaves. */
const VERSION = 2;
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
  return Array.from({ length: count(reader, "arrays") }, () => reader.float32(reader.integer()));
}

function writeResult(writer: Writer, { gradients, values }: LeafResult): void {
  writeArrays(writer, gradients).integer(values.length);
  for (const value of values) writer.number(value);
}

function readResult(reader: Reader): LeafResult {
  const gradients = readArrays(reader);
  return { gradients, values: Array.from({ length: count(reader, "values") }, () => reader.number()) };
}

function count(reader: Reader, what: string): number {
  const found = reader.integer();
  if (found > MOST || found > reader.left) throw new MessageError(`${found} ${what}`);
  return found;
}

export function encodeToCoordinator(message: ToCoordinator): Uint8Array {
  const writer = new Writer().byte(VERSION);
  if (message.kind === "terms") return writer.byte(0).finish();
  const { coordinator, address, name, identity } = message;
  writer.byte(1).text(coordinator).text(address).text(name);
  writer.longText(identity.fingerprint).text(identity.arithmetic).integer(identity.sizes.length);
  for (const size of identity.sizes) writer.integer(size);
  return writer.finish();
}

function requireVersion(version: number): void {
  if (version === VERSION) return;
  throw new MessageError(
    `training messages of version ${version}, where ${VERSION} is spoken: let all machines have the same version of optnet`,
  );
}

export function decodeToCoordinator(bytes: Uint8Array): ToCoordinator {
  const reader = new Reader(bytes);
  requireVersion(Math.max(1, reader.byte()));
  const kind = reader.byte();
  if (kind > 1) throw new MessageError(`an unknown question ${kind}`);
  if (kind === 0) return ended(reader, { kind: "terms" });
  const [coordinator, address, name] = [reader.text(), reader.text(), reader.text()];
  const [fingerprint, arithmetic] = [reader.longText(), reader.text()];
  const sizes = Array.from({ length: count(reader, "arrays") }, () => reader.integer());
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
  const { step, leaves, version } = message.task;
  writer.byte(1).integer(version).integer(step.epoch).integer(step.batch).integer(step.examples);
  writer.integer(leaves.length);
  for (const { index, first, last } of leaves) writer.integer(index).integer(first).integer(last);
  return writer.finish();
}

export function decodeToMember(bytes: Uint8Array): ToMember {
  const reader = new Reader(bytes);
  const kind = reader.byte();
  if (kind > 1) throw new MessageError(`an unknown order ${kind}`);
  const version = reader.integer();
  if (kind === 0) return ended(reader, { kind: "weights", version, weights: readArrays(reader) });
  const step = { epoch: reader.integer(), batch: reader.integer(), examples: reader.integer() };
  const leaves = Array.from({ length: count(reader, "leaves") }, () => ({
    ...{ index: reader.integer(), first: reader.integer(), last: reader.integer() },
  }));
  return ended(reader, { kind: "task", task: { step, leaves, version } });
}

export function encodeFromMember(message: FromMember): Uint8Array {
  const writer = new Writer(4096);
  switch (message.kind) {
    case "done":
      return writer.byte(0).finish();
    case "outcome": {
      const { results, failure } = message.outcome;
      writer.byte(1).integer(results.length);
      for (const result of results) writeResult(writer, result);
      return failure === undefined ? writer.byte(0).finish() : writer.byte(1).text(failure).finish();
    }
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
    const results = Array.from({ length: count(reader, "results") }, () => readResult(reader));
    const failure = reader.byte() === 0 ? undefined : reader.text();
    return ended(reader, { kind: "outcome", outcome: { results, failure } });
  }
  if (kind === 2) return ended(reader, { kind: "otherWeights" });
  if (kind === 3) return ended(reader, { kind: "failed", text: reader.text() });
  throw new MessageError(`an unknown answer ${kind}`);
}

function ended<Message>(reader: Reader, message: Message): Message {
  reader.end();
  return message;
}
