/** `npm run classification`: an OptNet layer inside a classifier of digits, beside a dense layer in its place. */
import { basename, join } from "node:path";
import { OptNetError } from "optnet";
import { command, listenForStop, outFolder, RESUMABLE, say, shown } from "../../tools/command.js";
import type { EpochRecord } from "../../tools/epochs.js";
import { decimal, integer, path } from "../../tools/flags.js";
import { lineCharts, overEpochs, panel, type Line } from "../../tools/plot.js";
import { percent } from "../../tools/progress.js";
import { readResult, resultsBeside, writeResult, writeText } from "../../tools/results.js";
import { runCourse } from "../../tools/run-course.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { CLASSIFIERS, createClassifier, TITLES, type ClassifierName } from "./classifiers.js";
import { classifierCourse, type Metrics, type Parts } from "./course.js";
import { drawDigits } from "./draw-digits.js";
import { readImages } from "./idx.js";
import { slice, type Images } from "./images.js";

const MOST = 2 ** 32 - 1;

interface Result {
  readonly classifier: ClassifierName;
  readonly complete: boolean;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly parameters: number;
  readonly best: EpochRecord<Metrics> | null;
  readonly epochs: readonly EpochRecord<Metrics>[];
}

await command({
  name: "classification",
  about: "Trains two classifiers of digits that differ in one layer.",
  flags: {
    images: path("FILE", "images in IDX format, such as MNIST's (default: draw digits from the seed)"),
    labels: path("FILE", "their labels in IDX format"),
    count: integer("draw N digits, or use the first N of the file", {
      ...{ usual: 7000, quick: 600, least: 20, most: MOST },
    }),
    hidden: integer("units of the hidden layer", {
      ...{ usual: 100, note: "100; the paper has 600", least: 1, most: MOST },
    }),
    epochs: integer("passes over the training part", { usual: 40, quick: 3, least: 1, most: MOST }),
    batch: integer("images per training step", { usual: 50, least: 1, most: MOST }),
    "learning-rate": decimal("of Adam", { usual: 0.001, least: 1e-9, most: 10 }),
    seed: integer("of the digits, the initial weights and the order of training", {
      ...{ usual: 1, least: 0, most: MOST },
    }),
    out: outFolder("results/<name of the data> beside this experiment"),
    ...RESUMABLE,
  },
  notes:
    "The last seventh of the images is the test part, a tenth of the others chooses the epoch that is kept.",
  async run(options, { made, sayHowToGoOn }) {
    const { seed, count, hidden, batch, epochs, "learning-rate": learningRate, resume } = options;
    const { images, source } = load(options.images, options.labels, count, seed);
    const out = options.out ?? resultsBeside(import.meta.url, options.quick ? `quick-${source}` : source);
    const settings = { seed, count, hidden, batch, epochs, "learning-rate": learningRate, data: source };
    await startTensorFlow();

    const parts = split(images);
    say(
      `${images.count} images, ${source}: ${parts.training.count} to learn from, ${parts.test.count} to test`,
    );
    const shouldStop = listenForStop();
    for (const name of CLASSIFIERS) {
      const model = createClassifier(name, images.height * images.width, hidden, seed);
      const course = classifierCourse(model, parts, { epochs, batch, learningRate, seed });
      say(`\n${TITLES[name]}: ${epochs} epochs`);
      const { state, kept, complete } = await runCourse(course, {
        checkpoint: join(out, `${name}.checkpoint.json`),
        ...{ fixed: settings, resume, shouldStop },
        columns: [
          { title: "train loss", cell: ({ loss }) => loss.toFixed(4) },
          { title: "valid. loss", cell: ({ metrics }) => metrics.validationLoss.toFixed(4) },
          { title: "test error", cell: ({ metrics }) => percent(metrics.test) },
          { title: "QPs unsolved", cell: ({ metrics }) => String(metrics.unsolved) },
        ],
      });
      const result: Result = {
        ...{ classifier: name, complete, settings },
        ...{ parameters: model.countParams(), best: kept ?? null, epochs: state.history },
      };
      writeResult(out, `${name}.json`, made, result);
      writeText(out, "learning-curves.svg", curves(out, source));
      if (kept !== undefined) say(`Kept: epoch ${kept.epoch}, test error ${percent(kept.metrics.test)}`);
      if (!complete) return sayHowToGoOn();
    }
    say(`\nIn ${shown(out)}: *.json, learning-curves.svg`);
  },
});

function load(
  images: string | undefined,
  labels: string | undefined,
  count: number,
  seed: number,
): { images: Images; source: string } {
  if (images === undefined && labels === undefined)
    return { images: drawDigits(count, seed), source: "drawn" };
  if (images !== undefined && labels !== undefined) {
    const read = readImages(images, labels);
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
    results.map(({ classifier, epochs }) =>
      overEpochs(classifier === "optnet" ? "OptNet layer" : "dense layer", epochs, value),
    );
  const losses = lines(({ loss }) => loss);
  const errors = lines(({ metrics }) => 100 * Math.max(metrics.test, 1e-4));
  return lineCharts("A classifier with an OptNet layer", `images: ${source}`, [
    panel("Loss on training images, running mean", ["epoch", "cross entropy"], "log", losses),
    panel("Error on test images", ["epoch", "wrong, %"], "log", errors),
  ]);
}
