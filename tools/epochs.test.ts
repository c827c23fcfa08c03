import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "./run-program.js";
import { findCheckpoint, requireSame, saveCheckpoint } from "./checkpoint.js";
import { bestOf, runEpochs, shuffled, type Course, type RunState } from "./epochs.js";
import { runCourse } from "./run-course.js";
import { startTensorFlow } from "./tensorflow.js";
import { Trainer } from "./trainer.js";

beforeAll(() => startTensorFlow());
const folder = temporaryFolder();

interface Distance {
  readonly distance: number;
}

/** Two variables that are drawn to 3 and (1, 2). */
function course(epochs = 3): Course<Distance> {
  const variables = [tf.variable(tf.scalar(0)), tf.variable(tf.zeros([2]))];
  const loss = (): tf.Scalar =>
    tf
      .squaredDifference(variables[0], 3)
      .add(tf.squaredDifference(variables[1], tf.tensor1d([1, 2])).sum())
      .asScalar();
  const trainer = new Trainer(variables);
  return {
    ...{ trainer, epochs, batches: 4, parts: 1 },
    step: (epoch, batch) => trainer.step(0.3 / (epoch + batch), loss),
    evaluate(onPart) {
      onPart();
      return Promise.resolve({ distance: loss().dataSync()[0] });
    },
    score: ({ distance }) => distance,
  };
}

const untimed = ({ history, ...rest }: RunState<Distance>): unknown => ({
  ...{ ...rest, seconds: 0 },
  history: history.map((record) => ({ ...record, trainingSeconds: 0, evaluationSeconds: 0 })),
});

describe("runEpochs", () => {
  it("descends, and keeps the weights of the best epoch", async () => {
    const { history, best } = await runEpochs(course());
    expect(history[2].metrics.distance).toBeLessThan(history[0].metrics.distance);
    expect(best!.epoch).toBe(3);
    expect(history[0].loss).toBeGreaterThan(history[1].loss);
  });

  it("goes on from a checkpoint within an epoch as if it had never stopped", async () => {
    let ticks = 0;
    const observer = { onTick: () => void ticks++, shouldStop: () => ticks === 7 };
    const stopped = await runEpochs(course(), observer);
    expect([stopped.history.length, stopped.batches]).toEqual([1, 2]);
    const path = join(folder, "run.json");
    saveCheckpoint(path, { seed: 1 }, stopped);
    const found = findCheckpoint<RunState<Distance>>(path)!;
    expect(found.state).toEqual(stopped);
    const resumed = await runEpochs(course(), {}, found.state);
    expect(untimed(resumed)).toEqual(untimed(await runEpochs(course())));
  });

  it("keeps what a course notes of an epoch under way", async () => {
    /** Measures how many steps the epoch had. */
    const counting = (): Course<Distance> => {
      const account = { sums: 0 };
      return {
        ...course(),
        account,
        step: (_epoch, batch) => (account.sums = batch === 0 ? 1 : account.sums + 1),
        evaluate: () => Promise.resolve({ distance: account.sums }),
      };
    };
    let asked = 0;
    const stopped = await runEpochs(counting(), { shouldStop: () => ++asked === 7 });
    expect([stopped.batches, stopped.sums]).toEqual([2, 2]);
    const { history, sums } = await runEpochs(counting(), {}, structuredClone(stopped));
    expect(history.map(({ metrics }) => metrics.distance)).toEqual([4, 4, 4]);
    expect(sums).toBeUndefined();
  });
});

describe("bestOf", () => {
  const records = (...metrics: Distance[]) =>
    metrics.map((one, i) => ({
      ...{ epoch: i + 1, loss: 0, metrics: one, trainingSeconds: 0, evaluationSeconds: 0 },
    }));
  const at = (distance: number): Distance => ({ distance });

  it("is the earliest of equally good epochs, and none that has no number", () => {
    const score = ({ distance }: Distance): number => distance;
    expect(bestOf(records(at(2), at(1), at(1)), score)!.epoch).toBe(2);
    expect(bestOf(records(at(NaN), at(1), at(NaN)), score)!.epoch).toBe(2);
    expect(bestOf([], score)).toBeUndefined();
  });

  it("asks the second number where the first are equal", () => {
    const score = ({ distance }: Distance): number[] => [Math.floor(distance), -distance];
    expect(bestOf(records(at(1.2), at(2.9), at(1.7), at(1.3)), score)!.epoch).toBe(3);
  });
});

it("a shuffled course shows every example once in an epoch, in another order in the next", () => {
  const seen: number[][] = [[], []];
  const falls: number[] = [];
  const schedule = { epochs: 2, batch: 4, learningRate: 1, seed: 3 };
  const { batches, step } = shuffled(schedule, 10, ({ positions, epoch, stepsDone, fall }) => {
    seen[epoch - 1].push(...positions);
    falls.push(fall);
    return stepsDone;
  });
  expect(batches).toBe(3);
  const done = [1, 2].flatMap((epoch) => [0, 1, 2].map((index) => step(epoch, index)));
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  for (const order of seen) expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(seen[0]).not.toEqual(seen[1]);
  expect([falls[0], falls[3]]).toEqual([1, expect.closeTo(0.5, 12)]);
  // Asked in the middle, as by a run that is resumed, it goes on in the same order.
  const resumed: number[] = [];
  shuffled(schedule, 10, ({ positions }) => resumed.push(...positions)).step(2, 1);
  expect(resumed).toEqual(seen[1].slice(4, 8));
});

describe("runCourse", () => {
  const run = async (resume: boolean, shouldStop = () => false, seed = 1): Promise<string> => {
    const stream = new PassThrough();
    await runCourse(course(), {
      checkpoint: join(folder, "course.json"),
      ...{ fixed: { seed }, resume, shouldStop, stream },
      columns: [{ title: "distance", cell: ({ metrics }) => metrics.distance.toFixed(3) }],
    });
    return String(stream.read());
  };

  it("prints a row per epoch, stops when asked, and resumes", async () => {
    let asked = 0;
    expect(await run(false, () => ++asked > 6)).toMatch(/\* +1\/3 +\d+\.\d{3} .*\n$/);
    const more = await run(true);
    expect(more).toMatch(/^Resuming after epoch 1 and 2 batches of the next\.\n/);
    expect(more).toMatch(/\* +3\/3 +\d+\.\d{3} +\d+\.\d s +0\.0 s\n$/);
  });

  it("refuses to resume a run with other flags", async () => {
    await expect(run(true, undefined, 2)).rejects.toThrow(/--seed: expected 1, .* got 2/);
    expect(findCheckpoint(join(folder, "nothing.json"))).toBeUndefined();
    writeFileSync(join(folder, "old.json"), '{"fixed":{},"state":{}}');
    expect(() => findCheckpoint(join(folder, "old.json"))).toThrow(
      /old\.json: .* older version.*without --resume/,
    );
    expect(() => requireSame({ a: 1 }, { a: 1 })).not.toThrow();
  });
});
