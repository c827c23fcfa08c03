/** What stays of a run: one file of numbers per net, and learning curves of all, beside the OptNet layer's. */
import { fileURLToPath } from "node:url";
import type { EpochRecord } from "../../tools/epochs.js";
import { ERRORS, lineCharts, overEpochs, panel } from "../../tools/plot.js";
import { readResult, writeText } from "../../tools/results.js";
import type { Metrics } from "../sudoku/course.js";
import type { LayerResult } from "../sudoku/report.js";
import { NETS, type NetName } from "./nets.js";

export interface NetResult {
  readonly net: NetName;
  readonly title: string;
  readonly complete: boolean;
  readonly data: Readonly<Record<string, string | number>>;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly parameters: number;
  readonly totalSeconds: number;
  /** The epoch with the best validation boards. */
  readonly best: EpochRecord<Metrics> | null;
  readonly epochs: readonly EpochRecord<Metrics>[];
}

/** The results of the OptNet layer on the same data, of `npm run sudoku`. */
export function layerResult(name: string): LayerResult | undefined {
  const folder = fileURLToPath(new URL(`../sudoku/results/${name}`, import.meta.url));
  return readResult<LayerResult>(folder, "results.json");
}

/** Draws the errors of all nets in a folder, and of the layer where there is one. */
export function drawErrors(folder: string, source: string, layer: LayerResult | undefined): void {
  const nets = NETS.flatMap((net) => readResult<NetResult>(folder, `${net}.json`) ?? []);
  const curves = nets.map(({ title, best, epochs }) => ({
    ...{ title, best: best?.epoch },
    epochs: epochs.map(({ epoch, metrics }) => ({ epoch, ...metrics })),
  }));
  if (layer !== undefined)
    curves.push({ title: "One OptNet layer", best: layer.best.epoch, epochs: [...layer.epochs] });
  const panels = curves.map(({ title, best, epochs }) => {
    const marks = epochs.length <= 60;
    const lines = [
      overEpochs("training, running mean", epochs, ({ training }) => 100 * training.error, {
        ...{ dashed: true, marks },
      }),
      overEpochs("test", epochs, ({ test }) => 100 * test.error, { marks }),
    ];
    const mark = best === undefined ? {} : { mark: { x: best, label: `kept: ${best}` } };
    return panel(title, ["epoch", "invalid boards, %"], ERRORS, lines, mark);
  });
  writeText(folder, "errors.svg", lineCharts("4×4 Sudoku: nets and one OptNet layer", source, panels, 2));
}
