/**
 * Batches that contain elements which need no solver (problem/aside.ts). The others are solved as a batch without them,
 * to the same bits, and what is known of these is put in its places.
 */
import { contradictionCertificate } from "../form/certificate.js";
import { objectiveOf, userResiduals } from "../form/residuals.js";
import { newUserVectors } from "../form/standard.js";
import type { Aside } from "../problem/aside.js";
import { selectElements } from "../problem/part.js";
import type { Problem } from "../problem/problem.js";
import { boundAt } from "../problem/problem.js";
import type { NumericData } from "../problem/solution-data.js";
import { ARRAY_NAMES, newSolutionData } from "../problem/solution-data.js";
import type { Certificate, SolutionData, Status } from "../problem/solution.js";
import type { KktVectors, SolvedBatch } from "./executor.js";
import { copyRow, solvePart, zeroRows } from "./rows.js";

export class BatchBeside implements SolvedBatch {
  readonly data: SolutionData;
  readonly #problem: Problem;
  readonly #aside: ReadonlyMap<number, Aside>;
  /** The elements that are solved, and their solution; undefined where there are none. */
  readonly #elements: readonly number[];
  readonly #solved: SolvedBatch | undefined;
  readonly #weaklyActive: Int32Array;

  constructor(
    problem: Problem,
    aside: ReadonlyMap<number, Aside>,
    into: NumericData | undefined,
    solve: (part: Problem) => SolvedBatch,
  ) {
    const { batch } = problem;
    this.#problem = problem;
    this.#aside = aside;
    this.#elements = Array.from({ length: batch }, (_, i) => i).filter((i) => !aside.has(i));
    const count = this.#elements.length;
    this.#solved = count > 0 ? solve(selectElements(problem, this.#elements)) : undefined;
    const data = into ?? newSolutionData(problem);
    const status = new Array<Status>(batch);
    this.#weaklyActive = new Int32Array(batch);
    this.#elements.forEach((element, i) => {
      const solved = this.#solved!;
      status[element] = solved.data.status[i];
      this.#weaklyActive[element] = solved.weaklyActive()[i];
      for (const name of ARRAY_NAMES) copyRow(solved.data[name], i, count, data[name], element, batch);
    });
    for (const [element, { kind }] of aside) {
      status[element] = kind === "invalid" ? "invalid" : "primalInfeasible";
      if (kind === "invalid") this.#fillInvalid(data, element);
      else this.#fillContradiction(data, element);
    }
    this.data = { ...data, status };
  }

  solveKkt(right: KktVectors, out: KktVectors): void {
    const { batch } = this.#problem;
    for (const element of this.#aside.keys()) zeroRows(out, element, batch);
    if (this.#solved) solvePart(this.#solved, this.#elements, batch, right, out);
  }

  weaklyActive(): Int32Array {
    return this.#weaklyActive;
  }

  certificate(element: number): Certificate | undefined {
    const aside = this.#aside.get(element);
    if (aside?.kind === "contradiction")
      return contradictionCertificate(this.#problem, element, aside.variable);
    return aside ? undefined : this.#solved?.certificate(this.#elements.indexOf(element));
  }

  keepFactors(holder: object): () => void {
    return this.#solved?.keepFactors(holder) ?? ((): void => undefined);
  }

  dispose(): void {
    this.#solved?.dispose();
  }

  #fillInvalid(data: NumericData, element: number): void {
    for (const name of ARRAY_NAMES) {
      if (name === "iterations") continue;
      const length = data[name].length / this.#problem.batch;
      data[name].fill(NaN, element * length, element * length + length);
    }
  }

  /** The point that is nearest to 0 where bounds allow one, and in the middle where they do not. */
  #fillContradiction(data: NumericData, element: number): void {
    const problem = this.#problem;
    const n = problem.variables;
    const candidate = newUserVectors(problem);
    let primal = 0;
    for (let j = 0; j < n; j++) {
      const lower = boundAt(problem.lower, element, j, -Infinity);
      const upper = boundAt(problem.upper, element, j, Infinity);
      candidate.z[j] = lower > upper ? 0.5 * lower + 0.5 * upper : Math.min(Math.max(0, lower), upper);
      primal = Math.max(primal, lower - candidate.z[j], candidate.z[j] - upper);
    }
    const { dual, equality, inequality } = userResiduals(problem, element, candidate, false);
    data.z.set(candidate.z, element * n);
    const m = problem.inequalities;
    inequality.forEach((value, i) => (data.slack[element * m + i] = Math.max(0, -value)));
    for (const value of equality) primal = Math.max(primal, Math.abs(value));
    for (const value of inequality) primal = Math.max(primal, value);
    data.primalResidual[element] = primal;
    data.dualResidual[element] = dual.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    data.objective[element] = objectiveOf(problem, element, candidate.z);
    // zᵀQz + pᵀz: there are no multipliers.
    data.dualityGap[element] = Math.abs(dual.reduce((sum, value, j) => sum + value * candidate.z[j], 0));
  }
}
