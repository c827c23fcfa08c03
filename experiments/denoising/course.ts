/** Training of one denoiser on the mean squared error. */
import * as tf from "@tensorflow/tfjs";
import { shuffled, type Course, type Schedule } from "../../tools/epochs.js";
import { inBatches } from "../../tools/examples.js";
import { stepRandom } from "../../tools/random.js";
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

export interface DenoisingSchedule extends Schedule {
  /** Whether signals are mirrored at random in training. */
  readonly mirrored: boolean;
}

export function denoisingCourse(
  denoiser: Denoiser,
  { training, validation, test }: Split,
  schedule: DenoisingSchedule,
): Course<Metrics> {
  const { batch, learningRate, seed, mirrored } = schedule;
  const trainer = new Trainer(denoiser.variables);
  const batches = Math.ceil(training.count / batch);
  return {
    trainer,
    ...shuffled(schedule, training.count, ({ positions, epoch, index, stepsDone, fall }) => {
      const picked = pick(training, positions);
      const part = mirrored ? mirror(picked, stepRandom(seed, epoch, index)) : picked;
      const shape: [number, number] = [part.count, LENGTH];
      // It rises over the first epoch: Adam's first steps move every weight by the whole rate whatever the gradient.
      const rate = learningRate * (fall * Math.min(1, (stepsDone + 1) / batches));
      return trainer.step(rate, () => {
        const prediction = denoiser.denoise(tf.tensor2d(part.noisy, shape));
        return tf.losses.meanSquaredError(tf.tensor2d(part.clean, shape), prediction).asScalar();
      });
    }),
    parts: Math.ceil(validation.count / batch) + Math.ceil(test.count / batch),
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

/** Mean squared error per number. */
export async function errorOf(
  denoiser: Denoiser,
  signals: Signals,
  batch: number,
  onPart?: () => void,
): Promise<number> {
  let sum = 0;
  await inBatches(signals.count, batch, (start, end) => {
    const part = slice(signals, start, end);
    sum += meanSquaredError(denoiseAll(denoiser, part), part.clean) * part.count;
    onPart?.();
  });
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
