import { existsSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { expect, it } from "vitest";
import { modelFiles } from "./model-files.js";
import { temporaryFolder } from "./run-program.js";

const folder = temporaryFolder();

it("saves a model that loads with the same predictions, and replaces an older one", async () => {
  const input = tf.tensor2d([[1, -2, 3]]);
  for (const units of [4, 2]) {
    const layers = [tf.layers.dense({ units, inputShape: [3] }), tf.layers.dense({ units: 1 })];
    const model = tf.sequential({ layers });
    await model.save(modelFiles(join(folder, "new", "model")));
    const loaded = await tf.loadLayersModel(modelFiles(join(folder, "new", "model")));
    const predict = (one: tf.LayersModel): ArrayLike<number> => (one.predict(input) as tf.Tensor).dataSync();
    expect(predict(loaded)).toEqual(predict(model));
  }
  expect(existsSync(join(folder, "new", "model", "weights.bin"))).toBe(true);
});

it("says which file is missing", async () => {
  await expect(tf.loadLayersModel(modelFiles("/nowhere/at-all"))).rejects.toThrow(/at-all.*model\.json/);
});
