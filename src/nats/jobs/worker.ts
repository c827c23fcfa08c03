/**
 * Does jobs from a stream. A job is acknowledged when its result is stored; where its worker is killed before, another
 * does it again, with the same bits. What cannot be read, and what has outlived too many workers, becomes a dead letter.
 */
import { headers, type NatsConnection } from "@nats-io/nats-core";
import {
  jetstream,
  type Consumer,
  type ConsumerMessages,
  type JetStreamClient,
  type JsMsg,
} from "@nats-io/jetstream";
import { refusalFor, Refused } from "../service/refused.js";
import type { Finished, Service } from "../service/service.js";
import { hashOf, type ArrayStore } from "../store.js";
import { readNumbers } from "../numbers.js";
import { subjectsOf } from "../subjects.js";
import type { Reason, Refusal } from "../wire/answer.js";
import { MessageError } from "../wire/bytes.js";
import { decodeJob, encodeOutcome, encodeStored, JOB_ID, storedName, type Job } from "./format.js";
import { Holders } from "./holders.js";
import { ackSecondsOf, CONSUMER, openStreams, streamNames } from "./streams.js";

/** How a worker goes about jobs. */
export interface JobOptions {
  /**
   * Seconds after which a job whose worker is silent goes to another. It is the service's: a worker that gives it changes
   * it for all. Default: what the service has, at first 60.
   */
  readonly ackSeconds?: number | undefined;
  /**
   * Jobs that a worker holds at the same time, where they are quick; one that takes long is held alone. A worker that is
   * killed takes so many along. Default 2.
   */
  readonly jobsAtOnce?: number | undefined;
  /** Workers that a job may fail or be killed on before it is a dead letter. Default 5. */
  readonly maxDeliver?: number | undefined;
}

const LIMITS = {
  // One is done while the next comes: more would be taken along by a worker that is killed, and win nothing.
  jobsAtOnce: { usual: 2, least: 1 },
  maxDeliver: { usual: 5, least: 1 },
} as const;
type Limits = { readonly [Name in keyof typeof LIMITS]: number };
const ACK_SECONDS = { ackSeconds: { usual: 60, least: 1 } } as const;

interface Parts {
  readonly service: Service;
  readonly store: ArrayStore;
  readonly prefix: string;
  readonly limits: Limits;
  readonly ackSeconds: number | undefined;
}

/** Before jobs are asked for again, in milliseconds. */
const PAUSE = 500;
/** How long the server waits for a job before it is asked again, in milliseconds. */
const PATIENCE = 30_000;
/** How often it is looked what the consumer goes by, in milliseconds. */
const LOOK = 5000;
/** Jobs are quick below this, in milliseconds: the way to the server and back is a noticeable part of them. */
const QUICK = 100;
/** Failures after which a job is tried again. */
const MAY_PASS: readonly Reason[] = ["internal", "unreachable"];
/** Of the payload, for what NATS itself adds. */
const MARGIN = 4096;

export class JobWorker {
  readonly #connection: NatsConnection;
  readonly #parts: Parts;
  readonly #stream: JetStreamClient;
  /** What the worker waits for now. */
  #messages: ConsumerMessages | undefined;
  #source: Source;
  #ending = false;
  readonly #under = new Set<Promise<void>>();
  /** Of one job, in milliseconds: a running mean. */
  #pace = Infinity;
  #finished = 0;

  private constructor(connection: NatsConnection, parts: Parts, source: Source) {
    this.#connection = connection;
    this.#parts = parts;
    this.#stream = jetstream(connection);
    this.#source = source;
  }

  /** @throws OptNetError without JetStream, and for options out of range. */
  static async start(
    connection: NatsConnection,
    { options, ...rest }: Omit<Parts, "limits" | "ackSeconds"> & { readonly options: JobOptions },
  ): Promise<JobWorker> {
    const field = (name: string): string => `jobs.${name}`;
    const { ackSeconds, ...limits } = readNumbers({ ...ACK_SECONDS, ...LIMITS }, options, { field });
    const parts = { ...rest, limits, ackSeconds: options.ackSeconds === undefined ? undefined : ackSeconds };
    const worker = new JobWorker(connection, parts, await sourceOf(connection, parts));
    void worker.#work();
    return worker;
  }

  /** Finishes what it holds. */
  async drain(): Promise<void> {
    this.close();
    await Promise.all(this.#under);
  }

  close(): void {
    this.#ending = true;
    this.#messages?.close().catch(() => undefined); // It is gone with its connection.
  }

  async #work(): Promise<void> {
    while (!this.#ending) {
      try {
        while (this.#under.size >= this.#room) await Promise.race(this.#under);
        await this.#take();
      } catch {
        // The server is down, or has lost its consumer.
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (this.#connection.isClosed()) return;
        this.#source = await sourceOf(this.#connection, this.#parts).catch(() => this.#source);
      }
    }
  }

  /** How many jobs it may hold. Behind one that takes long others would wait, rather than go to somebody else. */
  get #room(): number {
    return this.#pace < QUICK ? this.#parts.limits.jobsAtOnce : 1;
  }

  /** Waits for one job, and begins with it. */
  async #take(): Promise<void> {
    if (this.#ending) return;
    if (performance.now() - this.#source.looked > LOOK) {
      this.#source = await lookedAt(this.#source.consumer, this.#source.holders);
    }
    const messages = await this.#source.consumer.fetch({ max_messages: 1, expires: PATIENCE });
    this.#messages = messages;
    if (this.#ending) this.close();
    for await (const message of messages) {
      if (this.#ending)
        message.nak(); // Another shall have it now.
      else {
        const done = this.#do(message).finally(() => this.#under.delete(done));
        this.#under.add(done);
      }
    }
  }

  /** Never rejects. */
  async #do(message: JsMsg): Promise<void> {
    const begun = performance.now();
    const { holders, ackSeconds } = this.#source;
    const beat = setInterval(() => this.#beat(message), (1000 * ackSeconds) / 3);
    let release: (() => void) | undefined;
    try {
      if (message.info.deliveryCount > 1) {
        if (await holders.isHeld(message)) return message.nak(1000 * ackSeconds);
        if (await holders.isDone(message)) return message.term();
      }
      release = holders.hold(message);
      await this.#finish(message, await holders.begin(message));
      this.#measure(begun);
    } catch {
      // The server, or the way to it, is down: the job comes again.
      if (!this.#connection.isClosed()) message.nak(1000);
    } finally {
      release?.();
      clearInterval(beat);
    }
  }

  #measure(begun: number): void {
    const now = performance.now();
    const took = now - Math.max(begun, this.#finished);
    this.#finished = now;
    this.#pace = this.#pace === Infinity ? took : 0.5 * this.#pace + 0.5 * took;
  }

  /** It is still being done; without a connection, others find out by themselves. */
  #beat(message: JsMsg): void {
    if (!this.#connection.isClosed()) message.working();
  }

  /** @param before how many workers have begun with it. */
  async #finish(message: JsMsg, before: number): Promise<void> {
    const { maxDeliver } = this.#parts.limits;
    let job: Job;
    try {
      job = await this.#read(message.data);
    } catch (error) {
      if (!(error instanceof MessageError)) throw error; // It could not be fetched, this time.
      await this.#bury(message, refusalFor(error));
      return message.term();
    }
    const isPoison = before >= maxDeliver;
    // The thread is silent while it solves: its time runs from here, and, for what is stored, from the end.
    this.#beat(message);
    const outcome = isPoison ? poison(maxDeliver) : await this.#outcomeOf(job);
    this.#beat(message);
    if (outcome instanceof Uint8Array) {
      await this.#publish(job.id, outcome).catch(async (error: unknown) => {
        // A store that is full now may have room later; who was the last to try says what was missing.
        if (!(error instanceof Refused) || before + 1 < maxDeliver) throw error;
        await this.#refuse(message, job, error.refusal, true);
      });
    } else {
      if (MAY_PASS.includes(outcome.reason) && !isPoison)
        return message.nak(PAUSE * message.info.deliveryCount);
      await this.#refuse(message, job, outcome, isPoison || outcome.reason === "unknownArray");
    }
    await message.ackAck(); // Once it is let go, nobody shall find it undone.
  }

  async #read(data: Uint8Array): Promise<Job> {
    const { service, store } = this.#parts;
    const { maxRequest, maxArrays } = service.limits;
    const name = storedName(data);
    const bytes = name === undefined ? data : await store.getBytes(name, maxRequest);
    if (bytes === undefined) throw new MessageError("a job that is not in the object store");
    const job = decodeJob(bytes, maxArrays / 8);
    if (!JOB_ID.test(job.id)) throw new MessageError(`a job named ${JSON.stringify(job.id.slice(0, 80))}`);
    return job;
  }

  async #outcomeOf({ id, problem, cotangents, wrt }: Job): Promise<Uint8Array | Refusal> {
    const write = (outcome: Finished): Uint8Array => encodeOutcome({ id, outcome });
    try {
      return await this.#parts.service.run(problem, { cotangents, wrt }, write);
    } catch (error) {
      return refusalFor(error);
    }
  }

  async #publish(id: string, bytes: Uint8Array): Promise<void> {
    const subject = `${subjectsOf(this.#parts.prefix).results}.${id}`;
    await this.#stream.publish(subject, await fitting(this.#connection, this.#parts.store, bytes));
  }

  /** A refusal is the job's result; of what is dead, the job becomes a dead letter too. */
  async #refuse(message: JsMsg, { id }: Job, outcome: Refusal, isDead: boolean): Promise<void> {
    if (isDead) await this.#bury(message, outcome);
    await this.#publish(id, encodeOutcome({ id, outcome }));
  }

  async #bury(message: JsMsg, { field, got }: Refusal): Promise<void> {
    const why = headers();
    why.set("Optnet-Reason", `${field}: ${got}`.replace(/[^\x20-\x7e]/g, "?").slice(0, 1000));
    why.set("Optnet-Deliveries", String(message.info.deliveryCount));
    await this.#stream.publish(subjectsOf(this.#parts.prefix).dead, message.data, { headers: why });
  }
}

/** Where jobs come from. */
interface Source {
  readonly consumer: Consumer;
  readonly holders: Holders;
  /** What the consumer goes by. */
  readonly ackSeconds: number;
  /** When that was looked at, by `performance.now()`. */
  readonly looked: number;
}

async function sourceOf(connection: NatsConnection, { prefix, ackSeconds }: Parts): Promise<Source> {
  const manager = await openStreams(connection, prefix, ackSeconds);
  const consumer = await jetstream(connection).consumers.get(streamNames(prefix).jobs, CONSUMER);
  return lookedAt(consumer, new Holders(connection, manager, prefix));
}

async function lookedAt(consumer: Consumer, holders: Holders): Promise<Source> {
  const ackSeconds = ackSecondsOf(await consumer.info());
  return { consumer, holders, ackSeconds, looked: performance.now() };
}

/** The bytes where they fit into a message, and otherwise their name, under which they are stored. */
export async function fitting(
  connection: NatsConnection,
  store: ArrayStore,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  if (bytes.length + MARGIN <= (connection.info?.max_payload ?? 2 ** 20)) return bytes;
  const hash = await hashOf(bytes);
  if (hash !== undefined && (await store.put(hash, bytes, true))) return encodeStored(hash);
  throw new Refused("misuse", {
    field: "job",
    expected: "room in the object store",
    got: `${bytes.length} bytes more`,
    hint: "Raise the bytes of the store, or let its arrays live less long.",
  });
}

function poison(deliveries: number): Refusal {
  return {
    reason: "internal",
    field: "job",
    expected: "a worker that finishes it",
    got: `${deliveries} that failed or were killed`,
    hint: "It is among the dead letters, with the reason.",
  };
}
