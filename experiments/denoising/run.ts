/** `npm run denoising`: the table of section 4.2 of the paper, one method after the other. */
import { join } from "node:path";
import { findCheckpoint, requireSame, saveCheckpoint, type Fixed } from "../../tools/checkpoint.js";
import { command, listenForStop, outFolder, RESUMABLE, say, shown } from "../../tools/command.js";
import { decimal, integer, toggle, word, type FlagValues } from "../../tools/flags.js";
import type { Made } from "../../tools/made.js";
import { duration, Progress } from "../../tools/progress.js";
import { readResult, resultsBeside, writeResult } from "../../tools/results.js";
import { runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { coordinate, fixedByWorkers, joinTrainings, WORKERS } from "../../tools/workers.js";
import { denoiseAll, denoisingCourse, errorOf, split, type Split } from "./course.js";
import { bestPoint, GRID, tryLambda, type GridPoint } from "./grid.js";
import { LEARNED, METHODS, PAPER_TV, type LearnedMethod, type Method } from "./methods.js";
import { programFrom, programOf, type Terms } from "./program.js";
import { drawResults, EXAMPLES, readResults, rows, table, type MethodResult } from "./report.js";
import { generate, slice } from "./signals.js";
import { denoiseTv } from "./tv.js";

const MOST = 2 ** 32 - 1;
const FLAGS = {
  method: word(`${METHODS.join(", ")} or all`, ["all", ...METHODS], { usual: "all" }),
  signals: integer("how many signals to draw", { usual: 10_000, quick: 1500, least: 40, most: MOST }),
  seed: integer("of the signals, the initial weights and the order of training", {
    ...{ usual: 1, least: 0, most: MOST },
  }),
  batch: integer("signals per training step", { usual: 150, quick: 50, least: 1, most: MOST }),
  epochs: integer("passes over the training signals", {
    ...{ usual: undefined, note: "by method", least: 1, most: MOST },
  }),
  "learning-rate": decimal("of Adam at its highest", {
    ...{ usual: undefined, note: "by method", least: 1e-9, most: 10 },
  }),
  "as-drawn": toggle("learn from the signals as drawn only, not from the other end or upside down"),
  out: outFolder(),
  ...RESUMABLE,
  ...WORKERS,
};

/** What all methods work with. */
interface Work {
  readonly options: FlagValues<typeof FLAGS>;
  readonly out: string;
  readonly parts: Split;
  readonly made: Made;
  shouldStop(): boolean;
}

await command({
  name: "denoising",
  about: "Removes noise from piecewise constant signals: a net, total variation, and OptNet layers.",
  flags: FLAGS,
  notes: `The last tenth of the signals is the test part; one in twenty of the others chooses the epoch that is kept.
Ctrl-C finishes the batch, keeps what was learned and says how to go on.`,
  async run(options, { made, sayHowToGoOn }) {
    if (options.join !== undefined) return joinTrainings("denoising", options.join, programFrom);
    await startTensorFlow();
    const parts = split(generate(options.signals, options.seed));
    const { training, validation, test } = parts;
    say(
      `${options.signals} signals from seed ${options.seed}: ${training.count} to learn from, ` +
        `${validation.count} for validation, ${test.count} to test`,
    );
    const out = options.out ?? resultsBeside(import.meta.url, options.quick ? "quick" : "");
    const work: Work = { options, out, parts, made, shouldStop: listenForStop() };
    for (const method of inOrder(options.method === "all" ? METHODS : [options.method])) {
      const done = method === "tv" ? await runGrid(work) : await learn(work, method);
      drawResults(out, test);
      if (!done) return sayHowToGoOn();
    }
    say(`\n${table(readResults(out))}\n\nIn ${shown(out)}: *.json, *.svg`);
  },
});

/** @returns whether it came to its end. */
async function learn(work: Work, method: Exclude<Method, "tv">): Promise<boolean> {
  const needsLambda = method === "optnet-tv" || method === "adaptive";
  const lambda = needsLambda ? await chosenLambda(work) : 0;
  return lambda !== undefined && runMethod(work, method, lambda);
}

/** The lambda of a complete grid search over the same signals, which is run where there is none. */
async function chosenLambda(work: Work): Promise<number | undefined> {
  const { out, options } = work;
  const found = readResult<MethodResult>(out, "tv.json");
  const { signals, seed } = options;
  if (found?.complete && found.settings["signals"] === signals && found.settings["seed"] === seed) {
    return found.lambda;
  }
  return (await runGrid(work)) ? readResult<MethodResult>(out, "tv.json")!.lambda : undefined;
}

/** Total variation first: other methods start from it. */
function inOrder(methods: readonly Method[]): Method[] {
  return [...methods].sort((a, b) => Number(b === "tv") - Number(a === "tv"));
}

/** @returns whether it came to its end. */
async function runGrid({ options, out, parts, made, shouldStop }: Work): Promise<boolean> {
  const { signals, seed } = options;
  const fixed = { signals, seed };
  const checkpoint = join(out, "tv.checkpoint.json");
  say("\nTotal variation: lambda 0, 1, …, 100");
  const earlier = options.resume ? findCheckpoint<GridPoint[]>(checkpoint) : undefined;
  if (earlier !== undefined) requireSame(earlier.fixed, fixed);
  const points = [...(earlier?.state ?? [])];
  if (points.length === GRID.length && readResult(out, "tv.json") !== undefined) return true;
  const started = performance.now();
  const progress = new Progress(process.stdout, { total: GRID.length, done: points.length });
  for (const lambda of GRID.slice(points.length)) {
    if (shouldStop()) break;
    points.push(await tryLambda(lambda, parts.training, parts.test));
    saveCheckpoint(checkpoint, fixed, points);
    progress.tick(`lambda ${lambda}: ${points.at(-1)!.training.toFixed(2)}`);
  }
  progress.stop();
  if (points.length < GRID.length) return false;

  const [best, onTest] = [bestPoint(points, "training"), bestPoint(points, "test")];
  const result: MethodResult = {
    ...{ method: "tv", title: "Total variation", complete: true, settings: fixed },
    ...{ parameters: 1, totalSeconds: (performance.now() - started) / 1000 },
    error: { training: best.training, test: best.test },
    paper: PAPER_TV,
    lambda: best.lambda,
    bestOnTest: { lambda: onTest.lambda, test: onTest.test },
    grid: points,
    examples: rows(denoiseTv(slice(parts.test, 0, EXAMPLES).noisy, best.lambda).z),
  };
  writeResult(out, "tv.json", made, result);
  say(
    `lambda ${best.lambda}: training ${best.training.toFixed(2)}, test ${best.test.toFixed(2)} ` +
      `(the test part would have chosen ${onTest.lambda}: ${onTest.test.toFixed(2)})`,
  );
  return true;
}

/** @returns whether it came to its end. */
async function runMethod(
  { options, out, parts, made, shouldStop }: Work,
  name: Exclude<Method, "tv">,
  lambda: number,
): Promise<boolean> {
  const method: LearnedMethod = LEARNED[name];
  const { signals, seed, batch, quick, resume } = options;
  const mirrored = !options["as-drawn"];
  const epochs = options.epochs ?? (quick ? method.quickEpochs : method.epochs);
  const learningRate = options["learning-rate"] ?? method.learningRate;
  const denoiser = method.create({ seed, lambda });
  const terms = JSON.stringify({ method: name, lambda, signals, batch, seed, mirrored } satisfies Terms);
  const program = programOf(denoiser, parts.training, terms);
  const fixed: Fixed = {
    ...{ signals, seed, batch, epochs, "learning-rate": learningRate, mirrored },
    ...fixedByWorkers(options, program),
  };
  say(`\n${method.title}: ${epochs} epochs, batches of ${batch}, Adam from ${learningRate}`);

  const coordinator = await coordinate(options, {
    ...{ name: "denoising", terms, program, module: new URL("program.ts", import.meta.url) },
  });
  const schedule = { epochs, batch, learningRate, seed, mirrored };
  const course = denoisingCourse(denoiser, parts, schedule, coordinator);
  const { state, kept, complete, totalSeconds } = await runCourse(course, {
    checkpoint: join(out, `${name}.checkpoint.json`),
    ...{ fixed, resume, shouldStop },
    columns: [
      { title: "train MSE", cell: ({ loss }) => loss.toFixed(3) },
      { title: "valid. MSE", cell: ({ metrics }) => metrics.validation.toFixed(3) },
      { title: "test MSE", cell: ({ metrics }) => metrics.test.toFixed(3) },
      { title: "QPs unsolved", cell: ({ metrics }) => String(metrics.unsolved) },
    ],
  }).finally(() => coordinator?.close());
  if (kept === undefined) return false;

  course.trainer.setWeights(state.best!.weights);
  const result: MethodResult = {
    ...{ method: name, title: method.title, complete },
    settings: { ...fixed, ...(lambda === 0 ? {} : { lambda }) },
    parameters: denoiser.variables.reduce((sum, { size }) => sum + size, 0),
    totalSeconds,
    error: {
      training: await errorOf(denoiser, parts.training, batch),
      validation: kept.metrics.validation,
      test: kept.metrics.test,
    },
    ...(method.paper ? { paper: method.paper } : {}),
    best: kept.epoch,
    epochs: state.history,
    examples: rows(denoiseAll(denoiser, slice(parts.test, 0, EXAMPLES))),
  };
  writeResult(out, `${name}.json`, made, result);
  const { training, test } = result.error;
  say(
    `Kept: epoch ${kept.epoch}, training ${training.toFixed(2)}, test ${test.toFixed(2)} ` +
      `(${duration(totalSeconds)})`,
  );
  return complete;
}
