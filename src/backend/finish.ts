/** Joins two backends: what the fast one leaves unfinished, the thorough one solves. */
import type { Operand, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import type { Certificate, SolutionData, Status } from "../problem/solution.js";
import type { KktVectors, PartialProgram, Program } from "./backend.js";

const VECTORS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;
const OUTPUTS = [
  ...VECTORS,
  ...(["slack", "objective", "primalResidual", "dualResidual", "dualityGap", "iterations"] as const),
] as const;

export class FinishedProgram implements Program {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly fast: PartialProgram;
  readonly #solve: (problem: Problem) => Program;
  readonly #weaklyActive: Int32Array;
  /** Elements that the thorough backend solved, and its program. */
  readonly #elements: readonly number[];
  readonly #thorough: Program | undefined;

  constructor(problem: Problem, fast: PartialProgram, solve: (problem: Problem) => Program) {
    this.#problem = problem;
    this.fast = fast;
    this.#solve = solve;
    this.#elements = fast.unfinished;
    this.#weaklyActive = fast.weaklyActive();
    if (this.#elements.length === 0) {
      this.data = fast.data;
      return;
    }
    const thorough = solve(partOf(problem, this.#elements));
    this.#thorough = thorough;
    const status: Status[] = [...fast.data.status];
    const weak = thorough.weaklyActive();
    for (const [i, element] of this.#elements.entries()) {
      status[element] = thorough.data.status[i];
      this.#weaklyActive[element] = weak[i];
      for (const name of OUTPUTS)
        copyRow(thorough.data[name], i, this.#elements.length, fast.data[name], element, problem.batch);
    }
    this.data = { ...fast.data, status };
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const inaccurate = this.fast.solveKkt(right, out);
    if (this.#thorough) this.#solvePart(this.#thorough, this.#elements, right, out);
    if (inaccurate.length === 0) return;
    const again = this.#solve(partOf(this.#problem, inaccurate));
    this.#solvePart(again, inaccurate, right, out);
    again.dispose();
  }

  #solvePart(program: Program, elements: readonly number[], right: KktVectors, out: KktVectors): void {
    const { batch } = this.#problem;
    const part = (vectors: KktVectors): KktVectors => {
      const copy = { ...vectors };
      for (const name of VECTORS) {
        copy[name] = new Float64Array((vectors[name].length / batch) * elements.length);
        for (const [i, element] of elements.entries()) {
          copyRow(vectors[name], element, batch, copy[name], i, elements.length);
        }
      }
      return copy;
    };
    const result = part(out);
    program.solveKkt(part(right), result);
    for (const [i, element] of elements.entries()) {
      for (const name of VECTORS) copyRow(result[name], i, elements.length, out[name], element, batch);
    }
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  certificate(element: number): Certificate | undefined {
    const index = this.#elements.indexOf(element);
    return index < 0 ? undefined : this.#thorough?.certificate(index);
  }

  keepFactors(): () => void {
    return this.fast.keepFactors();
  }

  dispose(): void {
    this.fast.dispose();
    this.#thorough?.dispose();
  }
}

/** Some elements of a batch as a batch of their own. */
function partOf(problem: Problem, elements: readonly number[]): Problem {
  const part: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem };
  part.batch = elements.length;
  part.positions = elements.map((element) => problem.positions?.[element] ?? element);
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand && operand.stride > 0) part[name] = gather(operand, elements);
  }
  return part;
}

function gather(operand: Operand, elements: readonly number[]): Operand {
  const { size } = operand;
  const data = new Float64Array(size * elements.length);
  for (const [i, element] of elements.entries()) {
    data.set(operand.data.subarray(element * size, element * size + size), i * size);
  }
  return { ...operand, data, shape: [elements.length, ...operand.shape.slice(1)] };
}

type Numbers = Float64Array | Int32Array;

function copyRow(from: Numbers, row: number, rows: number, to: Numbers, toRow: number, toRows: number): void {
  const length = from.length / rows;
  const target = toRow * (to.length / toRows);
  for (let i = 0; i < length; i++) to[target + i] = from[row * length + i];
}
