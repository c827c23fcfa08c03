/** optnet over NATS, in pages and workers, by WebSocket. */
import { wsconnect, type ConnectionOptions } from "@nats-io/nats-core";
import type { ClientOptions } from "./client/options.js";
import { connectWith, serveWith, type Server } from "./connect.js";
import type { Remote } from "./remote.js";
import type { ServiceWorker, WorkerOptions } from "./worker.js";

export * from "./exports.js";

/**
 * Connects to workers: `solve` of what comes back is `solve` of optnet with `await`.
 *
 * @param server addresses (`ws://`, `wss://`), options of `@nats-io/nats-core`, or a connection. `"local:"` solves in
 *   this page, without a server.
 * @throws OptNetError where there is no server.
 */
export function connect(server: Server<ConnectionOptions>, options: ClientOptions = {}): Promise<Remote> {
  return connectWith(wsconnect, server, options);
}

/** Makes this page or worker one that solves for others. */
export function serve(
  server: Server<ConnectionOptions>,
  options: WorkerOptions = {},
): Promise<ServiceWorker> {
  return serveWith(wsconnect, server, options);
}
