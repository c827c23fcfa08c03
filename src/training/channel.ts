/** Workers that are started here and talk to the coordinator over a channel each: threads, processes. */
import { OptNetError } from "../problem/errors.js";
import { arithmetic } from "./arithmetic.js";
import { blaming, computeBunch, inWords, textOf, type Outcome } from "./bunch.js";
import { Lost, type Crew, type Member, type Task } from "./crew.js";
import { End } from "./end.js";
import { identityOf, type Identity, type LeafProgram } from "./program.js";

export type ToWorker =
  | { readonly kind: "terms"; readonly terms: string }
  | { readonly kind: "weights"; readonly version: number; readonly weights: readonly Float32Array[] }
  | { readonly kind: "task"; readonly number: number; readonly task: Task };

export type FromWorker =
  | { readonly kind: "ready"; readonly identity: Identity }
  | { readonly kind: "outcome"; readonly number: number; readonly outcome: Outcome<string> };

/** To one worker, and what becomes of it. */
export interface Channel {
  /** @param failed hears why it could not be sent, if that is known. */
  send(message: ToWorker, failed: (error: Error) => void): void;
  onMessage(listener: (message: FromWorker) => void): void;
  onEnd(listener: () => void): void;
  /** Ends the worker at once, whatever it does. */
  end(): void;
}

/** A worker that ends sooner than this, in milliseconds, is not started again at once. */
const SHORTEST_LIFE = 1000;
/** A worker that has no program after this, in milliseconds, is stuck on its way. */
const LONGEST_START = 120_000;
/** So many workers that end on their way, one after the other, show that none will arrive. */
const MOST_FAILED_STARTS = 5;

/** Starts workers, and starts another for every one that ends. */
export function channelCrew(
  startOne: () => Channel,
  { count, kind, terms }: { count: number; kind: string; terms: string },
): Crew {
  const members = new Set<ChannelMember>();
  const open = new Map<Channel, Promise<void>>();
  const listeners: (() => void)[] = [];
  let published: Extract<ToWorker, { kind: "weights" }> | undefined;
  const end = new End();
  let started = 0;
  let failedStarts = 0;
  let closed = false;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const start = (): void => {
    if (closed) return;
    const born = performance.now();
    const channel = startOne();
    const name = `${kind} ${++started}`;
    let member: ChannelMember | undefined;
    const late = setTimeout(() => channel.end(), LONGEST_START);
    channel.onMessage((message) => {
      if (message.kind !== "ready") return member?.hear(message);
      clearTimeout(late);
      failedStarts = 0;
      member = new ChannelMember(name, message.identity, channel);
      if (published !== undefined) member.publish(published);
      members.add(member);
      changed();
    });
    const ended = new Promise<void>((resolve) => channel.onEnd(resolve)).then(() => {
      clearTimeout(late);
      open.delete(channel);
      member?.lose();
      if (member !== undefined && members.delete(member)) changed();
      if (member === undefined) failedStarts++;
      if (failedStarts >= MOST_FAILED_STARTS && members.size === 0 && !closed) {
        return end.come(noneArrives(kind));
      }
      const isYoung = performance.now() - born < SHORTEST_LIFE;
      const timer: unknown = setTimeout(start, isYoung ? SHORTEST_LIFE : 0);
      (timer as { unref?: () => void }).unref?.();
    });
    open.set(channel, ended);
    channel.send({ kind: "terms", terms }, () => undefined);
  };
  for (let i = 0; i < count; i++) start();
  return {
    members,
    onChange: (listener) => void listeners.push(listener),
    onEnd: (listener) => end.whenItComes(listener),
    publish: (version, weights) => {
      published = { kind: "weights", version, weights };
      for (const member of members) member.publish(published);
    },
    close: async () => {
      closed = true;
      members.clear();
      const ends = [...open.values()];
      for (const channel of open.keys()) channel.end();
      await Promise.all(ends);
    },
  };
}

function noneArrives(kind: string): OptNetError {
  return new OptNetError({
    field: "module",
    expected: `a ${kind} that makes its program`,
    got: `${MOST_FAILED_STARTS} of them that ended before, or had none after ${LONGEST_START / 1000} s`,
    hint: "What they wrote to the standard error says why.",
  });
}

class ChannelMember implements Member {
  readonly name: string;
  readonly identity: Identity;
  readonly #channel: Channel;
  readonly #waiting = new Map<
    number,
    { resolve: (outcome: Outcome) => void; reject: (error: Error) => void }
  >();
  #tasks = 0;

  constructor(name: string, identity: Identity, channel: Channel) {
    this.name = name;
    this.identity = identity;
    this.#channel = channel;
  }

  publish(message: ToWorker): void {
    this.#channel.send(message, () => undefined);
  }

  run(task: Task): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const number = ++this.#tasks;
      this.#waiting.set(number, { resolve, reject });
      this.#channel.send({ kind: "task", number, task }, (error) => {
        if (this.#waiting.delete(number)) reject(new Lost(error.message));
      });
    });
  }

  hear({ number, outcome }: Exclude<FromWorker, { kind: "ready" }>): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    waiting?.resolve(blaming(this.name, outcome));
  }

  lose(): void {
    for (const { reject } of this.#waiting.values()) reject(new Lost(`${this.name} has ended`));
    this.#waiting.clear();
  }

  /** The crew starts another when it has ended. */
  dismiss(): void {
    this.#channel.end();
  }
}

/** The worker's end. @returns what obeys messages, one after the other; it rejects where no program can be made. */
export function serveChannel(
  make: (terms: string) => LeafProgram | Promise<LeafProgram>,
  tell: (message: FromWorker) => void,
): (message: ToWorker) => Promise<void> {
  let program: LeafProgram | undefined;
  let weights: Extract<ToWorker, { kind: "weights" }> | undefined;
  let current = -1;
  let turn: Promise<void> = Promise.resolve();
  arithmetic(); // Now, rather than when the first leaf waits.
  const work = async ({ number, task }: Extract<ToWorker, { kind: "task" }>): Promise<void> => {
    try {
      if (weights !== undefined && current !== weights.version) {
        program!.setWeights(weights.weights);
        current = weights.version;
      }
      tell({
        kind: "outcome",
        number,
        outcome: inWords(await computeBunch(program!, task.step, task.leaves)),
      });
    } catch (error) {
      tell({ kind: "outcome", number, outcome: { results: [], failure: textOf(error) } });
    }
  };
  const obey = async (message: ToWorker): Promise<void> => {
    if (message.kind === "weights") weights = message;
    else if (message.kind === "task") await work(message);
    else {
      program = await make(message.terms);
      tell({ kind: "ready", identity: identityOf(program) });
    }
  };
  return (message) => (turn = turn.then(() => obey(message)));
}
