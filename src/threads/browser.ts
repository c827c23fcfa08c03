/** Threads in pages and workers that are cross-origin isolated. */
import { OptNetError } from "../problem/errors.js";
import type { ThreadPoolOptions } from "./pool.js";
import { ThreadPoolBase } from "./pool.js";

export type { ThreadPoolOptions } from "./pool.js";

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
          "Cross-Origin-Embedder-Policy: require-corp, or use solve on one thread.",
      });
    }
    const canBlock = typeof document === "undefined";
    super({ cores: navigator.hardwareConcurrency, canBlock, spawn }, options);
  }
}

function spawn() {
  const worker = new Worker(new URL("./browser-worker.js", import.meta.url), { type: "module" });
  return {
    post: (message: unknown) => worker.postMessage(message),
    hold: () => undefined,
    terminate: () => worker.terminate(),
  };
}
