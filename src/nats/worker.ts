/** A worker: takes requests from NATS, answers them, and tells how it fares. */
import type { Msg, NatsConnection, Subscription } from "@nats-io/nats-core";
import { briefly } from "./briefly.js";
import { Post, type Receiver } from "./post.js";
import { answered } from "./replies.js";
import { resolveLimits, type ServiceLimits } from "./service/limits.js";
import { busyRefusal, messageRefusal, tooLarge } from "./service/refused.js";
import { Service } from "./service/service.js";
import { requirePrefix } from "./client/options.js";
import { ArrayStore, type StoreOptions } from "./store.js";
import { QUEUE_GROUP, subjectsOf } from "./subjects.js";
import { encodeRefusal } from "./wire/answer.js";
import { JobWorker, type JobOptions } from "./jobs/worker.js";

/** How a worker serves. */
export interface WorkerOptions extends ServiceLimits {
  /** First part of all subjects; clients have the same. Default: `optnet`. */
  readonly prefix?: string | undefined;
  /** Where shared inputs are stored. */
  readonly store?: StoreOptions | undefined;
  /** Whether it also does work that was submitted to JetStream. Default: no. */
  readonly jobs?: boolean | JobOptions | undefined;
}

/** One worker of a service. */
export class ServiceWorker {
  readonly #post: Post;
  readonly #service: Service;
  readonly #taking: Subscription;
  readonly #telling: Subscription[];
  readonly #jobs: JobWorker | undefined;
  readonly #isOwn: boolean;

  private constructor(
    post: Post,
    service: Service,
    subscriptions: { taking: Subscription; telling: Subscription[] },
    jobs: JobWorker | undefined,
    isOwn: boolean,
  ) {
    this.#post = post;
    this.#service = service;
    this.#taking = subscriptions.taking;
    this.#telling = subscriptions.telling;
    this.#jobs = jobs;
    this.#isOwn = isOwn;
  }

  /**
   * Starts to take requests.
   *
   * @param isOwn whether the connection ends with the worker.
   * @throws OptNetError for wrong options, where jobs are asked for without JetStream, and where the server does not let
   *   it take requests.
   */
  static async start(
    connection: NatsConnection,
    options: WorkerOptions = {},
    isOwn = false,
  ): Promise<ServiceWorker> {
    const { prefix = "optnet", store: storeOptions, jobs, ...given } = optionsIn(options);
    const subjects = subjectsOf(requirePrefix(prefix));
    const store = new ArrayStore(connection, storeOptions);
    const limits = resolveLimits(given);
    const post = new Post(connection);
    const service = new Service(`${post.address}.direct`, limits, store);
    const receiver = receiverFor(service);
    post.serveHere("direct", receiver);
    const taking = post.serve(subjects.solve, QUEUE_GROUP, receiver);
    const telling = [
      connection.subscribe(subjects.health, { callback: tell(() => service.healthText()) }),
      connection.subscribe(subjects.metrics, { callback: tell(() => service.metricsText()) }),
    ];
    let jobWorker: JobWorker | undefined;
    try {
      if (jobs) {
        const parts = { service, store, prefix, options: jobs === true ? {} : jobs };
        jobWorker = await JobWorker.start(connection, parts);
      }
      await post.confirm(subjects.solve);
      return new ServiceWorker(post, service, { taking, telling }, jobWorker, isOwn);
    } catch (error) {
      jobWorker?.close();
      for (const subscription of [taking, ...telling]) subscription.unsubscribe();
      post.close();
      throw error;
    }
  }

  /** OpenMetrics. */
  metrics(): string {
    return this.#service.metricsText();
  }

  /** `state`: ready, busy or draining; how many requests wait; the arithmetic. As JSON. */
  health(): string {
    return this.#service.healthText();
  }

  /** Takes nothing new, answers what came, and ends. Derivatives of its solutions are then computed by others. */
  async drain(): Promise<void> {
    this.#service.draining = true;
    const { connection } = this.#post;
    if (!connection.isClosed()) await briefly(this.#taking.drain());
    await this.#jobs?.drain();
    await this.#service.drained();
    await this.#post.settled();
    await this.#service.drained(); // What was still coming in.
    await this.#post.settled();
    if (!connection.isClosed()) await briefly(connection.flush());
    await this.close();
  }

  /** When its connection has ended for good, because it was closed or because the server refuses it, and why. */
  async closed(): Promise<Error | undefined> {
    return (await this.#post.connection.closed()) ?? undefined;
  }

  /** Ends at once. A connection that was given stays open. */
  async close(): Promise<void> {
    const { connection } = this.#post;
    this.#jobs?.close();
    if (!connection.isClosed()) {
      this.#taking.unsubscribe();
      for (const subscription of this.#telling) subscription.unsubscribe();
      this.#post.close();
      if (this.#isOwn) await connection.close();
    }
    this.#service.close();
  }
}

/** @throws OptNetError for what is no object; what is in it is looked at where it is used. */
function optionsIn(options: WorkerOptions): WorkerOptions {
  if (typeof options !== "object" || (options as object | null) === null) resolveLimits(options);
  return options;
}

function receiverFor(service: Service): Receiver {
  const { maxRequest } = service.limits;
  return {
    largest: maxRequest,
    hasRoom: (bytes, coming) => service.hasRoom(bytes, coming),
    receive: ({ body, until, answer }) => {
      void service.handle(body, until).then((bytes) => {
        if (bytes !== undefined) answer(bytes);
      });
    },
    refuse: (reason, text) => {
      const refusal =
        reason === "busy"
          ? busyRefusal(text)
          : reason === "tooLarge"
            ? tooLarge(text, maxRequest)
            : messageRefusal(text);
      service.metrics.answered(refusal.reason, 0);
      return encodeRefusal(refusal);
    },
  };
}

function tell(text: () => string): (error: Error | null, message: Msg) => void {
  return (error, message) => {
    if (error === null) answered(() => message.respond(text()));
  };
}
