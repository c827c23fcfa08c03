/** What `solve` takes, `qp` takes as tensors. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { complaint } from "../../../test/complaint.js";
import { solve } from "../../index.js";
import { closestFeasible, OptNetLayer, qp } from "./index.js";

beforeAll(() => tf.setBackend("cpu"));

const values = (tensor: tf.Tensor): unknown => tensor.arraySync();
const p = [[-1, -2], [-3, 1], [2, -4]]; // prettier-ignore
const constraints = { A: [[1, 1]], b: [1] };

describe("qp", () => {
  it("takes diagonals as tensors, with gradients, whatever the batch", () => {
    for (const B of [1, 2, 3]) {
      const diagonal = tf.ones([B, 2]).mul<tf.Tensor2D>(tf.tensor1d([1, 3]));
      const f = (d: tf.Tensor, c: tf.Tensor) => qp({ Q: { diagonal: d }, p: c, ...constraints });
      const cost = tf.tensor2d(p.slice(0, B));
      const expected = solve({ Q: [1, 3], p: p.slice(0, B), ...constraints });
      expect(values(f(diagonal, cost))).toEqual(values(tf.tensor(new Float32Array(expected.z), [B, 2])));
      const [byQ, byP] = tf.grads((d, c) => f(d, c).mul([1, -2]).sum())([diagonal, cost]);
      expect([byQ.shape, byP.shape]).toEqual([[B, 2], [B, 2]]); // prettier-ignore
      const z = { data: p.slice(0, B).flatMap(() => [1, -2]), shape: [B, 2] };
      const sum = expected.vjp({ z }, { wrt: ["Q"] }).Q.data;
      const total = values(byQ.sum(0)) as number[];
      total.forEach((value, i) => expect(value).toBeCloseTo(sum[i], 5));
    }
    expect(complaint(() => qp({ Q: tf.ones([3, 2]), p: tf.tensor2d(p) })).hint).toContain("{ diagonal: Q }");
    expect(qp({ Q: { diagonal: [1, 3] }, p: tf.tensor1d([1, 1]), ...constraints }).shape).toEqual([2]);
    expect(qp({ Q: { diagonal: [[1, 3]] }, p: tf.tensor1d([1, 1]), ...constraints }).shape).toEqual([1, 2]);
    expect(qp({ Q: { diagonal: [[1, 3], [2, 2]] }, p: tf.tensor1d([1, 1]) }).shape).toEqual([2, 2]); // prettier-ignore
  });

  it("sums the gradient of a batch of one that a larger batch shares, in its own shape", () => {
    const b = tf.tensor2d([[1]]);
    const f = (side: tf.Tensor) => qp({ Q: [1, 1], p, A: [[1, 1]], b: side });
    expect(f(b).shape).toEqual([3, 2]);
    const gradient = tf.grad((side: tf.Tensor) => f(side).mul([1, 0]).sum())(b);
    expect(values(gradient)).toEqual([[1.5]]);
  });

  it("takes rows that are typed arrays, and knows them for a batch", () => {
    const rows = p.map((row) => Int32Array.from(row));
    expect(qp({ Q: [1, 1], p: rows }).shape).toEqual([3, 2]);
    expect(qp({ Q: [1, 1], p: rows.slice(0, 1) }).shape).toEqual([1, 2]);
  });

  it("has no rows for a batch without elements", () => {
    const none = tf.zeros([0, 2]);
    const f = (c: tf.Tensor, side: tf.Tensor) => qp({ Q: [1, 1], p: c, A: [[1, 1]], b: side });
    const side = tf.tensor1d([1]);
    expect(f(none, side).shape).toEqual([0, 2]);
    const [byP, byB] = tf.grads((c, s) => f(c, s).sum())([none, side]);
    expect([byP.shape, byB.shape, values(byB)]).toEqual([[0, 2], [1], [0]]);
    const { z, shiftB, shiftH } = closestFeasible({ Q: [1, 1], p: none, A: [[1, 1]], b: side });
    expect([z.shape, shiftB.shape, shiftH.shape]).toEqual([[0, 2], [0, 1], [0, 0]]); // prettier-ignore
    const layer = new OptNetLayer({ variables: 2 });
    expect((layer.apply(none) as tf.Tensor).shape).toEqual([0, 2]);
    expect(layer.totals).toMatchObject({ elements: 0, unsolved: 0 });
  });
});
