/**
 * Who does a job, seen from outside. A worker's one thread says nothing while it solves, so that a job which takes long
 * comes to a second worker while the first is still at it. What tells a busy worker from a dead one is its connection:
 * whoever does a job listens to a subject of its own, and the server knows at once when such a listener is gone. How
 * many workers have begun with a job is written down too: deliveries count those as well that were put off.
 */
import { jetstream, type JetStreamManager, type JsMsg } from "@nats-io/jetstream";
import { errors, type NatsConnection } from "@nats-io/nats-core";
import { answered } from "../replies.js";
import { subjectsOf } from "../subjects.js";
import { streamNames } from "./streams.js";

/** A worker that is not busy answers sooner, in milliseconds. */
const PATIENCE = 500;
/** No job is called so: who answers here listens to everything, as people do who look what is going on. */
const NOBODY = "nobody";

export class Holders {
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #prefix: string;
  /** What this worker does. */
  readonly #own = new Set<number>();

  constructor(connection: NatsConnection, manager: JetStreamManager, prefix: string) {
    this.#connection = connection;
    this.#manager = manager;
    this.#prefix = prefix;
  }

  /** Says that this worker does a job. @returns what ends that. */
  hold({ info: { streamSequence } }: JsMsg): () => void {
    this.#own.add(streamSequence);
    const subscription = this.#connection.subscribe(this.#subject(String(streamSequence)), {
      callback: (error, message) => {
        if (error === null) answered(() => message.respond());
      },
    });
    return () => {
      this.#own.delete(streamSequence);
      if (!this.#connection.isClosed()) subscription.unsubscribe();
    };
  }

  /** Whether a worker that lives does this job; no, where that cannot be known. */
  async isHeld({ info: { streamSequence } }: JsMsg): Promise<boolean> {
    if (this.#own.has(streamSequence)) return true;
    const [somebody, everything] = await Promise.all(
      [String(streamSequence), NOBODY].map((name) => this.#isHeard(this.#subject(name))),
    );
    return somebody && !everything;
  }

  /** Whether a job that has come again has been finished meanwhile. */
  async isDone({ info: { streamSequence: seq } }: JsMsg): Promise<boolean> {
    return (await this.#manager.streams.getMessage(streamNames(this.#prefix).jobs, { seq })) === null;
  }

  /** Writes down that a job is begun again. @returns how many workers have begun with it before. */
  async begin({ info }: JsMsg): Promise<number> {
    if (info.deliveryCount === 1) return 0; // The first is not written down: most jobs have no other.
    const subject = `${subjectsOf(this.#prefix).starts}.${info.streamSequence}`;
    try {
      const query = { subjects_filter: subject };
      const { state } = await this.#manager.streams.info(streamNames(this.#prefix).starts, query);
      await jetstream(this.#connection).publish(subject, new Uint8Array(0));
      return 1 + (state.subjects?.[subject] ?? 0);
    } catch {
      return info.deliveryCount - 1; // It may not write, or the server is away.
    }
  }

  async #isHeard(subject: string): Promise<boolean> {
    try {
      await this.#connection.request(subject, new Uint8Array(0), { timeout: PATIENCE });
      return true;
    } catch (error) {
      // Nobody: the server says so. Silence is somebody who is busy. Anything else says nothing.
      return error instanceof errors.TimeoutError;
    }
  }

  #subject(name: string): string {
    return `${subjectsOf(this.#prefix).holds}.${name}`;
  }
}
