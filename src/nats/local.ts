/** The service without a server: workers of this process, on threads of their own. */
import type { Solution } from "../api/solution.js";
import type { WorkerSettingsInput } from "../execute/threads/solver-worker.js";
import { OptNetError } from "../problem/errors.js";
import type { ProblemInput } from "../problem/problem.js";
import type { SettingsInput } from "../problem/settings.js";
import { arithmetic } from "../training/arithmetic.js";
import { LONGEST_TIMER } from "./client/attempts.js";
import { encodeSettings } from "./client/encode.js";
import { lateError, readCall, type CallOptions } from "./client/client.js";

/** One thread, as `SolverWorker` of optnet/threads is. */
export interface SolvingThread {
  solve(input: ProblemInput, settings: WorkerSettingsInput): Promise<Solution<"later">>;
  dispose(): void;
}

/** What this host has. */
export interface Threads {
  /** How many cores there are. */
  cores(): number;
  start(): SolvingThread;
}

/** Some threads; each call goes to the one that has the least to do. */
export class LocalService {
  readonly #threads: { readonly thread: SolvingThread; calls: number }[];
  readonly #deadline: number;

  /** @throws OptNetError for a number of threads that is none. */
  constructor({ cores, start }: Threads, threads: number = cores(), deadline: number) {
    if (!Number.isInteger(threads) || threads < 1 || threads > 256) {
      throw new OptNetError({
        field: "options.threads",
        expected: "a whole number from 1 to 256",
        got: String(threads),
        hint: "Leave it out to use every core.",
      });
    }
    this.#threads = Array.from({ length: threads }, () => ({ thread: start(), calls: 0 }));
    this.#deadline = deadline;
  }

  get arithmetics(): readonly string[] {
    return [arithmetic()];
  }

  async solve(
    input: ProblemInput,
    settings: SettingsInput = {},
    options: CallOptions,
  ): Promise<Solution<"later">> {
    const { deadline = this.#deadline, signal } = readCall(options);
    // What a worker elsewhere refuses is refused here, so that a program may go from one to the other.
    encodeSettings(settings);
    const free = this.#threads.reduce((least, one) => (one.calls < least.calls ? one : least));
    const call = new AbortController();
    const abort = (): void => call.abort(signal!.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    const late = setTimeout(() => call.abort(lateError(deadline)), Math.min(deadline, LONGEST_TIMER));
    free.calls++;
    try {
      return await free.thread.solve(input, { ...settings, signal: call.signal });
    } finally {
      free.calls--;
      clearTimeout(late);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** As the health of a worker over NATS. */
  health(): string {
    const waiting = this.#threads.reduce((sum, { calls }) => sum + calls, 0);
    return JSON.stringify({
      state: "ready",
      waiting,
      threads: this.#threads.length,
      arithmetic: arithmetic(),
    });
  }

  close(): void {
    for (const { thread } of this.#threads) thread.dispose();
  }
}
