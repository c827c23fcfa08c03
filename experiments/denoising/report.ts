/** What stays of a run: one file of numbers per method, and pictures of all that there are. */
import { lineCharts, overEpochs, panel, type Line } from "../../tools/plot.js";
import { readResult, writeText } from "../../tools/results.js";
import type { EpochRecord } from "../../tools/epochs.js";
import type { Metrics } from "./course.js";
import type { GridPoint } from "./grid.js";
import { LEARNED, METHODS, PAPER_TV, type Method } from "./methods.js";
import { LENGTH, slice, type Signals } from "./signals.js";

const ERROR = "mean squared error per number";

/** Test signals that the picture shows. */
export const EXAMPLES = 4;

/** What is written for one method. */
export interface MethodResult {
  readonly method: Method;
  readonly title: string;
  readonly complete: boolean;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** Numbers that were learned. */
  readonly parameters: number;
  readonly totalSeconds: number;
  /** Mean squared errors per number with what was kept. */
  readonly error: { readonly training: number; readonly validation?: number; readonly test: number };
  readonly paper?: { readonly training: number; readonly test: number };
  /** The kept epoch. */
  readonly best?: number;
  readonly epochs?: readonly EpochRecord<Metrics>[];
  /** Total variation only: the whole grid, and the lambda that the test part would have chosen. */
  readonly grid?: readonly GridPoint[];
  readonly lambda?: number;
  readonly bestOnTest?: { readonly lambda: number; readonly test: number };
  /** The first test signals, denoised. */
  readonly examples: readonly (readonly number[])[];
}

/** Rows of 100 numbers, to two decimals. */
export function rows(signals: ArrayLike<number>): number[][] {
  return Array.from({ length: signals.length / LENGTH }, (_, row) =>
    Array.from({ length: LENGTH }, (_, i) => Number(signals[row * LENGTH + i].toFixed(2))),
  );
}

/** All results of a folder, in the order of the methods. */
export function readResults(folder: string): MethodResult[] {
  return METHODS.flatMap((method) => readResult<MethodResult>(folder, `${method}.json`) ?? []);
}

/** The table, beside the paper's. */
export function table(results: readonly MethodResult[]): string {
  const row = (cells: readonly string[]): string => cells.map((cell, i) => cell.padStart(i && 13)).join("");
  const name = (text: string): string => text.padEnd(24);
  const number = (value: number | undefined): string => value?.toFixed(2) ?? "–";
  return [
    row([name("mean squared error"), "training", "test", "paper, train", "paper, test"]),
    ...results.map(({ title, error, paper }) =>
      row([name(title), ...[error.training, error.test, paper?.training, paper?.test].map(number)]),
    ),
  ].join("\n");
}

/** Draws the pictures that the results of a folder allow. */
export function drawResults(folder: string, test: Signals): void {
  const results = readResults(folder);
  const learned = results.filter(({ epochs }) => epochs !== undefined && epochs.length > 0);
  if (learned.length > 0) writeText(folder, "learning-curves.svg", learningCurves(learned, results));
  const tv = results.find(({ method }) => method === "tv");
  if (tv?.grid !== undefined) writeText(folder, "tv-grid.svg", gridCurve(tv));
  const shownMethods = results.filter(({ method }) => method !== "fc" && method !== "optnet");
  if (shownMethods.length > 0) writeText(folder, "examples.svg", examples(shownMethods, test));
}

function learningCurves(learned: readonly MethodResult[], all: readonly MethodResult[]): string {
  const tv = all.find(({ method }) => method === "tv")?.error.test;
  const panels = learned.map(({ title, epochs = [], best, method }) => {
    const marks = epochs.length <= 60;
    const ends = [epochs[0], epochs.at(-1)!];
    const level = (name: string, value: number | undefined): Line[] =>
      value === undefined ? [] : [overEpochs(name, ends, () => value, { dashed: true, marks: false })];
    const paper = method === "tv" ? PAPER_TV : LEARNED[method].paper;
    const lines = [
      overEpochs("training", epochs, ({ loss }) => loss, { dashed: true, marks }),
      overEpochs("test", epochs, ({ metrics }) => metrics.test, { dashed: false, marks }),
      ...level("test, paper's", paper?.test),
      ...level("test, TV", tv),
    ];
    // Methods that start from total variation stay near it.
    const scale = method === "fc" || method === "optnet" ? "log" : "linear";
    const mark = best === undefined ? {} : { mark: { x: best, label: `kept: ${best}` } };
    return panel(title, ["epoch", ERROR], scale, lines, mark);
  });
  return lineCharts("Denoising: learning curves", "signals of 100 numbers, noise of deviation 10", panels, 2);
}

function gridCurve({ grid, lambda }: MethodResult): string {
  const line = (name: "training" | "test", dashed: boolean): Line => ({
    ...{ name, dashed, marks: false },
    points: grid!.map((point) => [point.lambda, point[name]]),
  });
  const lines = [line("training", true), line("test", false)];
  const mark = { x: lambda!, label: `chosen: ${lambda!}` };
  return lineCharts("Total variation: the choice of lambda", ERROR, [
    panel("Error", ["lambda", ERROR], "log", lines, { mark }),
  ]);
}

const SHORT: Readonly<Record<Method, string>> = {
  fc: "net",
  optnet: "OptNet",
  tv: "TV",
  "optnet-tv": "tuned TV",
  adaptive: "adaptive TV",
};

function examples(results: readonly MethodResult[], test: Signals): string {
  const first = slice(test, 0, EXAMPLES);
  const line = (name: string, values: readonly number[], more: Partial<Line> = {}): Line => ({
    ...{ name, marks: false, ...more },
    points: values.map((value, i) => [i, value]),
  });
  const panels = rows(first.clean).map((clean, i) =>
    panel(`Test signal ${i + 1}`, ["position", "height"], "linear", [
      line("noisy", rows(first.noisy)[i], { dots: true, colour: "#b0b0b0" }),
      line("clean", clean, { colour: "#222222" }),
      ...results.map(({ method, examples }) => line(SHORT[method], examples[i])),
    ]),
  );
  return lineCharts("Denoising: the first signals of the test part", "noise of deviation 10", panels, 2);
}
