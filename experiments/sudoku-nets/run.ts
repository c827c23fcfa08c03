/** `npm run sudoku:nets`: what nets without an OptNet layer make of 4×4 Sudoku. */
import { basename, join } from "node:path";
import { createHash } from "node:crypto";
import { OptNetError } from "optnet";
import type { Fixed } from "../../tools/checkpoint.js";
import { bestOf } from "../../tools/epochs.js";
import { duration, percent } from "../../tools/progress.js";
import { machine, resumeCommand, runCommand, shown, typedIn, writeResult } from "../../tools/results.js";
import { listenForStop, runCourse } from "../../tools/run-course.js";
import { toText, type Sudoku } from "../../tools/sudoku/board.js";
import { generate } from "../../tools/sudoku/generate.js";
import { readSudokus } from "../sudoku/read.js";
import { split, type Split } from "../sudoku/split.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { netCourse } from "./course.js";
import { KINDS, type NetName } from "./nets.js";
import { HELP, readOptions, type Options } from "./options.js";
import { drawErrors, layerResult, type NetResult } from "./report.js";

const say = (text: string): void => void process.stdout.write(text + "\n");

async function main(flags: readonly string[]): Promise<void> {
  const options = readOptions(flags, typedIn);
  if (options.help) return say(HELP);
  await startTensorFlow();
  const { data, puzzles, seed } = options;
  const sudokus = (data === undefined ? generate(puzzles, seed) : readSudokus(data)).slice(0, puzzles);
  const parts = split(sudokus, options.validation);
  if (parts.validation.length === 0 || parts.test.length === 0) {
    throw new OptNetError({
      field: "--data",
      expected: "at least 20 puzzles",
      got: String(sudokus.length),
      hint: "A tenth of them is for the test, and some choose the epoch that is kept.",
    });
  }
  const source = data === undefined ? `generated from seed ${seed}` : basename(data);
  say(
    `${sudokus.length} puzzles, ${source}: ${parts.training.length} to learn from, ` +
      `${parts.validation.length} for validation, ${parts.test.length} to test`,
  );
  const shouldStop = listenForStop();
  for (const net of options.nets) {
    if (await runNet(options, net, source, sudokus, parts, shouldStop)) continue;
    return say(`\nStopped; what was learned is kept. To go on:\n\n  ${resumeCommand("sudoku:nets", flags)}`);
  }
  say(`\nIn ${shown(options.out)}: *.json, errors.svg`);
}

/** @returns whether it came to its end. */
async function runNet(
  options: Options,
  name: NetName,
  source: string,
  sudokus: readonly Sudoku[],
  parts: Split,
  shouldStop: () => boolean,
): Promise<boolean> {
  const { seed, batch, learningRate, validation, out, quick } = options;
  const kind = KINDS[name];
  const epochs = options.epochs ?? (quick ? kind.quickEpochs : kind.epochs);
  const hash = createHash("sha256");
  for (const { puzzle, solution } of sudokus) hash.update(`${toText(puzzle)},${toText(solution)}\n`);
  const settings = { seed, batch, "learning-rate": learningRate, validation };
  const fixed: Fixed = { ...settings, data: hash.digest("hex") };
  say(`\n${kind.title}: ${epochs} epochs, batches of ${batch}, Adam ${learningRate}`);

  const net = kind.create(seed);
  const course = netCourse(net, parts, { epochs, batch, learningRate });
  const state = await runCourse(course, {
    checkpoint: join(out, `${name}.checkpoint.json`),
    ...{ fixed, resume: options.resume, shouldStop },
    columns: [
      { title: "train loss", cell: ({ loss }) => loss.toFixed(5) },
      { title: "train error", cell: ({ metrics }) => percent(metrics.training.error) },
      { title: "valid. error", cell: ({ metrics }) => percent(metrics.validation.error) },
      { title: "test error", cell: ({ metrics }) => percent(metrics.test.error) },
      { title: "unseen", cell: ({ metrics }) => percent(metrics.testUnseen.error) },
    ],
  });
  const best = bestOf(state.history, (metrics) => course.score(metrics)) ?? null;
  const complete = state.history.length >= epochs;
  const result: NetResult = {
    ...{ net: name, title: kind.title, complete },
    data: { source, puzzles: sudokus.length },
    settings: { ...settings, epochs },
    machine: machine(),
    parameters: net.variables.reduce((sum, { size }) => sum + size, 0),
    totalSeconds: state.history.reduce((sum, one) => sum + one.trainingSeconds + one.evaluationSeconds, 0),
    best,
    epochs: state.history,
  };
  writeResult(out, `${name}.json`, result);
  drawErrors(out, source, quick ? undefined : layerResult(basename(out)));
  if (best !== null) {
    const { test, testUnseen } = best.metrics;
    say(
      `Kept: epoch ${best.epoch}, test error ${percent(test.error)}, without boards seen in training ` +
        `${percent(testUnseen.error)} (${duration(result.totalSeconds)})`,
    );
  }
  return complete;
}

await runCommand(main);
