/// <reference lib="esnext.disposable" preserve="true" />
import type { NatsConnection } from "@nats-io/nats-core";
import { OptNetError } from "../problem/errors.js";
import type { ProblemInput } from "../problem/problem.js";
import type { SettingsInput } from "../problem/settings.js";
import { Client, readCall, type CallOptions } from "./client/client.js";
import { NatsLink } from "./client/link.js";
import { resolveOptions, type ClientOptions } from "./client/options.js";
import type { Solution } from "../api/solution.js";
import { JobClient, type JobResult, type SubmitOptions } from "./jobs/client.js";
import { LocalService, type Threads } from "./local.js";
import { Post } from "./post.js";
import { ArrayStore } from "./store.js";
import { subjectsOf } from "./subjects.js";

/** Who solves, and what else there is. */
interface Ends {
  readonly solver: Pick<Client, "solve" | "arithmetics">;
  readonly jobs: JobClient | undefined;
  /** Where all workers answer; none without NATS. */
  readonly ask: (what: "health" | "metrics", milliseconds: number) => Promise<string[]>;
  close(): Promise<void>;
}

/** A service, with the API of `solve`. Its methods need no `this`: `const { solve } = await connect(url)`. */
export class Remote {
  readonly #ends: Ends;
  readonly #deadline: number;

  private constructor(ends: Ends, deadline: number) {
    this.#ends = ends;
    this.#deadline = deadline;
  }

  /**
   * As `solve` of optnet, by a worker.
   *
   * @throws OptNetError as `solve`, and where there is no answer in time. A problem without a solution is a status.
   * @example
   * ```ts
   * const { solve } = await connect("nats://localhost:4222");
   * const solution = await solve({ Q: [2, 2], p: [-1, 0], lower: 0 });
   * const { p } = await solution.vjp({ z: [1, 1] });
   * ```
   */
  readonly solve = (
    input: ProblemInput,
    settings?: SettingsInput,
    options: CallOptions = {},
  ): Promise<Solution<"later">> => this.#ends.solver.solve(input, settings, options);

  /**
   * Hands a problem over for good: it survives clients, workers and servers until its result is stored.
   *
   * @returns the job's id, for {@link collect} here or elsewhere.
   */
  readonly submit = async (
    input: ProblemInput,
    settings?: SettingsInput,
    options: SubmitOptions = {},
  ): Promise<string> => this.#jobs.submit(input, settings, options, this.#deadline);

  /** Waits for the result of a job. */
  readonly collect = async (id: string, options: CallOptions = {}): Promise<JobResult> => {
    const { deadline = this.#deadline, signal } = readCall(options);
    return this.#jobs.collect(id, deadline, signal);
  };

  /**
   * Whose bits the answers had so far, in words: kernels, engine and a digest. More than one where workers of different
   * engines serve side by side; see the option `arithmetic`.
   */
  get arithmetics(): readonly string[] {
    return this.#ends.solver.arithmetics;
  }

  /** What all workers say of themselves within so many milliseconds: JSON texts. */
  readonly health = (milliseconds = 500): Promise<string[]> => this.#ends.ask("health", milliseconds);

  /** The counters of all workers that answer within so many milliseconds: OpenMetrics texts. */
  readonly metrics = (milliseconds = 500): Promise<string[]> => this.#ends.ask("metrics", milliseconds);

  /** Ends the connection, if `connect` made it. */
  readonly close = (): Promise<void> => this.#ends.close();

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  get #jobs(): JobClient {
    if (this.#ends.jobs !== undefined) return this.#ends.jobs;
    throw new OptNetError({
      field: "submit",
      expected: "a NATS server with JetStream",
      got: `"local:"`,
      hint: "Jobs survive in a server; without one use solve.",
    });
  }

  /** Over a connection; closed with it where it is its own. */
  static over(connection: NatsConnection, given: ClientOptions, isOwn: boolean): Remote {
    const options = resolveOptions(given);
    const subjects = subjectsOf(options.prefix);
    const store = new ArrayStore(connection, options.store);
    const post = new Post(connection);
    const client = new Client(new NatsLink(post, subjects.solve), store, options);
    const ask = async (what: "health" | "metrics", milliseconds: number): Promise<string[]> => {
      const texts: string[] = [];
      try {
        const answers = await connection.requestMany(subjects[what], "", {
          ...{ strategy: "timer", maxWait: milliseconds },
        });
        for await (const message of answers) if (!message.headers?.hasError) texts.push(message.string());
      } catch {
        // Nobody is there.
      }
      return texts;
    };
    const close = async (): Promise<void> => {
      client.close();
      post.close();
      if (isOwn) await connection.close();
    };
    const jobs = new JobClient(connection, client, store, options.prefix);
    return new Remote({ solver: client, jobs, ask, close }, options.deadline);
  }

  /** On threads of this process. */
  static local(threads: Threads, given: ClientOptions): Remote {
    const options = resolveOptions(given);
    const solver = new LocalService(threads, options.threads, options.deadline);
    return new Remote(
      {
        ...{ solver, jobs: undefined },
        ask: async (what) => (what === "health" ? [solver.health()] : []),
        close: async () => solver.close(),
      },
      options.deadline,
    );
  }
}
