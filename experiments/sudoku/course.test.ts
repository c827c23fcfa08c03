import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findCheckpoint, saveCheckpoint } from "../../tools/checkpoint.js";
import { bestOf, runEpochs, type EpochRecord, type RunState } from "../../tools/epochs.js";
import { temporaryFolder } from "../../tools/run-program.js";
import { generate } from "../../tools/sudoku/generate.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { boardCourse, measure, solveAll, type Metrics } from "./course.js";
import { Learner } from "./learner.js";
import { means, NOTHING, type Measure } from "./measure.js";
import { findLayer } from "./report.js";
import { split } from "./split.js";

beforeAll(() => startTensorFlow("cpu"));

const folder = temporaryFolder();
const sudokus = generate(80, 3);
const parts = split(sudokus, 0.125);
const courseOf = (seed: number, epochs = 3) =>
  boardCourse(Learner.create({ seed, tolerance: 1e-8, free: false }), parts, {
    ...{ epochs, batch: 21, learningRate: 0.1 },
  });

/** Everything but the times. */
function numbersOf({ history, ...rest }: RunState<Metrics>): unknown {
  const untimed = history.map((record) => ({ ...record, trainingSeconds: 0, evaluationSeconds: 0 }));
  return { ...rest, history: untimed, seconds: 0 };
}

describe("split", () => {
  it("takes training, validation and test in order", () => {
    const { training, validation, test, unseen } = parts;
    expect([training.length, validation.length, test.length]).toEqual([63, 9, 8]);
    expect([...training, ...validation, ...test]).toEqual(sudokus);
    expect(unseen).toEqual(new Array(8).fill(true));
  });

  it("finds test boards that occur in the training part", () => {
    const repeated = [...sudokus];
    repeated[75] = sudokus[4];
    repeated[78] = sudokus[70];
    const { unseen } = split(repeated, 0.125);
    expect([...unseen.keys()].filter((index) => !unseen[index])).toEqual([3, 6]);
  });
});

describe("a course of the layer", () => {
  it("learns: the loss falls, every program is solved", async () => {
    const { history } = await runEpochs(courseOf(3, 6));
    const losses = history.map(({ metrics }) => metrics.training.loss);
    expect(losses.at(-1)).toBeLessThan(0.75 * losses[0]);
    for (const { training, validation, test } of history.map(({ metrics }) => metrics))
      expect(training.unsolved + validation.unsolved + test.unsolved).toBe(0);
  });

  it("gives the same numbers for the same seed, others for another", async () => {
    const first = numbersOf(await runEpochs(courseOf(3)));
    expect(numbersOf(await runEpochs(courseOf(3)))).toEqual(first);
    expect(numbersOf(await runEpochs(courseOf(4)))).not.toEqual(first);
  });

  it("stops within an epoch and, from the file it left, ends with the numbers of an uninterrupted run", async () => {
    let ticks = 0;
    const observer = { onTick: () => void ticks++, shouldStop: () => ticks === 6 };
    const stopped = await runEpochs(courseOf(3), observer);
    // Three batches of training and two of evaluation; then one batch of the second epoch.
    expect([stopped.history.length, stopped.batches, stopped.sums]).toMatchObject([1, 1, { boards: 21 }]);

    const path = join(folder, "checkpoint.json");
    saveCheckpoint(path, {}, stopped);
    const { state } = findCheckpoint<RunState<Metrics>>(path)!;
    const uninterrupted = numbersOf(await runEpochs(courseOf(3)));
    expect(numbersOf(await runEpochs(courseOf(99), {}, state))).toEqual(uninterrupted);

    const start = await runEpochs(courseOf(3), { shouldStop: () => true });
    expect(start.batches).toBe(0);
    const end = await runEpochs(courseOf(99), {}, start);
    expect(numbersOf(end)).toEqual(uninterrupted);
    expect(numbersOf(await runEpochs(courseOf(99), {}, end))).toEqual(uninterrupted);
  });

  it("keeps weights that, saved as a layer, load with the measures of the epoch they are from", async () => {
    const { history, best } = await runEpochs(courseOf(3));
    const learner = Learner.create({ seed: 99, tolerance: 1e-8, free: false });
    const course = boardCourse(learner, parts, { epochs: 1, batch: 1, learningRate: 0.1 });
    course.trainer.setWeights(best!.weights);
    await learner.save(join(folder, "layer"));
    for (const path of ["", "layer", "layer/model.json"])
      expect(findLayer(join(folder, path))).toBe(join(folder, "layer"));
    expect(findLayer(join(folder, "layer", "nothing"))).toBeUndefined();
    const loaded = await Learner.load(join(folder, "layer"));
    const { metrics } = history[best!.epoch - 1];
    expect(measure(await solveAll(loaded, parts.test, 5))).toEqual(metrics.test);
    expect(measure(await solveAll(loaded, parts.validation, 100))).toEqual(metrics.validation);
  });
});

describe("the epoch that is kept", () => {
  const some = { ...means(NOTHING), boards: 10 };
  const record = (epoch: number, validation: Partial<Measure>, training: Partial<Measure> = {}) =>
    ({
      ...{ epoch, loss: 1, trainingSeconds: 1, evaluationSeconds: 1 },
      metrics: {
        ...{ test: some, testUnseen: some, training: { ...some, ...training } },
        validation: { ...some, ...validation },
      },
    }) satisfies EpochRecord<Metrics>;
  const keptOf = (epochs: EpochRecord<Metrics>[]) => bestOf(epochs, courseOf(1).score)?.epoch;

  it("has the lowest error on validation boards, then loss, and is the earlier one", () => {
    const epochs = [
      record(1, { error: 0.1, loss: 0.01 }),
      record(2, { error: 0, loss: 0.03 }),
      record(3, { error: 0, loss: 0.02 }),
      record(4, { error: 0, loss: 0.02 }),
    ];
    expect(keptOf(epochs)).toBe(3);
  });

  it("is judged by training boards where there are no others", () => {
    const none = { boards: 0 };
    const epochs = [record(1, none, { error: 0.2 }), record(2, none, { error: 0.1 })];
    expect(keptOf(epochs)).toBe(2);
  });
});
