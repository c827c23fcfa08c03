/** Training of one classifier on the cross entropy. */
import { setImmediate } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import type { Course } from "../../tools/epochs.js";
import { Random } from "../../tools/random.js";
import { inScope, variablesOf } from "../../tools/tensorflow.js";
import { Trainer } from "../../tools/trainer.js";
import { unsolvedOf } from "./classifiers.js";
import { CLASSES, pick, slice, type Images } from "./images.js";

export interface Parts {
  readonly training: Images;
  /** Chooses the epoch that is kept. */
  readonly validation: Images;
  readonly test: Images;
}

export interface Metrics {
  /** Shares of images that are classified wrongly. */
  readonly validation: number;
  readonly test: number;
  readonly validationLoss: number;
  readonly unsolved: number;
}

export interface Schedule {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly seed: number;
}

export function classifierCourse(model: tf.Sequential, parts: Parts, schedule: Schedule): Course<Metrics> {
  const { epochs, batch, learningRate, seed } = schedule;
  const { training, validation, test } = parts;
  const trainer = new Trainer(variablesOf(...model.layers));
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
    batches: Math.ceil(training.count / batch),
    parts: Math.ceil(validation.count / batch) + Math.ceil(test.count / batch),
    step(epoch, index) {
      const images = pick(training, positionsOf(epoch).slice(index * batch, (index + 1) * batch));
      return trainer.step(learningRate, () => crossEntropy(images, probabilities(model, images)));
    },
    async evaluate(onPart) {
      const chosenBy = await judge(model, validation, batch, onPart);
      const tested = await judge(model, test, batch, onPart);
      return {
        validation: chosenBy.error,
        test: tested.error,
        validationLoss: chosenBy.loss,
        unsolved: unsolvedOf(model),
      };
    },
    score: (metrics) => metrics.validationLoss,
  };
}

async function judge(
  model: tf.Sequential,
  images: Images,
  batch: number,
  onPart: () => void,
): Promise<{ error: number; loss: number }> {
  let [wrong, loss] = [0, 0];
  for (let start = 0; start < images.count; start += batch) {
    await setImmediate();
    const part = slice(images, start, start + batch);
    inScope(() => {
      const predicted = probabilities(model, part);
      const classes = predicted.argMax(1).dataSync();
      wrong += part.labels.reduce((sum, label, i) => sum + Number(label !== classes[i]), 0);
      loss += crossEntropy(part, predicted).dataSync()[0] * part.count;
    });
    onPart();
  }
  return { error: wrong / images.count, loss: loss / images.count };
}

function probabilities(model: tf.Sequential, { pixels, count, height, width }: Images): tf.Tensor2D {
  return model.apply(tf.tensor2d(pixels, [count, height * width])) as tf.Tensor2D;
}

function crossEntropy({ labels }: Images, predicted: tf.Tensor2D): tf.Scalar {
  const targets = tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), CLASSES);
  return predicted.add(1e-7).log().mul(targets).sum(1).mean().neg().asScalar();
}
