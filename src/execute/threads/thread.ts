/** One worker, seen from the thread that asks: it starts, says that it is ready, and may be lost. */

/** A host's worker. */
export interface RawWorker {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Whether the process must not end while the worker lives. */
  hold(busy: boolean): void;
  terminate(): void;
}

/** What a host tells of its worker. */
export interface WorkerEvents {
  message(data: unknown): void;
  /** It did not start, or came to an end. */
  lost(reason: string): void;
}

/** What threads need of where they run. */
export interface Host {
  /** How many threads the machine runs at once. */
  readonly cores: number;
  /** Whether this thread may block: not in a page's main thread. */
  readonly canBlock: boolean;
  /** Ways to start a worker, the best first. Each may throw, or tell later that it came to nothing. */
  readonly ways: readonly ((events: WorkerEvents) => RawWorker)[];
  /** Milliseconds after which a worker that is not ready counts as lost; none where the host tells of every failure. */
  readonly startPatience?: number | undefined;
}

/** The first that a worker says. */
export const READY = "ready";
/** The first that it is told: where to count what it has done. */
export interface Hello {
  readonly kind: "hello";
  readonly pulse: Int32Array | undefined;
}

/** Messages that are kept for another way to start: older ones are about what others have done by then. */
const MOST_UNHEARD = 64;
/** A thread that kept others waiting this many milliseconds ago, and has done nothing since, is replaced. */
const SUSPICION = 2000;

/** The way that worked last, of each host. */
const workingWays = new WeakMap<Host, number>();

export interface ThreadEvents {
  message(thread: Thread, data: unknown): void;
  lost(thread: Thread, reason: string): void;
}

export class Thread {
  readonly #host: Host;
  readonly #events: ThreadEvents;
  readonly #pulse =
    typeof SharedArrayBuffer === "undefined" ? undefined : new Int32Array(new SharedArrayBuffer(4));
  #way: number;
  #worker: RawWorker | undefined;
  #ready = false;
  /** What was sent before it was ready, in case that it never is. */
  #unheard: unknown[] = [];
  /** What can be sent only once, and so waits until it is ready. */
  #unsent: { readonly message: unknown; readonly transfer: readonly ArrayBuffer[] }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #holds = 0;
  #lost: string | undefined;
  #suspect: { readonly since: number; readonly pulse: number } | undefined;

  constructor(host: Host, events: ThreadEvents) {
    this.#host = host;
    this.#events = events;
    this.#way = workingWays.get(host) ?? 0;
    this.#start();
  }

  /** Why there is no worker any more. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /** Whether it has ever said that it is ready. */
  get ready(): boolean {
    return this.#ready;
  }

  post(message: unknown, transfer?: readonly ArrayBuffer[]): void {
    if (this.#lost !== undefined) return;
    if (!this.#ready && this.#way + 1 < this.#host.ways.length) {
      if (transfer) {
        this.#unsent.push({ message, transfer });
        return;
      }
      if (this.#unheard.length === MOST_UNHEARD) this.#unheard.shift();
      this.#unheard.push(message);
    }
    this.#worker!.post(message, transfer);
  }

  /** The process lives on until {@link letGo} was called as often. */
  hold(): void {
    if (this.#holds++ === 0) this.#worker?.hold(true);
  }

  letGo(): void {
    if (--this.#holds === 0) this.#worker?.hold(false);
  }

  /** It kept others waiting; it may be dead, and who blocks is not told of that. */
  suspect(): void {
    this.#suspect ??= { since: performance.now(), pulse: this.#beats() };
  }

  /** Whether it is there to be asked: not while it is suspect and has shown no sign of life; in the end it is given up. */
  get usable(): boolean {
    if (this.#lost !== undefined) return false;
    if (this.#suspect === undefined) return true;
    if (this.#beats() !== this.#suspect.pulse) {
      this.#suspect = undefined;
      return true;
    }
    if (performance.now() - this.#suspect.since > SUSPICION) this.giveUp();
    return false;
  }

  /** Ends it because it does not answer; it counts as lost. */
  giveUp(): void {
    if (this.#lost !== undefined) return;
    this.#endWith("it did not answer");
  }

  /** Ends it; nobody is told. */
  terminate(): void {
    if (this.#lost !== undefined) return;
    this.#lost = "it was terminated";
    this.#end();
  }

  #beats(): number {
    return this.#pulse ? Atomics.load(this.#pulse, 0) : 0;
  }

  #start(): void {
    const way = this.#way;
    // What an earlier worker says or does is of no concern any more.
    const current = (): boolean => this.#lost === undefined && this.#way === way;
    try {
      this.#worker = this.#host.ways[way]({
        message: (data) => {
          if (current()) this.#hear(data);
        },
        lost: (reason) => {
          if (current()) this.#lose(reason);
        },
      });
    } catch (error) {
      this.#lose(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#worker.hold(this.#holds > 0);
    this.#worker.post({ kind: "hello", pulse: this.#pulse } satisfies Hello);
    for (const message of this.#unheard) this.#worker.post(message);
    // The last way is not given up for another.
    if (way + 1 === this.#host.ways.length) this.#sendUnsent();
    const { startPatience } = this.#host;
    if (startPatience === undefined) return;
    const seconds = startPatience / 1000;
    this.#timer = setTimeout(() => {
      // Where this thread was busy all the time, the news may be on its way.
      this.#timer = setTimeout(() => {
        if (current()) this.#lose(`it was not ready after ${seconds} seconds`);
      }, 1000);
    }, startPatience);
  }

  #hear(data: unknown): void {
    if (data !== READY) {
      this.#events.message(this, data);
      return;
    }
    this.#ready = true;
    this.#unheard = [];
    this.#sendUnsent();
    clearTimeout(this.#timer);
    workingWays.set(this.#host, this.#way);
  }

  #sendUnsent(): void {
    for (const { message, transfer } of this.#unsent.splice(0)) this.#worker!.post(message, transfer);
  }

  #lose(reason: string): void {
    if (!this.#ready && this.#way + 1 < this.#host.ways.length) {
      this.#end();
      this.#way++;
      this.#start();
    } else this.#endWith(reason);
  }

  #endWith(reason: string): void {
    this.#lost = reason;
    this.#end();
    // Not before whoever has made this thread knows it.
    queueMicrotask(() => this.#events.lost(this, reason));
  }

  #end(): void {
    clearTimeout(this.#timer);
    try {
      this.#worker?.terminate();
    } catch {
      // It has ended by itself.
    }
  }
}
