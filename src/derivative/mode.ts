import type { GradientThreads, KktVectors, SolvedBatch } from "../execute/executor.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import type { SolutionData } from "../problem/solution.js";
import { Exact } from "./modes/exact.js";
import { LeastSquares } from "./modes/least-squares.js";
import { Smoothed } from "./modes/smoothed.js";

/**
 * The point that derivatives belong to, and the linear system there (backend.ts, `solveKkt`). It is symmetric in
 * every mode, so that forward and reverse mode are adjoint to each other.
 */
export interface Linearisation {
  readonly data: SolutionData;
  solveKkt(right: KktVectors, out: KktVectors): void;
  /** As `SolvedBatch.threads`, where they may take part. */
  readonly threads?: GradientThreads | undefined;
  dispose(): void;
}

/** That of the backend, or one that stands in for it. */
export function linearise(problem: Problem, solved: SolvedBatch, settings: Settings): Linearisation {
  const { data } = solved;
  switch (settings.gradient) {
    case "exact":
      return new Exact(problem, solved);
    case "smoothed":
      return new Smoothed(problem, data, settings.smoothing);
    case "leastSquares": {
      const system = new LeastSquares(problem, data);
      return {
        data,
        solveKkt: (right, out) => system.solveKkt(right, out),
        dispose: () => system.dispose(),
      };
    }
  }
}
