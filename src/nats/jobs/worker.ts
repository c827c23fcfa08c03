/**
 * Does jobs from a stream. A job is acknowledged when its result is stored; where its worker is killed before, another
 * does it again, with the same bits. What cannot be read, and what has outlived too many workers, becomes a dead letter.
 */
import { headers, type NatsConnection } from "@nats-io/nats-core";
import { jetstream, type ConsumerMessages, type JetStreamClient, type JsMsg } from "@nats-io/jetstream";
import { refusalFor, Refused } from "../service/refused.js";
import type { Finished, Service } from "../service/service.js";
import { hashOf, type ArrayStore } from "../store.js";
import { readNumbers } from "../numbers.js";
import { subjectsOf } from "../subjects.js";
import type { Reason, Refusal } from "../wire/answer.js";
import { MessageError } from "../wire/bytes.js";
import { decodeJob, encodeOutcome, encodeStored, JOB_ID, storedName, type Job } from "./format.js";
import { CONSUMER, openStreams, streamNames } from "./streams.js";

/** How a worker goes about jobs. */
export interface JobOptions {
  /** Seconds after which a job whose worker is silent goes to another. Default 60. */
  readonly ackSeconds?: number | undefined;
  /** Jobs that a worker holds at the same time. Default 8. */
  readonly jobsAtOnce?: number | undefined;
  /** Workers that a job may fail or be killed on before it is a dead letter. Default 5. */
  readonly maxDeliver?: number | undefined;
}

const LIMITS = {
  ackSeconds: { usual: 60, least: 1 },
  jobsAtOnce: { usual: 8, least: 1 },
  maxDeliver: { usual: 5, least: 1 },
} as const;
type Limits = { readonly [Name in keyof typeof LIMITS]: number };

interface Parts {
  readonly service: Service;
  readonly store: ArrayStore;
  readonly prefix: string;
  readonly limits: Limits;
}

/** Before jobs are asked for again, in milliseconds. */
const PAUSE = 500;
/** Failures after which a job is tried again. */
const MAY_PASS: readonly Reason[] = ["internal", "unreachable"];
/** Of the payload, for what NATS itself adds. */
const MARGIN = 4096;

export class JobWorker {
  readonly #connection: NatsConnection;
  readonly #parts: Parts;
  readonly #stream: JetStreamClient;
  #messages: ConsumerMessages;
  #ending = false;
  readonly #under = new Set<Promise<void>>();

  private constructor(
    connection: NatsConnection,
    parts: Parts,
    stream: JetStreamClient,
    messages: ConsumerMessages,
  ) {
    this.#connection = connection;
    this.#parts = parts;
    this.#stream = stream;
    this.#messages = messages;
  }

  /** @throws OptNetError without JetStream, and for options out of range. */
  static async start(
    connection: NatsConnection,
    { options, ...rest }: Omit<Parts, "limits"> & { readonly options: JobOptions },
  ): Promise<JobWorker> {
    const limits = readNumbers(LIMITS, options, { field: (name) => `jobs.${name}` });
    const parts = { ...rest, limits };
    await openStreams(connection, parts.prefix, limits.ackSeconds);
    const stream = jetstream(connection);
    const worker = new JobWorker(connection, parts, stream, await messagesFor(stream, parts));
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
    this.#messages.close().catch(() => undefined); // It is gone with its connection.
  }

  async #work(): Promise<void> {
    while (!this.#ending) {
      try {
        for await (const message of this.#messages) {
          const done = this.#do(message).finally(() => this.#under.delete(done));
          this.#under.add(done);
        }
        if (!this.#ending) this.#messages = await messagesFor(this.#stream, this.#parts);
      } catch {
        // The server is down, or has lost its consumer.
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (this.#connection.isClosed()) return;
      }
    }
  }

  /** Never rejects. */
  async #do(message: JsMsg): Promise<void> {
    const beat = setInterval(() => this.#beat(message), (1000 * this.#parts.limits.ackSeconds) / 3);
    try {
      await this.#finish(message);
    } catch {
      // The server, or the way to it, is down: the job comes again.
      if (!this.#connection.isClosed()) message.nak(1000);
    } finally {
      clearInterval(beat);
    }
  }

  /** It is still being done; without a connection, others find out by themselves. */
  #beat(message: JsMsg): void {
    if (!this.#connection.isClosed()) message.working();
  }

  async #finish(message: JsMsg): Promise<void> {
    const { maxDeliver } = this.#parts.limits;
    let job: Job;
    try {
      job = await this.#read(message.data);
    } catch (error) {
      if (!(error instanceof MessageError)) throw error; // It could not be fetched, this time.
      await this.#bury(message, refusalFor(error));
      return message.term();
    }
    const isPoison = message.info.deliveryCount > maxDeliver;
    const outcome = isPoison ? poison(maxDeliver) : await this.#outcomeOf(job);
    if (outcome instanceof Uint8Array) await this.#publish(job.id, outcome);
    else {
      if (MAY_PASS.includes(outcome.reason) && !isPoison)
        return message.nak(PAUSE * message.info.deliveryCount);
      if (isPoison || outcome.reason === "unknownArray") await this.#bury(message, outcome);
      await this.#publish(job.id, encodeOutcome({ id: job.id, outcome }));
    }
    message.ack();
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

  async #bury(message: JsMsg, { field, got }: Refusal): Promise<void> {
    const why = headers();
    why.set("Optnet-Reason", `${field}: ${got}`.replace(/[^\x20-\x7e]/g, "?").slice(0, 1000));
    why.set("Optnet-Deliveries", String(message.info.deliveryCount));
    await this.#stream.publish(subjectsOf(this.#parts.prefix).dead, message.data, { headers: why });
  }
}

async function messagesFor(stream: JetStreamClient, parts: Parts): Promise<ConsumerMessages> {
  const consumer = await stream.consumers.get(streamNames(parts.prefix).jobs, CONSUMER);
  const most = parts.limits.jobsAtOnce;
  return consumer.consume({ max_messages: most, threshold_messages: Math.ceil(most / 2) });
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
