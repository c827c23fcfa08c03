/** `optnet serve`: one worker, or the parent of some. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { OptNetError } from "../../index.js";
import { connectionEnded } from "../../nats/errors.js";
import { withoutSecrets } from "../../nats/addresses.js";
import type { ServiceWorker } from "../../nats/node.js";
import { parseServe, SERVE_HELP, type ServeCommand } from "./options.js";
import { beat, ownPosition, superviseProcesses } from "./processes.js";

export function isServeCommand(name: string | undefined): boolean {
  return name === "serve";
}

/** @returns the exit code. @throws UsageError and OptNetError, as the other commands. */
export async function serveCommand([, ...args]: readonly string[]): Promise<number> {
  const command = parseServe(args);
  if (command === undefined) {
    process.stdout.write(SERVE_HELP);
    return 0;
  }
  const position = ownPosition();
  if (command.processes > 1 && position === undefined) return superviseProcesses(command, say(command));
  return work(command, position ?? 0);
}

async function work(command: ServeCommand, position: number): Promise<number> {
  const tell = say(command);
  const { serve } = await nats();
  const worker = await serve(await connectionOptions(command), {
    prefix: command.prefix,
    jobs: command.jobs,
    ...command.limits,
  });
  let http: Server | undefined;
  try {
    http = command.http && (await listen(command.http, position, worker));
    beat();
    tell(`worker ${process.pid} serves ${command.servers.map(withoutSecrets).join(", ")}`);
    const broken = await Promise.race([ended(), worker.closed().then((error) => ({ error }))]);
    if (broken !== undefined) throw connectionEnded(broken.error?.message ?? "one that was closed");
    tell(`worker ${process.pid} finishes`);
    await worker.drain();
    return 0;
  } finally {
    await worker.close();
    http?.close();
    if (process.connected) process.disconnect(); // Its parent's messages would keep it.
  }
}

/** On SIGTERM, on Ctrl-C, and when the parent is gone. */
function ended(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        resolve();
        process.once(signal, () => process.exit(1));
      });
    }
    process.once("disconnect", () => resolve());
  });
}

async function listen(
  { host, port }: { host: string; port: number },
  position: number,
  worker: ServiceWorker,
): Promise<Server> {
  const server = createServer((request, response) => {
    const [path] = (request.url ?? "").split("?");
    if (path === "/metrics") {
      const type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
      response.writeHead(200, { "content-type": type }).end(worker.metrics());
    } else if (path === "/health") {
      const text = worker.health();
      const isReady = (JSON.parse(text) as { state: string }).state === "ready";
      response.writeHead(isReady ? 200 : 503, { "content-type": "application/json" }).end(text);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new OptNetError({
          field: "--http",
          expected: "a port that is free",
          got: error.message,
          hint: "Further processes take the ports behind it.",
        }),
      ),
    );
    server.listen(port === 0 ? 0 : port + position, host, resolve);
  });
  const address = server.address();
  if (port === 0 && typeof address === "object" && address !== null) {
    process.stdout.write(`http://${host}:${address.port}\n`);
  }
  server.unref();
  return server;
}

async function connectionOptions({ servers, user, creds, tls }: ServeCommand) {
  const { credsAuthenticator } = await import("@nats-io/nats-core"); // It is there: optnet/nats needs it.
  const { NATS_PASSWORD: pass, NATS_TOKEN: token } = process.env;
  return {
    servers: [...servers],
    ...(user === undefined ? {} : { user }),
    ...(user === undefined || pass === undefined ? {} : { pass }),
    ...(token === undefined ? {} : { token }),
    ...(creds === undefined ? {} : { authenticator: credsAuthenticator(readOption("--creds", creds)) }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            ...(tls.ca === undefined ? {} : { caFile: tls.ca }),
            ...(tls.cert === undefined ? {} : { certFile: tls.cert }),
            ...(tls.key === undefined ? {} : { keyFile: tls.key }),
          },
        }),
  };
}

function readOption(field: string, path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new OptNetError({
      field,
      expected: "a file that can be read",
      got: (error as Error).message,
      hint: "nsc generates credentials.",
    });
  }
}

/** Loaded where it is asked for: its libraries are optional. */
async function nats(): Promise<typeof import("../../nats/node.js")> {
  try {
    return await import("../../nats/node.js");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new OptNetError({
      field: "serve",
      expected: "the clients of NATS",
      got: (error as Error).message,
      hint: "npm install @nats-io/transport-node @nats-io/nats-core @nats-io/jetstream @nats-io/obj",
    });
  }
}

function say({ quiet }: ServeCommand): (text: string) => void {
  return (text) => {
    if (!quiet) process.stderr.write(`optnet: ${text}\n`);
  };
}
