/**
 * What a client asks a worker.
 *
 *     action u8   solution u32   a problem or not u8   problem   arguments
 *
 * A problem is its settings and its inputs as arrays, a sparse one of several (wire/sparse.ts). A derivative names the solution that a worker keeps, and carries
 * the problem where it is sent to a worker that keeps none.
 */
import { MessageError, Reader, Writer } from "./bytes.js";
import type { WireArrays } from "./arrays.js";
import { readArrays, writeArrays } from "./arrays.js";

/** What the array of a Q is called that was given by its diagonal. */
export const DIAGONAL = "Q.diagonal";

/** Settings as they come; what they mean is checked where they are used. */
export type WireSettings = Readonly<Record<string, number | string>>;

export interface WireProblem {
  readonly settings: WireSettings;
  readonly fields: WireArrays;
}

/** What is asked about a solution. */
export type Question =
  | {
      /** The numbers; a worker may keep the factors for derivatives. */
      readonly action: "solve";
      readonly keep: boolean;
    }
  | { readonly action: "vjp"; readonly cotangents: WireArrays; readonly wrt: readonly string[] | undefined }
  | { readonly action: "jvp"; readonly tangents: WireArrays }
  | { readonly action: "jacobian"; readonly output: string; readonly input: string }
  | { readonly action: "atRounding"; readonly element: number }
  | { readonly action: "dispose" };

export interface Request {
  /** The number of a solution that the worker keeps; 0: none. */
  readonly kept: number;
  readonly problem: WireProblem | undefined;
  readonly question: Question;
}

const ACTIONS = ["solve", "vjp", "jvp", "jacobian", "atRounding", "dispose"] as const;
const NUMBER = 0;
const TEXT = 1;
/** In place of a count of names. */
const ALL = 255;

export function encodeRequest({ kept, problem, question }: Request): Uint8Array {
  const writer = new Writer(1024);
  writer.byte(ACTIONS.indexOf(question.action)).integer(kept);
  writer.byte(problem === undefined ? 0 : 1);
  if (problem !== undefined) writeProblem(writer, problem);
  writeQuestion(writer, question);
  return writer.finish();
}

/**
 * @param largest most numbers that an array may have which is not in the message itself.
 * @throws MessageError
 */
export function decodeRequest(bytes: Uint8Array, largest: number): Request {
  const reader = new Reader(bytes);
  const action = ACTIONS[reader.byte()];
  if (action === undefined) throw new MessageError("an unknown action");
  const kept = reader.integer();
  const problem = reader.byte() === 0 ? undefined : readProblem(reader, largest);
  const question = readQuestion(reader, action, largest);
  reader.end();
  if (problem === undefined && kept === 0) throw new MessageError("neither a problem nor a solution");
  return { kept, problem, question };
}

function writeQuestion(writer: Writer, question: Question): void {
  switch (question.action) {
    case "solve":
      writer.byte(question.keep ? 1 : 0);
      break;
    case "vjp":
      writeArrays(writer, question.cotangents);
      writeWanted(writer, question.wrt);
      break;
    case "jvp":
      writeArrays(writer, question.tangents);
      break;
    case "jacobian":
      writer.text(question.output).text(question.input);
      break;
    case "atRounding":
      writer.integer(question.element);
      break;
    case "dispose":
      break;
  }
}

function readQuestion(reader: Reader, action: (typeof ACTIONS)[number], largest: number): Question {
  switch (action) {
    case "solve":
      return { action, keep: reader.byte() === 1 };
    case "vjp":
      return { action, cotangents: readArrays(reader, largest), wrt: readWanted(reader) };
    case "jvp":
      return { action, tangents: readArrays(reader, largest) };
    case "jacobian":
      return { action, output: reader.text(), input: reader.text() };
    case "atRounding":
      return { action, element: reader.integer() };
    case "dispose":
      return { action };
  }
}

/** Which gradients are wanted; undefined: of every input. */
export function writeWanted(writer: Writer, wrt: readonly string[] | undefined): void {
  writer.byte(wrt === undefined ? ALL : wrt.length);
  for (const name of wrt ?? []) writer.text(name);
}

export function readWanted(reader: Reader): string[] | undefined {
  const count = reader.byte();
  return count === ALL ? undefined : Array.from({ length: count }, () => reader.text());
}

export function writeProblem(writer: Writer, { settings, fields }: WireProblem): void {
  const entries = Object.entries(settings);
  writer.byte(entries.length);
  for (const [name, value] of entries) {
    writer.text(name);
    if (typeof value === "number") writer.byte(NUMBER).number(value);
    else writer.byte(TEXT).text(value);
  }
  writeArrays(writer, fields);
}

export function readProblem(reader: Reader, largest: number): WireProblem {
  const entries = Array.from({ length: reader.byte() }, () => {
    const name = reader.text();
    const kind = reader.byte();
    if (kind !== NUMBER && kind !== TEXT) throw new MessageError(`a setting of kind ${kind}`);
    return [name, kind === NUMBER ? reader.number() : reader.text()] as const;
  });
  return { settings: Object.fromEntries(entries), fields: readArrays(reader, largest) };
}
