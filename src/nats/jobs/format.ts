/**
 * Jobs and their results, as they lie in streams.
 *
 *     "OQPJ"  version u16  0   id text   problem   cotangents or not u8, arrays   wrt (255: all)
 *     "OQPR"  version u16  0   id text   outcome u8: 0 arithmetic text, solution, gradients; 1 refusal
 *
 * What is too large for a message lies in the object store, and the message is "OQPS", the version, and its name.
 */
import { decodeAnswer, encodeRefusal, isRefusal, readSolved, writeSolved } from "../wire/answer.js";
import type { Refusal } from "../wire/answer.js";
import type { Finished } from "../service/service.js";
import { readArrays, writeArrays, type WireArrays } from "../wire/arrays.js";
import { MessageError, Reader, Writer } from "../wire/bytes.js";
import { FORMAT_VERSION } from "../wire/frame.js";
import { readProblem, readWanted, writeProblem, writeWanted, type WireProblem } from "../wire/request.js";

const JOB = 0x4a50514f; // "OQPJ"
const RESULT = 0x5250514f; // "OQPR"
const STORED = 0x5350514f; // "OQPS"
/** What a job may be called: it ends a subject. */
export const JOB_ID = /^[\w-]{1,64}$/;

export interface Job {
  readonly id: string;
  readonly problem: WireProblem;
  /** Derivatives of a loss with respect to the outputs, where gradients are wanted. */
  readonly cotangents: WireArrays | undefined;
  readonly wrt: readonly string[] | undefined;
}

export interface JobOutcome {
  readonly id: string;
  readonly outcome: Finished | Refusal;
}

export function encodeJob({ id, problem, cotangents, wrt }: Job): Uint8Array {
  const writer = start(JOB).text(id);
  writeProblem(writer, problem);
  writer.byte(cotangents === undefined ? 0 : 1);
  if (cotangents !== undefined) writeArrays(writer, cotangents);
  writeWanted(writer, wrt);
  return writer.finish();
}

/** @throws MessageError */
export function decodeJob(bytes: Uint8Array, largest: number): Job {
  const reader = open(bytes, JOB, "a job");
  const id = reader.text();
  const problem = readProblem(reader, largest);
  const cotangents = reader.byte() === 0 ? undefined : readArrays(reader, largest);
  const wrt = readWanted(reader);
  reader.end();
  return { id, problem, cotangents, wrt };
}

export function encodeOutcome({ id, outcome }: JobOutcome): Uint8Array {
  const writer = start(RESULT).text(id);
  if ("reason" in outcome) return writer.byte(1).raw(encodeRefusal(outcome)).finish();
  writer.byte(0).text(outcome.arithmetic);
  writeSolved(writer, outcome.solved);
  writeArrays(writer, outcome.gradients);
  return writer.finish();
}

/** @throws MessageError */
export function decodeOutcome(bytes: Uint8Array): JobOutcome {
  const reader = open(bytes, RESULT, "a result");
  const id = reader.text();
  if (reader.byte() === 1) {
    const refusal = decodeAnswer(reader.raw(reader.left));
    if (!isRefusal(refusal)) throw new MessageError("a result that is neither");
    return { id, outcome: refusal };
  }
  const arithmetic = reader.text();
  const solved = readSolved(reader);
  const gradients = readArrays(reader, 0);
  reader.end();
  return { id, outcome: { arithmetic, solved, gradients } };
}

/** In place of what lies in the object store. */
export function encodeStored(name: string): Uint8Array {
  return start(STORED).text(name).finish();
}

/** @returns its name, or undefined for what is there itself. */
export function storedName(bytes: Uint8Array): string | undefined {
  if (bytes.length < 8 || new Reader(bytes).integer() !== STORED) return undefined;
  const reader = open(bytes, STORED, "a name");
  const name = reader.text();
  reader.end();
  return name;
}

function start(magic: number): Writer {
  return new Writer(1024).integer(magic).integer(FORMAT_VERSION);
}

function open(bytes: Uint8Array, magic: number, what: string): Reader {
  const reader = new Reader(bytes);
  if (reader.integer() !== magic) throw new MessageError(`bytes that are not ${what}`);
  const version = reader.integer();
  if (version !== FORMAT_VERSION) {
    throw new MessageError(`${what} of format version ${version}, where ${FORMAT_VERSION} is spoken`);
  }
  return reader;
}
