/** Who solves a job, and has its factors: this thread, and others by their numbers. */
import type { RecycledSharedMemory } from "./memory.js";
import { sharedIntegers } from "./memory.js";
import type { Job, PoolRequest } from "./protocol.js";
import { CONTROL, DONE, isSolved, restOf, SOLVED } from "./protocol.js";
import type { Thread } from "./thread.js";
import { ChunkSolver } from "./chunk-solver.js";

/** Milliseconds that nobody is waited for in vain, beside some times as long as the work has taken so far. */
const PATIENCE = { solve: 50, derive: 250, times: 3 };
/** While there is a time limit, who waits looks at the clock after so many milliseconds. */
const TICK = 5;

type Asked = Extract<PoolRequest, { signal: Int32Array }>;

export class Team {
  /** What workers know the job by. */
  readonly number: number;
  /** The job, or what is left of it in other memory. */
  job: Job;
  readonly #memory: RecycledSharedMemory;
  /** Memory for inputs that is lent to the job, and free for others afterwards. */
  #lent: readonly SharedArrayBuffer[];
  readonly #threads = new Map<number, Thread>();
  #own: ChunkSolver | undefined;
  #solveTime = 0;

  constructor(number: number, job: Job, memory: RecycledSharedMemory, lent: readonly SharedArrayBuffer[]) {
    this.number = number;
    this.job = job;
    this.#memory = memory;
    this.#lent = lent;
  }

  /** Bytes of shared memory that the job holds. */
  get bytes(): number {
    return this.#lent.reduce((sum, { byteLength }) => sum + byteLength, this.job.out.z.buffer.byteLength);
  }

  /** Has a worker take part, or go on with what is left. */
  send(thread: Thread, { report, observed }: { readonly report: boolean; readonly observed: boolean }): void {
    let owner = [...this.#threads].find(([, other]) => other === thread)?.[0];
    owner ??= this.#threads.size + 1;
    this.#threads.set(owner, thread);
    this.#tell(thread, { kind: "solve", job: this.job, owner, report, observed });
  }

  /**
   * This thread takes part; then it waits for the others, and does itself what they do not finish in time: they may be
   * dead, of which a thread that blocks is not told.
   *
   * @throws what one thread would throw.
   */
  workAndWait(timeIsUp: (() => boolean) | undefined): void {
    const began = performance.now();
    const own = this.#share();
    own.work(this.job, { timeIsUp });
    this.#await(began, timeIsUp);
    this.finish(timeIsUp);
    this.#solveTime = performance.now() - began;
  }

  /**
   * Does here what others have left.
   *
   * @throws what one thread would throw.
   */
  finish(timeIsUp: (() => boolean) | undefined): void {
    if (isSolved(this.job)) return;
    this.takeBack();
    this.#share().work(this.job, { timeIsUp, throws: true });
  }

  /** What is not solved is for somebody else. Those who are still at work on it do not disturb, but are suspect. */
  takeBack(): void {
    const { states, owners, control } = this.job;
    for (const [owner, thread] of this.#threads) {
      if (states.some((state, chunk) => state === 0 && owners[chunk] === owner + 1)) thread.suspect();
    }
    // What they read must not be lent to others.
    this.#lent = [];
    this.job = restOf(this.job);
    Atomics.store(control, CONTROL.stop, 1);
  }

  /** Waits until everything is done, or has been as good as still for too long. */
  #await(began: number, timeIsUp: (() => boolean) | undefined): void {
    const { control, order } = this.job;
    let since = performance.now();
    const patience = PATIENCE.solve + PATIENCE.times * (since - began);
    let finished = Atomics.load(control, CONTROL.finished);
    while (finished < order.length) {
      const left = since + patience - performance.now();
      if (left <= 0 || !this.#somebodyIsAtWork()) return;
      Atomics.wait(control, CONTROL.finished, finished, timeIsUp ? Math.min(left, TICK) : left);
      if (timeIsUp?.()) Atomics.store(control, CONTROL.stop, 1);
      const now = Atomics.load(control, CONTROL.finished);
      if (now !== finished) since = performance.now();
      finished = now;
    }
  }

  #somebodyIsAtWork(): boolean {
    const { states, owners } = this.job;
    return states.some((state, chunk) => {
      if (state !== 0) return false;
      const thread = this.#threads.get(owners[chunk] - 1);
      return thread === undefined || thread.lost === undefined;
    });
  }

  /** Who has a chunk's factors may have come to an end, or have forgotten them: then this thread makes them again. */
  adoptOrphans(): void {
    const { owners, states } = this.job;
    owners.forEach((owner, chunk) => {
      if (states[chunk] !== SOLVED || owner === 1 || this.#threads.get(owner - 1)?.usable) return;
      this.#share().adopt(chunk);
    });
  }

  /**
   * Has everybody do a part of something.
   *
   * @returns the chunks of those who gave no answer in time, and whom nobody will ask again.
   */
  together(
    request: (signal: Int32Array) => Asked,
    own: (share: ChunkSolver) => void,
  ): readonly number[] | undefined {
    const began = performance.now();
    const threads = [...this.#threads].filter(([, thread]) => thread.usable);
    const signals = sharedIntegers(threads.length);
    threads.forEach(([, thread], i) => this.#tell(thread, request(signals.subarray(i, i + 1))));
    own(this.#share());
    const patience = PATIENCE.derive + PATIENCE.times * (performance.now() - began + this.#solveTime);
    const until = performance.now() + patience;
    const silent = threads.filter((_, i) => !isDone(signals, i, until));
    if (silent.length === 0) return undefined;
    for (const [owner, thread] of silent) {
      // It may write to what this thread has asked for, whenever it comes to it.
      if (
        Atomics.load(
          signals,
          threads.findIndex(([other]) => other === owner),
        ) === 0
      )
        thread.giveUp();
      this.#threads.delete(owner);
    }
    const { owners, states } = this.job;
    return [...owners.keys()].filter(
      (chunk) => states[chunk] === SOLVED && silent.some(([owner]) => owners[chunk] === owner + 1),
    );
  }

  /** Asks the one who has a chunk's factors; undefined where there is no answer. */
  askOwnerOf<Answer>(chunk: number, request: (signal: Int32Array) => Asked, answer: () => Answer) {
    const thread = this.#threads.get(this.job.owners[chunk] - 1);
    if (!thread?.usable) return undefined;
    const signal = sharedIntegers(1);
    this.#tell(thread, request(signal));
    const until = performance.now() + PATIENCE.derive + PATIENCE.times * this.#solveTime;
    if (isDone(signal, 0, until)) return { answer: answer() };
    thread.suspect();
    return undefined;
  }

  /** This thread's share, with factors of these chunks. */
  with(chunks: readonly number[]): ChunkSolver {
    const share = this.#share();
    for (const chunk of chunks) if (this.job.owners[chunk] !== 1) share.adopt(chunk);
    return share;
  }

  borrow(length: number): Float64Array {
    return this.#memory.take(length).fill(0);
  }

  giveBack(borrowed: readonly SharedArrayBuffer[]): void {
    this.#memory.giveBack(borrowed);
  }

  /** Everybody forgets the factors. Numbers of the job stay, for a solution that needs factors all the same. */
  forget(): void {
    for (const thread of this.#threads.values()) this.#tell(thread, { kind: "dispose" });
    this.#threads.clear();
    this.job.owners.fill(-1);
    this.#own?.dispose();
    this.#own = undefined;
  }

  /** Nobody needs the job any more. */
  end(): void {
    this.forget();
    this.#memory.giveBack(this.#lent);
    this.#lent = [];
  }

  #share(): ChunkSolver {
    return (this.#own ??= new ChunkSolver(this.job, 0));
  }

  #tell(thread: Thread, request: PoolRequest): void {
    thread.post({ kind: "pool", job: this.number, request });
  }
}

/** Waits for an answer; false if it is that something failed, or none comes in time. */
function isDone(signals: Int32Array, index: number, until: number): boolean {
  for (let left; (left = until - performance.now()) > 0 && Atomics.load(signals, index) === 0;) {
    Atomics.wait(signals, index, 0, left);
  }
  return Atomics.load(signals, index) === DONE;
}
