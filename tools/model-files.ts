/**
 * TensorFlow.js models on disk without tfjs-node: the usual `model.json` and one file of weights beside it.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";

const MODEL = "model.json";
const WEIGHTS = "weights.bin";

/**
 * A folder for `model.save(…)` and `tf.loadLayersModel(…)`. Saving creates it and replaces what it holds.
 *
 * @example
 * ```ts
 * await model.save(modelFiles("out/layer"));
 * const same = await tf.loadLayersModel(modelFiles("out/layer"));
 * ```
 */
export function modelFiles(folder: string): tf.io.IOHandler {
  return {
    async save(artifacts) {
      if (artifacts.modelTopology === undefined || artifacts.weightSpecs === undefined) {
        throw new TypeError("A model is saved with its topology and its weights.");
      }
      const model: tf.io.ModelJSON = {
        modelTopology: artifacts.modelTopology,
        ...(artifacts.format === undefined ? {} : { format: artifacts.format }),
        ...(artifacts.generatedBy === undefined ? {} : { generatedBy: artifacts.generatedBy }),
        weightsManifest: [{ paths: [WEIGHTS], weights: artifacts.weightSpecs }],
      };
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, WEIGHTS),
        Buffer.from(tf.io.CompositeArrayBuffer.join(artifacts.weightData)),
      );
      writeFileSync(join(folder, MODEL), JSON.stringify(model, null, 2) + "\n");
      return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
    },

    async load() {
      const model = JSON.parse(readFileSync(join(folder, MODEL), "utf8")) as tf.io.ModelJSON;
      return tf.io.getModelArtifactsForJSON(model, async (manifest) => {
        const parts = manifest.flatMap(({ paths }) => paths).map((path) => readFileSync(join(folder, path)));
        return [manifest.flatMap(({ weights }) => weights), new Uint8Array(Buffer.concat(parts)).buffer];
      });
    },
  };
}
