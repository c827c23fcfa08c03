/** What a run finds, part by part. */
import type { Made } from "../../tools/made.js";
import type { Comparison } from "./compare.js";
import type { GradientCost } from "./gradients.js";
import type { ModelComparison } from "./model/compare.js";
import type { LayerComparison } from "./model/training.js";
import type { Options } from "./options.js";
import type { SparseComparison } from "./sparse/compare.js";
import type { ThreadsGain } from "./threads.js";
import type { TrainingResult } from "./training.js";

export interface Results {
  readonly made: Made;
  /** Versions of the peers that took part. */
  readonly peers: Readonly<Record<string, string>>;
  /** Peers that did not take part, and why. */
  readonly missing: Readonly<Record<string, string>>;
  /** Another build that took part, by name. */
  readonly against?: string;
  readonly quick: boolean;
  readonly rounds: number;
  readonly secondsPerVisit: number;
  readonly seed: number;
  readonly table: Comparison[];
  readonly sudoku: Comparison[];
  readonly single: Comparison[];
  readonly sweep: Comparison[];
  readonly gradients: GradientCost[];
  training: TrainingResult | undefined;
  readonly mpc: Comparison[];
  readonly threads: ThreadsGain[];
  readonly models: ModelComparison[];
  readonly layers: LayerComparison[];
  readonly sparse: SparseComparison[];
}

export function emptyResults(
  { quick, rounds, seconds, seed }: Options,
  made: Made,
  others: Pick<Results, "peers" | "missing" | "against">,
): Results {
  return {
    ...{ made, ...others, quick, rounds, secondsPerVisit: seconds, seed },
    ...{ table: [], sudoku: [], single: [], sweep: [], gradients: [] },
    ...{ training: undefined, mpc: [], threads: [], models: [], layers: [], sparse: [] },
  };
}
