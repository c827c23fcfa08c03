/** Elements that need nothing but pivoting, which most do: the kernels solve pair after pair of them in one call. */
import type { Settings } from "../../problem/settings.js";
import type { Factors } from "./memory.js";
import type { Kernels } from "./module.js";
import type { PairSolver } from "./pair.js";
import { REFINE, mostRoundsOf } from "./pair.js";
import type { Stage } from "./stage.js";

interface Workspace {
  readonly pair: PairSolver;
  readonly stage: Stage;
  /** The factors of the pair that was loaded last. */
  loaded: Factors | undefined;
}

/**
 * Solves elements i, i + 1, … of the stage that have these factors, to what `PairSolver` would come to, and saves them there,
 * up to a pair that needs more than pivoting.
 *
 * @returns how many are solved.
 */
export function solveSimple(
  kernels: Kernels,
  workspace: Workspace,
  i: number,
  factors: Factors,
  settings: Settings,
  warm: boolean,
): number {
  const { pair, stage, loaded } = workspace;
  const { shape } = pair;
  if (!isSimple(settings) || shape.soft || factors.singular !== 0 || factors.unusable !== 0) return 0;
  pair.setFactors(factors);
  workspace.loaded = factors;
  const count = shape.shared ? stage.count : Math.min(i + 2, stage.count);
  const different = !stage.sharesBounds;
  const bounds = factors !== loaded || (different && stage.capacity > 2);
  const most = mostRoundsOf(shape, settings.maxIterations);
  const limit = REFINE * settings.tolerance;
  return kernels.solvePairs(pair.at, stage.at, i, count, bounds, different, warm, most, limit);
}

/** Nobody watches or waits, and the verdict looks at nothing absolute. */
function isSimple({ onIteration, timeIsUp, absoluteTolerance }: Settings): boolean {
  return onIteration === undefined && timeIsUp === undefined && absoluteTolerance === Infinity;
}
