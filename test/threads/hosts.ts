/** Pools and workers of this process from the sources, and workers that fail in every way. */
import { Worker } from "node:worker_threads";
import { ThreadPoolBase } from "../../src/execute/threads/pool.js";
import { SolverWorkerBase } from "../../src/execute/threads/solver-worker.js";
import type { Host, RawWorker, WorkerEvents } from "../../src/execute/threads/thread.js";
import { WORKER } from "../../src/execute/threads/worker.generated.js";

const SERVE = `${WORKER}optnetWorker.serveNode(require("node:worker_threads").parentPort);`;

/** What workers run before, or instead of, serving. */
export const TEXTS = {
  good: SERVE,
  "ends at once": "process.exit(3)",
  "throws at once": 'throw new Error("no luck")',
  "is no program": "}{",
  "ends when it takes its first chunk": `${endsAt("add", 1)}${SERVE}`,
  "ends when it has claimed its first chunk": `${endsAt("compareExchange", 1)}${SERVE}`,
  "ends when it has claimed its third chunk": `${endsAt("compareExchange", 3)}${SERVE}`,
  "ends when its second chunk is done": `${endsAt("notify", 2)}${SERVE}`,
} as const;

export const HANGS = "for (;;) {}";

/** Has a worker end after some calls of an atomic operation. */
function endsAt(
  operation: "add" | "compareExchange" | "notify",
  call: number,
  how = "process.exit(5)",
): string {
  return `{
    const before = Atomics.${operation};
    let calls = 0;
    Atomics.${operation} = (...args) => {
      const result = before(...args);
      if (++calls === ${call}) { ${how} }
      return result;
    };
  }`;
}

/** It never ends, and never answers, once it has claimed a chunk. */
export const HANGING = `${endsAt("compareExchange", 1, HANGS)}${SERVE}`;

export interface Watched {
  readonly host: Host;
  /** All workers that were started. */
  readonly workers: Worker[];
}

/** @param texts of the workers, in the order in which they start; the last serves for all others. */
export function watched(texts: readonly string[] = [SERVE], more: Partial<Host> = {}): Watched {
  const workers: Worker[] = [];
  const way = (events: WorkerEvents): RawWorker => {
    const worker = new Worker(texts[Math.min(workers.length, texts.length - 1)], {
      ...{ eval: true, execArgv: [], stderr: true },
    });
    workers.push(worker);
    worker.on("message", (data) => events.message(data));
    worker.on("error", (error: Error) => events.lost(error.message));
    worker.on("exit", (code) => events.lost(`it ended with exit code ${code}`));
    return {
      post: (message, transfer) => worker.postMessage(message, transfer),
      hold: (busy) => (busy ? worker.ref() : worker.unref()),
      terminate: () => void worker.terminate(),
    };
  };
  return { host: { cores: 2, canBlock: true, ways: [way], ...more }, workers };
}

export const poolOn = (host: Host, threads = 3): ThreadPoolBase => new ThreadPoolBase(host, { threads });
export const workerOn = (host: Host): SolverWorkerBase => new SolverWorkerBase(host);
