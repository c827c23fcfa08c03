/** What the threads say to each other. Numbers travel in shared memory, so that a thread can wait for them. */
import { OptNetError } from "../problem/errors.js";
import type { Operand, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { SolutionData, Status } from "../problem/solution.js";

/** Settings that can be sent: an observer cannot. */
export type SentSettings = Omit<Settings, "onIteration">;

export type Request =
  | {
      readonly kind: "solve";
      readonly problem: Problem;
      readonly settings: SentSettings;
      readonly out: SharedData;
    }
  | { readonly kind: "kkt"; readonly right: SharedVectors; readonly out: SharedVectors }
  | { readonly kind: "certificate"; readonly element: number; readonly out: SharedText }
  | { readonly kind: "dispose" };

/** A request for the program with this number; `signal` becomes `DONE` or `FAILED`. */
export interface Message {
  readonly program: number;
  readonly request: Request;
  readonly signal: Int32Array;
  /** Why it failed. */
  readonly error: SharedText;
}

export const DONE = 1;
export const FAILED = 2;

export const STATUSES: readonly Status[] = [
  "solved",
  "maxIterations",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
];

/** A solution's numbers in shared memory; statuses as positions in {@link STATUSES}. */
export type SharedData = Omit<SolutionData, "status"> & {
  readonly status: Int32Array;
  readonly weaklyActive: Int32Array;
};

export interface SharedVectors {
  readonly z: Float64Array;
  readonly nu: Float64Array;
  readonly lambda: Float64Array;
  readonly lambdaLower: Float64Array;
  readonly lambdaUpper: Float64Array;
}

export const VECTOR_NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

export function sharedIntegers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** A text in shared memory: its length in UTF-16 units, then the units. */
export type SharedText = Uint16Array;

export function sharedText(room: number): SharedText {
  return new Uint16Array(new SharedArrayBuffer(2 * (room + 2)));
}

/** Texts that do not fit are cut. */
export function writeText(to: SharedText, text: string): void {
  const length = Math.min(text.length, to.length - 2);
  to[0] = length & 0xffff;
  to[1] = length >>> 16;
  for (let i = 0; i < length; i++) to[2 + i] = text.charCodeAt(i);
}

export function readText(from: SharedText): string {
  const length = from[0] + 0x10000 * from[1];
  let text = "";
  for (let i = 0; i < length; i++) text += String.fromCharCode(from[2 + i]);
  return text;
}

export function describeError(error: unknown): string {
  if (!(error instanceof OptNetError)) return JSON.stringify({ message: String(error) });
  const { field, expected, got, hint } = error;
  return JSON.stringify({ field, expected, got, hint });
}

export function errorFrom(text: string): Error {
  const details = JSON.parse(text) as { message?: string };
  return details.message === undefined
    ? new OptNetError(details as unknown as ConstructorParameters<typeof OptNetError>[0])
    : new Error(details.message);
}

/** Elements `first` … `last` − 1 as a problem of their own, which looks at the same numbers. */
export function partOf(problem: Problem, first: number, last: number): Problem {
  const part: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem };
  part.batch = last - first;
  part.positions = Array.from(
    { length: last - first },
    (_, i) => problem.positions?.[first + i] ?? first + i,
  );
  for (const name of FIELD_NAMES) {
    const operand: Operand | undefined = problem[name];
    if (operand === undefined || operand.stride === 0) continue;
    const data = operand.data.subarray(first * operand.size, last * operand.size);
    part[name] = { ...operand, data, shape: [last - first, ...operand.shape.slice(1)] };
  }
  return part;
}

/** The problem with all its numbers in shared memory; as it is where they are. */
export function inSharedMemory(problem: Problem): Problem {
  const shared: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem };
  for (const name of FIELD_NAMES) {
    const operand: Operand | undefined = problem[name];
    if (operand === undefined || operand.data.buffer instanceof SharedArrayBuffer) continue;
    shared[name] = { ...operand, data: copyToShared(operand.data) };
  }
  return shared;
}

export function copyToShared(numbers: Float64Array): Float64Array {
  const shared = sharedNumbers(numbers.length);
  shared.set(numbers);
  return shared;
}
