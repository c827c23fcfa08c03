/** The command line of `optnet serve`. */
import { parseArgs } from "node:util";
import type { JobOptions } from "../../nats/jobs/worker.js";
import { UsageError } from "../options.js";

export const SERVE_HELP = `optnet serve: solves for clients of optnet/nats

Usage
  optnet serve --nats URL [options]

Every process that serves the same prefix is one more worker; each request goes to one of them.

Server
  --nats URL[,URL…]        nats://, tls://, ws:// or wss://
  --prefix WORDS           first part of all subjects; clients have the same (optnet)
  --user NAME              with the password in the environment variable NATS_PASSWORD
  --creds FILE             credentials of NATS (a JWT and its key)
  --tls-ca FILE            who signed the server's certificate
  --tls-cert FILE          this worker's certificate, with --tls-key FILE
  A token goes into the environment variable NATS_TOKEN.

Work
  --processes N            workers on this machine; one that ends or is stuck is replaced (1)
  --jobs                   also do what was submitted to JetStream; each of the next three does that too
  --ack-seconds N          a job whose worker has died goes to another after these; of all workers (60)
  --jobs-at-once N         jobs that a worker holds, where they are quick; slow ones are held singly (2)
  --max-deliver N          workers that a job may fail or be killed on before it is a dead letter (5)
  --max-batch N            elements that are solved together at most (256)
  --max-delay MS           how long a request waits for others to be solved with (0)
  --max-waiting N          requests that wait; more are sent away for a while (1024)
  --max-request BYTES      of one request (67108864)
  --max-kept N             solutions that are kept for derivatives (64)
  --keep-seconds N         for so long after they were last asked about (60)
  --stuck-seconds N        a process that is silent for so long is replaced; with --processes from 2 (300)

Watching
  --http [HOST:]PORT       /metrics (OpenMetrics) and /health; further processes take the next ports
  --quiet                  say nothing but errors

SIGTERM and Ctrl-C: take nothing new, answer what came, and end. A second one ends at once.

Exit code
  0  ended as asked
  2  the command itself is wrong
  3  there is no server, or it refuses us
  4  optnet failed; please report it
`;

export interface ServeCommand {
  readonly servers: readonly string[];
  readonly prefix: string | undefined;
  readonly user: string | undefined;
  readonly creds: string | undefined;
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string } | undefined;
  readonly processes: number;
  readonly jobs: boolean | JobOptions;
  readonly limits: Readonly<Record<string, number>>;
  readonly stuckSeconds: number;
  readonly http: { readonly host: string; readonly port: number } | undefined;
  readonly quiet: boolean;
}

const LIMITS = {
  "max-batch": "maxBatch",
  "max-delay": "maxDelay",
  "max-waiting": "maxWaiting",
  "max-request": "maxRequest",
  "max-kept": "maxKept",
  "keep-seconds": "keepSeconds",
} as const;

const JOBS = {
  "ack-seconds": "ackSeconds",
  "jobs-at-once": "jobsAtOnce",
  "max-deliver": "maxDeliver",
} as const satisfies Record<string, keyof JobOptions>;

const TEXTS = ["nats", "prefix", "user", "creds", "tls-ca", "tls-cert", "tls-key", "http"] as const;

/** @returns undefined where help is asked for. @throws UsageError */
export function parseServe(args: readonly string[]): ServeCommand | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  if (positionals.length > 0) throw new UsageError(`serve takes options only, not ${positionals.join(", ")}`);
  const text = (name: (typeof TEXTS)[number]): string | undefined => values[name] as string | undefined;
  const servers = (text("nats") ?? "").split(",").filter((url) => url !== "");
  if (servers.length === 0) throw new UsageError("serve needs --nats URL");
  if ((text("tls-cert") === undefined) !== (text("tls-key") === undefined)) {
    throw new UsageError("--tls-cert and --tls-key go together");
  }
  const tls = { ca: text("tls-ca"), cert: text("tls-cert"), key: text("tls-key") };
  const given = Object.entries(tls).filter(([, path]) => path !== undefined);
  const numbers = (options: Readonly<Record<string, string>>, least: number): Record<string, number> => {
    const found = Object.entries(options).filter(([option]) => values[option] !== undefined);
    return Object.fromEntries(
      found.map(([option, name]) => [name, numberFrom(option, values[option] as string, least)]),
    );
  };
  const jobs = numbers(JOBS, 1);
  return {
    servers,
    prefix: text("prefix"),
    user: text("user"),
    creds: text("creds"),
    tls: given.length === 0 ? undefined : Object.fromEntries(given),
    processes: numberFrom("processes", (values["processes"] as string | undefined) ?? "1", 1),
    jobs: Object.keys(jobs).length > 0 ? jobs : values["jobs"] === true,
    limits: numbers(LIMITS, 0),
    stuckSeconds: numberFrom("stuck-seconds", (values["stuck-seconds"] as string | undefined) ?? "300", 1),
    http: httpFrom(text("http")),
    quiet: values["quiet"] === true,
  };
}

function parse(args: readonly string[]) {
  const texts = [...TEXTS, ...Object.keys(LIMITS), ...Object.keys(JOBS), "processes", "stuck-seconds"];
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(texts.map((name) => [name, { type: "string" } as const])),
        help: { type: "boolean", short: "h" },
        jobs: { type: "boolean" },
        quiet: { type: "boolean" },
      },
    });
    return { values: values as Readonly<Record<string, string | boolean | undefined>>, positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function numberFrom(option: string, text: string, least: number): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new UsageError(`--${option} needs a whole number from ${least}, not "${text}"`);
}

function httpFrom(text: string | undefined): ServeCommand["http"] {
  if (text === undefined) return undefined;
  const colon = text.lastIndexOf(":");
  const host = colon < 0 ? "127.0.0.1" : text.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  const port = numberFrom("http", text.slice(colon + 1), 0);
  if (host === "" || port > 65535) throw new UsageError(`--http needs [HOST:]PORT, not "${text}"`);
  return { host, port };
}
