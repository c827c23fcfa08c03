import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { solve } from "../../index.js";
import { closestFeasible, OptNetLayer, qp } from "./index.js";

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

const A = [
  [1, 1],
  [1, 1],
];

describe("closestFeasible", () => {
  test("returns z and the shifts, batched as its inputs are", () => {
    const one = closestFeasible({ Q: [1, 1], p: [0, 0], A, b: [1, 3] });
    expect([one.z.shape, one.shiftB.shape, one.shiftH.shape]).toEqual([[2], [2], [0]]);
    expect([...one.z.dataSync()]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    expect([...one.shiftB.dataSync()]).toEqual([expect.closeTo(1, 6), expect.closeTo(-1, 6)]);
    const two = closestFeasible({ Q: [1, 1], p: [0, 0], A, b: [[1, 3], [2, 2]], G: [[1, 0]], h: [9] }); // prettier-ignore
    expect([two.z.shape, two.shiftB.shape, two.shiftH.shape]).toEqual([[2, 2], [2, 2], [2, 1]]); // prettier-ignore
    expect([...two.shiftB.dataSync()].slice(2)).toEqual([0, 0]);
  });

  test("all three outputs have the gradients that solve has", () => {
    const b = tf.tensor1d([1, 3]);
    const weights = { z: [2, -1], shiftB: [0.5, 3] };
    const gradient = tf.grad((b: tf.Tensor) => {
      const { z, shiftB } = closestFeasible({ Q: [1, 1], p: [0, 0], A, b });
      return z.mul(weights.z).sum().add(shiftB.mul(weights.shiftB).sum());
    })(b);
    const expected = solve({ Q: [1, 1], p: [0, 0], A, b: [1, 3] }, { infeasible: "closestFeasible" }).vjp(
      weights,
    );
    gradient.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected.b!.data[i], 5));
  });

  test("leaves no tensors behind but its outputs", () => {
    const b = tf.tensor1d([1, 3]);
    const before = tf.memory().numTensors;
    const outputs = closestFeasible({ Q: [1, 1], p: [0, 0], A, b });
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose([outputs.z, outputs.shiftB, outputs.shiftH]);
    const gradient = tf.grad((b: tf.Tensor) => closestFeasible({ Q: [1, 1], p: [0, 0], A, b }).z.sum())(b);
    expect(tf.memory().numTensors).toBe(before + 1);
    gradient.dispose();
  });

  test("the setting alone does the same for qp and the layer", () => {
    const z = qp({ Q: [1, 1], p: [0, 0], A, b: [1, 3] }, { infeasible: "closestFeasible" });
    expect([...z.dataSync()]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    const layer = new OptNetLayer({
      variables: 2,
      equalities: 2,
      Q: { fixed: 1 },
      A: { fixed: A },
      b: { fixed: [1, 3] },
      settings: { infeasible: "closestFeasible" },
      inputShape: [2],
    });
    const output = layer.apply(tf.zeros([1, 2])) as tf.Tensor;
    expect([...output.dataSync()]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    expect(layer.statistics?.unsolved).toBe(0);
  });

  test("A and b are learned through infeasible iterates", () => {
    const A = tf.variable(tf.tensor2d([[1, 2]]));
    const b = tf.variable(tf.tensor1d([-1]));
    const optimizer = tf.train.adam(0.05);
    let first = NaN;
    let last = NaN;
    for (let step = 0; step < 150; step++) {
      optimizer.minimize(() => {
        const { z, shiftB } = closestFeasible({ Q: [1, 1], p: [0, 0], A, b, lower: 0 });
        const loss = z.sub([0.5, 0.25]).square().sum().add(shiftB.square().sum()) as tf.Scalar;
        last = loss.dataSync()[0];
        if (step === 0) first = last;
        return loss;
      });
    }
    expect(first).toBeGreaterThan(1);
    expect(last).toBeLessThan(0.05);
  });
});
