/** Training of one denoiser on the mean squared error. */
import * as tf from "@tensorflow/tfjs";
import type { Coordinator, LeafProgram, Step } from "optnet/training";
import { tensorProgram } from "optnet/training/tfjs";
import { batchPositions, shuffled, type Course, type Schedule } from "../../tools/epochs.js";
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

/** @param coordinator of workers with a {@link denoisingProgram}; without one gradients are computed here. */
export function denoisingCourse(
  denoiser: Denoiser,
  { training, validation, test }: Split,
  schedule: DenoisingSchedule,
  coordinator?: Coordinator,
): Course<Metrics> {
  const { batch, learningRate } = schedule;
  const trainer = new Trainer(denoiser.variables);
  const batches = Math.ceil(training.count / batch);
  let unsolvedElsewhere = 0;
  const stepBy = async (workers: Coordinator, rate: number, step: Step): Promise<number> => {
    const [loss, unsolved] = await trainer.stepBy(workers, rate, step);
    unsolvedElsewhere += unsolved;
    return loss;
  };
  return {
    trainer,
    ...shuffled(schedule, training.count, ({ positions, epoch, index, stepsDone, fall }) => {
      // It rises over the first epoch: Adam's first steps move every weight by the whole rate whatever the gradient.
      const rate = learningRate * (fall * Math.min(1, (stepsDone + 1) / batches));
      if (coordinator !== undefined) {
        return stepBy(coordinator, rate, { epoch, batch: index, examples: positions.length });
      }
      const part = drawn(training, schedule, positions, epoch, index);
      return trainer.step(rate, () => lossOf(denoiser, part));
    }),
    parts: Math.ceil(validation.count / batch) + Math.ceil(test.count / batch),
    async evaluate(onPart) {
      return {
        validation: await errorOf(denoiser, validation, batch, onPart),
        test: await errorOf(denoiser, test, batch, onPart),
        unsolved: denoiser.unsolved + unsolvedElsewhere,
      };
    },
    score: (metrics) => metrics.validation,
  };
}

/** What a worker must know of a schedule: which signals a batch has. */
export type Batches = Pick<DenoisingSchedule, "batch" | "seed" | "mirrored">;

/** What workers compute: the loss on a part of a batch, and how many programs were not solved meanwhile. */
export function denoisingProgram(
  denoiser: Denoiser,
  training: Signals,
  batches: Batches,
  fingerprint: string,
): LeafProgram {
  const positionsOf = batchPositions(batches, training.count);
  // A worker has many leaves of the same batch.
  let last: { readonly epoch: number; readonly batch: number; readonly part: Signals } | undefined;
  let unsolved = 0;
  return tensorProgram({
    ...{ fingerprint, variables: denoiser.variables },
    loss: ({ epoch, batch }, start, end) => {
      if (last?.epoch !== epoch || last.batch !== batch) {
        const part = drawn(training, batches, positionsOf(epoch, batch), epoch, batch);
        last = { epoch, batch, part };
      }
      unsolved = denoiser.unsolved;
      return lossOf(denoiser, slice(last.part, start, end));
    },
    values: () => [denoiser.unsolved - unsolved],
  });
}

/** The signals of a batch, mirrored at random where they shall be. */
function drawn(
  training: Signals,
  { seed, mirrored }: Pick<DenoisingSchedule, "seed" | "mirrored">,
  positions: readonly number[],
  epoch: number,
  index: number,
): Signals {
  const picked = pick(training, positions);
  return mirrored ? mirror(picked, stepRandom(seed, epoch, index)) : picked;
}

function lossOf(denoiser: Denoiser, { noisy, clean, count }: Signals): tf.Scalar {
  const shape: [number, number] = [count, LENGTH];
  const prediction = denoiser.denoise(tf.tensor2d(noisy, shape));
  return tf.losses.meanSquaredError(tf.tensor2d(clean, shape), prediction).asScalar();
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
