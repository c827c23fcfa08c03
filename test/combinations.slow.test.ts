/** The column of the GPU in the table of docs/guide/combinations.md: a software driver takes long to compile. */
import { nodeDevice } from "optnet/webgpu/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read } from "./imports.js";
import { FEATURES, outcome } from "./support/features.js";
import { describeWith, WEBGPU } from "./support/needs.js";
import { cellOf, tableOf } from "./support/tables.js";
import { gpuWay } from "./support/ways.js";

describeWith(WEBGPU, "GPU", () => {
  const ways = tableOf(read("docs/guide/combinations.md"), "what");
  let device: GPUDevice;
  beforeAll(async () => {
    device = await nodeDevice({ software: true });
  });
  afterAll(() => device.destroy());
  const way = gpuWay(() => device);

  test.each(FEATURES)("$name", async (feature) => {
    expect(await outcome(feature, way)).toBe(cellOf(ways, feature.name, way.name));
  });
});
