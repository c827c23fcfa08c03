import type { Solution, Status } from "../../index.js";

/** How well a batch was solved. The worst figures are over all its elements, solved or not. */
export interface BatchStatistics {
  /** The size of the batch, or of all batches. */
  readonly elements: number;
  /** Elements whose status is `"solved"`. */
  readonly solved: number;
  /** Elements whose z is only the best point found, and whose gradients are zero by default. */
  readonly unsolved: number;
  /** The largest primal residual of any element. */
  readonly worstPrimalResidual: number;
  /** The largest dual residual of any element. */
  readonly worstDualResidual: number;
  /** The largest duality gap of any element. */
  readonly worstDualityGap: number;
  /** The most that any element took. */
  readonly iterations: number;
}

/** The same for one call, with the outcome of every element. */
export interface CallStatistics extends BatchStatistics {
  /** One status per element. */
  readonly status: readonly Status[];
}

export function statisticsOf(solution: Solution): CallStatistics {
  const { status } = solution;
  const solved = status.filter((one) => one === "solved").length;
  return {
    elements: status.length,
    solved,
    unsolved: status.length - solved,
    worstPrimalResidual: largest(solution.primalResidual),
    worstDualResidual: largest(solution.dualResidual),
    worstDualityGap: largest(solution.dualityGap),
    iterations: largest(solution.iterations),
    status,
  };
}

export const NO_STATISTICS: BatchStatistics = {
  elements: 0,
  solved: 0,
  unsolved: 0,
  worstPrimalResidual: 0,
  worstDualResidual: 0,
  worstDualityGap: 0,
  iterations: 0,
};

export function addStatistics(a: BatchStatistics, b: BatchStatistics): BatchStatistics {
  return {
    elements: a.elements + b.elements,
    solved: a.solved + b.solved,
    unsolved: a.unsolved + b.unsolved,
    worstPrimalResidual: Math.max(a.worstPrimalResidual, b.worstPrimalResidual),
    worstDualResidual: Math.max(a.worstDualResidual, b.worstDualResidual),
    worstDualityGap: Math.max(a.worstDualityGap, b.worstDualityGap),
    iterations: Math.max(a.iterations, b.iterations),
  };
}

/** Math.max keeps a NaN, so a broken element cannot hide behind sound ones. */
function largest(values: Float64Array | Int32Array): number {
  let result = 0;
  for (const value of values) result = Math.max(result, value);
  return result;
}
