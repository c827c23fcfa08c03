import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fixedPart, findCheckpoint, loadCheckpoint, saveCheckpoint } from "./checkpoint.js";
import { generate } from "../../tools/sudoku/generate.js";
import { Learner } from "./learner.js";
import { NOTHING, means, type Measure } from "./measure.js";
import { readOptions } from "./options.js";
import { findLayer } from "./report.js";
import { split } from "./split.js";
import { bestOf, evaluate, measure, train, type EpochRecord, type RunState } from "./training.js";

const folder = mkdtempSync(join(tmpdir(), "sudoku-"));
afterAll(() => rmSync(folder, { recursive: true }));

const sudokus = generate(80, 3);
const parts = split(sudokus, 0.125);
const options = readOptions(["--seed", "3", "--batch", "21", "--epochs", "3"], folder);
const trainNew = (seed: number, epochs = 3): Promise<RunState> =>
  train(Learner.create({ ...options, seed }), parts, { ...options, epochs });

/** Everything but the times. */
function numbersOf({ history, best, batches, totals, learner }: RunState): unknown {
  const untimed = history.map((record) => ({ ...record, trainingSeconds: 0, evaluationSeconds: 0 }));
  return { history: untimed, best, batches, totals, learner };
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

describe("train", () => {
  const uninterrupted = trainNew(3);

  it("learns: loss and weights move, the loss falls, every program is solved", async () => {
    const { history } = await trainNew(3, 6);
    const losses = history.map(({ training }) => training.loss);
    expect(losses.at(-1)).toBeLessThan(0.75 * losses[0]);
    for (const { training, validation, test } of history)
      expect(training.unsolved + validation.unsolved + test.unsolved).toBe(0);
  });

  it("gives the same numbers for the same seed, others for another", async () => {
    const first = numbersOf(await uninterrupted);
    expect(numbersOf(await trainNew(3))).toEqual(first);
    expect(numbersOf(await trainNew(4))).not.toEqual(first);
  });

  it("stops within an epoch and, from the file it left, ends with the numbers of an uninterrupted run", async () => {
    let batches = 0;
    const observer = { onBatch: () => void batches++, shouldStop: () => batches === 6 };
    const stopped = await train(Learner.create(options), parts, options, observer);
    // Three batches of training and two of evaluation; then one batch of the second epoch.
    expect([stopped.history.length, stopped.batches, stopped.totals.boards]).toEqual([1, 1, 21]);

    const fixed = fixedPart(options, sudokus);
    saveCheckpoint(folder, fixed, stopped);
    const state = loadCheckpoint(folder, "folder", fixed);
    const otherWeights = Learner.create({ ...options, seed: 99 });
    const resumed = await train(otherWeights, parts, options, {}, state);
    expect(numbersOf(resumed)).toEqual(numbersOf(await uninterrupted));
  });

  it("resumes from before the first step, and has nothing to do after the last", async () => {
    const start = await train(Learner.create(options), parts, options, { shouldStop: () => true });
    expect(start.batches).toBe(0);
    const resumed = await train(Learner.create({ ...options, seed: 99 }), parts, options, {}, start);
    expect(numbersOf(resumed)).toEqual(numbersOf(await uninterrupted));
    const again = await train(Learner.create(options), parts, options, {}, resumed);
    expect(numbersOf(again)).toEqual(numbersOf(resumed));
  });

  it("keeps weights that, saved as a layer, load with the measures of the epoch they are from", async () => {
    const { history, best } = await uninterrupted;
    const learner = Learner.create({ ...options, seed: 99 });
    learner.setWeights(best!.weights);
    await learner.save(join(folder, "layer"));
    for (const path of ["", "layer", "layer/model.json"])
      expect(findLayer(join(folder, path))).toBe(join(folder, "layer"));
    expect(findLayer(join(folder, "layer", "nothing"))).toBeUndefined();
    const loaded = await Learner.load(join(folder, "layer"));
    const record = history[best!.epoch - 1];
    expect(record).toEqual(bestOf(history));
    expect(measure(await evaluate(loaded, parts.test, 5))).toEqual(record.test);
    expect(measure(await evaluate(loaded, parts.validation, 100))).toEqual(record.validation);
  });
});

describe("bestOf", () => {
  const record = (epoch: number, chosenBy: Partial<Measure>, others: Partial<Measure> = {}): EpochRecord => {
    const some = { ...means(NOTHING), boards: 10 };
    const rest = { test: some, testUnseen: some, trainingSeconds: 1, evaluationSeconds: 1 };
    return { epoch, ...rest, training: { ...some, ...others }, validation: { ...some, ...chosenBy } };
  };

  it("asks the validation boards: error, then loss, then the earlier epoch", () => {
    const epochs = [
      record(1, { error: 0.1, loss: 0.01 }),
      record(2, { error: 0, loss: 0.03 }),
      record(3, { error: 0, loss: 0.02 }),
      record(4, { error: 0, loss: 0.02 }),
    ];
    expect(bestOf(epochs)!.epoch).toBe(3);
    expect(bestOf([])).toBeUndefined();
  });

  it("asks the training boards where there are no others", () => {
    const none = { boards: 0 };
    expect(bestOf([record(1, none, { error: 0.2 }), record(2, none, { error: 0.1 })])!.epoch).toBe(2);
  });
});

describe("checkpoints", () => {
  it("are refused where flags or data differ, naming which", async () => {
    const fixed = fixedPart(options, sudokus);
    const elsewhere = join(folder, "elsewhere");
    expect(() => loadCheckpoint(elsewhere, "elsewhere", fixed)).toThrow(
      /--resume: expected a run in elsewhere/,
    );
    saveCheckpoint(elsewhere, fixed, await trainNew(3, 1));
    expect(findCheckpoint(elsewhere)!.fixed).toEqual(fixed);
    const other = fixedPart({ ...options, batch: 20 }, sudokus);
    expect(() => loadCheckpoint(elsewhere, "", other)).toThrow(/--batch: expected 21, got 20/);
    const reordered = fixedPart(options, sudokus.toReversed());
    expect(() => loadCheckpoint(elsewhere, "", reordered)).toThrow(/--data: .*got others/);
  });
});
