/** The threads of a run. */
import { Worker } from "node:worker_threads";
import { OptNetError } from "../../index.js";
import type { SolverReply, SolverTask, SolverTerms } from "./chunk.js";

interface Waiting {
  readonly task: SolverTask;
  readonly resolve: (reply: SolverReply) => void;
  readonly reject: (error: unknown) => void;
}

/** Solves chunks, each on the next thread that is free. */
export class Workers {
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #queue: Waiting[] = [];
  readonly #running = new Map<Worker, Waiting>();
  #end: unknown;

  constructor(threads: number, terms: SolverTerms) {
    for (let i = 0; i < threads; i++) {
      const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: terms });
      worker.on("message", (reply: SolverReply) => this.#finish(worker, reply));
      worker.on("error", (error) => this.stop(error));
      worker.on("exit", () => this.stop(new Error("a thread ended by itself")));
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /** @throws OptNetError for inputs that `solve` refuses; whatever the crew was stopped with. */
  solve(task: SolverTask): Promise<SolverReply> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ task, resolve, reject });
      this.#next();
    });
  }

  /** Ends all threads; what they had to do fails with this. */
  stop(reason: unknown): void {
    this.#end ??= reason;
    for (const worker of this.#workers) void worker.terminate();
    for (const { reject } of [...this.#queue.splice(0), ...this.#running.values()]) reject(this.#end);
    this.#running.clear();
  }

  #next(): void {
    if (this.#end !== undefined) return this.stop(this.#end);
    while (this.#queue.length > 0 && this.#idle.length > 0) {
      const waiting = this.#queue.shift()!;
      const worker = this.#idle.shift()!;
      this.#running.set(worker, waiting);
      worker.postMessage(waiting.task, [waiting.task.input, waiting.task.output]);
    }
  }

  #finish(worker: Worker, reply: SolverReply): void {
    const waiting = this.#running.get(worker);
    this.#running.delete(worker);
    this.#idle.push(worker);
    const { failure } = reply;
    if (failure === undefined) waiting?.resolve(reply);
    else waiting?.reject("misuse" in failure ? new OptNetError(failure.misuse) : new Error(failure.crash));
    this.#next();
  }
}
