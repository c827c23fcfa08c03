/** Threads in Node. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ThreadPoolOptions } from "./pool.js";
import { ThreadPoolBase } from "./pool.js";

export type { ThreadPoolOptions } from "./pool.js";

/**
 * Solves batches on several threads; made once, used often. See {@link ThreadPoolBase} for what it does.
 *
 * @example
 * ```ts
 * import { ThreadPool } from "optnet/threads";
 *
 * const pool = new ThreadPool({ threads: 2 });
 * const solution = pool.solve({ Q: [2, 2], p: [[-1, 0], [0, 1]], lower: 0 });
 * ```
 */
export class ThreadPool extends ThreadPoolBase {
  constructor(options: ThreadPoolOptions = {}) {
    super({ cores: availableParallelism(), canBlock: true, spawn }, options);
  }
}

function spawn() {
  const worker = new Worker(new URL("./node-worker.js", import.meta.url));
  return {
    post: (message: unknown) => worker.postMessage(message),
    hold: (busy: boolean) => (busy ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  };
}
