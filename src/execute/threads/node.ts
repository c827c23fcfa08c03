/** Threads in Node: a batch shared by many, or a solver beside the program. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ThreadPoolOptions } from "./pool.js";
import { ThreadPoolBase } from "./pool.js";
import { SolverWorkerBase } from "./solver-worker.js";
import type { Host, RawWorker, WorkerEvents } from "./thread.js";
import { WORKER } from "./worker.generated.js";

export type { Abortable } from "./abort.js";
export type { AsyncSettingsInput, ThreadPoolOptions } from "./pool.js";
export type { WorkerSettingsInput } from "./solver-worker.js";

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
    super(host(), options);
  }
}

/**
 * Solves off this thread, in one worker. See {@link SolverWorkerBase} for what it does.
 *
 * @example
 * ```ts
 * import { SolverWorker } from "optnet/threads";
 *
 * const worker = new SolverWorker();
 * const solution = await worker.solve({ Q: [2, 2], p: [-1, 0], lower: 0 }, { timeLimit: 1 });
 * ```
 */
export class SolverWorker extends SolverWorkerBase {
  constructor() {
    super(host());
  }
}

const MAIN = `${WORKER}optnetWorker.serveNode(require("node:worker_threads").parentPort);`;

function host(): Host {
  return { cores: availableParallelism(), canBlock: true, ways: [fromText] };
}

/** A text and no file, so that it starts in a bundle too. It needs none of the loaders that the program may have. */
function fromText(events: WorkerEvents): RawWorker {
  const worker = new Worker(MAIN, { eval: true, execArgv: [] });
  worker.on("message", (data) => events.message(data));
  worker.on("messageerror", (error) => events.lost(error.message));
  worker.on("error", (error: unknown) => events.lost(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code) => events.lost(`it ended with exit code ${code}`));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold: (busy) => (busy ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  };
}
