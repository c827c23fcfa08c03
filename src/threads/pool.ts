import type { Program } from "../backend/backend.js";
import { derivativesOf } from "../differentiate.js";
import { OptNetError } from "../problem/errors.js";
import type { Problem, ProblemInput } from "../problem/problem.js";
import type { Settings, SettingsInput } from "../problem/settings.js";
import { resolveSettings } from "../problem/settings.js";
import { Solution } from "../problem/solution.js";
import { validateProblem } from "../problem/validate.js";
import { runProgram, solveProblem } from "../solve.js";
import type { Part } from "./program.js";
import { joinData, newSharedData, ThreadedProgram } from "./program.js";
import type { Request, SentSettings, SharedData } from "./protocol.js";
import { inSharedMemory, partOf, sharedNumbers } from "./protocol.js";
import type { WorkerHandle } from "./thread.js";
import { Thread } from "./thread.js";

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
/** Below this many elements for each thread, sending them costs more than it saves. */
const FEWEST_ELEMENTS = 8;

/** The elements that one thread gets. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Solves the parts of a batch on several threads at once. Bits do not depend on the number of threads. Workers
 * start when they are first needed and do not keep a process alive.
 */
export class ThreadPoolBase {
  readonly threads: number;
  readonly #host: Host;
  readonly #workers: Thread[] = [];
  #programs = 0;
  #disposed = false;

  constructor(host: Host, { threads = Math.min(host.cores, MOST_THREADS) }: ThreadPoolOptions) {
    if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
      throw new OptNetError({
        field: "threads",
        expected: "a whole number from 1 to 256",
        got: String(threads),
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
    const problem = validateProblem(input, {}, sharedNumbers);
    return solveProblem(problem, resolveSettings(settings), (asked, resolved) =>
      this.#run(inSharedMemory(asked), resolved),
    );
  }

  #run(problem: Problem, settings: Settings): Program {
    const [own, ...others] = this.#split(problem, settings);
    if (others.length === 0) return runProgram(problem, settings);
    const sent = others.map((range, i) => {
      const { thread, number, request } = this.#request(i, problem, settings, range);
      return { range, thread, number, data: request.out, wait: thread.ask(number, request) };
    });
    const first = runProgram(partOf(problem, own.first, own.last), settings);
    for (const { wait } of sent) wait();
    const parts: Part[] = [
      { ...own, program: first },
      ...sent.map(({ range, thread, number }) => ({ ...range, program: { thread, number } })),
    ];
    return join(problem, parts, [
      { first: 0, data: first },
      ...sent.map(({ range, data }) => ({ first: range.first, data })),
    ]);
  }

  /**
   * As {@link solve}, without blocking: all parts go to workers. With the setting `infeasible: "closestFeasible"`,
   * whose two steps wait for each other, on this thread.
   */
  async solveAsync(input: ProblemInput, settings?: SettingsInput): Promise<Solution> {
    this.#requireLive();
    const problem = validateProblem(input, {}, sharedNumbers);
    const resolved = resolveSettings(settings);
    if (resolved.infeasible === "closestFeasible") return solveProblem(problem, resolved);
    const sent = this.#split(problem, resolved).map((range, i) => {
      const { thread, number, request } = this.#request(i, problem, resolved, range);
      return { range, thread, number, data: request.out, done: thread.askAsync(number, request) };
    });
    await Promise.all(sent.map(({ done }) => done));
    // Derivatives are asked for without waiting; a thread that must not block solves again by itself for them.
    if (!this.#host.canBlock) return localSolution(problem, resolved, sent);
    const parts = sent.map(({ range, thread, number }) => ({ ...range, program: { thread, number } }));
    const found = sent.map(({ range, data }) => ({ first: range.first, data }));
    const program = join(problem, parts, found);
    return new Solution(program.data, derivativesOf(problem, program, resolved));
  }

  /** Ends the workers. Solutions keep their numbers, but not their derivatives. */
  dispose(): void {
    this.#disposed = true;
    for (const worker of this.#workers.splice(0)) worker.terminate();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #request(index: number, problem: Problem, settings: Settings, { first, last }: Range) {
    const sent: SentSettings & { onIteration?: unknown } = { ...settings };
    delete sent.onIteration;
    this.#workers[index] ??= new Thread(this.#host.spawn());
    const request: Extract<Request, { kind: "solve" }> & { out: SharedData } = {
      kind: "solve",
      problem: partOf(problem, first, last),
      settings: sent,
      out: newSharedData(problem, last - first),
    };
    return { thread: this.#workers[index], number: this.#programs++, request };
  }

  /** Ranges of even length, because the kernels take two elements at a time; an observer hears one thread only. */
  #split({ batch }: Problem, { onIteration }: Settings): Range[] {
    const most = onIteration ? 1 : Math.max(1, Math.floor(batch / FEWEST_ELEMENTS));
    const count = Math.min(this.threads, most);
    const ends = Array.from({ length: count + 1 }, (_, i) => 2 * Math.round((i * batch) / count / 2));
    ends[count] = batch;
    return Array.from({ length: count }, (_, i) => ({ first: ends[i], last: ends[i + 1] }));
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

function join(
  problem: Problem,
  parts: readonly Part[],
  found: Parameters<typeof joinData>[1],
): ThreadedProgram {
  const { data, weaklyActive } = joinData(problem, found);
  return new ThreadedProgram(problem, parts, data, weaklyActive);
}

/** Numbers from the workers; derivatives from a program that is made here when they are first asked for. */
function localSolution(
  problem: Problem,
  settings: Settings,
  sent: readonly { range: Range; data: SharedData; thread: Thread; number: number }[],
): Solution {
  const { data, weaklyActive } = joinData(
    problem,
    sent.map(({ range, data }) => ({ first: range.first, data })),
  );
  for (const { thread, number } of sent) thread.tell(number, { kind: "dispose" });
  let local: ReturnType<typeof derivativesOf> | undefined;
  const source = () => (local ??= derivativesOf(problem, runProgram(problem, settings), settings));
  return new Solution(data, {
    vjp: (cotangents, options) => source().vjp(cotangents, options),
    jvp: (tangents) => source().jvp(tangents),
    jacobian: (output, input) => source().jacobian(output, input),
    weaklyActive: () => weaklyActive,
    certificate: (element) => source().certificate(element),
    dispose: () => local?.dispose(),
  });
}
