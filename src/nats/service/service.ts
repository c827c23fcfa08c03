/** From the body of a request to the body of its answer, whatever brings them. */
import { arithmetic } from "../../training/arithmetic.js";
import { FIELD_NAMES, type FieldName, type Problem, type ProblemInput } from "../../problem/problem.js";
import { resolveSettings, type Settings, type SettingsInput } from "../../problem/settings.js";
import type {
  Cotangents,
  Gradients,
  OutputName,
  OutputTangents,
  Solution,
  Tangents,
} from "../../problem/solution.js";
import { validateProblem } from "../../problem/validate.js";
import { encodeAnswer, encodeRefusal, type Answer, type SolvedNumbers } from "../wire/answer.js";
import { wireArray, type WireArray, type WireArrays } from "../wire/arrays.js";
import { MessageError } from "../wire/bytes.js";
import { decodeRequest, DIAGONAL, type Question, type WireProblem } from "../wire/request.js";
import { KnownArrays, type ArraySource } from "./arrays.js";
import { KeptSolutions } from "./kept.js";
import { resolveLimits, type ResolvedLimits, type ServiceLimits } from "./limits.js";
import { Metrics } from "./metrics.js";
import { numbersOfPart } from "./numbers.js";
import { Queue } from "./queue.js";
import { refusalFor, Refused } from "./refused.js";

/** How long a request may take, and how large it is. */
interface Terms {
  readonly until: number;
  readonly bytes: number;
}

/** A solution with gradients, as long as it is there. */
export interface Finished {
  readonly arithmetic: string;
  readonly solved: SolvedNumbers;
  readonly gradients: WireArrays;
}

type Derivative = Exclude<Question, { action: "solve" | "dispose" }>;

export class Service {
  readonly limits: ResolvedLimits;
  readonly metrics = new Metrics();
  readonly #queue: Queue;
  readonly #kept: KeptSolutions;
  readonly #arrays: KnownArrays;
  /** Where clients find the worker that keeps their solutions. */
  readonly #address: string;
  readonly #arithmetic = arithmetic();
  #open = 0;
  draining = false;

  constructor(address: string, limits: ServiceLimits = {}, source?: ArraySource) {
    this.limits = resolveLimits(limits);
    this.#address = address;
    this.#queue = new Queue(this.limits, this.metrics);
    this.#kept = new KeptSolutions(this.limits.maxKept, this.limits.keepSeconds);
    this.#arrays = new KnownArrays(source, this.limits.maxArrays);
  }

  /**
   * Never rejects: what is wrong with a request is its answer.
   *
   * @param until when the client stops waiting, by `performance.now()`.
   * @returns undefined where no answer is wanted.
   */
  async handle(body: Uint8Array, until: number): Promise<Uint8Array | undefined> {
    const start = performance.now();
    this.#open++;
    let outcome: Parameters<Metrics["answered"]>[0] = "ok";
    try {
      return await this.#answer(body, { until, bytes: body.length });
    } catch (error) {
      const refusal = refusalFor(error);
      outcome = refusal.reason;
      return encodeRefusal(refusal);
    } finally {
      this.#open--;
      this.metrics.answered(outcome, (performance.now() - start) / 1000);
    }
  }

  /** Whether so many bytes more may come in. */
  hasRoom(bytes: number): boolean {
    const { maxWaiting, maxWaitingBytes } = this.limits;
    const { waiting } = this.#queue;
    return waiting < maxWaiting && (waiting === 0 || this.#queue.bytes + bytes <= maxWaitingBytes);
  }

  metricsText(): string {
    return this.metrics.text({
      waiting: this.#queue.waiting,
      waitingBytes: this.#queue.bytes,
      kept: this.#kept.size,
      arrayBytes: this.#arrays.bytes,
      draining: this.draining,
    });
  }

  healthText(): string {
    const state = this.draining
      ? "draining"
      : this.#queue.waiting >= this.limits.maxWaiting
        ? "busy"
        : "ready";
    return JSON.stringify({ state, waiting: this.#queue.waiting, arithmetic: this.#arithmetic });
  }

  /** When all requests that came have their answers. */
  async drained(): Promise<void> {
    while (this.#open > 0) {
      await this.#queue.drained();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  close(): void {
    this.#kept.clear();
  }

  async #answer(body: Uint8Array, terms: Terms): Promise<Uint8Array | undefined> {
    const { kept, problem, question } = decodeRequest(body, this.limits.maxArrays / 8);
    if (question.action === "dispose") {
      this.#kept.dispose(kept);
      return undefined;
    }
    if (question.action === "solve") {
      if (problem === undefined) throw new MessageError("nothing to solve");
      return this.#solve(problem, question.keep, terms);
    }
    return this.#differentiate(kept, problem, question, terms);
  }

  /** Solves alone, with gradients where a loss is given; written while the numbers are there. */
  async run(
    given: WireProblem,
    loss: { readonly cotangents: WireArrays | undefined; readonly wrt: readonly string[] | undefined },
    write: (result: Finished) => Uint8Array,
    terms: Terms,
  ): Promise<Uint8Array> {
    const { problem, settings } = await this.#read(given);
    const cotangents = loss.cotangents && (await this.#arrays.complete(loss.cotangents));
    return this.#queue.run(() => {
      const solution = this.#queue.solveNow(problem, settings);
      try {
        const isShifted = settings.infeasible === "closestFeasible";
        const solved = numbersOfPart(solution, 0, problem.batch, isShifted);
        const gradients = cotangents
          ? derivative(solution, { action: "vjp", cotangents, wrt: loss.wrt })
          : new Map<string, WireArray>();
        return write({ arithmetic: this.#arithmetic, solved, gradients });
      } finally {
        solution.dispose();
      }
    }, terms);
  }

  async #solve(given: WireProblem, keep: boolean, terms: Terms): Promise<Uint8Array> {
    const { problem, settings } = await this.#read(given);
    const { batch, variables, equalities, inequalities } = problem;
    this.#requireAnswer(batch * (3 * (variables + equalities) + 4 * inequalities + 8));
    return this.#queue.solve(problem, settings, {
      ...terms,
      take: ({ solution, first, count, alone }) => {
        const solved = numbersOfPart(solution, first, count, settings.infeasible === "closestFeasible");
        const number = alone && keep ? this.#kept.add(solution) : 0;
        const answer = this.#answerWith(number, { kind: "solution", solved });
        if (alone && !keep) solution.dispose();
        return answer;
      },
    });
  }

  async #differentiate(
    kept: number,
    given: WireProblem | undefined,
    question: Derivative,
    terms: Terms,
  ): Promise<Uint8Array> {
    const asked = await this.#completed(question);
    const answerOf = (solution: Solution): WireArrays => {
      if (asked.action === "jacobian") this.#requireAnswer(jacobianSize(solution, asked));
      return derivative(solution, asked);
    };
    const solution = kept === 0 ? undefined : this.#kept.get(kept);
    if (solution !== undefined) {
      const content = () => ({ kind: "arrays", arrays: answerOf(solution) }) as const;
      return this.#queue.run(() => this.#answerWith(kept, content()), terms);
    }
    if (given === undefined) {
      throw new Refused("gone", {
        field: "solution",
        expected: "one that the worker keeps",
        got: "one that it does not keep any more",
        hint: "Send the problem with the request.",
      });
    }
    const { problem, settings } = await this.#read(given);
    return this.#queue.run(() => {
      const again = this.#queue.solveNow(problem, settings);
      const arrays = answerOf(again);
      return this.#answerWith(this.#kept.add(again), { kind: "arrays", arrays });
    }, terms);
  }

  #requireAnswer(numbers: number): void {
    const { maxAnswer } = this.limits;
    if (8 * numbers <= maxAnswer) return;
    throw new Refused("misuse", {
      field: "problem",
      expected: `an answer of at most ${maxAnswer} bytes`,
      got: `one of about ${8 * numbers}`,
      hint: "Ask for less at a time, or raise maxAnswer of the workers.",
    });
  }

  /** Written at once, while the numbers are there. */
  #answerWith(kept: number, content: Answer["content"]): Uint8Array {
    return encodeAnswer({ arithmetic: this.#arithmetic, worker: this.#address, kept, content });
  }

  async #read({ settings, fields }: WireProblem): Promise<{ problem: Problem; settings: Settings }> {
    const resolved = resolveSettings(settings as SettingsInput);
    const complete = await this.#arrays.complete(fields);
    const input = Object.fromEntries(
      [...complete].map(([name, array]) =>
        name === DIAGONAL ? ["Q", { diagonal: inputOf(array) }] : [name, inputOf(array)],
      ),
    );
    const problem = validateProblem(input as Partial<ProblemInput>, {}, undefined, resolved.invalid);
    return { problem, settings: resolved };
  }

  async #completed(question: Derivative): Promise<Derivative> {
    if (question.action === "vjp") {
      return { ...question, cotangents: await this.#arrays.complete(question.cotangents) };
    }
    if (question.action === "jvp") {
      return { ...question, tangents: await this.#arrays.complete(question.tangents) };
    }
    return question;
  }
}

function inputOf({
  data,
  shape,
}: WireArray): Float64Array | { data: Float64Array; shape: readonly number[] } {
  return shape === undefined ? data! : { data: data!, shape };
}

function inputsOf(arrays: WireArrays): Record<string, ReturnType<typeof inputOf>> {
  return Object.fromEntries([...arrays].map(([name, array]) => [name, inputOf(array)]));
}

/** Numbers of a Jacobian, at most: what is not known here is refused by the solution itself. */
function jacobianSize(
  { shape, z, nu, lambda }: Solution,
  { output, input }: { output: string; input: string },
) {
  const { batch, variables: n, equalities: e, inequalities: m } = shape;
  const outputs: Readonly<Record<string, number>> = {
    ...{ z: z.length, lambdaLower: z.length, lambdaUpper: z.length, objective: batch },
    ...{ nu: nu.length, shiftB: nu.length, lambda: lambda.length, shiftH: lambda.length },
  };
  const inputs: Readonly<Record<string, number>> = {
    ...{ Q: n * n, p: n, A: e * n, b: e, G: m * n, h: m, lower: n, upper: n },
  };
  return (outputs[output] ?? 0) * (inputs[input] ?? 0);
}

function derivative(solution: Solution, question: Derivative): WireArrays {
  switch (question.action) {
    case "vjp": {
      const wrt = question.wrt as readonly FieldName[] | undefined;
      const gradients: Gradients = solution.vjp(inputsOf(question.cotangents) as Cotangents, { wrt });
      return new Map(
        FIELD_NAMES.flatMap((name) => {
          const gradient = gradients[name];
          return gradient === undefined ? [] : [[name, wireArray(gradient.data, gradient.shape)] as const];
        }),
      );
    }
    case "jvp": {
      const tangents: OutputTangents = solution.jvp(inputsOf(question.tangents) as Tangents);
      return new Map(Object.entries(tangents).map(([name, data]) => [name, wireArray(data as Float64Array)]));
    }
    case "jacobian": {
      const output = question.output as OutputName;
      const { data, shape } = solution.jacobian(output, question.input as FieldName);
      return new Map([["jacobian", wireArray(data, shape)]]);
    }
  }
}
