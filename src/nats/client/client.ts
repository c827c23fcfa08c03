/// <reference lib="esnext.disposable" preserve="true" />
import { OptNetError } from "../../problem/errors.js";
import { written } from "../../problem/json.js";
import type { DenseArray, FieldName, Problem, ProblemInput } from "../../problem/problem.js";
import type { SettingsInput } from "../../problem/settings.js";
import type {
  Cotangents,
  Gradients,
  OutputName,
  OutputTangents,
  Tangents,
  VjpOptions,
} from "../../problem/solution.js";
import { validateProblem } from "../../problem/validate.js";
import { bytesOf, hashOf, type ArrayStore } from "../store.js";
import { decodeAnswer, isRefusal, numbersOf, type Answer, type Refusal } from "../wire/answer.js";
import type { WireArray, WireArrays } from "../wire/arrays.js";
import { MessageError } from "../wire/bytes.js";
import { DIAGONAL, encodeRequest, type Question, type WireSettings } from "../wire/request.js";
import { Again, untilAnswered } from "./attempts.js";
import {
  checkJacobian,
  encodeCotangents,
  encodeFields,
  encodeSettings,
  encodeTangents,
  encodeWrt,
} from "./encode.js";
import { Gate } from "./gate.js";
import type { Link } from "./link.js";
import type { ResolvedOptions } from "./options.js";
import { RemoteSolution, type RemoteSource } from "./solution.js";

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
  readonly #link: Link;
  readonly #store: ArrayStore | undefined;
  readonly #options: ResolvedOptions;
  readonly #gate: Gate;
  #arithmetic: string | undefined;

  constructor(link: Link, store: ArrayStore | undefined, options: ResolvedOptions) {
    this.#link = link;
    this.#store = store;
    this.#options = options;
    this.#gate = new Gate(options.maxInFlight);
  }

  /** @throws OptNetError as `solve`, and where there is no answer in time. */
  async solve(
    input: ProblemInput,
    settings: SettingsInput | undefined,
    options: CallOptions,
  ): Promise<RemoteSolution> {
    const encoded = encodeSettings(settings);
    const asked: Asked = {
      problem: validateProblem(input, {}, undefined, encoded.resolved.invalid),
      settings: encoded.settings,
      options: { deadline: requireDeadline(options.deadline), signal: options.signal },
      ...{ worker: "", kept: 0 },
    };
    const answer = await this.#ask(asked, { action: "solve", keep: true });
    if (answer.content.kind !== "solution") throw unreadable("an answer of another kind");
    const source = this.#sourceOf(asked, answer.arithmetic);
    const solution = new RemoteSolution(answer.content.solved, source);
    forgotten.register(solution, source.dispose.bind(source));
    return solution;
  }

  /** The inputs of a problem as they go into messages: large shared ones by their hashes, which are stored. */
  async fieldsOf(problem: Problem, inline = false): Promise<WireArrays> {
    const fields = encodeFields(problem);
    if (inline || this.#store === undefined) return fields;
    const entries = [...fields].map(async ([name, array]) => {
      const isShared = problem[name === DIAGONAL ? "Q" : (name as FieldName)]!.stride === 0;
      return [name, isShared ? await this.#stored(array) : array] as const;
    });
    return new Map(await Promise.all(entries));
  }

  async #stored(array: WireArray): Promise<WireArray> {
    const bytes = bytesOf(array.data!);
    if (bytes.length < this.#options.storeFrom) return array;
    const hash = await hashOf(bytes);
    const isThere = hash !== undefined && (await this.#store!.put(hash, bytes));
    return isThere ? { ...array, hash, data: undefined } : array;
  }

  #sourceOf(asked: Asked, arithmetic: string): RemoteSource {
    const { problem } = asked;
    const arraysFor = async (question: Question): Promise<WireArrays> => {
      const { content } = await this.#ask(asked, question);
      if (content.kind !== "arrays") throw unreadable("an answer of another kind");
      return content.arrays;
    };
    const dispose = (): void => {
      if (asked.kept === 0) return;
      const question = { action: "dispose" } as const;
      this.#link.tell(asked.worker, encodeRequest({ kept: asked.kept, problem: undefined, question }));
      asked.kept = 0;
    };
    return {
      arithmetic,
      vjp: async (cotangents: Cotangents, options: VjpOptions): Promise<Gradients> => {
        const wrt = encodeWrt(problem, options);
        const given = encodeCotangents(problem, cotangents);
        const arrays = await arraysFor({ action: "vjp", cotangents: given, wrt });
        return Object.fromEntries(wrt.map((name) => [name, denseOf(arrays, name)]));
      },
      jvp: async (tangents: Tangents): Promise<OutputTangents> => {
        const arrays = await arraysFor({ action: "jvp", tangents: encodeTangents(problem, tangents) });
        const entries = [...arrays.keys()].map((name) => [name, numbersOf(arrays, name)]);
        return written(Object.fromEntries(entries)) as unknown as OutputTangents;
      },
      jacobian: async (output: OutputName, input: FieldName): Promise<DenseArray<Float64Array>> => {
        checkJacobian(problem, output, input);
        return denseOf(await arraysFor({ action: "jacobian", output, input }), "jacobian");
      },
      dispose,
    };
  }

  /** Whom to ask comes from `asked`, and is noted there. */
  async #ask(asked: Asked, question: Question): Promise<Answer> {
    const { deadline = this.#options.deadline, signal } = asked.options;
    let inline = false;
    let failures = 0;
    const launch = async (attempt: number, left: number, ended: AbortSignal): Promise<Answer> => {
      // Who keeps the solution is asked once; after that, and where nobody does, anybody is, with the problem.
      const isDirect = attempt === 0 && asked.kept !== 0;
      const problem = isDirect
        ? undefined
        : { settings: asked.settings, fields: await this.fieldsOf(asked.problem, inline) };
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
        for (const { hash } of problem?.fields.values() ?? []) if (hash) this.#store?.forget(hash);
        inline = failures > 0;
      }
      const error = errorOf(answer);
      if (answer.reason === "misuse" || answer.reason === "message" || answer.reason === "deadline")
        throw error;
      if (answer.reason !== "busy" && answer.reason !== "gone" && ++failures === MOST_FAILURES) throw error;
      throw new Again(error);
    };
    const answer = await this.#gate.pass(() =>
      untilAnswered(launch, {
        ...{ deadline, retryAfter: this.#options.retryAfter, signal },
        onDoubt: (again) => this.#link.onDoubt(again),
        onDeadline: (last) => last ?? lateError(deadline),
      }),
    );
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
    options: Parameters<Link["call"]>[2],
  ): Promise<Answer | Refusal> {
    try {
      return decodeAnswer(await this.#link.call(worker, encodeRequest(request), options));
    } catch (error) {
      throw error instanceof MessageError ? unreadable(error.message) : error;
    }
  }

  #checkArithmetic(found: string): void {
    this.#arithmetic ??= found;
    if (this.#options.arithmetic === "any" || found === this.#arithmetic) return;
    throw new OptNetError({
      field: "arithmetic",
      expected: this.#arithmetic,
      got: found,
      hint: "Workers of different engines or kernels compute different bits; run the same Node everywhere.",
    });
  }
}

function denseOf(arrays: WireArrays, name: string): DenseArray<Float64Array> {
  return written({ data: numbersOf(arrays, name), shape: arrays.get(name)?.shape ?? [] });
}

function errorOf({ field, expected, got, hint }: Refusal): OptNetError {
  return new OptNetError({ field, expected, got, hint });
}

function unreadable(got: string): OptNetError {
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

function requireDeadline(deadline: unknown): number | undefined {
  if (deadline === undefined || (typeof deadline === "number" && deadline > 0)) return deadline;
  throw new OptNetError({
    field: "deadline",
    expected: "a positive number of milliseconds",
    got: String(deadline),
    hint: "Leave it out for the client's own.",
  });
}
