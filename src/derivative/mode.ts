import type { GradientThreads, SolvedBatch } from "../execute/executor.js";
import type { KktVectors, SolutionData } from "../problem/fields.js";
import type { Problem } from "../problem/problem.js";
import type { Settings } from "../problem/settings.js";
import { LeastSquares } from "./least-squares.js";
import { Settled } from "./settled.js";
import { Smoothed } from "./smoothed.js";

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
      return new Settled(problem, solved);
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
