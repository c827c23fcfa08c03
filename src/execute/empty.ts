import type { Problem } from "../problem/problem.js";
import { newSolutionData } from "../problem/batch.js";
import type { SolutionData, SolvedBy } from "../problem/fields.js";
import type { SolvedBatch } from "./executor.js";

/** The answer to a batch without elements: no backend has to know that there are such. */
export class EmptyBatch implements SolvedBatch {
  readonly data: SolutionData;

  constructor(problem: Problem) {
    this.data = { ...newSolutionData(problem), status: [] };
  }

  solveKkt(): void {}

  weaklyActive(): Int32Array {
    return new Int32Array(0);
  }

  certificate(): undefined {}

  solvedBy(): SolvedBy {
    return "inspection";
  }

  keepFactors(): () => void {
    return () => undefined;
  }

  dispose(): void {}
}
