/** What the threads say to each other. Numbers travel in shared memory, so that a thread can wait for them. */
import type { FieldArrays, KktVectors } from "../backend/backend.js";
import { OptNetError } from "../problem/errors.js";
import type { FieldName, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { NumericData } from "../problem/solution-data.js";
import type { SolutionData, Status } from "../problem/solution.js";
import type { SharedText } from "./memory.js";
import { sharedIntegers, sharedNumbers, textIn, textWords } from "./memory.js";

/** Settings that can be sent: an observer cannot. */
export type SentSettings = Omit<Settings, "onIteration">;

export type Request =
  | { readonly kind: "solve"; readonly job: Job; readonly owner: number }
  | { readonly kind: "kkt"; readonly right: KktVectors; readonly out: KktVectors }
  | ({ readonly kind: "gradients" } & GradientRequest)
  | { readonly kind: "certificate"; readonly element: number; readonly out: SharedText }
  | { readonly kind: "dispose" };

/** As `GradientThreads.addGradients`. */
export interface GradientRequest {
  readonly u: KktVectors;
  readonly objective: Float64Array | undefined;
  /** Inputs that elements have for themselves: each thread does those of its chunks. */
  readonly own: readonly FieldName[];
  /** Inputs that the batch shares: each thread takes the next, until there is none. */
  readonly shared: readonly FieldName[];
  /** One word: the next of `shared`. */
  readonly next: Int32Array;
  readonly targets: FieldArrays;
}

/** A request about the job with this number; `signal` becomes `DONE` or `FAILED`. */
export interface Message {
  readonly job: number;
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
  "invalid",
];

/** A solution's numbers in shared memory; statuses as positions in {@link STATUSES}. */
export type SharedData = NumericData & { readonly status: Int32Array; readonly weaklyActive: Int32Array };

/** A batch that threads solve together: each takes the next chunk, until there is none. */
export interface Job {
  readonly problem: Problem;
  /** Whether the numbers that elements have for themselves were checked before. */
  readonly checked: boolean;
  readonly settings: SentSettings;
  /** Where chunks begin, and the end of the last. */
  readonly bounds: Int32Array;
  /** Who solved each chunk, plus 1; 0 for nobody. */
  readonly owners: Int32Array;
  readonly control: Int32Array;
  /** For each owner, 1 + the chunk that it failed at, or 0, and why. */
  readonly failures: readonly { readonly chunk: Int32Array; readonly reason: SharedText }[];
  readonly out: SharedData;
}

/**
 * The words of a job's `control`: the next chunk to be taken; elements whose numbers have come; chunks that are done;
 * whether one failed; and `DONE` when all chunks are done.
 */
export const CONTROL = { next: 0, ready: 1, finished: 2, failed: 3, signal: 4, words: 5 } as const;

const ERROR_ROOM = 2000;

/** A job that nobody has begun. It takes two pieces of shared memory, because new pieces take their time. */
export function newJob(
  problem: Problem,
  checked: boolean,
  settings: SentSettings,
  bounds: Int32Array,
  owners: number,
): Job {
  const chunks = bounds.length - 1;
  const words = sharedIntegers(CONTROL.words + bounds.length + chunks + owners * (1 + textWords(ERROR_ROOM)));
  let at = 0;
  const take = (length: number): Int32Array => words.subarray(at, (at += length));
  const control = take(CONTROL.words);
  const shared = take(bounds.length);
  shared.set(bounds);
  return {
    ...{ problem, checked, settings, control, bounds: shared },
    owners: take(chunks),
    failures: Array.from({ length: owners }, () => ({
      chunk: take(1),
      reason: textIn(take(textWords(ERROR_ROOM))),
    })),
    out: newSharedData(problem),
  };
}

/** Room in shared memory for a solution: one piece, of which every array is a part. */
function newSharedData({ batch, variables: n, equalities: e, inequalities: m }: Problem): SharedData {
  const lengths = { z: n, nu: e, lambda: m, lambdaLower: n, lambdaUpper: n, slack: m };
  const numbers = sharedNumbers(batch * (3 * n + e + 2 * m + 4) + Math.ceil((3 * batch) / 2));
  let at = 0;
  const take = (length: number): Float64Array => numbers.subarray(at, (at += batch * length));
  const vectors = Object.fromEntries(
    Object.entries(lengths).map(([name, length]) => [name, take(length)]),
  ) as Record<keyof typeof lengths, Float64Array>;
  const data = {
    shape: { batch, variables: n, equalities: e, inequalities: m },
    ...vectors,
    objective: take(1),
    primalResidual: take(1),
    dualResidual: take(1),
    dualityGap: take(1),
  };
  const integers = (index: number) => new Int32Array(numbers.buffer, 8 * at + 4 * index * batch, batch);
  return { ...data, iterations: integers(0), status: integers(1), weaklyActive: integers(2) };
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
  const positions = new Array<number>(last - first);
  for (let i = 0; i < positions.length; i++) positions[i] = problem.positions?.[first + i] ?? first + i;
  part.positions = positions;
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined || operand.stride === 0) continue;
    const data = operand.data.subarray(first * operand.size, last * operand.size);
    part[name] = { ...operand, data, shape: [last - first, ...operand.shape.slice(1)] };
  }
  return part;
}

/** A solution as others know it. */
export function solutionOf({ out }: Job): SolutionData {
  const status = new Array<Status>(out.status.length).fill(STATUSES[0]);
  for (let i = 0; i < status.length; i++) if (out.status[i] !== 0) status[i] = STATUSES[out.status[i]];
  return { ...out, status };
}

/** The rows of elements `first` … `last` − 1, which are the same numbers. */
export function rowsOf<Numbers extends object>(
  arrays: Numbers,
  batch: number,
  first: number,
  last: number,
): Numbers {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]: [string, unknown]) => {
      if (!(array instanceof Float64Array || array instanceof Int32Array)) return [name, array];
      const length = array.length / batch;
      return [name, array.subarray(first * length, last * length)];
    }),
  ) as Numbers;
}
