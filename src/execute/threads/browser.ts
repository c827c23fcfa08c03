/** Threads in pages and workers: a batch shared by many, or a solver beside the page. */
import { OptNetError } from "../../problem/errors.js";
import type { ThreadPoolOptions } from "./pool.js";
import { ThreadPoolBase } from "./pool.js";
import { SolverWorkerBase } from "./solver-worker.js";
import type { Host, RawWorker, WorkerEvents } from "./thread.js";
import { WORKER } from "./worker.generated.js";

export type { Abortable } from "./abort.js";
export type { AsyncSettingsInput, ThreadPoolOptions } from "./pool.js";
export type { WorkerSettingsInput } from "./solver-worker.js";

/**
 * Solves batches on several threads; made once, used often. In a page's main thread use `solveAsync`.
 *
 * @throws OptNetError where memory cannot be shared.
 */
export class ThreadPool extends ThreadPoolBase {
  constructor(options: ThreadPoolOptions = {}) {
    if (!globalThis.crossOriginIsolated) {
      throw new OptNetError({
        field: "ThreadPool",
        expected: "a cross-origin isolated page or worker",
        got: "one that is not",
        hint:
          "Serve it with the headers Cross-Origin-Opener-Policy: same-origin and " +
          "Cross-Origin-Embedder-Policy: require-corp, or use SolverWorker, which shares no memory.",
      });
    }
    super(host(), options);
  }
}

/** Solves off this thread, in one worker, in any page. See {@link SolverWorkerBase} for what it does. */
export class SolverWorker extends SolverWorkerBase {
  constructor() {
    super(host());
  }
}

/** Milliseconds. */
const START_PATIENCE = 30_000;

function host(): Host {
  return {
    cores: navigator.hardwareConcurrency,
    canBlock: typeof document === "undefined",
    ways: [fromText, fromFile],
    startPatience: START_PATIENCE,
  };
}

let address: string | undefined;

/** Needs no file, so that bundlers and their servers have nothing to miss. */
function fromText(events: WorkerEvents): RawWorker {
  address ??= URL.createObjectURL(
    new Blob([WORKER, "optnetWorker.serveBrowser();"], { type: "text/javascript" }),
  );
  return started(new Worker(address), events);
}

/** For pages whose Content-Security-Policy has no blob: in worker-src. */
function fromFile(events: WorkerEvents): RawWorker {
  return started(new Worker(new URL("./browser-worker.js", import.meta.url), { type: "module" }), events);
}

function started(worker: Worker, events: WorkerEvents): RawWorker {
  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const lock = typeof data === "object" && data !== null && "lock" in data ? String(data.lock) : undefined;
    if (lock === undefined) events.message(data);
    // A page hears nothing of a worker's end, but then its lock is free.
    else navigator.locks.request(lock, () => events.lost("it ended")).catch(() => undefined);
  });
  worker.addEventListener("messageerror", () => events.lost("a message could not be read"));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    events.lost(event.message || "its script could not be loaded");
  });
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    hold: () => undefined,
    terminate: () => worker.terminate(),
  };
}
