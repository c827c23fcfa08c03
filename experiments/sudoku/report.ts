/** What stays of a run: the learned layer, the numbers, the learning curve. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { basename, dirname, join } from "node:path";
import { lineCharts, type Line } from "../../tools/plot.js";
import type { Sudoku } from "../../tools/sudoku/board.js";
import type { Learner } from "./learner.js";
import type { Options } from "./options.js";
import { givensHistogram, type Split } from "./split.js";
import type { Measure } from "./measure.js";
import { bestOf, type EpochRecord, type RunState } from "./training.js";

/** The folder of the learned layer within a folder of results. */
export const LAYER = "layer";

/**
 * Writes `layer/` (the best weights so far), `results.json` and `learning-curve.svg`. A run without a whole
 * epoch has no curve, and its layer is what it has.
 */
export async function writeResults(
  options: Options,
  sudokus: readonly Sudoku[],
  parts: Split,
  state: RunState,
  learner: Learner,
): Promise<void> {
  mkdirSync(options.out, { recursive: true });
  const { history, best } = state;
  learner.setWeights(best?.weights ?? state.learner.weights);
  await learner.save(join(options.out, LAYER));

  const results = {
    data: {
      source: options.data === undefined ? `generated from seed ${options.seed}` : basename(options.data),
      puzzles: sudokus.length,
      givens: givensHistogram(sudokus),
      training: parts.training.length,
      validation: parts.validation.length,
      test: parts.test.length,
      testUnseen: parts.unseen.filter(Boolean).length,
    },
    settings: {
      seed: options.seed,
      batch: options.batch,
      learningRate: options.learningRate,
      tolerance: options.tolerance,
      free: options.free,
      epochs: options.epochs,
    },
    machine: { node: process.version, processor: cpus()[0]?.model ?? "unknown", ...versions() },
    complete: history.length >= options.epochs,
    best: bestOf(history) ?? null,
    epochs: history,
  };
  writeFileSync(join(options.out, "results.json"), JSON.stringify(results, roundedSeconds, 2) + "\n");
  if (history.length > 0) {
    const source = options.data === undefined ? "generated puzzles" : basename(options.data);
    writeFileSync(join(options.out, "learning-curve.svg"), learningCurve(history, source, options));
  }
}

/** The folder of a saved layer, given it, its model.json or the folder of results that holds it. */
export function findLayer(path: string): string | undefined {
  const folder = basename(path) === "model.json" ? dirname(path) : path;
  return [folder, join(folder, LAYER)].find((one) => existsSync(join(one, "model.json")));
}

function learningCurve(history: readonly EpochRecord[], source: string, options: Options): string {
  const line = (name: string, value: (record: EpochRecord) => number, dashed = false): Line => ({
    name,
    dashed,
    points: history.map((record) => [record.epoch, value(record)]),
  });
  const lines = (value: (measure: Measure) => number): Line[] => [
    line("training, running mean", ({ training }) => value(training), true),
    line("test", ({ test }) => value(test)),
    ...(history[0].validation.boards > 0 ? [line("validation", ({ validation }) => value(validation))] : []),
  ];
  const best = bestOf(history)!.epoch;
  const mark = { x: best, label: `kept: epoch ${best}` };
  const ticks = [0, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
  return lineCharts(
    `One OptNet layer learns 4×4 Sudoku${options.free ? ", A and b freely" : ""}`,
    `${source}, batch ${options.batch}, Adam ${options.learningRate}, seed ${options.seed}`,
    [
      {
        title: "Loss",
        xLabel: "epoch",
        yLabel: "mean squared error per number",
        scale: { kind: "log" },
        lines: lines(({ loss }) => loss),
        mark,
      },
      {
        title: "Error",
        xLabel: "epoch",
        yLabel: "invalid boards, %",
        scale: { kind: "symlog", threshold: 0.1, ticks },
        lines: lines(({ error }) => 100 * error),
        mark,
      },
    ],
  );
}

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const { version } = require("@tensorflow/tfjs/package.json") as { version: string };
  return { tfjs: version };
}

/** Times are worth two decimals; everything else is kept as computed. */
function roundedSeconds(key: string, value: unknown): unknown {
  return key.endsWith("Seconds") && typeof value === "number" ? Number(value.toFixed(2)) : value;
}
