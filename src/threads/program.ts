import type { KktVectors, Program } from "../backend/backend.js";
import type { Problem } from "../problem/problem.js";
import type { Certificate, SolutionData } from "../problem/solution.js";
import type { SharedData, SharedText } from "./protocol.js";
import {
  copyToShared,
  readText,
  sharedIntegers,
  sharedNumbers,
  sharedText,
  STATUSES,
  VECTOR_NAMES,
} from "./protocol.js";
import type { Thread } from "./thread.js";

/** The part of a batch that one thread has: elements `first` … `last` − 1. */
export interface Part {
  readonly first: number;
  readonly last: number;
  /** A program of this thread, or the number of a program of another one. */
  readonly program: Program | { readonly thread: Thread; readonly number: number };
}

/** A batch whose parts were solved, and are differentiated, by several threads. */
export class ThreadedProgram implements Program {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly #parts: readonly Part[];
  readonly #weaklyActive: Int32Array;

  constructor(problem: Problem, parts: readonly Part[], data: SolutionData, weaklyActive: Int32Array) {
    this.#problem = problem;
    this.#parts = parts;
    this.data = data;
    this.#weaklyActive = weaklyActive;
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { batch } = this.#problem;
    const view = (vectors: KktVectors, { first, last }: Part, copy: (part: Float64Array) => Float64Array) => {
      const part = { ...vectors };
      for (const name of VECTOR_NAMES) {
        const length = vectors[name].length / batch;
        part[name] = copy(vectors[name].subarray(first * length, last * length));
      }
      return part;
    };
    const waiting: (() => void)[] = [];
    const own: (() => void)[] = [];
    for (const part of this.#parts) {
      const { program } = part;
      const target = view(out, part, (numbers) => numbers);
      if ("solveKkt" in program) {
        own.push(() =>
          program.solveKkt(
            view(right, part, (numbers) => numbers),
            target,
          ),
        );
        continue;
      }
      const results = view(out, part, (numbers) => sharedNumbers(numbers.length));
      const wait = program.thread.ask(program.number, {
        kind: "kkt",
        right: view(right, part, copyToShared),
        out: results,
      });
      waiting.push(() => {
        wait();
        for (const name of VECTOR_NAMES) target[name].set(results[name]);
      });
    }
    for (const work of [...own, ...waiting]) work();
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  certificate(element: number): Certificate | undefined {
    const part = this.#parts.find(({ first, last }) => element >= first && element < last);
    if (part === undefined) return undefined;
    const { program, first } = part;
    if ("solveKkt" in program) return program.certificate(element - first);
    const { variables, equalities, inequalities } = this.#problem;
    const out: SharedText = sharedText(200 + 30 * (3 * variables + equalities + inequalities));
    program.thread.ask(program.number, { kind: "certificate", element: element - first, out })();
    return certificateFrom(readText(out));
  }

  /** Factors stay with their threads; another batch makes its own. */
  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {
    for (const { program } of this.#parts) {
      if ("solveKkt" in program) program.dispose();
      else program.thread.tell(program.number, { kind: "dispose" });
    }
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

/** Room in shared memory for the solution of `batch` elements. */
export function newSharedData({ variables, equalities, inequalities }: Problem, batch: number): SharedData {
  return {
    shape: { batch, variables, equalities, inequalities },
    z: sharedNumbers(batch * variables),
    nu: sharedNumbers(batch * equalities),
    lambda: sharedNumbers(batch * inequalities),
    lambdaLower: sharedNumbers(batch * variables),
    lambdaUpper: sharedNumbers(batch * variables),
    slack: sharedNumbers(batch * inequalities),
    objective: sharedNumbers(batch),
    primalResidual: sharedNumbers(batch),
    dualResidual: sharedNumbers(batch),
    dualityGap: sharedNumbers(batch),
    iterations: sharedIntegers(batch),
    status: sharedIntegers(batch),
    weaklyActive: sharedIntegers(batch),
  };
}

const NUMBER_OUTPUTS = [
  ...VECTOR_NAMES,
  ...(["slack", "objective", "primalResidual", "dualResidual", "dualityGap"] as const),
] as const;

/** Joins the parts' solutions in the order of the batch. */
export function joinData(
  problem: Problem,
  parts: readonly { readonly first: number; readonly data: SharedData | Program }[],
): { data: SolutionData; weaklyActive: Int32Array } {
  const { batch, variables: n, equalities: e, inequalities: m } = problem;
  const sizes = { z: n, nu: e, lambda: m, lambdaLower: n, lambdaUpper: n, slack: m };
  const numbers = Object.fromEntries(
    NUMBER_OUTPUTS.map((name) => {
      const length = name in sizes ? sizes[name as keyof typeof sizes] : 1;
      const joined = new Float64Array(batch * length);
      for (const { first, data } of parts) joined.set(dataOf(data)[name], first * length);
      return [name, joined];
    }),
  ) as unknown as Omit<SolutionData, "shape" | "status" | "iterations">;
  const iterations = new Int32Array(batch);
  const weaklyActive = new Int32Array(batch);
  const status = parts.flatMap(({ first, data }) => {
    iterations.set(dataOf(data).iterations, first);
    weaklyActive.set("solveKkt" in data ? data.weaklyActive() : data.weaklyActive, first);
    return "solveKkt" in data ? data.data.status : Array.from(data.status, (index) => STATUSES[index]);
  });
  const shape = { batch, variables: n, equalities: e, inequalities: m };
  return { data: { ...numbers, shape, iterations, status }, weaklyActive };
}

function dataOf(data: SharedData | Program): SharedData | SolutionData {
  return "solveKkt" in data ? data.data : data;
}
