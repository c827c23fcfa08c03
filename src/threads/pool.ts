import { hasInfiniteSides } from "../absent-rows/split.js";
import type { Program } from "../backend/backend.js";
import { derivativesOf } from "../differentiate.js";
import { describe } from "../problem/echo.js";
import { OptNetError } from "../problem/errors.js";
import type { Problem, ProblemInput } from "../problem/problem.js";
import type { Settings, SettingsInput } from "../problem/settings.js";
import { resolveSettings } from "../problem/settings.js";
import { Solution } from "../problem/solution.js";
import { validateProblem } from "../problem/validate.js";
import { runProgram, solveProblem } from "../solve.js";
import { chunkBounds } from "./chunks.js";
import { checkOwn, checkShared, inSharedMemory, Intake } from "./intake.js";
import { readText, Recycler } from "./memory.js";
import type { Team } from "./program.js";
import { endJob, ThreadedProgram } from "./program.js";
import type { Job } from "./protocol.js";
import { CONTROL, errorFrom, newJob } from "./protocol.js";
import type { WorkerHandle } from "./thread.js";
import { signalled, Thread } from "./thread.js";
import { Share } from "./work.js";

/** What a pool needs of where it runs. */
export interface Host {
  /** How many threads the machine runs at once. */
  readonly cores: number;
  /** Whether this thread may block: not in a page's main thread. */
  readonly canBlock: boolean;
  spawn(): WorkerHandle;
}

/** How many threads a pool has. */
export interface ThreadPoolOptions {
  /** Threads that compute, this one included. Default: as many as the machine has cores, at most 16. */
  readonly threads?: number | undefined;
}

const MOST_THREADS = 16;

/** A batch that is being solved. */
interface Running {
  readonly job: Job;
  readonly team: Team;
}

/** Where the numbers of a job come from. */
interface Source {
  readonly problem: Problem;
  /** Whether they were checked before. */
  readonly checked: boolean;
  /** Brings those of some elements. */
  fill(first: number, last: number): void;
  /** Memory of the pool's that they are in. */
  readonly buffers: readonly SharedArrayBuffer[];
}

/**
 * Solves the parts of a batch on several threads at once. Bits do not depend on the number of threads. Workers
 * start when they are first needed and do not keep a process alive.
 *
 * Inputs in shared memory (a Float64Array on a SharedArrayBuffer) are read where they are: leave them as they are
 * until the solution is disposed of. The asymmetry of a Q there that rounding explains is averaged in place. All other
 * inputs are copied, once. The solution's arrays are in shared memory.
 */
export class ThreadPoolBase {
  /** Threads that compute, this one included. */
  readonly threads: number;
  readonly #host: Host;
  readonly #workers: Thread[] = [];
  readonly #memory = new Recycler();
  #jobs = 0;
  #disposed = false;

  constructor(host: Host, { threads = Math.min(host.cores, MOST_THREADS) }: ThreadPoolOptions) {
    if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
      throw new OptNetError({
        field: "threads",
        expected: "a whole number from 1 to 256",
        got: describe(threads),
        hint: "Leave it out to use every core.",
      });
    }
    this.#host = host;
    this.threads = threads;
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
    return this.#orErrorOfOneThread(input, settings, () => {
      const resolved = resolveSettings(settings);
      const inSteps = (): Solution =>
        solveProblem(validateProblem(input, {}, undefined, resolved.invalid), resolved, (asked, own) =>
          this.#run(sourceOf(inSharedMemory(asked)), own),
        );
      if (resolved.infeasible === "closestFeasible") return inSteps();
      const source = this.#read(input, resolved);
      if (hasInfiniteSides(source.problem)) return inSteps();
      const program = this.#run(source, resolved);
      return new Solution(program.data, derivativesOf(source.problem, program, resolved));
    });
  }

  /**
   * As {@link solve}, without blocking: all parts go to workers. With the setting `infeasible: "closestFeasible"`,
   * whose two steps wait for each other, and where some h are infinite, on this thread.
   */
  async solveAsync(input: ProblemInput, settings?: SettingsInput): Promise<Solution> {
    this.#requireLive();
    const resolved = resolveSettings(settings);
    const here = (): Solution =>
      solveProblem(validateProblem(input, {}, undefined, resolved.invalid), resolved);
    if (resolved.infeasible === "closestFeasible") return here();
    const source = this.#orErrorOfOneThread(input, settings, () => this.#read(input, resolved));
    if (source.problem.batch === 0) return solveProblem(source.problem, resolved);
    if (hasInfiniteSides(source.problem)) return here();
    const started = this.#orErrorOfOneThread(input, settings, () => {
      const bounds = chunkBounds(source.problem, resolved, this.threads);
      const running = this.#start(source, resolved, bounds, undefined);
      fillAll(source, running.job);
      return { ...running, problem: source.problem };
    });
    const { job, team } = started;
    const done = signalled(job.control, CONTROL.signal);
    await Promise.all([...team.others.values()].map((thread) => thread.during(done)));
    return this.#orErrorOfOneThread(input, settings, () => {
      const program = finish(started);
      // Derivatives are asked for without waiting; a thread that must not block solves again by itself for them.
      if (!this.#host.canBlock) return localSolution(started.problem, resolved, program);
      return new Solution(program.data, derivativesOf(started.problem, program, resolved));
    });
  }

  /** Ends the workers. Solutions keep their numbers, but not their derivatives. */
  dispose(): void {
    this.#disposed = true;
    this.#memory.clear();
    for (const worker of this.#workers.splice(0)) worker.terminate();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #read(input: ProblemInput, { invalid }: Settings): Source {
    const intake = new Intake(input, this.#memory);
    checkShared(intake.problem, invalid);
    return {
      problem: intake.problem,
      checked: false,
      fill: (first, last) => intake.fill(first, last),
      buffers: intake.buffers,
    };
  }

  #run(source: Source, settings: Settings): Program {
    const { problem, checked } = source;
    const bounds = chunkBounds(problem, settings, this.threads);
    if (bounds.length === 2) {
      source.fill(0, problem.batch);
      if (!checked) checkOwn(problem, settings.invalid);
      return runProgram(problem, settings);
    }
    const own = { share: undefined as Share | undefined };
    const running = this.#start(source, settings, bounds, (job) => (own.share = new Share(job)));
    const { job } = running;
    fillAll(source, job);
    own.share?.work(0);
    Atomics.wait(job.control, CONTROL.signal, 0);
    return finish(running);
  }

  /** Sends a job to as many workers as there is work for. */
  #start(
    source: Source,
    settings: Settings,
    bounds: Int32Array,
    takePart: ((job: Job) => Share) | undefined,
  ): Running {
    const sent: Omit<Settings, "onIteration"> & { onIteration?: unknown } = { ...settings };
    delete sent.onIteration;
    const { problem, checked } = source;
    const job = newJob(problem, checked, sent, bounds, this.threads + 1);
    const number = this.#jobs++;
    const own = takePart?.(job);
    const workers = Math.min(bounds.length - 1, this.threads) - (own ? 1 : 0);
    const others = new Map<number, Thread>();
    for (let i = 0; i < workers; i++) {
      this.#workers[i] ??= new Thread(this.#host.spawn());
      this.#workers[i].tell(number, { kind: "solve", job, owner: i + 1 });
      others.set(i + 1, this.#workers[i]);
    }
    return { job, team: { number, own, others, memory: this.#memory, buffers: source.buffers } };
  }

  /**
   * Threads find errors in any order, and in numbers that one thread would not have come to: the error is that which
   * one thread throws.
   */
  #orErrorOfOneThread<Result>(
    input: ProblemInput,
    settings: SettingsInput | undefined,
    work: () => Result,
  ): Result {
    try {
      return work();
    } catch (error) {
      validateProblem(input, {}, undefined, resolveSettings(settings).invalid);
      throw error;
    }
  }

  #requireLive(): void {
    if (!this.#disposed) return;
    throw new OptNetError({
      field: "pool",
      expected: "a pool that is in use",
      got: "one that was disposed of",
      hint: "Make another ThreadPool.",
    });
  }
}

/** Numbers that are all there and checked. */
function sourceOf(problem: Problem): Source {
  return { problem, checked: true, fill: () => undefined, buffers: [] };
}

/** Brings the numbers chunk by chunk, so that others can begin. */
function fillAll(source: Source, { bounds, control }: Job): void {
  for (let chunk = 1; chunk < bounds.length; chunk++) {
    source.fill(bounds[chunk - 1], bounds[chunk]);
    Atomics.store(control, CONTROL.ready, bounds[chunk]);
    Atomics.notify(control, CONTROL.ready);
  }
}

/** What has become of a job when all its chunks are done. */
function finish({ job, team }: Running): ThreadedProgram {
  const failures = job.failures.filter(({ chunk }) => chunk[0] > 0);
  if (failures.length === 0) return new ThreadedProgram(job, team);
  endJob(team);
  const [first] = failures.sort((a, b) => a.chunk[0] - b.chunk[0]);
  throw errorFrom(readText(first.reason));
}

/** Numbers from the workers; derivatives from a program that is made here when they are first asked for. */
function localSolution(problem: Problem, settings: Settings, solved: ThreadedProgram): Solution {
  let local: ReturnType<typeof derivativesOf> | undefined;
  const source = () => (local ??= derivativesOf(problem, runProgram(problem, settings), settings));
  return new Solution(solved.data, {
    vjp: (cotangents, options) => source().vjp(cotangents, options),
    jvp: (tangents) => source().jvp(tangents),
    jacobian: (output, input) => source().jacobian(output, input),
    weaklyActive: () => solved.weaklyActive(),
    certificate: (element) => source().certificate(element),
    dispose: () => {
      local?.dispose();
      solved.dispose();
    },
  });
}
