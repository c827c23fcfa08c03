/** The worker's end: asks for a training, computes its leaves, and waits for the next when it is over. */
import type { NatsConnection } from "@nats-io/nats-core";
import { OptNetError } from "../../problem/errors.js";
import { computeBunch, inWords, textOf } from "../../training/bunch.js";
import { identityOf, type LeafProgram } from "../../training/index.js";
import { unreadable } from "../client/client.js";
import { NobodyError, Post, type Incoming, type Receiver } from "../post.js";
import {
  decodeFromCoordinator,
  decodeToMember,
  encodeFromMember,
  encodeToCoordinator,
  LARGEST,
  LARGEST_WORDS,
  type FromCoordinator,
  type FromMember,
  type ToCoordinator,
} from "./messages.js";
import { MessageError } from "../wire/bytes.js";
import { runSubject } from "./crew.js";

/** How a worker takes part in trainings. */
export interface JoinOptions {
  /** First part of all subjects. Default: `optnet`. */
  readonly prefix: string;
  /** Name of the trainings. */
  readonly run: string;
  /** What the worker is called in reports. */
  readonly name: string;
  /** Leaves when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of trainings that begin and end. */
  readonly onEvent?: ((text: string) => void) | undefined;
}

/** How often the coordinator is told that the worker is there, and looked for where it is not, in milliseconds. */
const HELLO = 1000;
const PATIENCE = 5000;

/** A training that has taken this worker. */
interface Joined {
  readonly coordinator: string;
  readonly program: LeafProgram;
}

export class TrainingMember {
  readonly #post: Post;
  readonly #options: JoinOptions;
  readonly #make: (terms: string) => LeafProgram | Promise<LeafProgram>;
  readonly #subject: string;
  #joined: Joined | undefined;
  #weights: { readonly version: number; readonly weights: readonly Float32Array[] } | undefined;
  /** Of the weights that the program has. */
  #current = -1;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    connection: NatsConnection,
    options: JoinOptions,
    make: (terms: string) => LeafProgram | Promise<LeafProgram>,
  ) {
    this.#post = new Post(connection);
    this.#options = options;
    this.#make = make;
    this.#subject = runSubject(options);
  }

  /** Serves one training after the other until the signal. @throws OptNetError where it is refused. */
  async run(): Promise<void> {
    const { signal } = this.#options;
    const { connection } = this.#post;
    this.#post.serveHere(
      "task",
      this.#receiver((incoming) => this.#queue(incoming)),
    );
    this.#post.serveHere(
      "ping",
      this.#receiver(({ answer }) => answer(encodeFromMember({ kind: "done" }))),
    );
    const weights = this.#post.listen(`${this.#subject}.weights`, {
      ...{ largest: LARGEST, receive: (incoming) => this.#queue(incoming) },
    });
    const over = connection.subscribe(`${this.#subject}.over`, { callback: () => this.#leave("is over") });
    try {
      while (!signal?.aborted) {
        await this.#hello();
        await pause(HELLO, signal);
      }
    } finally {
      weights.unsubscribe();
      over.unsubscribe();
      this.#post.close();
    }
  }

  async #hello(): Promise<void> {
    const answer = await this.#ask(this.#question());
    if (answer === undefined) return;
    if (answer.kind === "refused") {
      throw new OptNetError({
        field: "worker",
        expected: `to be taken by training "${this.#options.run}"`,
        got: "a refusal",
        hint: answer.text,
      });
    }
    if (answer.kind !== "terms") return;
    this.#leave("has another coordinator");
    const program = await this.#make(answer.terms);
    this.#joined = { coordinator: answer.coordinator, program };
    this.#weights = undefined;
    this.#current = -1;
    this.#options.onEvent?.(`joins training "${this.#options.run}"`);
    await this.#hello();
  }

  #question(): ToCoordinator {
    if (this.#joined === undefined) return { kind: "terms" };
    const { coordinator, program } = this.#joined;
    const { address } = this.#post;
    const { name } = this.#options;
    return { kind: "join", coordinator, address, name, identity: identityOf(program) };
  }

  /** @returns undefined where there is no coordinator now. */
  async #ask(question: ToCoordinator): Promise<FromCoordinator | undefined> {
    const own = this.#options.signal;
    const limit = AbortSignal.timeout(PATIENCE);
    const signal = own === undefined ? limit : AbortSignal.any([own, limit]);
    const options = { budget: PATIENCE, largest: LARGEST_WORDS, signal };
    try {
      const bytes = await this.#post.call(this.#subject, encodeToCoordinator(question), options);
      return decodeFromCoordinator(bytes);
    } catch (error) {
      if (error instanceof NobodyError || signal.aborted) return undefined;
      throw error instanceof MessageError ? unreadable(error.message) : error;
    }
  }

  #leave(why: string): void {
    if (this.#joined === undefined) return;
    this.#joined = undefined;
    this.#options.onEvent?.(`training "${this.#options.run}" ${why}`);
  }

  #receiver(receive: (incoming: Incoming) => void): Receiver {
    return {
      ...{ largest: LARGEST, hasRoom: () => true, receive },
      refuse: (_reason, text) => encodeFromMember({ kind: "failed", text }),
    };
  }

  /** Weights and tasks keep their order. */
  #queue({ body, answer }: Incoming): void {
    this.#turn = this.#turn.then(async () => answer(encodeFromMember(await this.#obey(body))));
  }

  async #obey(body: Uint8Array): Promise<FromMember> {
    try {
      const message = decodeToMember(body);
      if (message.kind === "weights") {
        this.#weights = message;
        return { kind: "done" };
      }
      const { step, leaves, version } = message.task;
      const program = this.#joined?.program;
      if (program === undefined || this.#weights?.version !== version) return { kind: "otherWeights" };
      if (this.#current !== version) {
        program.setWeights(this.#weights.weights);
        this.#current = version;
      }
      return { kind: "outcome", outcome: inWords(await computeBunch(program, step, leaves)) };
    } catch (error) {
      return { kind: "failed", text: textOf(error) };
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
  });
}
