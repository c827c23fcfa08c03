import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import * as tf from "@tensorflow/tfjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCheckpoint, requireSame, saveCheckpoint } from "./checkpoint.js";
import { bestOf, runEpochs, type Course, type RunState } from "./epochs.js";
import { runCourse } from "./run-course.js";
import { startTensorFlow } from "./tensorflow.js";
import { Trainer } from "./trainer.js";

beforeAll(startTensorFlow);
const folder = mkdtempSync(join(tmpdir(), "epochs-"));
afterAll(() => rmSync(folder, { recursive: true }));

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

  it("keeps the earliest of equally good epochs", () => {
    const record = (epoch: number, distance: number) => ({
      ...{ epoch, loss: 0, metrics: { distance }, trainingSeconds: 0, evaluationSeconds: 0 },
    });
    const score = ({ distance }: Distance): number => distance;
    expect(bestOf([record(1, 2), record(2, 1), record(3, 1)], score)!.epoch).toBe(2);
    expect(bestOf([], score)).toBeUndefined();
  });
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
    expect(() => requireSame({ a: 1 }, { a: 1 })).not.toThrow();
  });
});
