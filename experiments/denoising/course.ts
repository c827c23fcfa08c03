/** Training of one denoiser on the mean squared error. */
import { setImmediate } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import type { Coordinator, LeafProgram, Step } from "optnet/training";
import { tensorProgram } from "optnet/training/tfjs";
import type { Course } from "../epochs.js";
import { Random } from "../random.js";
import { inScope } from "../tensorflow.js";
import { Trainer } from "../trainer.js";
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

/** @param coordinator of workers that compute the gradients; without one they are computed here. */
export function denoisingCourse(
  denoiser: Denoiser,
  parts: Split,
  schedule: Schedule,
  coordinator?: Coordinator,
): Course<Metrics> {
  const { epochs, batch, learningRate } = schedule;
  const { training, validation, test } = parts;
  const trainer = new Trainer(denoiser.variables);
  const batches = Math.ceil(training.count / batch);
  const partOf = batchesOf(training, schedule);
  let unsolvedElsewhere = 0;
  const stepElsewhere = async (rate: number, step: Step): Promise<number> => {
    const { gradients, values } = await coordinator!.gradient(step, trainer.weights());
    trainer.apply(rate, gradients);
    const [loss, unsolved] = values;
    unsolvedElsewhere += unsolved;
    return loss;
  };
  return {
    trainer,
    epochs,
    batches,
    parts: Math.ceil(validation.count / batch) + Math.ceil(test.count / batch),
    step(epoch, index) {
      const part = partOf(epoch, index);
      const rate = learningRate * rateAt((epoch - 1) * batches + index, batches, epochs);
      if (coordinator) return stepElsewhere(rate, { epoch, batch: index, examples: part.count });
      return trainer.step(rate, () => lossOf(denoiser, part));
    },
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

/** What a worker computes: the loss of a part of a batch, and how many of its programs were not solved. */
export function denoisingProgram(
  denoiser: Denoiser,
  training: Signals,
  schedule: Schedule,
  fingerprint: string,
): LeafProgram {
  const partOf = batchesOf(training, schedule);
  let unsolved = denoiser.unsolved;
  return tensorProgram({
    fingerprint,
    variables: denoiser.variables,
    loss: ({ epoch, batch }, first, last) => lossOf(denoiser, slice(partOf(epoch, batch), first, last)),
    values: () => {
      const before = unsolved;
      unsolved = denoiser.unsolved;
      return [unsolved - before];
    },
  });
}

function lossOf(denoiser: Denoiser, { noisy, clean, count }: Signals): tf.Scalar {
  const shape: [number, number] = [count, LENGTH];
  const prediction = denoiser.denoise(tf.tensor2d(noisy, shape));
  return tf.losses.meanSquaredError(tf.tensor2d(clean, shape), prediction).asScalar();
}

/** The signals of each batch, which follow from its numbers and the seed. The last batch is kept. */
function batchesOf(
  training: Signals,
  { batch, seed, mirrored }: Schedule,
): (epoch: number, index: number) => Signals {
  let order: { epoch: number; positions: number[] } | undefined;
  let kept: { epoch: number; index: number; part: Signals } | undefined;
  const positionsOf = (epoch: number): number[] => {
    if (order?.epoch !== epoch) {
      const positions = Array.from({ length: training.count }, (_, position) => position);
      order = { epoch, positions: new Random(seed * 100_003 + epoch).shuffle(positions) };
    }
    return order.positions;
  };
  return (epoch, index) => {
    if (kept?.epoch !== epoch || kept.index !== index) {
      const picked = pick(training, positionsOf(epoch).slice(index * batch, (index + 1) * batch));
      const random = new Random(seed * 100_003 + epoch * 10_007 + index);
      kept = { epoch, index, part: mirrored ? mirror(picked, random) : picked };
    }
    return kept.part;
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
