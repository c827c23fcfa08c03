import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { readArrays, writeArrays, type FileFormat } from "../../io/index.js";
import { layerArrays, layerFromArrays } from "./arrays.js";
import { OptNetLayer } from "./layer.js";

beforeAll(() => tf.setBackend("cpu"));

const layer = (): OptNetLayer =>
  new OptNetLayer({
    ...{ variables: 3, equalities: 1, inequalities: 2, lower: [0, -Infinity, -1], upper: 5, point: "inside" },
    ...{ Q: "learned", h: "fed", AInitializer: "glorotNormal", inputShape: [3] },
    settings: { tolerance: 1e-9 },
  });

const input = (): tf.Tensor[] => [
  tf.tensor2d([1, -2, 0.5, 0.1, 0.2, 0.3], [2, 3]),
  tf.tensor2d([4, 5, 6, 7], [2, 2]),
];

describe.each<[FileFormat, boolean]>([
  ["npz", false],
  ["npz", true],
  ["safetensors", false],
  ["parquet", false],
])("a layer in %s (compressed: %j)", (format, compress) => {
  test("comes back with its weights and its configuration", async () => {
    const original = layer();
    const expected = original.apply(input()) as tf.Tensor;
    const bytes = await writeArrays(await layerArrays(original), { format, compress });
    const back = layerFromArrays(await readArrays(bytes));
    expect(back.getConfig()).toEqual(original.getConfig());
    const output = back.apply(input()) as tf.Tensor;
    expect([...(await output.data())]).toEqual([...(await expected.data())]);
  });
});

test("a layer without weights, and files that hold no layer, are refused", async () => {
  await expect(layerArrays(layer())).rejects.toThrow("without weights");
  const made = layer();
  made.apply(input());
  const { arrays, metadata } = await layerArrays(made);
  const refused = (one: Parameters<typeof layerFromArrays>[0], got: string): void => {
    expect(() => layerFromArrays(one)).toThrow(got);
  };
  refused({ arrays, metadata: { ...metadata, version: "2" } }, "version 2");
  refused({ arrays, metadata: { ...metadata, format: "optnet problem" } }, "optnet problem");
  refused({ arrays, metadata: { format: metadata.format, version: "1" } }, "a configuration, got none");
  const { A, ...others } = arrays;
  refused({ arrays: others, metadata }, '"A" missing');
  refused({ arrays: { ...arrays, x: A }, metadata }, '"x" too');
  refused({ arrays: { ...arrays, A: { ...A, shape: [3, 1] } }, metadata }, "[3, 1]");
});
