/** From the body of a request to the body of its answer, whatever brings them. */
import { structureOf } from "../../execute/structure.js";
import { arithmetic } from "../../training/arithmetic.js";
import { FIELD_NAMES, type FieldName, type Problem } from "../../problem/problem.js";
import { resolveSettings, type Settings, type SettingsInput } from "../../problem/settings.js";
import type { Cotangents, Gradients, OutputName, OutputTangents } from "../../problem/fields.js";
import type { Solution } from "../../api/solution.js";
import { validateProblem } from "../../problem/validate.js";
import { encodeAnswer, encodeRefusal, type Answer, type SolvedNumbers } from "../wire/answer.js";
import { KnownPatterns } from "../patterns.js";
import { wireArray, type WireArrays } from "../wire/arrays.js";
import { MessageError } from "../wire/bytes.js";
import { decodeRequest, type Question, type WireProblem } from "../wire/request.js";
import { sparseIn } from "../wire/sparse.js";
import { KnownArrays, type ArraySource } from "./arrays.js";
import { gradientArrays, inputsOf, jacobianSize, fieldsIn, tangentsIn } from "./inputs.js";
import { KeptSolutions } from "./kept.js";
import { resolveLimits, type ResolvedLimits, type ServiceLimits } from "./limits.js";
import { Metrics } from "./metrics.js";
import { numbersOfPart } from "./numbers.js";
import { Queue, requireInTime } from "./queue.js";
import { busyRefusal, refusalFor, Refused } from "./refused.js";

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
type Pullback = Extract<Question, { action: "vjp" }>;

/** Patterns may take this share of the bytes of arrays: what is planned for one takes several times as many as it. */
const PATTERNS_SHARE = 1 / 8;

export class Service {
  readonly limits: ResolvedLimits;
  readonly metrics = new Metrics();
  readonly #queue: Queue;
  readonly #kept: KeptSolutions;
  readonly #arrays: KnownArrays;
  readonly #patterns: KnownPatterns;
  /** What the solutions that are kept are of. */
  readonly #problems = new WeakMap<Solution, Problem>();
  /** Where clients find the worker that keeps their solutions. */
  readonly #address: string;
  readonly #arithmetic = arithmetic();
  #open = 0;
  /** Requests that were taken and are not answered: those that wait, and those whose arrays are fetched. */
  #waiting = 0;
  #waitingBytes = 0;
  draining = false;

  constructor(address: string, limits: ServiceLimits = {}, source?: ArraySource) {
    this.limits = resolveLimits(limits);
    this.#address = address;
    this.#queue = new Queue(this.limits, this.metrics);
    this.#kept = new KeptSolutions(this.limits.maxKept, this.limits.maxKeptBytes, this.limits.keepSeconds);
    this.#arrays = new KnownArrays(source, this.limits.maxArrays);
    this.#patterns = new KnownPatterns(this.limits.maxArrays * PATTERNS_SHARE);
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

  /**
   * Whether so many bytes more may come in. A single request always may, whatever its size.
   *
   * @param coming bytes of requests that are coming in already.
   */
  hasRoom(bytes: number, coming = 0): boolean {
    const { maxWaiting, maxWaitingBytes } = this.limits;
    const taken = this.#waitingBytes + coming;
    return this.#waiting < maxWaiting && (taken === 0 || taken + bytes <= maxWaitingBytes);
  }

  metricsText(): string {
    return this.metrics.text({
      waiting: this.#waiting,
      waitingBytes: this.#waitingBytes,
      kept: this.#kept.size,
      arrayBytes: this.#arrays.bytes,
      draining: this.draining,
    });
  }

  healthText(): string {
    const state = this.draining ? "draining" : this.#waiting >= this.limits.maxWaiting ? "busy" : "ready";
    return JSON.stringify({ state, waiting: this.#waiting, arithmetic: this.#arithmetic });
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
    if (!this.hasRoom(terms.bytes)) {
      throw new Refused("busy", busyRefusal(`${this.#waiting} of them, with ${this.#waitingBytes} bytes`));
    }
    this.#waiting++;
    this.#waitingBytes += terms.bytes;
    try {
      if (question.action !== "solve") return await this.#differentiate(kept, problem, question, terms);
      if (problem === undefined) throw new MessageError("nothing to solve");
      return await this.#solve(problem, question.keep, terms);
    } finally {
      this.#waiting--;
      this.#waitingBytes -= terms.bytes;
    }
  }

  /**
   * Solves alone, with gradients where a loss is given; written while the numbers are there. It may wait for as long as
   * it takes, so that no work which was handed over for good is sent away.
   */
  async run(
    given: WireProblem,
    loss: { readonly cotangents: WireArrays | undefined; readonly wrt: readonly string[] | undefined },
    write: (result: Finished) => Uint8Array,
  ): Promise<Uint8Array> {
    const { problem, settings } = await this.#read(given);
    const cotangents = loss.cotangents && (await this.#arrays.complete(loss.cotangents));
    return this.#queue.run(() => {
      const solution = this.#queue.solveNow(problem, settings, Infinity);
      try {
        const isShifted = settings.infeasible === "closestFeasible";
        const solved = numbersOfPart(solution, 0, problem.batch, isShifted);
        const gradients = cotangents
          ? gradientArrays(gradientsOf(solution, { action: "vjp", cotangents, wrt: loss.wrt }), true)
          : new Map();
        return write({ arithmetic: this.#arithmetic, solved, gradients });
      } finally {
        solution.dispose();
      }
    }, Infinity);
  }

  async #solve(given: WireProblem, keep: boolean, terms: Terms): Promise<Uint8Array> {
    const { problem, settings } = await this.#read(given);
    return this.#queue.solve(problem, settings, {
      until: terms.until,
      take: ({ solution, first, count, alone, weaklyActive }) => {
        const isShifted = settings.infeasible === "closestFeasible";
        const solved = numbersOfPart(solution, first, count, isShifted, weaklyActive);
        const number = alone && keep ? this.#keep(solution, problem) : 0;
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
    const answerOf = (solution: Solution, problem: Problem): WireArrays => {
      if (asked.action === "jacobian") this.#requireAnswer(jacobianSize(problem, asked));
      return derivative(solution, problem, asked);
    };
    const solution = kept === 0 ? undefined : this.#kept.get(kept);
    if (solution !== undefined) {
      const problem = this.#problems.get(solution)!;
      const content = () => ({ kind: "arrays", arrays: answerOf(solution, problem) }) as const;
      return this.#queue.run(() => this.#answerWith(kept, content()), terms.until);
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
      const again = this.#queue.solveNow(problem, settings, terms.until);
      requireInTime(again, settings, terms.until);
      let arrays: WireArrays;
      try {
        arrays = answerOf(again, problem);
      } catch (error) {
        again.dispose();
        throw error;
      }
      return this.#answerWith(this.#keep(again, problem), { kind: "arrays", arrays });
    }, terms.until);
  }

  #keep(solution: Solution, problem: Problem): number {
    this.#problems.set(solution, problem);
    return this.#kept.add(solution, bytesKept(solution, problem));
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
    sparseIn(fields); // What is no matrix is not fetched.
    const input = fieldsIn(await this.#arrays.complete(fields), this.#patterns);
    const problem = validateProblem(input, {}, undefined, resolved.invalid);
    // Few shared rows and many elements are a small request, and a large solution, whatever is asked of it.
    const { batch, variables, equalities, inequalities } = problem;
    this.#requireAnswer(batch * (3 * (variables + equalities) + 4 * inequalities + 8));
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

/** What a solution holds until it is disposed of: its inputs, its numbers, and factors of about one element's size each. */
function bytesKept(solution: Solution, problem: Problem): number {
  const { batch, variables, equalities, inequalities } = problem;
  const rows = variables + equalities + inequalities;
  const inputs = FIELD_NAMES.reduce((sum, name) => sum + (problem[name]?.data.length ?? 0), 0);
  let sparse = 0;
  for (let i = 0; i < batch; i++) if (solution.solvedBy(i) === "sparse interior point") sparse++;
  // Of a sparse factor the rows are stored too, in half the bytes.
  const entries = sparse === 0 ? 0 : 1.5 * (structureOf(problem, true).sparse?.factorEntries ?? 0);
  return 8 * (inputs + batch * 6 * rows + sparse * entries + (batch - sparse) * variables * rows);
}

function gradientsOf(solution: Solution, { cotangents, wrt }: Pullback): Gradients {
  return solution.vjp(inputsOf(cotangents) as Cotangents, { wrt: wrt as readonly FieldName[] | undefined });
}

function derivative(solution: Solution, problem: Problem, question: Derivative): WireArrays {
  switch (question.action) {
    case "vjp":
      return gradientArrays(gradientsOf(solution, question), false);
    case "jvp": {
      const tangents: OutputTangents = solution.jvp(tangentsIn(question.tangents, problem));
      return new Map(Object.entries(tangents).map(([name, data]) => [name, wireArray(data as Float64Array)]));
    }
    case "atRounding":
      return new Map([
        ["atRounding", wireArray(Float64Array.of(solution.atRounding(question.element) ? 1 : 0))],
      ]);
    case "jacobian": {
      const output = question.output as OutputName;
      const { data, shape } = solution.jacobian(output, question.input as FieldName);
      return new Map([["jacobian", wireArray(data, shape)]]);
    }
  }
}
