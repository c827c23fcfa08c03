import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { runEpochs } from "../../tools/epochs.js";
import { generate } from "../../tools/sudoku/generate.js";
import { boardCourse, type BoardSolver } from "../sudoku/course.js";
import { split } from "../sudoku/split.js";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { convolutional, fullyConnected } from "./nets.js";

beforeAll(() => startTensorFlow());

const parts = split(generate(120, 2), 0.1);

describe.each<[string, () => BoardSolver]>([
  ["fully connected", () => fullyConnected(1, [64])],
  ["convolutional", () => convolutional(1, 2, 16)],
])("%s", (_name, create) => {
  it("gives each cell four shares of 1", () => {
    const board = create().predict(tf.randomUniform([3, 64])).boards;
    expect(board.shape).toEqual([3, 64]);
    const sums = board.reshape([-1, 4]).sum(1).dataSync();
    for (const sum of sums) expect(sum).toBeCloseTo(1, 5);
  });

  it("learns, and is measured as the OptNet layer is", async () => {
    const course = boardCourse(create(), parts, { epochs: 12, batch: 12, learningRate: 5e-3 });
    const { history, best } = await runEpochs(course);
    expect(history.at(-1)!.loss).toBeLessThan(0.8 * history[0].loss);
    const { training, validation, test, testUnseen } = history[0].metrics;
    expect([training, validation, test, testUnseen].map(({ boards }) => boards)).toEqual([97, 11, 12, 12]);
    expect(best!.weights.length).toBeGreaterThan(3);
  });
});

it("the convolution is TensorFlow.js's own, with zeros outside the board", async () => {
  const net = convolutional(4, 1, 5);
  const [kernel, bias, lastKernel, lastBias] = net.variables as tf.Variable<tf.Rank>[];
  const puzzles = tf.randomUniform<tf.Rank.R2>([2, 64]);
  const filters = kernel.reshape([3, 3, 4, 5]) as tf.Tensor4D;
  const sums = tf.conv2d(puzzles.reshape([2, 4, 4, 4]) as tf.Tensor4D, filters, 1, "same");
  const hidden = sums.add(bias).relu().reshape([-1, 5]) as tf.Tensor2D;
  const expected = tf.matMul(hidden, lastKernel as tf.Tensor2D).add(lastBias);
  const difference = expected.softmax().reshape([2, 64]).sub(net.predict(puzzles).boards);
  expect(difference.abs().max().dataSync()[0]).toBeLessThan(1e-5);
});
