/** TensorFlow.js in plain Node, without native packages. */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

export { inScope, variablesOf } from "./scope.js";

const require = createRequire(import.meta.url);

/** Starts the WebAssembly backend: several times as fast as plain JavaScript, and its tensors are in reach of optnet. */
export async function startTensorFlow(): Promise<void> {
  tf.enableProdMode(); // silences TensorFlow.js's advice to install tfjs-node
  setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  await tf.setBackend("wasm");
}
