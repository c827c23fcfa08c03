/** Two classifiers that differ in one layer, after the paper's on MNIST: FC600-FC10-OptNet10-softmax and FC600-FC10-FC10-softmax. */
import * as tf from "@tensorflow/tfjs";
import { OptNetLayer } from "optnet/tfjs";
import { CLASSES } from "./images.js";

export const CLASSIFIERS = ["optnet", "dense"] as const;
export type ClassifierName = (typeof CLASSIFIERS)[number];

export const TITLES: Readonly<Record<ClassifierName, string>> = {
  optnet: "OptNet layer of 10 variables, 10 inequalities",
  dense: "Dense layer of 10 units in its place",
};

/** An untrained classifier from pixels to ten probabilities; train it with `fit` or any other way. */
export function createClassifier(
  name: ClassifierName,
  inputs: number,
  hidden: number,
  seed: number,
): tf.Sequential {
  const initializer = (offset: number): ReturnType<typeof tf.initializers.heNormal> =>
    tf.initializers.heNormal({ seed: seed + offset });
  const last =
    name === "dense"
      ? tf.layers.dense({ units: CLASSES, kernelInitializer: initializer(2) })
      : new OptNetLayer({
          variables: CLASSES,
          inequalities: CLASSES,
          GInitializer: tf.initializers.glorotUniform({ seed: seed + 2 }),
        });
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: hidden,
        activation: "relu",
        inputShape: [inputs],
        kernelInitializer: initializer(0),
      }),
      tf.layers.dense({ units: CLASSES, kernelInitializer: initializer(1) }),
      last,
      tf.layers.softmax(),
    ],
  });
}

/** Quadratic programs that a classifier's layer has not solved to tolerance so far. */
export function unsolvedOf(model: tf.LayersModel): number {
  const layer = model.layers.find((one) => one instanceof OptNetLayer);
  return layer?.totals.unsolved ?? 0;
}
