import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { runEpochs } from "../../tools/epochs.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { adaptiveTv, surroundings } from "./adaptive.js";
import { denoiseAll, denoisingCourse, errorOf, split } from "./course.js";
import type { Denoiser } from "./denoiser.js";
import { fullyConnected } from "./fully-connected.js";
import { pureOptNet } from "./pure.js";
import { generate, LENGTH, meanSquaredError, slice } from "./signals.js";
import { tunedTv } from "./tuned.js";
import { denoiseTv } from "./tv.js";

beforeAll(() => startTensorFlow());

const all = generate(80, 5);
const parts = split(all);
const schedule = { epochs: 2, batch: 17, learningRate: 3e-4, seed: 5, mirrored: true };

it("splits into training, validation and test in order", () => {
  const { training, validation, test } = parts;
  expect([training.count, validation.count, test.count]).toEqual([68, 4, 8]);
  expect(test).toEqual(slice(all, 72, 80));
});

describe.each<[string, () => Denoiser]>([
  ["fully connected", () => fullyConnected(1, 50)],
  ["pure OptNet", () => pureOptNet(1)],
  ["tuned TV", () => tunedTv(20)],
  ["adaptive TV", () => adaptiveTv(1, 20)],
])("%s", (_name, create) => {
  it("learns: its loss on the signals that it trains with falls", async () => {
    const denoiser = create();
    const before = await errorOf(denoiser, parts.training, 34);
    const state = await runEpochs(denoisingCourse(denoiser, parts, schedule));
    expect(state.history).toHaveLength(2);
    expect(await errorOf(denoiser, parts.training, 34)).toBeLessThan(before);
    expect(denoiser.unsolved).toBe(0);
  });

  it("has the gradient of its loss in every weight: one number per variable against differences", () => {
    const denoiser = create();
    const { noisy, clean, count } = slice(parts.training, 0, 3);
    const loss = (): tf.Scalar =>
      denoiser
        .denoise(tf.tensor2d(noisy, [count, LENGTH]))
        .sub(tf.tensor2d(clean, [count, LENGTH]))
        .square()
        .mean()
        .asScalar();
    tf.tidy(() => {
      const { grads } = tf.variableGrads(loss, [...denoiser.variables]);
      for (const variable of denoiser.variables) {
        const gradient = grads[variable.name].dataSync<"float32">();
        const largest = gradient.reduce(
          (at, value, i) => (Math.abs(value) > Math.abs(gradient[at]) ? i : at),
          0,
        );
        const values = variable.dataSync<"float32">().slice();
        const at = (step: number): number => {
          const moved = values.slice();
          moved[largest] += step;
          variable.assign(tf.tensor(moved, variable.shape));
          return loss().dataSync()[0];
        };
        // Weights are float32, so steps are large; the least error of several is what the step makes of it.
        const errors = [1e-2, 1e-3, 3e-4].map((step) => {
          const slope = (at(step) - at(-step)) / (2 * step);
          return Math.abs(slope - gradient[largest]) / Math.abs(gradient[largest]);
        });
        variable.assign(tf.tensor(values, variable.shape));
        expect(Math.min(...errors)).toBeLessThan(0.02);
      }
    });
  });
});

it("tuned and adaptive TV start as total variation", () => {
  const { noisy, clean } = parts.test;
  const tv = denoiseTv(noisy, 20).z;
  const tuned = denoiseAll(tunedTv(20), parts.test);
  expect(meanSquaredError(tuned, tv)).toBeLessThan(1e-2);
  expect(meanSquaredError(tuned, clean)).toBeLessThan(meanSquaredError(noisy, clean) / 2);
});

it("an epoch's order is that of its number: a resumed run equals an uninterrupted one", async () => {
  const course = (): ReturnType<typeof denoisingCourse> => denoisingCourse(pureOptNet(3), parts, schedule);
  const whole = await runEpochs(course());
  let ticks = 0;
  const stopped = await runEpochs(course(), { onTick: () => void ticks++, shouldStop: () => ticks === 7 });
  expect([stopped.history.length, stopped.batches]).toEqual([1, 1]);
  const resumed = await runEpochs(course(), {}, structuredClone(stopped));
  expect(resumed.trainer).toEqual(whole.trainer);
  expect(resumed.history.map(({ metrics }) => metrics)).toEqual(whole.history.map(({ metrics }) => metrics));
});

it("surroundings do not depend on the height of the signal", () => {
  const y = parts.test.noisy.slice(0, LENGTH);
  const raised = y.map((value) => value + 30);
  const [low, high] = [surroundings(y, y), surroundings(raised, raised)];
  expect(low).toHaveLength(99 * 82);
  low.forEach((value, i) => expect(high[i]).toBeCloseTo(value, 4));
});
