/** optnet over NATS, in pages and workers, by WebSocket. */
import { wsconnect, type ConnectionOptions } from "@nats-io/nats-core";
import { SolverWorker } from "../execute/threads/browser.js";
import type { ClientOptions } from "./client/options.js";
import type { Crew, LeafProgram } from "../training/index.js";
import { connectWith, crewWith, joinWith, serveWith, type Server, type TrainingOptions } from "./connect.js";
import type { Remote } from "./remote.js";
import type { JoinOptions } from "./training/member.js";
import type { ServiceWorker, WorkerOptions } from "./worker.js";

export * from "./exports.js";

/**
 * Connects to workers: `solve` of what comes back is `solve` of optnet with `await`.
 *
 * @param server addresses (`ws://`, `wss://`), options of `@nats-io/nats-core`, or a connection. `"local:"` solves in
 *   workers of this page, without a server.
 * @throws OptNetError where there is no server.
 */
export function connect(server: Server<ConnectionOptions>, options: ClientOptions = {}): Promise<Remote> {
  return connectWith(wsconnect, threads, server, options);
}

/** Makes this page or worker one that solves for others. */
export function serve(
  server: Server<ConnectionOptions>,
  options: WorkerOptions = {},
): Promise<ServiceWorker> {
  return serveWith(wsconnect, server, options);
}

/**
 * The workers of a training, for its coordinator.
 *
 * @param options the training's name, and the terms from which workers make their program.
 * @throws OptNetError where there is no server, and where the training has a coordinator.
 */
export function trainingCrew(
  server: Server<ConnectionOptions>,
  options: TrainingOptions & { readonly terms: string },
): Promise<Crew> {
  return crewWith(wsconnect, server, options);
}

/**
 * Works for trainings of a name, one after the other, until the signal.
 *
 * @param make the program that a training's terms describe.
 * @throws OptNetError where the training refuses this worker, because it would compute something else.
 */
export function joinTraining(
  server: Server<ConnectionOptions>,
  make: (terms: string) => LeafProgram | Promise<LeafProgram>,
  options: TrainingOptions & Partial<Pick<JoinOptions, "name" | "signal" | "onEvent">> = {},
): Promise<void> {
  return joinWith(wsconnect, server, make, options);
}

const threads = {
  cores: () => Math.min(navigator.hardwareConcurrency, 16),
  start: () => new SolverWorker(),
};
