import { hasInfiniteSides } from "../../reduction/absent-rows.js";
import { settingsHere, solveBatch } from "../solve-batch.js";
import { solutionOf, solveProblem } from "../../api/solve.js";
import { solving, takeStepsAsync } from "../../reduction/chain.js";
import type { Executor, SolvedBatch } from "../executor.js";
import { derivativesOf } from "../../derivative/index.js";
import type { Settings, SettingsInput } from "../../problem/settings.js";
import { Clock, resolveSettings, withinTime } from "../../problem/settings.js";
import { OptNetError, describe } from "../../problem/errors.js";
import type { Problem, ProblemInput } from "../../problem/problem.js";
import { readObject } from "../../problem/read.js";
import { Solution } from "../../api/solution.js";
import { validateProblem } from "../../problem/validate.js";
import type { Abortable } from "./abort.js";
import { abortable, splitSettings } from "./abort.js";
import { chunkBounds } from "./chunks.js";
import { Workers } from "./workers.js";
import { checkOwn } from "./shared-input.js";
import { RecycledSharedMemory } from "./memory.js";
import { OpenTeams } from "./open-teams.js";
import { PendingJob, workerLost } from "./pending.js";
import { LocalBatch, ThreadedBatch } from "./solved-batch.js";
import type { PoolReport, SentSettings } from "./protocol.js";
import { newJob } from "./protocol.js";
import type { Source } from "./source.js";
import { fillAll, sourceFrom, sourceOf } from "./source.js";
import { Team } from "./team.js";
import type { Host, Thread } from "./thread.js";

/** How many threads a pool has. */
export interface ThreadPoolOptions {
  /** Threads that compute, this one included. Default: as many as the machine has cores, at most 16. */
  readonly threads?: number | undefined;
}

/** Settings of a solve that does not block. */
export interface AsyncSettingsInput extends SettingsInput {
  /** Calls it off: the promise is rejected with the signal's reason. */
  readonly signal?: Abortable | undefined;
}

const MOST_THREADS = 16;
/** The longest time that a timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** One call of `solveAsync`, which may end early. */
class Call {
  /** What is being solved for it. */
  job: PendingJob | undefined;
  failed: { readonly reason: unknown } | undefined;

  fail(reason: unknown): void {
    this.failed ??= { reason };
    this.job?.fail(reason);
  }
}

/**
 * Solves the parts of a batch on several threads at once. Bits do not depend on the number of threads. Workers
 * start when they are first needed and do not keep a process alive. One that comes to an end is replaced, and what it
 * had in its hands is done by others.
 *
 * Inputs in shared memory (a Float64Array on a SharedArrayBuffer) are read where they are: leave them as they are
 * until the solution is disposed of. The asymmetry of a Q there that rounding explains is averaged in place. All other
 * inputs are copied, once. The solution's arrays are in shared memory.
 */
export class ThreadPoolBase {
  /** Threads that compute, this one included. */
  readonly threads: number;
  /** Solves numbers that are all there, on all threads. */
  readonly #executor: Executor = { solve: (problem, settings) => this.#run(sourceOf(problem), settings) };
  readonly #host: Host;
  readonly #crew: Workers;
  readonly #memory = new RecycledSharedMemory();
  readonly #open = new OpenTeams();
  readonly #pending = new Map<number, PendingJob>();
  readonly #calls = new Set<Call>();
  #jobs = 0;
  #disposed = false;

  constructor(host: Host, options: ThreadPoolOptions) {
    const { threads = Math.min(host.cores, MOST_THREADS) } = readObject(options, {
      field: "options",
      names: ["threads"],
      expected: "an object with the number of threads",
      hint: "For example { threads: 4 }.",
      unknown: "Settings are given to solve.",
    });
    if (typeof threads !== "number" || !Number.isInteger(threads) || threads < 1 || threads > 256) {
      throw new OptNetError({
        field: "threads",
        expected: "a whole number from 1 to 256",
        got: describe(threads),
        hint: "Leave it out to use every core.",
      });
    }
    this.#host = host;
    this.threads = threads;
    let warned = false;
    this.#crew = new Workers(host, {
      message: (thread, data) => {
        const report = data as PoolReport;
        this.#pending.get(report.job)?.heard(thread, report);
      },
      lost: (thread, reason) => {
        for (const job of [...this.#pending.values()]) job.lost(thread, reason);
        if (thread.ready || this.#pending.size > 0 || warned) return;
        // Who blocks does the work alone.
        warned = true;
        console.warn(`optnet: threads do not start. ${workerLost(thread, reason).message}`);
      },
    });
  }

  /**
   * As `solve`, on all threads; this thread computes too. Blocks, so that it is not for a page's main thread.
   *
   * @throws OptNetError as `solve`, and where this thread must not block.
   * @example
   * ```ts
   * const pool = new ThreadPool();
   * const solution = pool.solve({ Q, p, G, h });
   * ```
   */
  solve(input: ProblemInput, settings?: SettingsInput): Solution {
    this.#requireLive();
    if (!this.#host.canBlock && this.threads > 1) {
      throw new OptNetError({
        field: "solve",
        expected: "a thread that may block: Node, or a worker",
        got: "a page's main thread",
        hint: "Use solveAsync here.",
      });
    }
    return withinTime(settingsHere(resolveSettings(settings)), (running) =>
      orErrorOfOneThread(input, running, () => {
        const source = this.#read(input, running);
        if (source === undefined) {
          return solveProblem(checkedProblem(input, running), running, (asked, own) =>
            this.#executor.solve(asked, own),
          );
        }
        const solved = this.#run(source, running);
        return solutionOf(derivativesOf(source.problem, solved, running), running);
      }),
    );
  }

  /**
   * As {@link solve}, without blocking: all parts go to workers.
   *
   * @throws OptNetError as `solve`, for workers that do not start or end again and again, and when the pool is disposed
   *   of meanwhile; the reason of a `signal` that is aborted. The promise is rejected with it.
   */
  async solveAsync(input: ProblemInput, settings: AsyncSettingsInput = {}): Promise<Solution> {
    this.#requireLive();
    const { signal, rest } = splitSettings(settings);
    const resolved = settingsHere(resolveSettings(rest));
    const clock = new Clock();
    clock.start(resolved.timeLimit);
    const running: Settings = { ...resolved, timeIsUp: clock.isUp };
    const call = new Call();
    const run = (source: Source, own: Settings): Promise<SolvedBatch> =>
      this.#runAsync(source, own, call, clock);
    this.#calls.add(call);
    try {
      return await abortable(
        signal,
        (reason) => call.fail(reason),
        async () => {
          const source = orErrorOfOneThread(input, running, () => this.#read(input, running));
          if (source === undefined) {
            const problem = checkedProblem(input, running);
            const solved = await takeStepsAsync(solving(problem, running), (asked, own) =>
              run(sourceOf(asked), own),
            );
            return solutionOf(solved, running);
          }
          const solved = await run(source, running).catch((error: unknown) => {
            if (!call.failed) checkedProblem(input, running);
            throw error;
          });
          return solutionOf(derivativesOf(source.problem, solved, running), running);
        },
      );
    } finally {
      clock.stop();
      this.#calls.delete(call);
    }
  }

  /**
   * Ends the workers; calls of `solveAsync` that are not done are rejected. Solutions stay valid: what else is asked of
   * them this thread computes alone.
   */
  dispose(): void {
    this.#disposed = true;
    for (const call of [...this.#calls])
      call.fail(poolDisposed("one that was disposed of before it was done"));
    this.#pending.clear();
    this.#crew.terminate();
    this.#memory.clear();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Undefined where something has to be solved before something else. */
  #read(input: ProblemInput, settings: Settings): Source | undefined {
    if (settings.infeasible === "closestFeasible") return undefined;
    const source = sourceFrom(input, this.#memory, settings);
    return hasInfiniteSides(source.problem) ? undefined : source;
  }

  #run(source: Source, settings: Settings): SolvedBatch {
    const { problem, checked } = source;
    const bounds = chunkBounds(problem, settings, this.threads);
    if (bounds.length === 2) {
      source.fill(0, problem.batch);
      if (!checked && settings.invalid === "throw") checkOwn(problem);
      return solveBatch(problem, settings);
    }
    const team = this.#newTeam(source, settings, bounds);
    for (const thread of this.#crew.atMost(Math.min(bounds.length - 1, this.threads) - 1)) {
      team.send(thread, { report: false, observed: false });
    }
    try {
      fillAll(source, team.job);
      team.workAndWait(settings.timeIsUp);
    } catch (error) {
      team.forget();
      throw error;
    }
    return this.#solvedBatch(team);
  }

  async #runAsync(source: Source, settings: Settings, call: Call, clock: Clock): Promise<SolvedBatch> {
    if (call.failed) throw call.failed.reason;
    const { problem } = source;
    if (problem.batch === 0) return solveBatch(problem, settings);
    const bounds = chunkBounds(problem, settings, this.threads);
    const team = this.#newTeam(source, settings, bounds);
    const crew = (): Thread[] => this.#crew.get(Math.min(bounds.length - 1, this.threads));
    const job = new PendingJob(team, crew, settings.onIteration, () => this.#pending.delete(team.number));
    this.#pending.set(team.number, job);
    call.job = job;
    const timer = stopIn(clock.left, job);
    try {
      fillAll(source, team.job);
      await job.done;
      // What broke on another thread breaks here again, and now with an error.
      team.finish(clock.isUp);
    } catch (error) {
      team.forget();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    const solved = this.#solvedBatch(team);
    // Derivatives are asked for without waiting; a thread that must not block solves again by itself for them.
    return this.#host.canBlock ? solved : new LocalBatch(problem, settings, solved);
  }

  #newTeam({ problem, checked, buffers }: Source, settings: Settings, bounds: Int32Array): Team {
    const sent: SentSettings & { onIteration?: unknown; timeIsUp?: unknown } = { ...settings };
    delete sent.onIteration;
    delete sent.timeIsUp;
    return new Team(this.#jobs++, newJob(problem, checked, sent, bounds), this.#memory, buffers);
  }

  #solvedBatch(team: Team): ThreadedBatch {
    const solved = new ThreadedBatch(team, () => this.#open.end(team));
    this.#open.add(solved, team);
    return solved;
  }

  #requireLive(): void {
    if (this.#disposed) throw poolDisposed("one that was disposed of");
  }
}

function checkedProblem(input: ProblemInput, { invalid }: Settings): Problem {
  return validateProblem(input, {}, undefined, invalid);
}

/**
 * Threads find errors in any order, and in numbers that one thread would not have come to: the error is that which
 * one thread throws.
 */
function orErrorOfOneThread<Result>(input: ProblemInput, settings: Settings, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    checkedProblem(input, settings);
    throw error;
  }
}

/** Stops a job after so many milliseconds. */
function stopIn(milliseconds: number, job: PendingJob): ReturnType<typeof setTimeout> | undefined {
  if (milliseconds <= 0) job.stop();
  else if (milliseconds <= LONGEST_TIMER) return setTimeout(() => job.stop(), milliseconds);
  return undefined;
}

function poolDisposed(got: string): OptNetError {
  return new OptNetError({
    field: "pool",
    expected: "a pool that is in use",
    got,
    hint: "Make another ThreadPool.",
  });
}
