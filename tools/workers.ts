/** Training whose gradients others compute: threads of this process, or workers on any number of machines. */
import { availableParallelism, hostname } from "node:os";
import { OptNetError } from "optnet";
import { Coordinator, identityOf, type Crew, type LeafProgram, type TrainingEvent } from "optnet/training";
import { threadCrew } from "optnet/training/node";
import { say } from "./command.js";
import type { Fixed } from "./checkpoint.js";
import { integer, unrecorded, type Flag, type FlagValues } from "./flags.js";

/** A module that knows the programs of an experiment. */
export interface ProgramModule {
  /** The program that the terms describe; the same on every machine. */
  programFrom(terms: string, ...args: string[]): Promise<LeafProgram>;
}

const MOST_THREADS = 256;

/** `--workers`: how many threads, or the addresses of servers. */
const workers: Flag<number | readonly string[] | undefined> = {
  value: "N|URL",
  meaning:
    "gradients come from N threads, or from workers that have joined on a NATS server (this thread alone)",
  // Where a server is, and what its password is, is nobody's business; weights are the same for all workers.
  record: (text) => (isAddress(text) ? "nats://…" : text),
  read({ texts, wrong }) {
    const text = texts.at(-1);
    if (text === undefined) return undefined;
    if (isAddress(text)) return text.split(",");
    if (text === "local:") return Math.min(MOST_THREADS, availableParallelism());
    const count = text.trim() === "" ? NaN : Number(text);
    if (Number.isInteger(count) && count >= 1 && count <= MOST_THREADS) return count;
    throw wrong(`an integer from 1 to ${MOST_THREADS}, local: for a thread per core, or nats://HOST:PORT`);
  },
};

const join: Flag<readonly string[] | undefined> = {
  value: "URL",
  meaning: "work for such trainings on a NATS server, until Ctrl-C; they say on what",
  read({ texts, wrong }) {
    const text = texts.at(-1);
    if (text === undefined || isAddress(text)) return text?.split(",");
    throw wrong("nats://HOST:PORT, or several separated by commas");
  },
};

/** Flags of trainings that may be spread. */
export const WORKERS = {
  workers,
  leaf: integer("with --workers: examples in one piece of work; other pieces are other sums", {
    ...{ usual: 10, least: 1, most: 2 ** 32 - 1 },
  }),
  join: unrecorded(join),
};
type Options = FlagValues<typeof WORKERS>;

/** What is trained, and who knows how. */
export interface Training {
  /** Name of the command; its workers ask for trainings of this name. */
  readonly name: string;
  /** What workers make their programs from. */
  readonly terms: string;
  /** The same program here, whose weights are trained. */
  readonly program: LeafProgram;
  /** Of the {@link ProgramModule}. */
  readonly module: URL;
  /** What threads hand to `programFrom` besides the terms. */
  readonly args?: readonly string[];
}

/** Who computes the gradients of a training; undefined: this thread alone. */
export async function coordinate(options: Options, training: Training): Promise<Coordinator | undefined> {
  const { workers, leaf } = options;
  if (workers === undefined) return undefined;
  return new Coordinator(training.program, await crewOf(workers, training), { leaf, onEvent: tell });
}

async function crewOf(
  workers: number | readonly string[],
  { name, terms, module, args = [] }: Training,
): Promise<Crew> {
  if (typeof workers !== "number") return (await nats()).trainingCrew(workers, { run: name, terms });
  return threadCrew({
    module: new URL("training-thread.mjs", import.meta.url),
    args: [module.href, ...args],
    ...{ threads: workers, terms },
  });
}

/** What a run that is resumed must have in common: gradients that are summed otherwise are others. */
export function fixedByWorkers({ workers, leaf }: Options, program: LeafProgram): Fixed {
  return workers === undefined ? {} : { leaf, arithmetic: identityOf(program).arithmetic };
}

/** Works for trainings of a command, one after the other, until Ctrl-C. */
export async function joinTrainings(
  name: string,
  servers: readonly string[],
  make: (terms: string) => Promise<LeafProgram>,
): Promise<void> {
  const { joinTraining } = await nats();
  const leaving = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => leaving.abort());
  say(`Worker ${process.pid} waits for trainings; Ctrl-C ends it.`);
  await joinTraining(servers, make, {
    ...{ run: name, name: `${hostname()} ${process.pid}`, signal: leaving.signal, onEvent: say },
  });
}

function tell({ kind, text }: TrainingEvent): void {
  if (kind === "again") return; // Usual, and nothing is lost.
  process.stderr.write(`${text}${kind === "waiting" ? " (Ctrl-C twice ends it)" : ""}\n`);
}

function isAddress(text: string): boolean {
  return text.includes("://");
}

/** Loaded where it is asked for: its libraries are optional. */
async function nats(): Promise<typeof import("optnet/nats")> {
  try {
    return await import("optnet/nats");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new OptNetError({
      field: "NATS",
      expected: "its clients",
      got: (error as Error).message,
      hint: "npm install @nats-io/transport-node @nats-io/nats-core @nats-io/jetstream @nats-io/obj",
    });
  }
}
