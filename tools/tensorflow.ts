/** TensorFlow.js in plain Node, without native packages. */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

const require = createRequire(import.meta.url);

/**
 * Starts TensorFlow.js. Its WebAssembly backend is several times as fast as plain JavaScript ("cpu"), and its tensors are
 * in reach of optnet.
 */
export async function startTensorFlow(backend: "wasm" | "cpu" = "wasm"): Promise<void> {
  tf.enableProdMode(); // silences TensorFlow.js's advice to install tfjs-node
  setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  await tf.setBackend(backend);
}

/** As `tf.tidy`, for results that are not tensors. */
export function inScope<Result>(compute: () => Result): Result {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}

/** Counts the quadratic programs that were not solved to tolerance; `add` is an `onSolution` of `qp`. */
export class Unsolved {
  count = 0;
  readonly add = ({ status }: { readonly status: readonly string[] }): void => {
    this.count += status.filter((one) => one !== "solved").length;
  };
}

/** The variables behind the weights of Keras-style layers, in the layers' order. */
export function variablesOf(...layers: tf.layers.Layer[]): tf.Variable[] {
  return layers.flatMap((layer) => layer.trainableWeights.map((weight) => weight["val"]));
}
