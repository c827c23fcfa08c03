/** Training of one classifier on the cross entropy. */
import * as tf from "@tensorflow/tfjs";
import { shuffled, type Course, type Schedule } from "../../tools/epochs.js";
import { inBatches } from "../../tools/examples.js";
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

export function classifierCourse(
  model: tf.Sequential,
  { training, validation, test }: Parts,
  schedule: Schedule,
): Course<Metrics> {
  const { batch, learningRate } = schedule;
  const trainer = new Trainer(variablesOf(...model.layers));
  return {
    trainer,
    ...shuffled(schedule, training.count, ({ positions }) => {
      const images = pick(training, positions);
      return trainer.step(learningRate, () => crossEntropy(images, probabilities(model, images)));
    }),
    parts: Math.ceil(validation.count / batch) + Math.ceil(test.count / batch),
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
  await inBatches(images.count, batch, (start, end) => {
    const part = slice(images, start, end);
    inScope(() => {
      const predicted = probabilities(model, part);
      const classes = predicted.argMax(1).dataSync();
      wrong += part.labels.reduce((sum, label, i) => sum + Number(label !== classes[i]), 0);
      loss += crossEntropy(part, predicted).dataSync()[0] * part.count;
    });
    onPart();
  });
  return { error: wrong / images.count, loss: loss / images.count };
}

function probabilities(model: tf.Sequential, { pixels, count, height, width }: Images): tf.Tensor2D {
  return model.apply(tf.tensor2d(pixels, [count, height * width])) as tf.Tensor2D;
}

function crossEntropy({ labels }: Images, predicted: tf.Tensor2D): tf.Scalar {
  const targets = tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), CLASSES);
  return predicted.add(1e-7).log().mul(targets).sum(1).mean().neg().asScalar();
}
