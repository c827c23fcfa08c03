/** Training of one denoiser on the mean squared error. */
import { setImmediate } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import type { Course } from "../../tools/epochs.js";
import { Random } from "../../tools/random.js";
import { inScope } from "../../tools/tensorflow.js";
import { Trainer } from "../../tools/trainer.js";
import type { Denoiser } from "./denoiser.js";
import { LENGTH, meanSquaredError, mirror, pick, slice, type Signals } from "./signals.js";

/** Which signals train, choose and judge. */
export interface Split {
  readonly training: Signals;
  /** The last twentieth of the training part, held out to choose the epoch that is kept. */
  readonly validation: Signals;
  /** The last tenth of all signals. */
  readonly test: Signals;
}

export function split(all: Signals): Split {
  const part = Math.floor(0.9 * all.count);
  const training = part - Math.round(0.05 * part);
  return {
    training: slice(all, 0, training),
    validation: slice(all, training, part),
    test: slice(all, part, all.count),
  };
}

export interface Metrics {
  /** Mean squared errors per number. */
  readonly validation: number;
  readonly test: number;
  /** Quadratic programs that were not solved to tolerance, in training and measuring, since the run started. */
  readonly unsolved: number;
}

export interface Schedule {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly seed: number;
  /** Whether signals are mirrored at random in training. */
  readonly mirrored: boolean;
}

export function denoisingCourse(denoiser: Denoiser, parts: Split, schedule: Schedule): Course<Metrics> {
  const { epochs, batch, learningRate, seed, mirrored } = schedule;
  const { training, validation, test } = parts;
  const trainer = new Trainer(denoiser.variables);
  const batches = Math.ceil(training.count / batch);
  let order: { epoch: number; positions: number[] } | undefined;
  const positionsOf = (epoch: number): number[] => {
    if (order?.epoch !== epoch) {
      const positions = Array.from({ length: training.count }, (_, position) => position);
      order = { epoch, positions: new Random(seed * 100_003 + epoch).shuffle(positions) };
    }
    return order.positions;
  };
  return {
    trainer,
    epochs,
    batches,
    parts: Math.ceil(validation.count / batch) + Math.ceil(test.count / batch),
    step(epoch, index) {
      const picked = pick(training, positionsOf(epoch).slice(index * batch, (index + 1) * batch));
      const part = mirrored ? mirror(picked, new Random(seed * 100_003 + epoch * 10_007 + index)) : picked;
      const shape: [number, number] = [part.count, LENGTH];
      const rate = learningRate * rateAt((epoch - 1) * batches + index, batches, epochs);
      return trainer.step(rate, () => {
        const prediction = denoiser.denoise(tf.tensor2d(part.noisy, shape));
        return tf.losses.meanSquaredError(tf.tensor2d(part.clean, shape), prediction).asScalar();
      });
    },
    async evaluate(onPart) {
      return {
        validation: await errorOf(denoiser, validation, batch, onPart),
        test: await errorOf(denoiser, test, batch, onPart),
        unsolved: denoiser.unsolved,
      };
    },
    score: (metrics) => metrics.validation,
  };
}

/**
 * Share of the learning rate in a step: it rises over the first epoch, because Adam's first steps move every weight
 * by the whole rate whatever the gradient, and falls to 0 along half a cosine.
 */
export function rateAt(step: number, batches: number, epochs: number): number {
  const fall = 0.5 * (1 + Math.cos((Math.PI * step) / (batches * epochs)));
  return fall * Math.min(1, (step + 1) / batches);
}

/** Mean squared error per number. */
export async function errorOf(
  denoiser: Denoiser,
  signals: Signals,
  batch: number,
  onPart?: () => void,
): Promise<number> {
  let sum = 0;
  for (let start = 0; start < signals.count; start += batch) {
    await setImmediate();
    const part = slice(signals, start, start + batch);
    sum += meanSquaredError(denoiseAll(denoiser, part), part.clean) * part.count;
    onPart?.();
  }
  return sum / signals.count;
}

/** The denoised signals, `[count, 100]`. */
export function denoiseAll(denoiser: Denoiser, { noisy, count }: Signals): Float32Array {
  return inScope(() =>
    denoiser
      .denoise(tf.tensor2d(noisy, [count, LENGTH]))
      .dataSync<"float32">()
      .slice(),
  );
}
