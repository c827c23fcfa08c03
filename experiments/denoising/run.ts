/** `npm run denoising`: the table of section 4.2 of the paper, one method after the other. */
import { join } from "node:path";
import { findCheckpoint, requireSame, saveCheckpoint, type Fixed } from "../../tools/checkpoint.js";
import { bestOf } from "../../tools/epochs.js";
import { duration, Progress } from "../../tools/progress.js";
import {
  machine,
  readResult,
  resumeCommand,
  runCommand,
  shown,
  typedIn,
  writeResult,
} from "../../tools/results.js";
import { listenForStop, runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { denoiseAll, denoisingCourse, errorOf, split, type Split } from "./course.js";
import { bestPoint, GRID, tryLambda, type GridPoint } from "./grid.js";
import { LEARNED, PAPER_TV, type LearnedMethod, type Method } from "./methods.js";
import { HELP, readOptions, type Options } from "./options.js";
import { drawResults, EXAMPLES, readResults, rows, table, type MethodResult } from "./report.js";
import { generate, slice } from "./signals.js";
import { denoiseTv } from "./tv.js";

const say = (text: string): void => void process.stdout.write(text + "\n");

async function main(flags: readonly string[]): Promise<void> {
  const options = readOptions(flags, typedIn);
  if (options.help) return say(HELP);
  await startTensorFlow();
  const parts = split(generate(options.signals, options.seed));
  const { training, validation, test } = parts;
  say(
    `${options.signals} signals from seed ${options.seed}: ${training.count} to learn from, ` +
      `${validation.count} for validation, ${test.count} to test`,
  );

  const shouldStop = listenForStop();
  for (const method of inOrder(options.methods)) {
    const done = method === "tv" ? await runGrid(options, parts, shouldStop) : await learn(method);
    drawResults(options.out, test);
    if (!done)
      return say(`\nStopped; what was learned is kept. To go on:\n\n  ${resumeCommand("denoising", flags)}`);
  }
  say(`\n${table(readResults(options.out))}\n\nIn ${shown(options.out)}: *.json, *.svg`);

  async function learn(method: Exclude<Method, "tv">): Promise<boolean> {
    const needsLambda = method === "optnet-tv" || method === "adaptive";
    const lambda = needsLambda ? await chosenLambda() : 0;
    return lambda !== undefined && runMethod(options, method, lambda, parts, shouldStop);
  }

  /** The lambda of a complete grid search over the same signals, which is run where there is none. */
  async function chosenLambda(): Promise<number | undefined> {
    const found = readResult<MethodResult>(options.out, "tv.json");
    const { signals, seed } = options;
    if (found?.complete && found.settings["signals"] === signals && found.settings["seed"] === seed) {
      return found.lambda;
    }
    return (await runGrid(options, parts, shouldStop))
      ? readResult<MethodResult>(options.out, "tv.json")!.lambda
      : undefined;
  }
}

/** Total variation first: other methods start from it. */
function inOrder(methods: readonly Method[]): Method[] {
  return [...methods].sort((a, b) => Number(b === "tv") - Number(a === "tv"));
}

/** @returns whether it came to its end. */
async function runGrid(options: Options, parts: Split, shouldStop: () => boolean): Promise<boolean> {
  const { out, signals, seed } = options;
  const fixed = { signals, seed };
  const checkpoint = join(out, "tv.checkpoint.json");
  say("\nTotal variation: lambda 0, 1, …, 100");
  const earlier = options.resume ? findCheckpoint<GridPoint[]>(checkpoint) : undefined;
  if (earlier !== undefined) requireSame(earlier.fixed, fixed);
  const points = [...(earlier?.state ?? [])];
  if (points.length === GRID.length && readResult(out, "tv.json") !== undefined) return true;
  const started = performance.now();
  const progress = new Progress(process.stdout, {
    ...{ epochs: 1, ticksPerEpoch: GRID.length, done: points.length },
  });
  for (const lambda of GRID.slice(points.length)) {
    if (shouldStop()) break;
    points.push(await tryLambda(lambda, parts.training, parts.test));
    saveCheckpoint(checkpoint, fixed, points);
    progress.tick(1, `lambda ${lambda}: ${points.at(-1)!.training.toFixed(2)}`);
  }
  progress.stop();
  if (points.length < GRID.length) return false;

  const [best, onTest] = [bestPoint(points, "training"), bestPoint(points, "test")];
  const result: MethodResult = {
    ...{ method: "tv", title: "Total variation", complete: true, settings: fixed, machine: machine() },
    ...{ parameters: 1, totalSeconds: (performance.now() - started) / 1000 },
    error: { training: best.training, test: best.test },
    paper: PAPER_TV,
    lambda: best.lambda,
    bestOnTest: { lambda: onTest.lambda, test: onTest.test },
    grid: points,
    examples: rows(denoiseTv(slice(parts.test, 0, EXAMPLES).noisy, best.lambda).z),
  };
  writeResult(out, "tv.json", result);
  say(
    `lambda ${best.lambda}: training ${best.training.toFixed(2)}, test ${best.test.toFixed(2)} ` +
      `(the test part would have chosen ${onTest.lambda}: ${onTest.test.toFixed(2)})`,
  );
  return true;
}

/** @returns whether it came to its end. */
async function runMethod(
  options: Options,
  name: Exclude<Method, "tv">,
  lambda: number,
  parts: Split,
  shouldStop: () => boolean,
): Promise<boolean> {
  const method: LearnedMethod = LEARNED[name];
  const { signals, seed, batch, mirrored, out, quick } = options;
  const epochs = options.epochs ?? (quick ? method.quickEpochs : method.epochs);
  const learningRate = options.learningRate ?? method.learningRate;
  const fixed: Fixed = { signals, seed, batch, epochs, "learning-rate": learningRate, mirrored };
  say(`\n${method.title}: ${epochs} epochs, batches of ${batch}, Adam from ${learningRate}`);

  const denoiser = method.create({ seed, lambda });
  const course = denoisingCourse(denoiser, parts, {
    ...{ epochs, batch, learningRate, seed },
    mirrored,
  });
  const state = await runCourse(course, {
    checkpoint: join(out, `${name}.checkpoint.json`),
    ...{ fixed, resume: options.resume, shouldStop },
    columns: [
      { title: "train MSE", cell: ({ loss }) => loss.toFixed(3) },
      { title: "valid. MSE", cell: ({ metrics }) => metrics.validation.toFixed(3) },
      { title: "test MSE", cell: ({ metrics }) => metrics.test.toFixed(3) },
      { title: "QPs unsolved", cell: ({ metrics }) => String(metrics.unsolved) },
    ],
  });
  const best = bestOf(state.history, (metrics) => course.score(metrics));
  if (best === undefined) return false;

  course.trainer.setWeights(state.best!.weights);
  const complete = state.history.length >= epochs;
  const result: MethodResult = {
    ...{ method: name, title: method.title, complete },
    settings: { ...fixed, ...(lambda === 0 ? {} : { lambda }) },
    machine: machine(),
    parameters: denoiser.variables.reduce((sum, { size }) => sum + size, 0),
    totalSeconds: state.history.reduce((sum, one) => sum + one.trainingSeconds + one.evaluationSeconds, 0),
    error: {
      training: await errorOf(denoiser, parts.training, batch),
      validation: best.metrics.validation,
      test: best.metrics.test,
    },
    ...(method.paper ? { paper: method.paper } : {}),
    best: best.epoch,
    epochs: state.history,
    examples: rows(denoiseAll(denoiser, slice(parts.test, 0, EXAMPLES))),
  };
  writeResult(out, `${name}.json`, result);
  const { training, test } = result.error;
  say(
    `Kept: epoch ${best.epoch}, training ${training.toFixed(2)}, test ${test.toFixed(2)} ` +
      `(${duration(result.totalSeconds)})`,
  );
  return complete;
}

await runCommand(main);
