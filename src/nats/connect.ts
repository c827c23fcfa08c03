/** What the entry points for Node and for browsers have in common. */
import type { ConnectionOptions, NatsConnection } from "@nats-io/nats-core";
import { describe, OptNetError } from "../problem/errors.js";
import type { Crew, LeafProgram } from "../training/index.js";
import { readAddresses } from "./addresses.js";
import { requirePrefix, type ClientOptions } from "./client/options.js";
import { textOf } from "./errors.js";
import type { Threads } from "./local.js";
import { Remote } from "./remote.js";
import { natsCrew } from "./training/crew.js";
import { TrainingMember, type JoinOptions } from "./training/member.js";
import { ServiceWorker, type WorkerOptions } from "./worker.js";

/** Addresses, NATS's own options with authentication and TLS, or a connection that is there. */
export type Server<Options> = string | readonly string[] | Options | NatsConnection;

type Dial<Options> = (options: Options) => Promise<NatsConnection>;

export async function connectWith<Options extends object>(
  dial: Dial<Options>,
  threads: Threads,
  server: Server<Options>,
  options: ClientOptions,
): Promise<Remote> {
  if (server === "local:") return Remote.local(threads, options);
  const start: Start<Remote> = (connection, isOwn) => Remote.over(connection, options, isOwn);
  return startOver(dial, server, "optnet client", start);
}

export async function serveWith<Options extends object>(
  dial: Dial<Options>,
  server: Server<Options>,
  options: WorkerOptions,
): Promise<ServiceWorker> {
  const start: Start<ServiceWorker> = (connection, isOwn) => ServiceWorker.start(connection, options, isOwn);
  return startOver(dial, server, "optnet worker", start);
}

/** How a training is found. */
export interface TrainingOptions {
  /** First part of all subjects. Default: `optnet`. */
  readonly prefix?: string | undefined;
  /** Name of the training; a coordinator and its workers have the same. Default: `default`. */
  readonly run?: string | undefined;
}

export async function crewWith<Options extends object>(
  dial: Dial<Options>,
  server: Server<Options>,
  options: TrainingOptions & { readonly terms: string },
): Promise<Crew> {
  const names = namesOf(options);
  const start: Start<Crew> = (connection, isOwn) =>
    natsCrew(connection, { ...names, terms: options.terms }, isOwn);
  return startOver(dial, server, "optnet training", start);
}

export async function joinWith<Options extends object>(
  dial: Dial<Options>,
  server: Server<Options>,
  make: (terms: string) => LeafProgram | Promise<LeafProgram>,
  options: TrainingOptions & Partial<Pick<JoinOptions, "name" | "signal" | "onEvent">>,
): Promise<void> {
  const names = namesOf(options);
  const { connection, isOwn } = await connectionTo(dial, server, "optnet training worker");
  try {
    await new TrainingMember(connection, { name: "worker", ...options, ...names }, make).run();
  } finally {
    if (isOwn) await connection.close();
  }
}

function namesOf({ prefix = "optnet", run = "default" }: TrainingOptions): { prefix: string; run: string } {
  return { prefix: requirePrefix(prefix), run: requirePrefix(run) };
}

/** @param isOwn whether the connection ends with what is started. */
type Start<Result> = (connection: NatsConnection, isOwn: boolean) => Result | Promise<Result>;

/** What cannot be started ends a connection that was made for it. */
async function startOver<Options extends object, Result>(
  dial: Dial<Options>,
  server: Server<Options>,
  name: string,
  start: Start<Result>,
): Promise<Result> {
  const { connection, isOwn } = await connectionTo(dial, server, name);
  try {
    return await start(connection, isOwn);
  } catch (error) {
    if (isOwn) await connection.close();
    throw error;
  }
}

/** @throws OptNetError for what names no server: the client of NATS would take its own default. */
function requireServer(server: unknown): void {
  const isAddress = (text: unknown): boolean => typeof text === "string" && text !== "";
  const isServer = Array.isArray(server)
    ? server.length > 0 && server.every(isAddress)
    : isAddress(server) || (typeof server === "object" && server !== null);
  if (isServer) return;
  throw new OptNetError({
    field: "server",
    expected: "an address, some of them, options of the client of NATS, or a connection",
    got: Array.isArray(server) ? "an array" : describe(server),
    hint: 'For example "nats://localhost:4222".',
  });
}

/** A connection that comes back whenever the server does. @throws OptNetError where none can be made. */
async function connectionTo<Options extends object>(
  dial: Dial<Options>,
  server: Server<Options>,
  name: string,
): Promise<{ connection: NatsConnection; isOwn: boolean }> {
  requireServer(server);
  if (typeof server === "object" && "publish" in server) return { connection: server, isOwn: false };
  const lasting = { name, maxReconnectAttempts: -1, reconnectTimeWait: 250, reconnectJitter: 250 };
  const given: ConnectionOptions =
    typeof server === "string" || Array.isArray(server)
      ? { servers: server as string | string[] }
      : (server as ConnectionOptions);
  const { servers, ...others } = given;
  // What is given by itself counts more than what an address says.
  const addressed = servers === undefined ? {} : readAddresses([servers].flat());
  const options = { ...lasting, ...addressed, ...others } as ConnectionOptions;
  try {
    return { connection: await dial(options as Options), isOwn: true };
  } catch (error) {
    if (error instanceof OptNetError) throw error;
    const addresses = [options.servers ?? "nats://127.0.0.1:4222"].flat();
    throw new OptNetError({
      field: "server",
      expected: `a NATS server at ${addresses.join(", ")}`,
      got: textOf(error),
      hint: "Start one (nats-server), or check its address, the credentials and TLS.",
    });
  }
}
