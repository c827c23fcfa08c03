/** `npm run classification`: an OptNet layer inside a classifier of digits, beside a dense layer in its place. */
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { OptNetError } from "optnet";
import { bestOf, type EpochRecord } from "../../tools/epochs.js";
import { explainFlags, numberFlag, parseFlags } from "../../tools/flags.js";
import { lineCharts, type Line, type Panel } from "../../tools/plot.js";
import { percent } from "../../tools/progress.js";
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
import { CLASSIFIERS, createClassifier, TITLES, type ClassifierName } from "./classifiers.js";
import { classifierCourse, type Metrics, type Parts } from "./course.js";
import { drawDigits } from "./draw-digits.js";
import { readImages } from "./idx.js";
import { slice, type Images } from "./images.js";

const COMMAND = "classification";
const FLAGS = {
  images: {
    value: "FILE",
    meaning: "images in IDX format, such as MNIST's (default: draw digits from the seed)",
  },
  labels: { value: "FILE", meaning: "their labels in IDX format" },
  count: { value: "N", meaning: "draw N digits, or use the first N of the file (7000; --quick 600)" },
  hidden: { value: "N", meaning: "units of the hidden layer (100; the paper has 600)" },
  epochs: { value: "N", meaning: "passes over the training part (40; --quick 3)" },
  batch: { value: "N", meaning: "images per training step (50)" },
  "learning-rate": { value: "X", meaning: "of Adam (0.001)" },
  seed: { value: "N", meaning: "of the digits, the initial weights and the order of training (1)" },
  out: { value: "DIR", meaning: "where results go (results/<name of the data> beside this experiment)" },
  quick: { meaning: "a small run, to see everything work" },
  resume: { meaning: "go on where an earlier run into the same DIR stopped" },
  help: { meaning: "this text" },
} as const;

const HELP = `Trains two classifiers of digits that differ in one layer.

  npm run ${COMMAND} -- [flags]

${explainFlags(FLAGS)}

The last seventh of the images is the test part, a tenth of the others chooses the epoch that is kept.
`;

const say = (text: string): void => void process.stdout.write(text + "\n");

interface Result {
  readonly classifier: ClassifierName;
  readonly complete: boolean;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly machine: Readonly<Record<string, string>>;
  readonly parameters: number;
  readonly best: EpochRecord<Metrics> | null;
  readonly epochs: readonly EpochRecord<Metrics>[];
}

async function main(flags: readonly string[]): Promise<void> {
  const values = parseFlags(COMMAND, FLAGS, flags);
  if (values.help === true) return say(HELP);
  const quick = values.quick === true;
  const whole = (name: keyof typeof FLAGS, usual: number, least: number): number =>
    numberFlag(COMMAND, name, values[name], usual, { least, most: 2 ** 32 - 1, integer: true });
  const settings = {
    seed: whole("seed", 1, 0),
    count: whole("count", quick ? 600 : 7000, 20),
    hidden: whole("hidden", 100, 1),
    batch: whole("batch", 50, 1),
    epochs: whole("epochs", quick ? 3 : 40, 1),
    "learning-rate": numberFlag(COMMAND, "learning-rate", values["learning-rate"], 1e-3, {
      least: 1e-9,
      most: 10,
    }),
  };
  const { images, source } = load(values.images, values.labels, settings.count, settings.seed);
  const results = join(
    fileURLToPath(new URL("results", import.meta.url)),
    quick ? `quick-${source}` : source,
  );
  const out = typeof values.out === "string" ? resolve(typedIn, values.out) : results;
  await startTensorFlow();

  const parts = split(images);
  say(
    `${images.count} images, ${source}: ${parts.training.count} to learn from, ${parts.test.count} to test`,
  );
  const shouldStop = listenForStop();
  for (const name of CLASSIFIERS) {
    const { seed, hidden, batch, epochs } = settings;
    const model = createClassifier(name, images.height * images.width, hidden, seed);
    const course = classifierCourse(model, parts, {
      epochs,
      batch,
      learningRate: settings["learning-rate"],
      seed,
    });
    say(`\n${TITLES[name]}: ${epochs} epochs`);
    const state = await runCourse(course, {
      checkpoint: join(out, `${name}.checkpoint.json`),
      ...{ fixed: { ...settings, data: source }, resume: values.resume === true, shouldStop },
      columns: [
        { title: "train loss", cell: ({ loss }) => loss.toFixed(4) },
        { title: "valid. loss", cell: ({ metrics }) => metrics.validationLoss.toFixed(4) },
        { title: "test error", cell: ({ metrics }) => percent(metrics.test) },
        { title: "QPs unsolved", cell: ({ metrics }) => String(metrics.unsolved) },
      ],
    });
    const best = bestOf(state.history, (metrics) => course.score(metrics)) ?? null;
    const complete = state.history.length >= epochs;
    const result: Result = {
      ...{ classifier: name, complete, settings: { ...settings, data: source }, machine: machine() },
      ...{ parameters: model.countParams(), best, epochs: state.history },
    };
    writeResult(out, `${name}.json`, result);
    writeResult(out, "learning-curves.svg", curves(out, source));
    if (best !== null) say(`Kept: epoch ${best.epoch}, test error ${percent(best.metrics.test)}`);
    if (!complete) return say(`\nStopped; to go on:\n\n  ${resumeCommand(COMMAND, flags)}`);
  }
  say(`\nIn ${shown(out)}: *.json, learning-curves.svg`);
}

function load(
  images: string | boolean | undefined,
  labels: string | boolean | undefined,
  count: number,
  seed: number,
): { images: Images; source: string } {
  if (images === undefined && labels === undefined)
    return { images: drawDigits(count, seed), source: "drawn" };
  if (typeof images === "string" && typeof labels === "string") {
    const read = readImages(resolve(typedIn, images), resolve(typedIn, labels));
    return { images: slice(read, 0, count), source: basename(images).replace(/\.gz$/, "") };
  }
  throw new OptNetError({
    field: images === undefined ? "--images" : "--labels",
    expected: "the other file of the pair",
    got: "nothing",
    hint: "Give both, or neither to draw digits.",
  });
}

function split(images: Images): Parts {
  const part = Math.floor((6 * images.count) / 7);
  const training = Math.floor(0.9 * part);
  return {
    training: slice(images, 0, training),
    validation: slice(images, training, part),
    test: slice(images, part, images.count),
  };
}

function curves(folder: string, source: string): string {
  const results = CLASSIFIERS.flatMap((name) => readResult<Result>(folder, `${name}.json`) ?? []);
  const lines = (value: (record: EpochRecord<Metrics>) => number): Line[] =>
    results.map(({ classifier, epochs }) => ({
      name: classifier === "optnet" ? "OptNet layer" : "dense layer",
      points: epochs.map((record) => [record.epoch, value(record)]),
    }));
  const panels: Panel[] = [
    {
      title: "Loss on training images, running mean",
      xLabel: "epoch",
      yLabel: "cross entropy",
      scale: { kind: "log" },
      lines: lines(({ loss }) => loss),
    },
    {
      title: "Error on test images",
      xLabel: "epoch",
      yLabel: "wrong, %",
      scale: { kind: "log" },
      lines: lines(({ metrics }) => 100 * Math.max(metrics.test, 1e-4)),
    },
  ];
  return lineCharts("A classifier with an OptNet layer", `images: ${source}`, panels);
}

await runCommand(main);
