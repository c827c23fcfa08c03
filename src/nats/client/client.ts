import { describe, OptNetError } from "../../problem/errors.js";
import { Solution } from "../../api/solution.js";
import type { SolutionShape } from "../../problem/fields.js";
import type { Problem, ProblemInput } from "../../problem/problem.js";
import type { SettingsInput } from "../../problem/settings.js";
import { validateProblem } from "../../problem/validate.js";
import { connectionEnded } from "../errors.js";
import { readOptions } from "../numbers.js";
import { bytesOf, hashOf, type ArrayStore } from "../store.js";
import {
  decodeAnswer,
  isRefusal,
  solutionIn,
  type Answer,
  type Refusal,
  type SolvedNumbers,
} from "../wire/answer.js";
import type { WireArray, WireArrays } from "../wire/arrays.js";
import { MessageError } from "../wire/bytes.js";
import { encodeRequest, type Question, type WireSettings } from "../wire/request.js";
import { fieldOf } from "../wire/sparse.js";
import { Again, LONGEST_TIMER, untilAnswered } from "./attempts.js";
import { encodeFields, encodeSettings } from "./encode.js";
import { Gate } from "./gate.js";
import type { NatsLink } from "./link.js";
import type { ResolvedOptions } from "./options.js";
import { sourceAtWorker } from "./source.js";

/** How one call goes about it. */
export interface CallOptions {
  /** Milliseconds after which it is given up. Default: as the client has it. */
  readonly deadline?: number | undefined;
  /** Gives it up at any time. */
  readonly signal?: AbortSignal | undefined;
}

/** What derivatives are asked about: the problem, and who keeps its solution. */
interface Asked {
  readonly problem: Problem;
  readonly settings: WireSettings;
  readonly options: CallOptions;
  worker: string;
  kept: number;
}

/** Failures of workers, after which a request is given up. */
const MOST_FAILURES = 3;

/** Solutions that nobody disposed of are let go by their workers once they are garbage. */
const forgotten = new FinalizationRegistry<() => void>((dispose) => dispose());

export class Client {
  readonly #link: NatsLink;
  readonly #store: ArrayStore;
  readonly #options: ResolvedOptions;
  readonly #gate: Gate;
  readonly #arithmetics = new Set<string>();
  /** Of arrays that are this client's own, and do not change: inputs as they were checked, and patterns. */
  readonly #hashes = new WeakMap<Float64Array, string>();
  /** What ends the calls that are under way. */
  readonly #calls = new Set<AbortController>();
  #closed = false;

  constructor(link: NatsLink, store: ArrayStore, options: ResolvedOptions) {
    this.#link = link;
    this.#store = store;
    this.#options = options;
    this.#gate = new Gate(options.maxInFlight);
  }

  /** Whose bits the answers had, in the order in which they came up. */
  get arithmetics(): readonly string[] {
    return [...this.#arithmetics];
  }

  /** Calls that have no answer yet are rejected, and those that come. */
  close(): void {
    this.#closed = true;
    for (const call of this.#calls) call.abort(connectionEnded("one that was closed"));
  }

  /** @throws OptNetError as `solve`, and where there is no answer in time. */
  async solve(
    input: ProblemInput,
    settings: SettingsInput | undefined,
    options: CallOptions,
  ): Promise<Solution<"later">> {
    const encoded = encodeSettings(settings);
    const asked: Asked = {
      problem: validateProblem(input, {}, undefined, encoded.resolved.invalid),
      settings: encoded.settings,
      options: readCall(options),
      ...{ worker: "", kept: 0 },
    };
    const answer = await this.#ask(asked, { action: "solve", keep: true });
    if (answer.content.kind !== "solution") throw unreadable("an answer of another kind");
    return this.#solutionOf(asked, answer.content.solved);
  }

  /** The inputs of a problem as they go into messages: large shared ones by their hashes, which are stored. */
  async fieldsOf(problem: Problem, { inline = false, isSure = false } = {}): Promise<WireArrays> {
    const fields = encodeFields(problem);
    if (inline) return fields;
    const entries = [...fields].map(async ([name, array]) => {
      const { field, inPattern } = fieldOf(name);
      const isShared = inPattern || problem[field]!.stride === 0;
      return [name, isShared ? await this.#stored(array, isSure) : array] as const;
    });
    return new Map(await Promise.all(entries));
  }

  async #stored(array: WireArray, isSure: boolean): Promise<WireArray> {
    const bytes = bytesOf(array.data!);
    if (bytes.length < this.#options.storeFrom) return array;
    const hash = this.#hashes.get(array.data!) ?? (await hashOf(bytes));
    if (hash !== undefined) this.#hashes.set(array.data!, hash);
    const isThere = hash !== undefined && (await this.#store.put(hash, bytes, isSure));
    return isThere ? { ...array, hash, data: undefined } : array;
  }

  #solutionOf(asked: Asked, solved: SolvedNumbers): Solution<"later"> {
    const ask = async (question: Question): Promise<WireArrays> => {
      const { content } = await this.#ask(asked, question);
      if (content.kind !== "arrays") throw unreadable("an answer of another kind");
      return content.arrays;
    };
    const link = this.#link;
    const dispose = (): void => {
      if (asked.kept === 0) return;
      const question = { action: "dispose" } as const;
      link.tell(asked.worker, encodeRequest({ kept: asked.kept, problem: undefined, question }));
      asked.kept = 0;
    };
    const { data, shift } = readable(() => {
      requireShape(asked.problem, solved.shape);
      return solutionIn(solved);
    });
    const solution = new Solution(data, sourceAtWorker(asked.problem, solved, ask, dispose), shift);
    forgotten.register(solution, dispose);
    return solution;
  }

  /** Asks in its turn; time begins to count at once. */
  async #ask(asked: Asked, question: Question): Promise<Answer> {
    const { deadline = this.#options.deadline, signal } = asked.options;
    const end = performance.now() + deadline;
    const call = new AbortController();
    const abort = (): void => call.abort(signal!.reason);
    if (this.#closed) call.abort(connectionEnded("one that was closed"));
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    this.#calls.add(call);
    const late = setTimeout(() => call.abort(lateError(deadline)), Math.min(deadline, LONGEST_TIMER));
    try {
      const leave = await this.#gate.enter(call.signal);
      clearTimeout(late);
      try {
        return await this.#askNow(asked, question, {
          deadline: end - performance.now(),
          signal: call.signal,
        });
      } finally {
        leave();
      }
    } finally {
      clearTimeout(late);
      this.#calls.delete(call);
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Whom to ask comes from `asked`, and is noted there. */
  async #askNow(
    asked: Asked,
    question: Question,
    { deadline, signal }: { deadline: number; signal: AbortSignal },
  ): Promise<Answer> {
    let inline = false;
    let failures = 0;
    const launch = async (attempt: number, left: number, ended: AbortSignal): Promise<Answer> => {
      // Who keeps the solution is asked once; after that, and where nobody does, anybody is, with the problem.
      const isDirect = attempt === 0 && asked.kept !== 0;
      const problem = isDirect
        ? undefined
        : { settings: asked.settings, fields: await this.fieldsOf(asked.problem, { inline }) };
      const kept = isDirect ? asked.kept : 0;
      const answer = await this.#call(
        isDirect ? asked.worker : undefined,
        { kept, problem, question },
        {
          ...{ budget: Math.max(1, left), largest: this.#options.maxAnswer, signal: ended },
        },
      );
      if (!isRefusal(answer)) return answer;
      if (answer.reason === "gone") asked.kept = 0;
      if (answer.reason === "unknownArray") {
        for (const { hash } of problem?.fields.values() ?? []) if (hash) this.#store.forget(hash);
        inline = failures > 0;
      }
      if (answer.reason === "unreachable") inline = true;
      const error = new OptNetError(answer);
      if (answer.reason === "misuse" || answer.reason === "message" || answer.reason === "deadline")
        throw error;
      if (answer.reason !== "busy" && answer.reason !== "gone" && ++failures === MOST_FAILURES) throw error;
      throw new Again(error);
    };
    const answer = await untilAnswered(launch, {
      ...{ deadline, retryAfter: this.#options.retryAfter, signal },
      onDoubt: (again) => this.#link.onDoubt(again),
      onDeadline: (last) => last ?? lateError(Math.round(deadline)),
    });
    this.#checkArithmetic(answer.arithmetic);
    if (answer.kept !== 0) {
      asked.kept = answer.kept;
      asked.worker = answer.worker;
    }
    return answer;
  }

  async #call(
    worker: string | undefined,
    request: Parameters<typeof encodeRequest>[0],
    options: Parameters<NatsLink["call"]>[2],
  ): Promise<Answer | Refusal> {
    try {
      return decodeAnswer(await this.#link.call(worker, encodeRequest(request), options));
    } catch (error) {
      throw error instanceof MessageError ? unreadable(error.message) : error;
    }
  }

  #checkArithmetic(found: string): void {
    this.#arithmetics.add(found);
    const [first] = this.#arithmetics;
    if (this.#options.arithmetic === "any" || found === first) return;
    throw new OptNetError({
      field: "arithmetic",
      expected: first,
      got: found,
      hint: "Workers of different engines or kernels compute different bits; run the same Node everywhere.",
    });
  }
}

/** @throws MessageError for the solution of another problem. */
function requireShape(problem: Problem, shape: SolutionShape): void {
  for (const name of ["batch", "variables", "equalities", "inequalities"] as const) {
    if (shape[name] !== problem[name]) throw new MessageError(`a solution with ${shape[name]} ${name}`);
  }
}

/** What is wrong with an answer becomes an error that says so. */
export function readable<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof MessageError ? unreadable(error.message) : error;
  }
}

export function unreadable(got: string): OptNetError {
  return new OptNetError({
    field: "answer",
    expected: "an answer in this format",
    got,
    hint: "Client and worker need versions of optnet that speak the same format.",
  });
}

export function lateError(deadline: number): OptNetError {
  return new OptNetError({
    field: "deadline",
    expected: `an answer within ${deadline} ms`,
    got: "none",
    hint: "Allow more time with { deadline }, start more workers, or look at their health.",
  });
}

/** Of this realm or another. */
function isSignal(value: unknown): value is AbortSignal {
  const { aborted, addEventListener } = (value ?? {}) as Partial<AbortSignal>;
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}

/** @throws OptNetError for options that are none. */
export function readCall(options: CallOptions): CallOptions {
  readOptions("options", options, { names: ["deadline", "signal"] });
  const { deadline, signal } = options as { deadline: unknown; signal: unknown };
  if (deadline !== undefined && !(typeof deadline === "number" && deadline > 0)) {
    throw new OptNetError({
      field: "deadline",
      expected: "a positive number of milliseconds",
      got: String(deadline),
      hint: "Leave it out for the client's own.",
    });
  }
  if (signal !== undefined && !isSignal(signal)) {
    throw new OptNetError({
      field: "signal",
      expected: "an AbortSignal",
      got: describe(signal),
      hint: "new AbortController() has one.",
    });
  }
  return { deadline, signal };
}
