/** The coordinator's end: workers on other machines, over NATS. */
import { nuid, type NatsConnection, type Subscription } from "@nats-io/nats-core";
import { OptNetError } from "../../problem/errors.js";
import { blaming } from "../../training/bunch.js";
import {
  Lost,
  type Crew,
  type Identity,
  type Member,
  type Outcome,
  type Task,
} from "../../training/index.js";
import { briefly } from "../briefly.js";
import { connectionEnded } from "../errors.js";
import { NobodyError, Post, type Receiver } from "../post.js";
import { subjectsOf } from "../subjects.js";
import { MessageError } from "../wire/bytes.js";
import {
  decodeFromMember,
  decodeToCoordinator,
  encodeFromCoordinator,
  encodeToMember,
  LARGEST,
  LARGEST_WORDS,
  type FromMember,
} from "./messages.js";

export interface CrewOptions {
  /** First part of all subjects. Default: `optnet`. */
  readonly prefix: string;
  /** Which training this is; its workers ask for it by this name. */
  readonly run: string;
  /** What workers make their program from. */
  readonly terms: string;
}

/** How often workers that owe a leaf are looked for, in milliseconds. */
const LOOK = 250;
/** A worker that has not said for so long that it is there has left, in milliseconds. */
const SILENCE = 10_000;

export async function natsCrew(
  connection: NatsConnection,
  options: CrewOptions,
  isOwn: boolean,
): Promise<Crew> {
  const crew = new NatsCrew(connection, options, isOwn);
  await crew.start();
  return crew;
}

class NatsCrew implements Crew {
  readonly members = new Set<NatsMember>();
  readonly #post: Post;
  readonly #options: CrewOptions;
  readonly #isOwn: boolean;
  readonly #number = nuid.next();
  readonly #listeners: (() => void)[] = [];
  /** By their addresses, why they may not come back. */
  readonly #refused = new Map<string, string>();
  /** For those who join later. */
  #published: NatsMember["weights"];
  #serving: Subscription | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(connection: NatsConnection, options: CrewOptions, isOwn: boolean) {
    this.#post = new Post(connection);
    this.#options = options;
    this.#isOwn = isOwn;
  }

  /** @throws OptNetError where the run has a coordinator, and for terms that no message holds. */
  async start(): Promise<void> {
    const { subject } = this;
    const size = this.#terms().length;
    if (size > LARGEST_WORDS) {
      throw new OptNetError({
        field: "terms",
        expected: `at most ${LARGEST_WORDS} bytes`,
        got: String(size),
        hint: "Say where data are, or how they are drawn, rather than what is in them.",
      });
    }
    if (await this.#isTaken(subject)) {
      throw new OptNetError({
        field: "run",
        expected: `a training "${this.#options.run}" without a coordinator`,
        got: "one that is under way",
        hint: "Wait for it, or give this one another name.",
      });
    }
    const receiver: Receiver = {
      largest: LARGEST_WORDS,
      hasRoom: () => true,
      receive: ({ body, answer }) => answer(this.#answer(body)),
      refuse: (_reason, text) => encodeFromCoordinator({ kind: "refused", text }),
    };
    this.#serving = this.#post.serve(subject, undefined, receiver);
    try {
      await this.#post.confirm(subject);
    } catch (error) {
      await this.close();
      throw error;
    }
    this.#look = setInterval(() => this.#lookForMembers(), LOOK);
    // Answers that were under way when the connection broke may be lost.
    this.#post.onDoubt(() => {
      for (const member of this.members) member.lose();
    });
  }

  get subject(): string {
    return runSubject(this.#options);
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  onEnd(listener: (error: Error) => void): void {
    void this.#post.connection.closed().then((error) => {
      if (!this.#closed) listener(connectionEnded(error?.message ?? "one that was closed"));
    });
  }

  publish(version: number, weights: readonly Float32Array[]): void {
    const body = encodeToMember({ kind: "weights", version, weights });
    this.#post.broadcast(`${this.subject}.weights`, body);
    this.#published = { version, body };
    for (const member of this.members) member.weights = this.#published;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#look);
    this.#serving?.unsubscribe();
    const { connection } = this.#post;
    if (!connection.isClosed()) {
      connection.publish(`${this.subject}.over`);
      await briefly(connection.flush());
    }
    this.#post.close();
    if (this.#isOwn) await connection.close();
    this.members.clear();
  }

  async #isTaken(subject: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(1000);
      await this.#post.call(subject, Uint8Array.of(0), { budget: 1000, largest: LARGEST_WORDS, signal });
      return true;
    } catch (error) {
      return !(error instanceof NobodyError); // Somebody listens, even if nothing came.
    }
  }

  #terms(): Uint8Array {
    const { terms } = this.#options;
    return encodeFromCoordinator({ kind: "terms", coordinator: this.#number, terms });
  }

  #answer(body: Uint8Array): Uint8Array {
    try {
      const message = decodeToCoordinator(body);
      const isOther = message.kind === "join" && message.coordinator !== this.#number;
      if (message.kind === "terms" || isOther) {
        return this.#terms();
      }
      const text = this.#refused.get(message.address);
      if (text !== undefined) return encodeFromCoordinator({ kind: "refused", text });
      this.#join(message.address, message.name, message.identity);
      return encodeFromCoordinator({ kind: "joined" });
    } catch (error) {
      if (!(error instanceof MessageError)) throw error;
      return encodeFromCoordinator({ kind: "refused", text: error.message });
    }
  }

  #join(address: string, name: string, identity: Identity): void {
    const known = [...this.members].find((member) => member.address === address);
    if (known !== undefined) {
      known.seen = performance.now();
      return;
    }
    const member = new NatsMember(
      this.#post,
      { address, name, identity },
      {
        dismissed: (reason) => {
          this.#refused.set(address, reason);
          this.#leave(member);
        },
        gone: () => this.#leave(member),
      },
    );
    member.weights = this.#published;
    this.members.add(member);
    // After the answer, so that it hears of being taken first.
    setTimeout(() => this.#changed());
  }

  #leave(member: NatsMember): void {
    member.lose();
    if (this.members.delete(member)) this.#changed();
  }

  #changed(): void {
    if (this.#closed) return;
    for (const listener of this.#listeners) listener();
  }

  #lookForMembers(): void {
    const now = performance.now();
    for (const member of this.members) {
      if (!member.isBusy && now - member.seen > SILENCE) this.#leave(member);
      else if (member.isBusy) void member.isThere().then((is) => is || this.#leave(member));
    }
  }
}

/** What happens to a member. */
interface Fate {
  dismissed(reason: string): void;
  gone(): void;
}

class NatsMember implements Member {
  readonly name: string;
  readonly address: string;
  readonly identity: Identity;
  readonly #post: Post;
  readonly #become: Fate;
  readonly #waiting = new Set<AbortController>();
  weights: { readonly version: number; readonly body: Uint8Array } | undefined;
  seen = performance.now();

  constructor(
    post: Post,
    { address, name, identity }: { address: string; name: string; identity: Identity },
    become: Fate,
  ) {
    this.#post = post;
    this.address = address;
    this.name = name;
    this.identity = identity;
    this.#become = become;
  }

  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  async run(task: Task): Promise<Outcome> {
    const controller = new AbortController();
    this.#waiting.add(controller);
    try {
      for (let attempt = 0; attempt < 3; attempt++) {
        const answer = await this.#send(encodeToMember({ kind: "task", task }), controller.signal);
        this.seen = performance.now();
        if (answer.kind === "outcome") {
          return blaming(this.name, answer.outcome);
        }
        if (answer.kind === "failed") throw new Error(`${this.name}: ${answer.text}`);
        // It was not there when the weights were sent to all.
        const { weights } = this;
        if (weights?.version !== task.version) throw new Lost("these weights are of the past");
        await this.#send(weights.body, controller.signal);
      }
      throw new Lost(`${this.name} does not take the weights`);
    } catch (error) {
      if (error instanceof NobodyError) this.#become.gone();
      if (error instanceof NobodyError || error instanceof MessageError) throw new Lost(error.message);
      throw error;
    } finally {
      this.#waiting.delete(controller);
    }
  }

  /** Whether anybody listens to its address; whether it answers is another matter. */
  async isThere(): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(LOOK);
      await this.#post.call(`${this.address}.ping`, new Uint8Array(0), { budget: LOOK, largest: 16, signal });
    } catch (error) {
      return !(error instanceof NobodyError);
    }
    this.seen = performance.now();
    return true;
  }

  lose(): void {
    for (const controller of this.#waiting) controller.abort(new Lost(`${this.name} is lost`));
    this.#waiting.clear();
  }

  dismiss(reason: string): void {
    this.#become.dismissed(reason);
  }

  async #send(body: Uint8Array, signal: AbortSignal): Promise<FromMember> {
    const options = { budget: 0, largest: LARGEST, signal };
    return decodeFromMember(await this.#post.call(`${this.address}.task`, body, options));
  }
}

export function runSubject({ prefix, run }: { prefix: string; run: string }): string {
  return `${subjectsOf(prefix).training}.${run}`;
}
