/** What the threads of a pool say to each other. Numbers travel in shared memory, so that a thread can wait for them. */
import type { FieldArrays, KktVectors, NumericData, SolutionData, Status } from "../../problem/fields.js";
import { ARRAY_NAMES, STATUSES } from "../../problem/fields.js";
import type { FieldName, Problem } from "../../problem/problem.js";
import type { IterationReport, Settings } from "../../problem/settings.js";
import type { SharedText } from "./memory.js";
import { sharedIntegers, sharedNumbers } from "./memory.js";
import { viewOfRows } from "../../problem/batch.js";

/** Settings that can be sent: functions cannot. */
export type SentSettings = Omit<Settings, "onIteration" | "timeIsUp">;

/** What a worker is asked to do about the job of this number. */
export type PoolRequest =
  | {
      readonly kind: "solve";
      readonly job: Job;
      /** The worker's number in the job. */
      readonly owner: number;
      /** Whether to say so when there is no more to do; who blocks could not hear it. */
      readonly report: boolean;
      /** Whether to report iterations. */
      readonly observed: boolean;
    }
  | {
      readonly kind: "kkt";
      readonly right: KktVectors;
      readonly out: KktVectors;
      readonly signal: Int32Array;
    }
  | ({ readonly kind: "gradients"; readonly signal: Int32Array } & GradientRequest)
  | {
      readonly kind: "certificate";
      readonly element: number;
      readonly out: SharedText;
      readonly signal: Int32Array;
    }
  | { readonly kind: "dispose" };

/**
 * As `GradientThreads.addGradients`: every thread takes the next piece of work until there is none. First come inputs
 * that the batch shares, each a piece; then chunks, for the inputs that their elements have for themselves.
 */
export interface GradientRequest {
  readonly u: KktVectors;
  readonly objective: Float64Array | undefined;
  readonly shared: readonly FieldName[];
  readonly own: readonly FieldName[];
  /** One word: the next piece. */
  readonly next: Int32Array;
  readonly targets: FieldArrays;
  readonly unsolvedGradient: Settings["unsolvedGradient"];
  /** The solution, which may not be in the memory any more that the job began with. */
  readonly out: SharedData;
}

/** What a pool's worker says of its own accord. */
export type PoolReport =
  | { readonly kind: "left"; readonly job: number }
  | { readonly kind: "iteration"; readonly job: number; readonly report: IterationReport };

/** How a request with a `signal` ended. */
export const DONE = 1;
export const FAILED = 2;

/** A solution's numbers in shared memory; statuses and solvers as positions in {@link STATUSES} and {@link SOLVERS}. */
export type SharedData = NumericData & {
  readonly status: Int32Array;
  readonly solvedBy: Int32Array;
  readonly weaklyActive: Int32Array;
};

/** A batch that threads solve together: each takes the next chunk, until there is none. */
export interface Job {
  readonly problem: Problem;
  /** Whether the numbers that elements have for themselves were checked before. */
  readonly checked: boolean;
  readonly settings: SentSettings;
  /** Where chunks begin, and the end of the last. */
  readonly bounds: Int32Array;
  /** The chunks that are to be solved, in the order in which they are taken. */
  readonly order: Int32Array;
  /** Who has taken each chunk, plus 1; 0 for nobody, −1 where it was taken away again. */
  readonly owners: Int32Array;
  /** What became of each chunk: 0, `SOLVED`, `BROKEN` by an error, or `SKIPPED` after another one broke. */
  readonly states: Int32Array;
  readonly control: Int32Array;
  readonly out: SharedData;
}

export const SOLVED = 1;
export const BROKEN = 2;
export const SKIPPED = 3;

/**
 * The words of a job's `control`: the next place in `order`; elements whose numbers have come; chunks that nobody is at
 * work on any more; whether one broke; whether time is up.
 */
export const CONTROL = { next: 0, ready: 1, finished: 2, broken: 3, stop: 4, words: 5 } as const;

/** A job that nobody has begun. It takes two pieces of shared memory, because new pieces take their time. */
export function newJob(problem: Problem, checked: boolean, settings: SentSettings, bounds: Int32Array): Job {
  const chunks = bounds.length - 1;
  const words = sharedIntegers(CONTROL.words + bounds.length + 3 * chunks);
  let at = 0;
  const take = (length: number): Int32Array => words.subarray(at, (at += length));
  const control = take(CONTROL.words);
  const shared = take(bounds.length);
  shared.set(bounds);
  const order = take(chunks);
  for (let chunk = 0; chunk < chunks; chunk++) order[chunk] = chunk;
  return {
    ...{ problem, checked, settings, control, bounds: shared, order },
    owners: take(chunks),
    states: take(chunks),
    out: newSharedData(problem),
  };
}

/**
 * The rest of a job of which some chunks were not solved, in other memory: who is still at work on them, and is too
 * late, or dead, does not disturb. Chunks keep their owners if they are solved.
 */
export function restOf(job: Job): Job {
  const { problem, checked, settings, bounds } = job;
  const rest = newJob(problem, checked, settings, bounds);
  const left: number[] = [];
  for (let chunk = 0; chunk < rest.states.length; chunk++) {
    if (Atomics.load(job.states, chunk) === SOLVED) {
      rest.states[chunk] = SOLVED;
      rest.owners[chunk] = job.owners[chunk];
      const [first, last] = [bounds[chunk], bounds[chunk + 1]];
      const [from, to] = [job.out, rest.out].map((out) => viewOfRows(out, problem.batch, first, last));
      for (const name of [...ARRAY_NAMES, "status", "solvedBy", "weaklyActive"] as const)
        to[name].set(from[name]);
    } else {
      Atomics.store(job.owners, chunk, -1);
      left.push(chunk);
    }
  }
  rest.order.set(left);
  rest.control[CONTROL.ready] = problem.batch;
  return { ...rest, order: rest.order.subarray(0, left.length) };
}

/** Whether every chunk has an answer. */
export function isSolved({ states }: Job): boolean {
  return states.every((_, chunk) => Atomics.load(states, chunk) === SOLVED);
}

/** Room in shared memory for a solution: one piece, of which every array is a part. */
function newSharedData({ batch, variables: n, equalities: e, inequalities: m }: Problem): SharedData {
  const lengths = { z: n, nu: e, lambda: m, lambdaLower: n, lambdaUpper: n, slack: m };
  const numbers = sharedNumbers(batch * (3 * n + e + 2 * m + 6));
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
  return {
    ...data,
    iterations: integers(0),
    status: integers(1),
    solvedBy: integers(2),
    weaklyActive: integers(3),
  };
}

/** A solution as others know it. */
export function solutionOf(out: SharedData): SolutionData {
  const status = new Array<Status>(out.status.length).fill(STATUSES[0]);
  for (let i = 0; i < status.length; i++) if (out.status[i] !== 0) status[i] = STATUSES[out.status[i]];
  const arrays = Object.fromEntries(ARRAY_NAMES.map((name) => [name, out[name]]));
  return { ...(arrays as unknown as NumericData), shape: out.shape, status };
}
