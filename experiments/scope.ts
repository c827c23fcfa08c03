/** What experiments do with tensors, on any backend. */
import * as tf from "@tensorflow/tfjs";

/** As `tf.tidy`, for results that are not tensors. */
export function inScope<Result>(compute: () => Result): Result {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}

/** The variables behind the weights of Keras-style layers, in the layers' order. */
export function variablesOf(...layers: tf.layers.Layer[]): tf.Variable[] {
  return layers.flatMap((layer) => layer.trainableWeights.map((weight) => weight["val"]));
}
