/** Workers in threads of this process or in processes of this machine, without any server. */
import { fork } from "node:child_process";
import { parentPort, Worker } from "node:worker_threads";
import { channelCrew, serveChannel, type Channel, type ToWorker } from "./channel.js";
import { OptNetError } from "../problem/errors.js";
import type { Crew } from "./crew.js";
import type { LeafProgram } from "./program.js";

/** What the workers of this machine run. */
export interface WorkerModule {
  /** The module that calls {@link serveThread} or {@link serveParent}. */
  readonly module: string | URL;
  /** Its command line. */
  readonly args?: readonly string[] | undefined;
  /** Handed to the workers' `make`: what the program is made from. */
  readonly terms: string;
}

/** Which threads {@link threadCrew} starts. */
export interface ThreadOptions extends WorkerModule {
  /** How many. */
  readonly threads: number;
}

/** Which processes {@link processCrew} starts. */
export interface ProcessOptions extends WorkerModule {
  /** How many. */
  readonly processes: number;
}

/**
 * Starts threads, and starts another for every one that ends or is stuck.
 *
 * @example
 * ```ts
 * const crew = threadCrew({ module: new URL("./worker.js", import.meta.url), threads: 2, terms });
 * ```
 */
export function threadCrew({ module, args = [], threads, terms }: ThreadOptions): Crew {
  const start = (): Channel => {
    const worker = new Worker(module, { argv: [...args] });
    return {
      send: (message) => worker.postMessage(message),
      onMessage: (listener) => void worker.on("message", listener),
      onEnd: (listener) => {
        // An error ends it, and is told to whoever looks at the process.
        worker.on("error", (error: unknown) => process.stderr.write(`${textOf(error)}\n`));
        worker.once("exit", listener);
      },
      end: () => void worker.terminate(),
    };
  };
  return channelCrew(start, { count: threads, kind: "thread", terms });
}

/** Starts processes, and starts another for every one that ends or is stuck. */
export function processCrew({ module, args = [], processes, terms }: ProcessOptions): Crew {
  const start = (): Channel => {
    const child = fork(module, args, { serialization: "advanced" });
    child.on("error", () => child.kill("SIGKILL"));
    return {
      send: (message, failed) => void child.send(message, (error) => error !== null && failed(error)),
      onMessage: (listener) => void child.on("message", listener),
      onEnd: (listener) => {
        child.once("exit", listener);
        // One that could not be started does not end.
        child.once("error", () => child.pid === undefined && listener());
      },
      end: () => void child.kill("SIGKILL"),
    };
  };
  return channelCrew(start, { count: processes, kind: "process", terms });
}

/**
 * In a thread that {@link threadCrew} started: computes leaves until the crew is closed.
 *
 * @throws OptNetError elsewhere.
 */
export function serveThread(make: (terms: string) => LeafProgram | Promise<LeafProgram>): Promise<void> {
  const port = parentPort;
  if (port === null) throw notStartedBy("threadCrew", "thread");
  const hear = serveChannel(make, (message) => port.postMessage(message));
  // What is wrong with the program ends the thread.
  port.on("message", (message: ToWorker) => void hear(message).catch((error: unknown) => fail(error)));
  return new Promise((resolve) => port.once("close", resolve));
}

/**
 * In a process that {@link processCrew} started: computes leaves until the parent ends.
 *
 * @throws OptNetError elsewhere.
 */
export function serveParent(make: (terms: string) => LeafProgram | Promise<LeafProgram>): Promise<void> {
  if (process.send === undefined) throw notStartedBy("processCrew", "process");
  const hear = serveChannel(make, (message) => void process.send!(message));
  process.on("message", (message: ToWorker) => void hear(message).catch((error: unknown) => fail(error)));
  // A parent that is killed takes its workers along; Ctrl-C is the parent's to hear.
  process.on("SIGINT", () => undefined);
  return new Promise((resolve) => process.once("disconnect", resolve));
}

function notStartedBy(crew: string, kind: string): OptNetError {
  return new OptNetError({
    field: "worker",
    expected: `a ${kind} that ${crew} has started`,
    got: `another ${kind}`,
    hint: `Name this module as the one of ${crew}, in the program that trains.`,
  });
}

/** Ends this process, or this thread alone. */
function fail(error: unknown): never {
  process.stderr.write(`${textOf(error)}\n`);
  process.exit(1);
}

function textOf(error: unknown): string {
  return String((error as Error | undefined)?.stack ?? error);
}
