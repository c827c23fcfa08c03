import { describe, OptNetError } from "../../problem/errors.js";
import type { Problem, ProblemInput } from "../../problem/problem.js";
import type { IterationObserver, Settings } from "../../problem/settings.js";
import { Solution } from "../../api/solution.js";
import { resolveSettings } from "../../problem/settings.js";
import { abortable, splitSettings } from "./abort.js";
import { Contact } from "./contact.js";
import { pack } from "./parcel.js";
import type { Parcel } from "./parcel.js";
import type { AsyncSettingsInput } from "./pool.js";
import type { SentSettings } from "./protocol.js";
import type { SolvedRemotely } from "./remote.js";
import type { Host } from "./thread.js";
import { sourceInWorker } from "./worker-source.js";

/** Settings of a {@link SolverWorker}'s solve. */
export interface WorkerSettingsInput extends AsyncSettingsInput {
  /**
   * Take the Float64Arrays that are given, each filling its memory, instead of copying them: they are empty afterwards.
   * All other inputs are copied. Default false.
   */
  readonly transfer?: boolean | undefined;
}

/** Its factors are in the worker: derivatives are promises. */
type Later = Solution<"later">;

/** A call that waits for its turn, or for its answer. */
interface Call {
  readonly parcel: Parcel;
  readonly settings: SentSettings;
  readonly onIteration: IterationObserver | undefined;
  /** When its time is up, by `performance.now()`. */
  readonly until: number;
  readonly resolve: (solution: Later) => void;
  readonly reject: (reason: unknown) => void;
  /** Set to 1 to have the worker stop, where threads share memory. */
  readonly stop: Int32Array | undefined;
  aborted: boolean;
}

/** Solutions that nobody disposed of, or keeps, leave the worker. */
const forgotten = new FinalizationRegistry<() => void>((dispose) => dispose());

/**
 * Solves in one worker, so that this thread goes on meanwhile: for pages that are not cross-origin isolated too, since no
 * memory has to be shared. Calls are solved one after the other. The bits are those of `solve`.
 *
 * The worker starts with the first call and does not keep a process alive. If it comes to an end, calls are rejected, and
 * the next starts another.
 */
export class SolverWorkerBase {
  readonly #host: Host;
  readonly #queue: Call[] = [];
  #contact: Contact | undefined;
  /** Workers that solve no more, but have factors that somebody may ask for. */
  readonly #retired = new Set<Contact>();
  #current: Call | undefined;
  #disposed = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * As `solve`.
   *
   * @throws OptNetError as `solve`, where no worker starts, where it ends before it is done, and after `dispose`; the
   *   reason of a `signal` that is aborted. The promise is rejected with it.
   * @example
   * ```ts
   * using worker = new SolverWorker();
   * const solution = await worker.solve({ Q, p, G, h }, { timeLimit: 0.1, signal });
   * const { p } = await solution.vjp({ z });
   * ```
   */
  async solve(input: ProblemInput, settings: WorkerSettingsInput = {}): Promise<Solution<"later">> {
    if (this.#disposed) throw workerDisposed("one that was disposed of");
    const { signal, rest: others } = splitSettings(settings);
    const { transfer = false, ...rest } = others;
    if (typeof transfer !== "boolean") {
      throw new OptNetError({
        field: "settings.transfer",
        expected: "true or false",
        got: describe(transfer),
        hint: "Leave it out to have inputs copied.",
      });
    }
    const { onIteration, ...sent }: Settings = resolveSettings(rest);
    const until = performance.now() + 1000 * sent.timeLimit;
    const parcel = pack(input, transfer);
    let call: Call | undefined;
    const abort = (reason: unknown): void => this.#abort(call!, reason);
    return abortable(
      signal,
      abort,
      () =>
        new Promise<Solution<"later">>((resolve, reject) => {
          const stop =
            typeof SharedArrayBuffer === "undefined" ? undefined : new Int32Array(new SharedArrayBuffer(4));
          call = { parcel, settings: sent, onIteration, until, resolve, reject, stop, aborted: false };
          this.#queue.push(call);
          this.#next();
        }),
    );
  }

  /** Ends the worker. Solutions keep their numbers, but not their derivatives; calls that are not done are rejected. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const reason = workerDisposed("one that was disposed of before it was done");
    for (const call of this.#queue.splice(0)) call.reject(reason);
    this.#current?.reject(reason);
    for (const contact of [this.#contact, ...this.#retired]) {
      contact?.terminate(workerDisposed("one that was disposed of"));
    }
    this.#contact = undefined;
    this.#retired.clear();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #next(): void {
    if (this.#current || this.#disposed) return;
    const call = this.#queue.shift();
    if (call === undefined) return;
    this.#current = call;
    if (!this.#contact?.live) this.#contact = new Contact(this.#host);
    const contact = this.#contact;
    void this.#ask(contact, call).finally(() => {
      if (this.#current !== call) return;
      this.#current = undefined;
      this.#next();
    });
  }

  /** Has the worker solve, and settles the call. */
  async #ask(contact: Contact, call: Call): Promise<void> {
    const { parcel, settings, onIteration, stop } = call;
    const { problem, transfer, outline } = parcel;
    const timeLimit = Math.max(0, (call.until - performance.now()) / 1000);
    const observed = onIteration !== undefined;
    try {
      const { id, value } = await contact.ask(
        { kind: "solve", problem, settings: { ...settings, timeLimit }, stop, observed },
        transfer,
        onIteration,
      );
      if (call.aborted) contact.release(id);
      else call.resolve(solutionOf(contact, id, value as SolvedRemotely, outline));
    } catch (error) {
      // Where an observer threw, the worker does not know.
      if (stop) Atomics.store(stop, 0, 1);
      call.reject(error);
    }
  }

  #abort(call: Call, reason: unknown): void {
    call.aborted = true;
    call.reject(reason);
    const place = this.#queue.indexOf(call);
    if (place >= 0) this.#queue.splice(place, 1);
    if (this.#current !== call) return;
    if (call.stop) {
      Atomics.store(call.stop, 0, 1);
      return;
    }
    // The worker hears nothing while it solves: the next call has another one.
    for (const contact of this.#retired) if (!contact.live) this.#retired.delete(contact);
    if (this.#contact) {
      this.#retired.add(this.#contact);
      this.#contact.retire();
    }
    this.#contact = undefined;
    this.#current = undefined;
    this.#next();
  }
}

function solutionOf(contact: Contact, id: number, value: SolvedRemotely, outline: Problem): Later {
  const token = {};
  const release = (): void => contact.release(id);
  const source = sourceInWorker(contact, id, value, outline, () => {
    forgotten.unregister(token);
    release();
  });
  const { data, shiftB, shiftH } = value;
  const solution = new Solution(data, source, { shiftB, shiftH });
  contact.keep(id);
  forgotten.register(solution, release, token);
  return solution;
}

function workerDisposed(got: string): OptNetError {
  return new OptNetError({
    field: "worker",
    expected: "a SolverWorker that is in use",
    got,
    hint: "Make another SolverWorker.",
  });
}
