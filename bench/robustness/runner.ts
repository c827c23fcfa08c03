import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { NO_RESIDUALS, type Attempt, type Outcome } from "./attempt.js";
import type { Request } from "./worker.js";

/** Hands requests to a worker process, one at a time, and replaces a worker that crashes or hangs. */
export class Runner {
  readonly #timeLimitSeconds: number;
  readonly #workerPath: string;
  #worker: ChildProcess | undefined;

  constructor(timeLimitSeconds: number, workerPath = fileURLToPath(new URL("./worker.ts", import.meta.url))) {
    this.#timeLimitSeconds = timeLimitSeconds;
    this.#workerPath = workerPath;
  }

  /** The attempt that a request leads to; never rejects. */
  run(request: Request): Promise<Attempt> {
    const worker = (this.#worker ??= this.#start());
    const start = performance.now();
    return new Promise((resolve) => {
      const finish = (attempt: Attempt): void => {
        clearTimeout(timer);
        worker.removeAllListeners();
        resolve(attempt);
      };
      const abandon = (outcome: Outcome, message: string): void => {
        this.#worker = undefined;
        worker.kill("SIGKILL");
        const seconds = (performance.now() - start) / 1000;
        const { problem, tolerance, expected } = request;
        finish({
          problem,
          tolerance,
          expected,
          outcome,
          message,
          iterations: 0,
          seconds,
          residuals: NO_RESIDUALS,
        });
      };
      const timer = setTimeout(() => abandon("timeLimit", ""), this.#timeLimitSeconds * 1000);
      worker.on("message", (attempt) => finish(attempt as Attempt));
      worker.on("error", (error) => abandon("crash", error.message));
      worker.on("exit", (code, signal) =>
        abandon("crash", `the process ended with ${signal ?? `code ${code}`}`),
      );
      worker.send(request, (error) => error && abandon("crash", error.message));
    });
  }

  close(): void {
    this.#worker?.kill();
    this.#worker = undefined;
  }

  #start(): ChildProcess {
    // NaN and undefined survive the structured clone; JSON would lose them.
    return fork(this.#workerPath, {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }
}
