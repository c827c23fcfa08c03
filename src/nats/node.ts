/** optnet over NATS, in Node. */
import type { NatsConnection } from "@nats-io/nats-core";
import { wsconnect } from "@nats-io/nats-core";
import { connect as dialTcp, type NodeConnectionOptions } from "@nats-io/transport-node";
import { SolverWorker, ThreadPool } from "../execute/threads/node.js";
import { OptNetError } from "../problem/errors.js";
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
 * @param server addresses (`nats://`, `tls://`, `ws://`, `wss://`), options of `@nats-io/transport-node` with
 *   authentication and TLS, or a connection. `"local:"` solves on threads of this process, without a server.
 * @throws OptNetError where there is no server.
 * @example
 * ```ts
 * import { connect } from "optnet/nats";
 *
 * const { solve, close } = await connect("nats://localhost:4222");
 * const solution = await solve({ Q: [2, 2], p: [-1, 0], lower: 0 });
 * solution.z; // Float64Array [0.5, 0]
 * await close();
 * ```
 */
export function connect(server: Server<NodeConnectionOptions>, options: ClientOptions = {}): Promise<Remote> {
  return connectWith(dial, threads, server, options);
}

/**
 * Makes this process a worker; many may serve the same prefix, and each request goes to one of them.
 *
 * @example
 * ```ts
 * const worker = await serve("nats://localhost:4222");
 * process.once("SIGTERM", () => void worker.drain());
 * ```
 */
export function serve(
  server: Server<NodeConnectionOptions>,
  options: WorkerOptions = {},
): Promise<ServiceWorker> {
  return serveWith(dial, server, options);
}

/**
 * The workers of a training, for its coordinator.
 *
 * @param options the training's name, and the terms from which workers make their program.
 * @throws OptNetError where there is no server, and where the training has a coordinator.
 */
export function trainingCrew(
  server: Server<NodeConnectionOptions>,
  options: TrainingOptions & { readonly terms: string },
): Promise<Crew> {
  return crewWith(dial, server, options);
}

/**
 * Works for trainings of a name, one after the other, until the signal.
 *
 * @param make the program that a training's terms describe.
 * @throws OptNetError where the training refuses this worker, because it would compute something else.
 */
export function joinTraining(
  server: Server<NodeConnectionOptions>,
  make: (terms: string) => LeafProgram | Promise<LeafProgram>,
  options: TrainingOptions & Partial<Pick<JoinOptions, "name" | "signal" | "onEvent">> = {},
): Promise<void> {
  return joinWith(dial, server, make, options);
}

async function dial(options: NodeConnectionOptions): Promise<NatsConnection> {
  const [first] = [options.servers ?? ""].flat();
  if (!/^wss?:/.test(first)) return dialTcp(options);
  // Without one, the client of NATS would wait for ever.
  const { WebSocket: known } = globalThis as { WebSocket?: unknown };
  if (known === undefined && !("wsFactory" in options)) {
    throw new OptNetError({
      field: "server",
      expected: `a WebSocket in this host, for ${first}`,
      got: "none",
      hint: "Node has one from version 22 on. Connect with nats:// or tls://, or pass wsFactory.",
    });
  }
  return wsconnect(options);
}

/** Counted by a pool, which starts none of its threads before it has work. */
const threads = { cores: () => new ThreadPool().threads, start: () => new SolverWorker() };
