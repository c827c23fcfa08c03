/** A job that workers solve while this thread goes on. */
import { OptNetError } from "../../problem/errors.js";
import type { IterationObserver } from "../../problem/settings.js";
import type { PoolReport } from "./protocol.js";
import { BROKEN, CONTROL, isSolved } from "./protocol.js";
import type { Team } from "./team.js";
import type { Thread } from "./thread.js";

/** How often a job is tried again for each of its workers that came to an end. */
const TRIES = 2;

export class PendingJob {
  readonly team: Team;
  /** Settles when nobody is at work any more: then all is solved, or something broke; or the job has failed. */
  readonly done: Promise<void>;
  readonly #crew: () => readonly Thread[];
  readonly #onIteration: IterationObserver | undefined;
  readonly #onIdle: () => void;
  readonly #atWork = new Set<Thread>();
  #settle!: { resolve: () => void; reject: (reason: unknown) => void };
  #settled = false;
  #crewSize = 0;
  #deaths = 0;

  /**
   * @param crew the threads that take part, new ones for those that were lost.
   * @param onIdle called when it is settled and nobody is at work on it any more.
   */
  constructor(
    team: Team,
    crew: () => readonly Thread[],
    onIteration: IterationObserver | undefined,
    onIdle: () => void,
  ) {
    this.team = team;
    this.#crew = crew;
    this.#onIteration = onIteration;
    this.#onIdle = onIdle;
    this.done = new Promise<void>((resolve, reject) => (this.#settle = { resolve, reject }));
    // Whoever was to wait for it may have failed before.
    this.done.catch(() => undefined);
    this.#send();
  }

  heard(thread: Thread, report: PoolReport): void {
    if (report.kind === "left") this.#leave(thread);
    else if (!this.#settled) {
      try {
        this.#onIteration?.(report.report);
      } catch (error) {
        this.fail(error);
      }
    }
  }

  lost(thread: Thread, reason: string): void {
    if (!this.#atWork.has(thread)) return;
    this.#deaths++;
    if (this.#deaths > TRIES * this.#crewSize) this.fail(workerLost(thread, reason));
    this.#leave(thread);
  }

  /** Elements that nobody has solved yet will not be. */
  stop(): void {
    Atomics.store(this.team.job.control, CONTROL.stop, 1);
  }

  /** Ends it with an error, at once; workers leave it when they see that. */
  fail(reason: unknown): void {
    if (this.#settled) return;
    this.stop();
    this.#settled = true;
    this.#settle.reject(reason);
  }

  #send(): void {
    const crew = this.#crew();
    this.#crewSize = Math.max(this.#crewSize, crew.length);
    for (const thread of crew) {
      this.#atWork.add(thread);
      thread.hold();
      this.team.send(thread, { report: true, observed: this.#onIteration !== undefined });
    }
  }

  #leave(thread: Thread): void {
    if (!this.#atWork.delete(thread)) return;
    thread.letGo();
    if (this.#atWork.size > 0) return;
    const { job } = this.team;
    if (this.#settled || isSolved(job) || job.states.includes(BROKEN)) {
      this.#settled = true;
      this.#settle.resolve();
      this.#onIdle();
      return;
    }
    // A worker has come to an end with a chunk in its hands. What is left of the job is in other memory.
    const stopped = Atomics.load(job.control, CONTROL.stop);
    this.team.takeBack();
    Atomics.store(this.team.job.control, CONTROL.stop, stopped);
    this.#send();
  }
}

export function workerLost(thread: Thread, reason: string): OptNetError {
  return new OptNetError({
    field: "worker",
    expected: thread.ready ? "a worker that ends its work" : "a worker that starts",
    got: reason,
    hint: thread.ready
      ? "Look for a lack of memory, or for what ends workers; the next call starts others."
      : "A Content-Security-Policy must allow worker-src blob:, or scripts of the package's own address; " +
        "or use solve, on this thread.",
  });
}
