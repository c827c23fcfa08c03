/** Training whose gradients others compute: processes on this machine, or workers on any number of machines. */
import { hostname } from "node:os";
import { OptNetError } from "optnet";
import { arithmetic, Coordinator, type LeafProgram, type TrainingEvent } from "optnet/training";
import { isWorkerProcess, processCrew, serveParent } from "optnet/training/node";
import { numberFlag } from "./flags.js";

export interface SpreadOptions {
  /** How many processes, or the NATS server on which workers are found; undefined: this process computes all. */
  readonly workers: number | string | undefined;
  /** Examples that are computed at a time. Other leaves are other sums. */
  readonly leaf: number;
  /** The NATS server on which a training is looked for to work for. */
  readonly join: string | undefined;
}

export const SPREAD_FLAGS = {
  workers: {
    value: "N|URL",
    meaning: "gradients come from N processes, or from workers on a NATS server (this process alone)",
  },
  leaf: { value: "N", meaning: "examples in one piece of work; others give other sums (10)" },
  join: { value: "URL", meaning: "work for such a training, which says on what; other flags have no effect" },
} as const;

export function readSpread(
  command: string,
  values: { readonly [Name in keyof typeof SPREAD_FLAGS]?: string | boolean },
): SpreadOptions {
  const { workers, join } = values;
  const isUrl = typeof workers === "string" && workers.includes("://");
  const most = { least: 1, most: 1024, integer: true };
  return {
    workers:
      workers === undefined || isUrl
        ? (workers as string | undefined)
        : numberFlag(command, "workers", workers, 1, most),
    leaf: numberFlag(command, "leaf", values.leaf, 10, { least: 1, most: 100_000, integer: true }),
    join: typeof join === "string" ? join : undefined,
  };
}

/** What a run that is resumed must have in common with this one: gradients summed otherwise are others. */
export function fixedBySpread({ workers, leaf }: SpreadOptions): Record<string, string | number> {
  return workers === undefined ? {} : { leaf, arithmetic: arithmetic() };
}

/**
 * Works for trainings of this command, if that is what the process is for.
 *
 * @param make the program that a training's terms describe.
 * @returns whether it was.
 */
export async function workInstead(
  command: string,
  { join }: SpreadOptions,
  make: (terms: string) => LeafProgram | Promise<LeafProgram>,
): Promise<boolean> {
  if (isWorkerProcess()) {
    await serveParent(make);
    return true;
  }
  if (join === undefined) return false;
  const { joinTraining } = await nats();
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort());
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  say(`Waiting for trainings on ${join}; Ctrl-C ends it.`);
  await joinTraining(join, make, {
    ...{ run: command, name: `${hostname()} ${process.pid}`, signal: controller.signal, onEvent: say },
  });
  return true;
}

/** The coordinator of a training, or undefined where this process computes all. */
export async function coordinatorFor(
  command: string,
  { workers, leaf }: SpreadOptions,
  terms: string,
  program: LeafProgram,
): Promise<Coordinator | undefined> {
  if (workers === undefined) return undefined;
  const crew =
    typeof workers === "number"
      ? processCrew({ module: process.argv[1], processes: workers, terms })
      : await (await nats()).trainingCrew(workers, { run: command, terms });
  return new Coordinator(program, crew, { leaf, onEvent: tell });
}

function tell({ kind, text }: TrainingEvent): void {
  if (kind !== "again") process.stderr.write(`${text}\n`);
}

/** Loaded where it is asked for: its libraries are optional. */
async function nats(): Promise<typeof import("optnet/nats")> {
  try {
    return await import("optnet/nats");
  } catch (error) {
    throw new OptNetError({
      field: "--workers",
      expected: "the clients of NATS",
      got: (error as Error).message,
      hint: "npm install @nats-io/transport-node @nats-io/nats-core @nats-io/jetstream @nats-io/obj",
    });
  }
}
