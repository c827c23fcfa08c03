/** `npm run sudoku`: learns 4×4 Sudoku with one OptNet layer. See README.md beside this file. */
import { join, relative } from "node:path";
import { styleText } from "node:util";
import * as tf from "@tensorflow/tfjs";
import { OptNetError } from "optnet";
import { percent } from "../../tools/progress.js";
import type { Sudoku } from "../../tools/sudoku/board.js";
import { fixedPart, findCheckpoint, loadCheckpoint, saveCheckpoint } from "./checkpoint.js";
import { drawSolved, PLAIN, type Paint } from "./draw.js";
import { decode } from "../../tools/sudoku/encode.js";
import { generate } from "../../tools/sudoku/generate.js";
import { Learner } from "./learner.js";
import type { Measure } from "./measure.js";
import { HELP, readOptions, type Options } from "./options.js";
import { Progress } from "./progress.js";
import { readSudokus } from "./read.js";
import { findLayer, LAYER, writeResults } from "./report.js";
import { givensHistogram, split, type Split } from "./split.js";
import { bestOf, evaluate, measure, train, type RunState } from "./training.js";

/** Where the command was typed; npm itself goes to the root of the package. */
const typedIn = process.env["INIT_CWD"] ?? process.cwd();
const say = (text: string): void => void process.stdout.write(text + "\n");

async function main(flags: readonly string[]): Promise<void> {
  const options = readOptions(flags, typedIn);
  if (options.help) return say(HELP);
  tf.enableProdMode(); // silences TensorFlow.js's advice to install tfjs-node
  await tf.setBackend("cpu");

  const all =
    options.data === undefined ? generate(options.puzzles, options.seed) : readSudokus(options.data);
  const sudokus = all.slice(0, options.puzzles);
  const parts = split(sudokus, options.validation);
  describe(options, sudokus, parts);
  if (parts.test.length === 0 || parts.training.length === 0) {
    throw new OptNetError({
      field: "--data",
      expected: "at least 10 puzzles",
      got: String(sudokus.length),
      hint: "A tenth of them is for the test.",
    });
  }
  if (options.evaluate === undefined) await runTraining(options, flags, sudokus, parts);
  else await runEvaluation(options, options.evaluate, parts);
}

async function runTraining(
  options: Options,
  flags: readonly string[],
  sudokus: readonly Sudoku[],
  parts: Split,
): Promise<void> {
  const fixed = fixedPart(options, sudokus);
  const earlier = options.resume ? loadCheckpoint(options.out, shown(options.out), fixed) : undefined;
  const epochsDone = earlier?.history.length ?? 0;
  if (earlier !== undefined) {
    say(`Resuming after epoch ${epochsDone} and ${earlier.batches} batches of the next.\n`);
  } else if (findCheckpoint(options.out) !== undefined) {
    say(
      `Starting over: the earlier run in ${shown(options.out)} will be replaced (--resume goes on with it).\n`,
    );
  }

  const learner = Learner.create(options);
  const { training, validation, test } = parts;
  const work = {
    epochs: options.epochs,
    training: training.length,
    evaluation: validation.length + test.length,
  };
  const boardsDone = Math.min((earlier?.batches ?? 0) * options.batch, training.length);
  const progress = new Progress(process.stdout, work, epochsDone, boardsDone);

  let stopping = false;
  const stop = (): void => {
    stopping = true;
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  const state = await train(
    learner,
    parts,
    options,
    {
      onBatch: (epoch, boards, sofar) => progress.onBatch(epoch, boards, sofar),
      onEpoch: (record, isBest, standing) => {
        progress.onEpoch(record, isBest);
        saveCheckpoint(options.out, fixed, standing);
      },
      shouldStop: () => stopping,
    },
    earlier,
  );
  progress.stop();
  saveCheckpoint(options.out, fixed, state);
  await writeResults(options, sudokus, parts, state, learner);

  conclude(options, state, parts, learner);
  if (state.history.length < options.epochs) {
    const where = `after epoch ${state.history.length} and ${state.batches} batches of the next`;
    const again = [...flags.filter((flag) => flag !== "--resume"), "--resume"].map(quoted).join(" ");
    say(`\nStopped ${where}; what was learned is kept. To go on:\n\n  npm run sudoku -- ${again}`);
  }
}

function conclude(options: Options, { history }: RunState, parts: Split, learner: Learner): void {
  const best = bestOf(history);
  if (best !== undefined) {
    const by = best.validation.boards > 0 ? "validation error, then loss" : "training error, then loss";
    say(`\nKept: epoch ${best.epoch} (lowest ${by}).`);
    sayMeasures(best.test, best.testUnseen);
    showUnseen(parts, learner);
  }
  const files = [`${LAYER}/`, "results.json", ...(best === undefined ? [] : ["learning-curve.svg"])];
  say(`\nIn ${shown(options.out)}: ${files.join(", ")}`);
}

async function runEvaluation(options: Options, path: string, parts: Split): Promise<void> {
  const folder = findLayer(path);
  if (folder === undefined) {
    throw new OptNetError({
      field: "--evaluate",
      expected: "a saved layer: model.json, its folder, or a folder of results",
      got: shown(path),
      hint: `A run saves its layer as ${LAYER}/ in its folder of results.`,
    });
  }
  const learner = await Learner.load(folder);
  const start = performance.now();
  const outcomes = await evaluate(learner, parts.test, options.batch);
  say(`Layer ${shown(folder)}, ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  sayMeasures(measure(outcomes), measure(outcomes.filter((_, index) => parts.unseen[index])));
  showUnseen(parts, learner);
}

function describe(options: Options, sudokus: readonly Sudoku[], parts: Split): void {
  const source =
    options.data === undefined ? `generated from seed ${options.seed}` : `of ${shown(options.data)}`;
  const givens = Object.entries(givensHistogram(sudokus)).map(([count, puzzles]) => `${count}: ${puzzles}`);
  const seen = parts.test.length - parts.unseen.filter(Boolean).length;
  say(`${sudokus.length} puzzles ${source}; givens ${givens.join(", ")}`);
  say(
    `${parts.training.length} to learn from, ${parts.validation.length} for validation, ` +
      `${parts.test.length} to test (${seen} of them occur in the training part)\n`,
  );
}

function sayMeasures(test: Measure, unseen: Measure): void {
  const line = (name: string, { error, differs, loss, boards }: Measure): void =>
    say(
      `${name} ${percent(error)} invalid, ${percent(differs)} differ from the solution, ` +
        `loss ${loss.toFixed(5)} (${boards} boards)`,
    );
  line("Test error:        ", test);
  line("Without seen ones: ", unseen);
  say(`QPs unsolved:       ${test.unsolved} of ${test.boards}`);
}

/** Draws the first test board that is not in the training part. */
function showUnseen({ test, unseen }: Split, learner: Learner): void {
  const sudoku = test[unseen.indexOf(true)];
  if (sudoku === undefined) return;
  const predicted = decode(learner.predict([sudoku]).z, 0);
  say("\nA board it has never seen:\n");
  say(drawSolved(sudoku, predicted, colours()));
}

function colours(): Paint {
  if (!process.stdout.isTTY || process.env["NO_COLOR"]) return PLAIN;
  return {
    strong: (text) => styleText("bold", text),
    good: (text) => styleText("green", text),
    bad: (text) => styleText("red", text),
    faint: (text) => styleText("dim", text),
  };
}

function shown(path: string): string {
  const short = relative(typedIn, path);
  return short === "" ? "." : short.startsWith(join("..", "..")) ? path : short;
}

function quoted(flag: string): string {
  return /^[\w./:=@%+-]+$/.test(flag) ? flag : `'${flag.replaceAll("'", String.raw`'\''`)}'`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OptNetError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
