/** What stays of a run: the learned layer, the numbers, the learning curve. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { EpochRecord } from "../../tools/epochs.js";
import type { Made } from "../../tools/made.js";
import { ERRORS, lineCharts, overEpochs, panel, type Line } from "../../tools/plot.js";
import { writeResult, writeText } from "../../tools/results.js";
import type { Metrics } from "./course.js";
import type { Measure } from "./measure.js";
import type { Puzzles } from "./puzzles.js";
import { givensHistogram } from "./split.js";

/** The folder of the learned layer within a folder of results. */
export const LAYER = "layer";

/** An epoch as results.json holds it. */
export type EpochResult = Metrics &
  Pick<EpochRecord<Metrics>, "epoch" | "trainingSeconds" | "evaluationSeconds">;

/** What other experiments read of results.json. */
export interface LayerResult {
  readonly complete: boolean;
  readonly best: EpochResult;
  readonly epochs: readonly EpochResult[];
}

export interface Settings {
  readonly seed: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly tolerance: number;
  readonly free: boolean;
  readonly epochs: number;
}

/** Writes `results.json` and, after a whole epoch, `learning-curve.svg`. */
export function writeResults(
  folder: string,
  made: Made,
  settings: Settings,
  { all, parts, source, title }: Puzzles,
  history: readonly EpochRecord<Metrics>[],
  kept: EpochRecord<Metrics> | undefined,
): void {
  const results = {
    data: {
      source,
      puzzles: all.length,
      givens: givensHistogram(all),
      training: parts.training.length,
      validation: parts.validation.length,
      test: parts.test.length,
      testUnseen: parts.unseen.filter(Boolean).length,
    },
    settings,
    complete: history.length >= settings.epochs,
    best: kept === undefined ? null : flat(kept),
    epochs: history.map(flat),
  };
  writeResult(folder, "results.json", made, results, { exact: true });
  if (kept !== undefined)
    writeText(folder, "learning-curve.svg", learningCurve(history, kept.epoch, title, settings));
}

function flat({ epoch, metrics, trainingSeconds, evaluationSeconds }: EpochRecord<Metrics>): EpochResult {
  return { epoch, ...metrics, trainingSeconds, evaluationSeconds };
}

/** The folder of a saved layer, given it, its model.json or the folder of results that holds it. */
export function findLayer(path: string): string | undefined {
  const folder = basename(path) === "model.json" ? dirname(path) : path;
  return [folder, join(folder, LAYER)].find((one) => existsSync(join(one, "model.json")));
}

function learningCurve(
  history: readonly EpochRecord<Metrics>[],
  best: number,
  title: string,
  { batch, learningRate, seed, free }: Settings,
): string {
  const lines = (value: (measure: Measure) => number): Line[] => [
    overEpochs("training, running mean", history, ({ metrics }) => value(metrics.training), { dashed: true }),
    overEpochs("test", history, ({ metrics }) => value(metrics.test)),
    ...(history[0].metrics.validation.boards > 0
      ? [overEpochs("validation", history, ({ metrics }) => value(metrics.validation))]
      : []),
  ];
  const kept = { mark: { x: best, label: `kept: epoch ${best}` } };
  const losses = lines(({ loss }) => loss);
  const errors = lines(({ error }) => 100 * error);
  return lineCharts(
    `One OptNet layer learns 4×4 Sudoku${free ? ", A and b freely" : ""}`,
    `${title}, batch ${batch}, Adam ${learningRate}, seed ${seed}`,
    [
      panel("Loss", ["epoch", "mean squared error per number"], "log", losses, kept),
      panel("Error", ["epoch", "invalid boards, %"], ERRORS, errors, kept),
    ],
  );
}
