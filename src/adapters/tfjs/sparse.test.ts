/** Sparse matrices in TensorFlow.js: the pattern is constant, the entries are a tensor. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SparseMatrix } from "../../index.js";
import { OptNetError, solve, sparse } from "../../index.js";
import { closestFeasible } from "./closest-feasible.js";
import type { QpInput } from "./qp.js";
import { qp } from "./qp.js";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const A = sparse.fromTriplets([1, 3], [0, 0], [0, 2], [1, 1]);
const G = sparse.fromTriplets([2, 3], [0, 1, 1], [1, 0, 2], [1, 1, 1]);
const Q = sparse.symmetric(sparse.fromTriplets([3, 3], [0, 0, 1, 2], [0, 1, 1, 2], [2, 0.5, 2, 1]));
const p = [
  [-1, 2, 1],
  [3, 0, -4],
];
const h = [0.25, 0.75];
const own = [
  [1, 1, 1],
  [2, 1, -1],
];

const weights = tf.tensor2d([
  [1, -2, 3],
  [0.5, 1, -1],
]);
const loss = (z: tf.Tensor): tf.Scalar => z.mul(weights).sum().asScalar();

describe("qp", () => {
  it("gives the entries their gradients, shared and of each element", () => {
    const f = (q: tf.Tensor, a: tf.Tensor, g: tf.Tensor): tf.Scalar =>
      loss(
        qp({
          ...{ Q: { pattern: Q, data: q }, p, A: { pattern: A, data: a }, b: [0.5] },
          ...{ G: { pattern: G, data: g }, h },
        }),
      );
    const given = [tf.tensor1d([...Q.data]), tf.tensor1d([...A.data]), tf.tensor2d(own)];
    const gradients = tf.grads(f as (...args: tf.Tensor[]) => tf.Scalar)(given);
    const expected = solve({ Q, p, A, b: [0.5], G: G.withData(own), h }).vjp(
      { z: weights.arraySync() },
      { wrt: ["Q", "A", "G"] },
    );
    (["Q", "A", "G"] as const).forEach((name, i) => {
      expect(gradients[i].shape).toEqual(given[i].shape);
      const want = expected[name].data;
      gradients[i].dataSync().forEach((value, k) => expect(value).toBeCloseTo(want[k], 5));
    });
  });

  it("takes constant ones as they are, in a batch and without", () => {
    const z = qp({ Q, p: tf.tensor2d(p), A, b: [0.5], G: G.withData(own), h });
    expect(z.shape).toEqual([2, 3]);
    const expected = solve({ Q, p, A, b: [0.5], G: G.withData(own), h }).z;
    z.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
    expect(qp({ Q, p: tf.tensor1d(p[0]), A, b: [0.5] }).shape).toEqual([3]);
    expect(qp({ Q, p: p[0], A: A.withData([[1, 1]]), b: [0.5] }).shape).toEqual([1, 3]);
    const { indptr, indices } = A;
    const plain = { shape: [1, 3], indptr, indices, data: [[1, 1]] };
    expect(qp({ Q, p: p[0], A: plain, b: [0.5] }).shape).toEqual([1, 3]);
  });

  it("moves the entries of a training step", () => {
    const entries = tf.variable(tf.tensor1d([1, 1]));
    const f = () =>
      qp({ Q, p, A: { pattern: A, data: entries }, b: [0.5] })
        .square()
        .sum()
        .asScalar();
    const before = f().dataSync()[0];
    tf.train.sgd(0.05).minimize(f);
    expect(f().dataSync()[0]).toBeLessThan(before);
  });

  it("closestFeasible likewise", () => {
    const f = (a: tf.Tensor): tf.Scalar => {
      const { shiftB } = closestFeasible({
        ...{ p: [0, 0, 0], Q, A: { pattern: A, data: a }, b: [5], lower: -1, upper: 1 },
      });
      return shiftB.square().sum().asScalar();
    };
    const [gradient] = tf.grads(f)([tf.tensor1d([1, 1])]);
    const solution = solve(
      { p: [0, 0, 0], Q, A, b: [5], lower: -1, upper: 1 },
      { infeasible: "closestFeasible" },
    );
    const expected = solution.vjp({ shiftB: [2 * solution.shiftB[0]] }).A as SparseMatrix;
    gradient.dataSync().forEach((value, k) => expect(value).toBeCloseTo(expected.data[k], 4));
  });

  it.each<[string, QpInput, string]>([
    ["too few entries", { p: p[0], Q, A: { pattern: A, data: tf.tensor1d([1]) }, b: [1] }, "A.data"],
    ["entries of no numbers", { p: p[0], Q, A: { pattern: A, data: tf.tensor1d(["a", "b"]) }, b: [1] }, "A"],
    [
      "a broken pattern",
      {
        p: p[0],
        Q,
        A: { pattern: { shape: [1, 3], indptr: [0, 1], indices: [4], data: [1] }, data: [1] },
        b: [1],
      },
      "A.indices",
    ],
  ])("refuses %s", (_, input, field) => {
    try {
      qp(input);
    } catch (error) {
      expect(error).toBeInstanceOf(OptNetError);
      expect((error as OptNetError).field).toBe(field);
      return;
    }
    throw new Error("nothing was thrown");
  });
});
