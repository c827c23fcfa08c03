/** Joins two backends: what the fast one leaves unfinished, the thorough one solves. */
import { selectElements } from "../problem/part.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { ARRAY_NAMES } from "../problem/solution-data.js";
import type { Certificate, SolutionData, Status } from "../problem/solution.js";
import type { KktVectors, PartialProgram, Program } from "./backend.js";
import { IrregularSystems } from "./irregular.js";

const VECTORS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;
export class FinishedProgram implements Program {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly fast: PartialProgram;
  readonly #settings: Settings;
  readonly #solve: (problem: Problem) => Program;
  readonly #status: Status[];
  /** Elements that the thorough backend solved, and its program. */
  #elements: readonly number[] = [];
  #thorough: Program | undefined;
  readonly #irregular: IrregularSystems;

  constructor(
    problem: Problem,
    fast: PartialProgram,
    settings: Settings,
    solve: (problem: Problem) => Program,
  ) {
    this.#problem = problem;
    this.fast = fast;
    this.#settings = settings;
    this.#solve = solve;
    this.#status = [...fast.data.status];
    this.data = { ...fast.data, status: this.#status };
    this.#irregular = new IrregularSystems(problem, this.data);
    this.#finish();
  }

  again(warmStart: boolean): void {
    this.#thorough?.dispose();
    this.#irregular.clear();
    this.fast.again(this.#settings, warmStart);
    const { status } = this.fast.data;
    for (let i = 0; i < status.length; i++) this.#status[i] = status[i];
    this.#finish();
  }

  #finish(): void {
    const { fast } = this;
    this.#thorough = undefined;
    this.#elements = fast.unfinished;
    if (this.#elements.length === 0) return;
    const { batch } = this.#problem;
    const thorough = this.#solve(selectElements(this.#problem, this.#elements));
    this.#thorough = thorough;
    const [weaklyActive, weak] = [fast.weaklyActive(), thorough.weaklyActive()];
    for (const [i, element] of this.#elements.entries()) {
      this.#status[element] = thorough.data.status[i];
      weaklyActive[element] = weak[i];
      for (const name of ARRAY_NAMES)
        copyRow(thorough.data[name], i, this.#elements.length, fast.data[name], element, batch);
    }
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const irregular = this.fast.solveKkt(right, out);
    for (const element of irregular) {
      this.#irregular.solve(element, this.fast.activeSet(element), right, out);
    }
    if (this.#thorough) this.#solvePart(this.#thorough, this.#elements, right, out);
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
    return this.fast.weaklyActive();
  }

  certificate(element: number): Certificate | undefined {
    const index = this.#elements.indexOf(element);
    return index < 0 ? this.fast.certificate(element) : this.#thorough?.certificate(index);
  }

  keepFactors(): () => void {
    return this.fast.keepFactors();
  }

  dispose(): void {
    this.fast.dispose();
    this.#thorough?.dispose();
    this.#irregular.clear();
  }
}

type Numbers = Float64Array | Int32Array;

function copyRow(from: Numbers, row: number, rows: number, to: Numbers, toRow: number, toRows: number): void {
  const length = from.length / rows;
  const target = toRow * (to.length / toRows);
  for (let i = 0; i < length; i++) to[target + i] = from[row * length + i];
}
