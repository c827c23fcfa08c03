/** TensorFlow.js on its webgpu backend, on whatever device Node finds or SwiftShader. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, it, vi } from "vitest";
import { describeWith, WEBGPU } from "../../../test/support/needs.js";
import { nodeGpu } from "../../execute/webgpu/node.js";
import { solve } from "../../index.js";
import { OptNetLayer } from "./layer.js";
import { qp } from "./qp.js";

async function openBackend(): Promise<void> {
  Object.defineProperty(globalThis, "navigator", {
    value: { gpu: await nodeGpu({ software: true }) },
    configurable: true,
  });
  // It registers itself only where it finds navigator.gpu.
  await import("@tensorflow/tfjs-backend-webgpu");
  expect(await tf.setBackend("webgpu")).toBe(true);
}

describeWith(WEBGPU, "on TensorFlow.js's webgpu backend", () => {
  const settings = { tolerance: 1e-6 };
  const problem = {
    Q: [
      [4, 1],
      [1, 2],
    ],
    A: [[1, 1]],
    b: [1],
    lower: 0,
  };
  let reads: string[];

  beforeAll(async () => {
    await openBackend();
    // Every way from GPU to CPU memory that TensorFlow.js and WebGPU have.
    reads = [];
    const backend = tf.backend() as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const name of ["read", "readSync"]) {
      const original = backend[name].bind(backend);
      vi.spyOn(backend, name as never).mockImplementation(((...args: unknown[]) => {
        reads.push(name);
        return original(...args);
      }) as never);
    }
    const mapAsync = GPUBuffer.prototype.mapAsync;
    vi.spyOn(GPUBuffer.prototype, "mapAsync").mockImplementation(function (this: GPUBuffer, ...args) {
      if (this.label !== "optnet probe") reads.push("mapAsync");
      return mapAsync.apply(this, args);
    });
  });

  it("solves and differentiates without reading anything back", async () => {
    const p = tf
      .tensor2d([
        [1, 1],
        [2, 0],
        [-1, 3],
      ])
      .mul<tf.Tensor>(1);
    const weights = tf
      .tensor2d([
        [1.3, 0.5],
        [1, 0],
        [0, 1],
      ])
      .mul<tf.Tensor>(1);
    await Promise.all([p.data(), weights.data()]);
    const [onGpu, alsoOnGpu] = [p.mul<tf.Tensor>(tf.scalar(1)), weights.mul<tf.Tensor>(tf.scalar(1))];
    reads = [];
    const loss = (tensor: tf.Tensor): tf.Scalar =>
      qp({ ...problem, p: tensor }, settings)
        .mul(alsoOnGpu)
        .sum()
        .asScalar();
    const { value, grad } = tf.valueAndGrad(loss)(onGpu);
    const z = qp({ ...problem, p: onGpu }, settings);
    expect(reads).toEqual([]);
    const exact = solve({
      ...problem,
      p: [
        [1, 1],
        [2, 0],
        [-1, 3],
      ],
    });
    const gradients = exact.vjp({
      z: [
        [1.3, 0.5],
        [1, 0],
        [0, 1],
      ],
    });
    (await z.data()).forEach((x, i) => expect(x).toBeCloseTo(exact.z[i], 5));
    (await grad.data()).forEach((x, i) => expect(x).toBeCloseTo(gradients.p!.data[i], 5));
    expect((await value.data())[0]).toBeCloseTo(
      exact.z[0] * 1.3 + exact.z[1] * 0.5 + exact.z[2] + exact.z[5],
      5,
    );
  });

  it("trains a layer there, with the gradients of the CPU", async () => {
    const config = {
      variables: 2,
      equalities: 1,
      lower: 0,
      LInitializer: tf.initializers.constant({ value: 0.5 }),
      AInitializer: tf.initializers.constant({ value: 0.7 }),
      epsilon: 0.5,
      settings: { tolerance: 1e-6 },
    };
    const gradientsOn = async (backend: string): Promise<number[][]> => {
      await tf.setBackend(backend);
      const layer = new OptNetLayer(config);
      const p = tf
        .tensor2d([
          [1, 0.9],
          [0.2, 0.3],
        ])
        .mul<tf.Tensor>(tf.scalar(1));
      layer.apply(p);
      reads = [];
      const { grads } = tf.variableGrads(() => (layer.apply(p) as tf.Tensor).mul(p).sum().asScalar());
      if (backend === "webgpu") expect(reads).toEqual([]);
      return Promise.all(layer.weights.map(async (weight) => Array.from(await grads[weight.name].data())));
    };
    const expected = await gradientsOn("cpu");
    const found = await gradientsOn("webgpu");
    expect(expected.flat().some((value) => Math.abs(value) > 1e-2)).toBe(true);
    expected.forEach((values, i) => values.forEach((value, j) => expect(found[i][j]).toBeCloseTo(value, 4)));
  });
});
