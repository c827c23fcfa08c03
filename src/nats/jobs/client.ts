/** Submits jobs, and fetches their results, at any time and from anywhere. */
import { jetstream, type JetStreamManager } from "@nats-io/jetstream";
import { nuid, type NatsConnection } from "@nats-io/nats-core";
import { lateError, readable, unreadable, type Client } from "../client/client.js";
import { encodeSettings } from "../client/encode.js";
import { wireCotangents } from "../client/source.js";
import { textOf } from "../errors.js";
import { givenPattern } from "../../derivative/entries.js";
import { wantedFields } from "../../derivative/questions.js";
import { OptNetError, quoted } from "../../problem/errors.js";
import type { FieldName, ProblemInput } from "../../problem/problem.js";
import type { SettingsInput } from "../../problem/settings.js";
import type {
  Certificate,
  Cotangents,
  Gradients,
  Shift,
  SolutionData,
  SolvedBy,
} from "../../problem/fields.js";
import { validateProblem } from "../../problem/validate.js";
import { readOptions } from "../numbers.js";
import { KnownPatterns } from "../patterns.js";
import { fieldsIn } from "../service/inputs.js";
import { Refused } from "../service/refused.js";
import type { ArrayStore } from "../store.js";
import { subjectsOf } from "../subjects.js";
import { solutionIn } from "../wire/answer.js";
import { MessageError } from "../wire/bytes.js";
import { decodeOutcome, encodeJob, JOB_ID, storedName, type JobOutcome } from "./format.js";
import { openStreams, streamNames } from "./streams.js";
import { fitting } from "./worker.js";

/** What is wanted of a job besides its solution. */
export interface SubmitOptions {
  /** What the job is called: letters, digits, - and _. A job of the same name is not taken twice. Default: chosen. */
  readonly id?: string | undefined;
  /** Gradients of a loss are wanted: its derivatives with respect to the outputs. */
  readonly cotangents?: Cotangents | undefined;
  /** Which gradients. Default: of every input. */
  readonly wrt?: readonly FieldName[] | undefined;
}

/** What became of a job. */
export interface JobResult extends SolutionData, Shift {
  /** See `Solution.weaklyActive`. */
  readonly weaklyActive: Int32Array;
  /** By element; see `Solution.solvedBy`. */
  readonly solvedBy: readonly SolvedBy[];
  /** By element; see `Solution.certificate`. */
  readonly certificates: ReadonlyMap<number, Certificate>;
  /** Where cotangents were given. */
  readonly gradients: Gradients | undefined;
  /** Whose bits these are. */
  readonly arithmetic: string;
}

/** Between two attempts to hand a job over, in milliseconds. */
const PAUSE = 250;
/** How often a result is looked for, besides being waited for, in milliseconds. */
const LOOK = 2000;

export class JobClient {
  readonly #connection: NatsConnection;
  readonly #client: Client;
  readonly #store: ArrayStore;
  readonly #prefix: string;
  /** Of jobs that were submitted here and are still of use to somebody: gradients have the same. */
  readonly #patterns = new KnownPatterns(0);
  #manager: Promise<JetStreamManager> | undefined;

  constructor(connection: NatsConnection, client: Client, store: ArrayStore, prefix: string) {
    this.#connection = connection;
    this.#client = client;
    this.#store = store;
    this.#prefix = prefix;
  }

  /** @returns the job's id, when the server has it. @throws OptNetError as `solve`, and without JetStream. */
  async submit(
    input: ProblemInput,
    settings: SettingsInput | undefined,
    options: SubmitOptions,
    deadline: number,
  ): Promise<string> {
    readOptions("options", options, { names: ["id", "cotangents", "wrt"] });
    const { id = nuid.next(), cotangents, wrt } = options;
    requireId(id, "Leave it out to have one chosen.");
    const encoded = encodeSettings(settings);
    const problem = validateProblem(input, {}, undefined, encoded.resolved.invalid);
    for (const operand of [problem.Q, problem.A, problem.G]) {
      const pattern = operand && givenPattern(operand);
      if (pattern) this.#patterns.add(pattern);
    }
    const job = encodeJob({
      id,
      problem: { settings: encoded.settings, fields: await this.#client.fieldsOf(problem, { isSure: true }) },
      cotangents: cotangents && wireCotangents(problem, cotangents),
      wrt: cotangents && wantedFields(problem, { wrt }),
    });
    const end = performance.now() + deadline;
    // The server takes a name once, so that to say it again does no harm.
    for (;;) {
      try {
        await this.#open();
        const message = await fitting(this.#connection, this.#store, job);
        await jetstream(this.#connection).publish(subjectsOf(this.#prefix).jobs, message, { msgID: id });
        return id;
      } catch (error) {
        if (error instanceof OptNetError || error instanceof Refused) throw misuseOf(error);
        if (performance.now() + PAUSE > end) throw notTaken(deadline, error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  /** Waits for a job's result; it stays, and may be fetched again. @throws OptNetError where the job was refused. */
  async collect(id: string, deadline: number, signal?: AbortSignal): Promise<JobResult> {
    requireId(id, "submit returns it.");
    const subject = `${subjectsOf(this.#prefix).results}.${id}`;
    const end = performance.now() + deadline;
    let wake: () => void = () => undefined;
    const subscription = this.#connection.subscribe(subject, { callback: () => wake() });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const came = new Promise<void>((resolve) => (wake = resolve));
        const found = await this.#find(subject);
        if (found !== undefined) return readable(() => resultOf(found, this.#patterns));
        const left = end - performance.now();
        if (left <= 0) throw lateError(deadline);
        await firstOf(came, Math.min(left, LOOK), signal);
      }
    } finally {
      subscription.unsubscribe();
    }
  }

  async #find(subject: string): Promise<JobOutcome | undefined> {
    let bytes: Uint8Array | undefined;
    try {
      const manager = await this.#open();
      const query = { last_by_subj: subject };
      const data = (await manager.streams.getMessage(streamNames(this.#prefix).results, query))?.data;
      if (data === undefined) return undefined;
      const name = storedName(data);
      bytes = name === undefined ? data : await this.#store.getBytes(name, 2 ** 31);
    } catch (error) {
      if (error instanceof MessageError) throw unreadable(error.message);
      if (error instanceof OptNetError) throw error;
      return undefined; // None yet, or a server that comes back.
    }
    if (bytes === undefined) {
      throw new OptNetError({
        field: "result",
        expected: "a result in the object store",
        got: "none of its name",
        hint: "Its time is over; submit the job again under another id.",
      });
    }
    return readable(() => decodeOutcome(bytes));
  }

  #open(): Promise<JetStreamManager> {
    this.#manager ??= openStreams(this.#connection, this.#prefix).catch((error: unknown) => {
      this.#manager = undefined;
      throw error;
    });
    return this.#manager;
  }
}

/** @throws OptNetError for what is no job's name: it ends a subject, in which * and > would stand for others. */
function requireId(id: unknown, hint: string): void {
  if (typeof id === "string" && JOB_ID.test(id)) return;
  const got = typeof id === "string" ? quoted(id) : typeof id;
  throw new OptNetError({ field: "id", expected: "1 to 64 letters, digits, - or _", got, hint });
}

function notTaken(deadline: number, error: unknown): OptNetError {
  return new OptNetError({
    field: "deadline",
    expected: `a stream that takes the job within ${deadline} ms`,
    got: textOf(error),
    hint: "Look at the server, its limits for streams, and the permissions of this client.",
  });
}

function misuseOf(error: OptNetError | Refused): OptNetError {
  return error instanceof Refused ? new OptNetError(error.refusal) : error;
}

function firstOf(came: Promise<void>, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      resolve();
    };
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
    void came.then(end);
  });
}

function resultOf({ outcome }: JobOutcome, patterns: KnownPatterns): JobResult {
  if ("reason" in outcome) throw new OptNetError(outcome);
  const { solved, arithmetic, gradients } = outcome;
  const { shape, weaklyActive, certificates, solvedBy } = solved;
  const { data, shift } = solutionIn(solved);
  const { batch, equalities, inequalities } = shape;
  const unmoved = {
    shiftB: new Float64Array(batch * equalities),
    shiftH: new Float64Array(batch * inequalities),
  };
  return {
    ...data,
    ...(shift ?? unmoved),
    ...{ weaklyActive, certificates, solvedBy, arithmetic },
    gradients: gradients.size === 0 ? undefined : (fieldsIn(gradients, patterns) as Gradients),
  };
}
