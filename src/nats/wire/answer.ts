/**
 * What a worker answers.
 *
 *     outcome u8
 *     outcome 0:  arithmetic text   subject of the worker text   solution u32   kind u8   numbers
 *     outcome 1:  reason text   field, expected, got, hint texts
 */
import type { ErrorDetails } from "../../problem/errors.js";
import type {
  Certificate,
  Shift,
  SolutionData,
  SolutionShape,
  SolvedBy,
  Status,
} from "../../problem/fields.js";
import { SOLVERS, STATUSES, widthOf } from "../../problem/fields.js";
import { MessageError, Reader, Writer } from "./bytes.js";
import type { WireArray, WireArrays } from "./arrays.js";
import { readArrays, wireArray, writeArrays } from "./arrays.js";

/** Why there is no answer. */
export type Reason =
  /** The inputs are wrong; they will be tomorrow. */
  | "misuse"
  /** What came is no request. */
  | "message"
  /** Too much waits; another worker, or this one later, may answer. */
  | "busy"
  /** The time is over. */
  | "deadline"
  /** The worker does not keep the solution any more. */
  | "gone"
  /** An array that was named by its hash is nowhere. */
  | "unknownArray"
  /** The object store cannot be asked for it now. */
  | "unreachable"
  /** The worker failed. */
  | "internal";

export interface Refusal extends ErrorDetails {
  readonly reason: Reason;
}

/** All that a solution holds beside its derivatives. */
export interface SolvedNumbers {
  readonly shape: SolutionShape;
  readonly status: readonly Status[];
  readonly iterations: Int32Array;
  readonly weaklyActive: Int32Array;
  readonly solvedBy: readonly SolvedBy[];
  /** z, nu, lambda, …, and the shifts where there are any. */
  readonly arrays: WireArrays;
  readonly certificates: ReadonlyMap<number, Certificate>;
}

export interface Answer {
  /** Whose bits these are. */
  readonly arithmetic: string;
  /** Where the worker itself is reached. */
  readonly worker: string;
  /** What it calls the solution that it keeps; 0: it keeps none. */
  readonly kept: number;
  readonly content:
    | { readonly kind: "solution"; readonly solved: SolvedNumbers }
    | { readonly kind: "arrays"; readonly arrays: WireArrays };
}

const KINDS = ["solution", "arrays"] as const;
const REASONS: readonly Reason[] = [
  ...(["misuse", "message", "busy", "deadline", "gone", "unknownArray", "unreachable", "internal"] as const),
];
const CERTIFICATES = {
  primalInfeasible: ["nu", "lambda", "lambdaLower", "lambdaUpper"],
  dualInfeasible: ["z"],
} as const;

export function encodeRefusal({ reason, field, expected, got, hint }: Refusal): Uint8Array {
  return new Writer().byte(1).text(reason).text(field).text(expected).text(got).text(hint).finish();
}

export function encodeAnswer({ arithmetic, worker, kept, content }: Answer): Uint8Array {
  const writer = new Writer(4096);
  writer.byte(0).text(arithmetic).text(worker).integer(kept).byte(KINDS.indexOf(content.kind));
  if (content.kind === "arrays") writeArrays(writer, content.arrays);
  else writeSolved(writer, content.solved);
  return writer.finish();
}

/** @throws MessageError */
export function decodeAnswer(bytes: Uint8Array): Answer | Refusal {
  const reader = new Reader(bytes);
  const outcome = reader.byte();
  if (outcome === 1) {
    const reason = reader.text() as Reason;
    if (!REASONS.includes(reason)) throw new MessageError(`an unknown reason "${reason}"`);
    const texts = { field: reader.text(), expected: reader.text(), got: reader.text(), hint: reader.text() };
    reader.end();
    return { reason, ...texts };
  }
  if (outcome !== 0) throw new MessageError(`an unknown outcome ${outcome}`);
  const [arithmetic, worker, kept] = [reader.text(), reader.text(), reader.integer()];
  const kind = KINDS[reader.byte()];
  if (kind === undefined) throw new MessageError("an unknown answer");
  const content: Answer["content"] =
    kind === "solution" ? { kind, solved: readSolved(reader) } : { kind, arrays: readArrays(reader, 0) };
  reader.end();
  return { arithmetic, worker, kept, content };
}

export function isRefusal(answer: Answer | Refusal): answer is Refusal {
  return "reason" in answer;
}

export function writeSolved(writer: Writer, solved: SolvedNumbers): void {
  const { batch, variables, equalities, inequalities } = solved.shape;
  for (const size of [batch, variables, equalities, inequalities]) writer.integer(size);
  writer.raw(Uint8Array.from(solved.status, (status) => STATUSES.indexOf(status)));
  writer.raw(Uint8Array.from(solved.solvedBy, (solver) => SOLVERS.indexOf(solver)));
  writer.memory(solved.iterations).memory(solved.weaklyActive);
  writeArrays(writer, solved.arrays);
  writer.integer(solved.certificates.size);
  for (const [element, certificate] of solved.certificates) {
    writer.integer(element).text(certificate.kind);
    const names = CERTIFICATES[certificate.kind];
    const numbers = certificate as unknown as Readonly<Record<string, Float64Array>>;
    writeArrays(writer, new Map(names.map((name) => [name, wireArray(numbers[name])])));
  }
}

export function readSolved(reader: Reader): SolvedNumbers {
  const shape = {
    ...{ batch: reader.integer(), variables: reader.integer() },
    ...{ equalities: reader.integer(), inequalities: reader.integer() },
  };
  const status = readNames(reader, shape.batch, STATUSES, "status");
  const solvedBy = readNames(reader, shape.batch, SOLVERS, "solver");
  const [iterations, weaklyActive] = [reader.int32(shape.batch), reader.int32(shape.batch)];
  const arrays = readArrays(reader, 0);
  const certificates = new Map<number, Certificate>();
  for (let count = reader.integer(); count > 0; count--) {
    const element = reader.integer();
    const kind = reader.text();
    if (kind !== "primalInfeasible" && kind !== "dualInfeasible") {
      throw new MessageError(`an unknown certificate "${kind}"`);
    }
    const given = readArrays(reader, 0);
    const entries = CERTIFICATES[kind].map((name) => [name, numbersOf(given, name)]);
    certificates.set(element, { kind, ...Object.fromEntries(entries) } as Certificate);
  }
  return { shape, status, iterations, weaklyActive, solvedBy, arrays, certificates };
}

/** Names that are written as their positions in a table, one for each element. */
function readNames<Name extends string>(
  reader: Reader,
  count: number,
  table: readonly Name[],
  what: string,
): Name[] {
  return Array.from(reader.raw(count), (code) => {
    const name = table[code];
    if (name === undefined) throw new MessageError(`an unknown ${what} ${code}`);
    return name;
  });
}

const FLOATS = [
  ...(["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective"] as const),
  ...(["primalResidual", "dualResidual", "dualityGap"] as const),
];
/** The arrays of numbers that every solution has in messages. */
export const SOLUTION_ARRAYS: readonly (typeof FLOATS)[number][] = FLOATS;

/**
 * What a solution holds, and by how much right-hand sides were moved where they were.
 *
 * @throws MessageError where an array is not there, or is not as long as the shape says.
 */
export function solutionIn({ shape, status, iterations, arrays }: SolvedNumbers): {
  readonly data: SolutionData;
  readonly shift: Shift | undefined;
} {
  const numbers = (name: (typeof FLOATS)[number] | keyof Shift): Float64Array => {
    const found = numbersOf(arrays, name);
    const length = shape.batch * widthOf(name, shape);
    if (found.length === length) return found;
    throw new MessageError(`${found.length} numbers of ${name}, where there are ${length}`);
  };
  const floats = Object.fromEntries(FLOATS.map((name) => [name, numbers(name)]));
  const data = { shape, status, iterations, ...floats } as unknown as SolutionData;
  const isShifted = arrays.has("shiftB");
  return { data, shift: isShifted ? { shiftB: numbers("shiftB"), shiftH: numbers("shiftH") } : undefined };
}

/** @throws MessageError where it is not there. */
export function numbersOf(arrays: WireArrays, name: string): Float64Array {
  const array: WireArray | undefined = arrays.get(name);
  if (array?.data === undefined) throw new MessageError(`an answer without ${name}`);
  return array.data;
}
