/** Joins two backends: what the fast one leaves unfinished, the thorough one solves. */
import { copyRow, selectElements, solvePart } from "../problem/batch.js";
import type { Certificate, KktVectors, SolutionData, SolvedBy, Status } from "../problem/fields.js";
import { ARRAY_NAMES } from "../problem/fields.js";
import type { PartlySolvedBatch, SolvedBatch } from "./executor.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";

export class JoinedBatch implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly fast: PartlySolvedBatch;
  readonly #settings: Settings;
  readonly #solve: (problem: Problem) => SolvedBatch;
  readonly #status: Status[];
  /** Elements that the thorough backend solved, and its program. */
  #elements: readonly number[] = [];
  #thorough: SolvedBatch | undefined;

  constructor(
    problem: Problem,
    fast: PartlySolvedBatch,
    settings: Settings,
    solve: (problem: Problem) => SolvedBatch,
  ) {
    this.#problem = problem;
    this.fast = fast;
    this.#settings = settings;
    this.#solve = solve;
    this.#status = [...fast.data.status];
    this.data = { ...fast.data, status: this.#status };
    this.#finish();
  }

  again(warmStart: boolean): void {
    this.#thorough?.dispose();
    // Until all is done, and where an observer throws, none of it counts.
    this.#status.fill("numericalError");
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
    this.fast.solveKkt(right, out);
    if (this.#thorough) solvePart(this.#thorough, this.#elements, this.#problem.batch, right, out);
  }

  weaklyActive(): Int32Array {
    return this.fast.weaklyActive();
  }

  certificate(element: number): Certificate | undefined {
    const index = this.#elements.indexOf(element);
    return index < 0 ? this.fast.certificate(element) : this.#thorough?.certificate(index);
  }

  solvedBy(element: number): SolvedBy {
    const index = this.#elements.indexOf(element);
    return index < 0 ? this.fast.solvedBy : this.#thorough!.solvedBy(index);
  }

  keepFactors(holder: object): () => void {
    return this.fast.keepFactors(holder);
  }

  dispose(): void {
    this.fast.dispose();
    this.#thorough?.dispose();
  }
}
