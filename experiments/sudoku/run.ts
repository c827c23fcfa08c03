/** `npm run sudoku`: learns 4×4 Sudoku with one OptNet layer. See README.md beside this file. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { styleText } from "node:util";
import { OptNetError } from "optnet";
import {
  command,
  listenForStop,
  outFolder,
  RESUMABLE,
  say,
  shown,
  type Session,
} from "../../tools/command.js";
import { decimal, integer, path, toggle, type FlagValues } from "../../tools/flags.js";
import { percent } from "../../tools/progress.js";
import { resultsBeside } from "../../tools/results.js";
import { runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { coordinate, fixedByWorkers, joinTrainings, WORKERS } from "../../tools/workers.js";
import { boardCourse, measure, solveAll, solveOne, type Metrics } from "./course.js";
import { drawSolved, PLAIN, type Paint } from "./draw.js";
import { Learner } from "./learner.js";
import type { Measure } from "./measure.js";
import { programFrom, programOf, type Terms } from "./program.js";
import { dataName, loadPuzzles, puzzleFlags, type Puzzles } from "./puzzles.js";
import { findLayer, LAYER, writeResults } from "./report.js";
import { givensHistogram, type Split } from "./split.js";

const { data, puzzles, seed, batch, validation } = puzzleFlags(1500);
const FLAGS = {
  ...{ data, puzzles },
  epochs: integer("passes over the training part", { usual: 10, quick: 8, least: 1, most: 100_000 }),
  ...{ seed, batch },
  "learning-rate": decimal("of Adam", { usual: 0.1, least: 1e-9, most: 100 }),
  validation,
  tolerance: decimal("of the solver", { usual: 1e-8, least: 1e-14, most: 1 }),
  free: toggle("learn b on its own instead of b = A z0: constraints may contradict each other meanwhile"),
  out: outFolder("results/<name of the data> beside this experiment"),
  ...{ ...RESUMABLE, ...WORKERS },
  evaluate: path("PATH", "only evaluate a saved layer: its folder, or a folder of results"),
};
type Options = FlagValues<typeof FLAGS>;

await command({
  name: "sudoku",
  about: "Learns the rules of 4×4 Sudoku with one OptNet layer.",
  flags: FLAGS,
  notes: `The last tenth of the puzzles is the test part; it never influences training or the choice of the best epoch.
Ctrl-C finishes the batch, keeps what was learned and says how to go on.`,
  async run(options, session) {
    if (options.join !== undefined) {
      return joinTrainings("sudoku", options.join, (terms) => programFrom(terms, options.data));
    }
    await startTensorFlow("cpu");
    const found = loadPuzzles(options);
    describe(options, found);
    if (options.evaluate === undefined) await train(options, session, found);
    else await evaluate(options.batch, options.evaluate, found.parts);
  },
});

async function train(options: Options, session: Session, found: Puzzles): Promise<void> {
  const { seed, batch, "learning-rate": learningRate, validation, tolerance, free, epochs } = options;
  const name = `${options.quick ? "quick-" : ""}${free ? "free-" : ""}${dataName(options.data)}`;
  const out = options.out ?? resultsBeside(import.meta.url, name);
  const checkpoint = join(out, "checkpoint.json");
  if (options.resume && !existsSync(checkpoint)) {
    throw new OptNetError({
      field: "--resume",
      expected: `a run in ${shown(out)}`,
      got: "none",
      hint: "Start it without --resume, or name its folder with --out.",
    });
  }
  if (!options.resume && existsSync(checkpoint)) {
    say(`Starting over: the earlier run in ${shown(out)} will be replaced (--resume goes on with it).\n`);
  }

  const learner = Learner.create({ seed, tolerance, free });
  const terms = JSON.stringify({
    ...{ puzzles: options.puzzles, seed, validation, batch, tolerance, free },
  } satisfies Terms);
  const program = programOf(learner, found, terms);
  const coordinator = await coordinate(options, {
    ...{ name: "sudoku", terms, program, module: new URL("program.ts", import.meta.url) },
    args: options.data === undefined ? [] : [options.data],
  });
  const course = boardCourse(learner, found.parts, { epochs, batch, learningRate }, coordinator);
  const { state, kept, complete } = await runCourse(course, {
    checkpoint,
    // More epochs may be asked for when a run goes on.
    fixed: {
      ...{ seed, batch, "learning-rate": learningRate, validation, tolerance, free, data: found.identity },
      ...fixedByWorkers(options, program),
    },
    ...{ resume: options.resume, shouldStop: listenForStop() },
    columns: [
      { title: "train loss", cell: ({ metrics }) => metrics.training.loss.toFixed(5) },
      { title: "error", cell: ({ metrics }) => percent(metrics.training.error) },
      {
        title: "valid. error",
        cell: ({ metrics: { validation } }) => (validation.boards === 0 ? "–" : percent(validation.error)),
      },
      { title: "test error", cell: ({ metrics }) => percent(metrics.test.error) },
      { title: "unseen", cell: ({ metrics }) => percent(metrics.testUnseen.error) },
      { title: "QPs unsolved", cell: ({ metrics }) => String(unsolved(metrics)) },
    ],
  }).finally(() => coordinator?.close());
  course.trainer.setWeights(state.best?.weights ?? state.trainer.weights);
  await learner.save(join(out, LAYER));
  const settings = { seed, batch, learningRate, tolerance, free, epochs };
  writeResults(out, session.made, settings, found, state.history, kept);

  if (kept !== undefined) {
    const by = kept.metrics.validation.boards > 0 ? "validation" : "training";
    say(`\nKept: epoch ${kept.epoch} (lowest ${by} error, then loss).`);
    sayMeasures(kept.metrics.test, kept.metrics.testUnseen);
    showUnseen(found.parts, learner);
  }
  const curve = kept === undefined ? "" : ", learning-curve.svg";
  say(`\nIn ${shown(out)}: ${LAYER}/, results.json${curve}`);
  if (complete) return;
  const where = `after epoch ${state.history.length} and ${state.batches} batches of the next`;
  session.sayHowToGoOn(`Stopped ${where}; what was learned is kept.`);
}

function unsolved({ training, validation, test }: Metrics): number {
  return training.unsolved + validation.unsolved + test.unsolved;
}

async function evaluate(batch: number, path: string, parts: Split): Promise<void> {
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
  const outcomes = await solveAll(learner, parts.test, batch);
  say(`Layer ${shown(folder)}, ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  sayMeasures(measure(outcomes), measure(outcomes.filter((_, index) => parts.unseen[index])));
  showUnseen(parts, learner);
}

function describe({ data }: Options, { all, parts, source }: Puzzles): void {
  const givens = Object.entries(givensHistogram(all)).map(([count, puzzles]) => `${count}: ${puzzles}`);
  const seen = parts.test.length - parts.unseen.filter(Boolean).length;
  say(
    `${all.length} puzzles ${data === undefined ? source : `of ${shown(data)}`}; givens ${givens.join(", ")}`,
  );
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
  say("\nA board it has never seen:\n");
  say(drawSolved(sudoku, solveOne(learner, sudoku), colours()));
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
