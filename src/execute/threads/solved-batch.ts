import type { GradientThreads, SolvedBatch } from "../executor.js";
import type { Certificate, KktVectors, SolutionData, SolvedBy } from "../../problem/fields.js";
import { SOLVERS } from "../../problem/fields.js";
import { gradientsOf } from "../../derivative/index.js";
import type { FieldName, Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { solveBatch } from "../solve-batch.js";
import { copyToShared, isShared, readText, sharedIntegers, sharedNumbers, sharedText } from "./memory.js";
import { solutionOf } from "./protocol.js";
import type { Team } from "./team.js";
import { chunkOf } from "./chunk-solver.js";
import { mapVectors } from "../../problem/batch.js";

/** A batch that was solved, and is differentiated, by several threads. */
export class ThreadedBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly threads: GradientThreads = {
    borrow: (length) => {
      const numbers = this.#team.borrow(length);
      this.#borrowed.push(numbers.buffer as SharedArrayBuffer);
      return numbers;
    },
    gradients: (u, objective, names, { unsolvedGradient }) =>
      this.#gradients(u, objective, names, unsolvedGradient),
  };
  readonly #team: Team;
  readonly #onDispose: () => void;
  #borrowed: SharedArrayBuffer[] = [];

  constructor(team: Team, onDispose: () => void) {
    this.#team = team;
    this.#onDispose = onDispose;
    this.data = solutionOf(team.job.out);
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const team = this.#team;
    team.adoptOrphans();
    const sent = mapVectors(right, (numbers) => (isShared(numbers) ? numbers : copyToShared(numbers)));
    let results = mapVectors(out, (numbers) => (isShared(numbers) ? numbers : sharedNumbers(numbers.length)));
    const unanswered = team.together(
      (signal) => ({ kind: "kkt", right: sent, out: results, signal }),
      (own) => own.solveKkt(sent, results),
    );
    if (unanswered) {
      // Whoever gave no answer may still read and write there: nobody uses that memory again.
      this.#borrowed = [];
      results = mapVectors(results, (numbers) => Float64Array.from(numbers));
      team.with(unanswered).solveKkt(sent, results, unanswered);
    }
    mapVectors(out, (numbers, name) => {
      if (results[name] !== numbers) numbers.set(results[name]);
      return numbers;
    });
  }

  #gradients(
    u: KktVectors,
    objective: Float64Array | undefined,
    names: readonly FieldName[],
    unsolvedGradient: Settings["unsolvedGradient"],
  ): { readonly [Name in FieldName]?: Float64Array } {
    const { problem, out } = this.#team.job;
    const settings = { ...this.#team.job.settings, unsolvedGradient };
    const forAll = (name: FieldName): boolean => problem[name]!.stride === 0;
    const size = (name: FieldName): number => problem[name]!.size;
    const targets = Object.fromEntries(
      names.map((name) => [name, sharedNumbers(problem[name]!.data.length)]),
    );
    const request = {
      ...{
        u,
        objective: objective && copyToShared(objective),
        next: sharedIntegers(1),
        targets,
        out,
        unsolvedGradient,
      },
      // The largest first, so that all end together.
      shared: names.filter(forAll).sort((a, b) => size(b) - size(a)),
      own: names.filter((name) => !forAll(name)),
    };
    const unanswered = this.#team.together(
      (signal) => ({ kind: "gradients", ...request, signal }),
      (own) => own.addGradients(request),
    );
    const borrowed = this.#borrowed.splice(0);
    if (unanswered) return gradientsOf(problem, this.data, u, objective, settings, names);
    this.#team.giveBack(borrowed);
    return targets;
  }

  weaklyActive(): Int32Array {
    return this.#team.job.out.weaklyActive;
  }

  solvedBy(element: number): SolvedBy {
    return SOLVERS[this.#team.job.out.solvedBy[element]];
  }

  certificate(element: number): Certificate | undefined {
    if (this.data.status[element] === "timeLimit") return undefined;
    const { bounds, problem } = this.#team.job;
    const { variables, equalities, inequalities } = problem;
    const chunk = chunkOf(bounds, element);
    const out = sharedText(200 + 30 * (3 * variables + equalities + inequalities));
    const asked = this.#team.askOwnerOf(
      chunk,
      (signal) => ({ kind: "certificate", element, out, signal }),
      () => certificateFrom(readText(out)),
    );
    return asked ? asked.answer : this.#team.with([chunk]).certificate(element);
  }

  /** Factors stay with their threads; another batch makes its own. */
  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    this.#onDispose();
  }
}

/**
 * Numbers from workers, for a thread that must not wait for them: what else there is to know it finds out by itself,
 * when it is first asked.
 */
export class LocalBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly #settings: Settings;
  readonly #solved: ThreadedBatch;
  #again: SolvedBatch | undefined;

  constructor(problem: Problem, settings: Settings, solved: ThreadedBatch) {
    this.data = solved.data;
    this.#problem = problem;
    this.#settings = { ...settings, onIteration: undefined, timeIsUp: undefined };
    this.#solved = solved;
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    this.#local().solveKkt(right, out);
  }

  weaklyActive(): Int32Array {
    return this.#solved.weaklyActive();
  }

  solvedBy(element: number): SolvedBy {
    return this.#solved.solvedBy(element);
  }

  certificate(element: number): Certificate | undefined {
    if (this.data.status[element] === "timeLimit") return undefined;
    return this.#local().certificate(element);
  }

  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    this.#again?.dispose();
    this.#again = undefined;
    this.#solved.dispose();
  }

  #local(): SolvedBatch {
    return (this.#again ??= solveBatch(this.#problem, this.#settings));
  }
}

function certificateFrom(text: string): Certificate | undefined {
  const parsed = JSON.parse(text) as Record<string, unknown> | null;
  if (parsed === null) return undefined;
  const entries = Object.entries(parsed).map(([name, value]) => [
    name,
    Array.isArray(value) ? Float64Array.from(value as number[]) : value,
  ]);
  return Object.fromEntries(entries) as Certificate;
}
