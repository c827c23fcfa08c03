import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { qp } from "../adapters/tfjs/index.js";
import { Coordinator } from "./coordinator.js";
import { localCrew } from "./local.js";
import { requireSpreadable, spread, tensorProgram, type Checkpoint } from "./tfjs.js";

beforeAll(() => tf.setBackend("cpu"));

const EXAMPLES = 22;

/** A layer whose linear cost is a learned map of the example. */
function model() {
  const map = tf.variable(tf.linspace(-1, 1, 12).reshape([3, 4]));
  const unused = tf.variable(tf.zeros([2]));
  const inputs = (first: number, last: number): tf.Tensor2D =>
    tf.tensor2d(
      Array.from({ length: last - first }, (_, i) => [1, Math.sin(first + i), Math.cos(3 * (first + i))]),
    );
  const variables = [map, unused];
  const program = tensorProgram({
    ...{ fingerprint: "test", variables },
    loss: ({ batch }, first, last) => {
      const z = qp({
        Q: [2, 2, 2, 2],
        p: tf.matMul(inputs(first, last), map as tf.Tensor2D),
        lower: -1,
        upper: 1,
      });
      return z
        .sub(0.1 * batch)
        .square()
        .mean()
        .asScalar();
    },
    values: () => [1],
  });
  return { variables, program };
}

async function train(workers: number, steps: number, from?: Checkpoint, done = 0) {
  const { variables, program } = model();
  const crew = localCrew(Array.from({ length: workers }, () => model().program));
  const coordinator = new Coordinator(program, crew, { leaf: 4 });
  const optimizer = spread(tf.train.adam(0.05), variables, coordinator);
  if (from) await optimizer.restore(from);
  const losses: number[] = [];
  for (let step = done; step < done + steps; step++) {
    const { loss, values } = await optimizer.minimize({ epoch: 1, batch: step, examples: EXAMPLES });
    expect(values).toEqual([6]);
    losses.push(loss);
  }
  const checkpoint = await optimizer.checkpoint();
  await coordinator.close();
  return { losses, checkpoint };
}

describe("an optimiser that is spread", () => {
  test("has the same weights, bit for bit, with 1, 2 and 4 workers", async () => {
    const one = await train(1, 5);
    expect(await train(2, 5)).toEqual(one);
    expect(await train(4, 5)).toEqual(one);
    expect(one.checkpoint.weights[0]).not.toEqual(Float32Array.from(tf.linspace(-1, 1, 12).dataSync()));
  });

  test("comes within rounding of the optimiser alone", async () => {
    const { variables, program } = model();
    const alone = tf.train.adam(0.05);
    for (let batch = 0; batch < 5; batch++) {
      const leaf = { index: 0, first: 0, last: EXAMPLES };
      const step = { epoch: 1, batch, examples: EXAMPLES };
      const { gradients } = await program.leaf(step, leaf);
      tf.tidy(() =>
        alone.applyGradients(
          variables.map(({ name, shape }, i) => ({ name, tensor: tf.tensor(gradients[i], shape) })),
        ),
      );
    }
    const { checkpoint } = await train(2, 5);
    const numbers = variables[0].dataSync();
    checkpoint.weights[0].forEach((value, i) => expect(value).toBeCloseTo(numbers[i], 4));
  });

  test("goes on from a checkpoint as if it had never stopped", async () => {
    const whole = await train(2, 6);
    const first = await train(1, 3);
    const second = await train(4, 3, first.checkpoint, 3);
    expect(second.checkpoint).toEqual(whole.checkpoint);
    expect([...first.losses, ...second.losses]).toEqual(whole.losses);
  });

  test("refuses a checkpoint of another format", async () => {
    const { checkpoint } = await train(1, 1);
    const other = { ...checkpoint, format: 2 } as unknown as Checkpoint;
    await expect(train(1, 1, other)).rejects.toThrow(/checkpoint\.format: expected 1, got 2/);
  });
});

describe("a checkpoint is taken over whole or not at all", () => {
  const steps = async (optimizer: tf.Optimizer, count: number, from?: Checkpoint) => {
    const { variables, program } = model();
    const coordinator = new Coordinator(program, localCrew([model().program]), { leaf: 4 });
    const spreading = spread(optimizer, variables, coordinator);
    const before = variables.map((variable) => variable.dataSync().slice());
    if (from) {
      await spreading.restore(from).catch((error: unknown) => {
        variables.forEach((variable, i) => expect(variable.dataSync()).toEqual(before[i]));
        throw error;
      });
    }
    for (let batch = 0; batch < count; batch++) {
      await spreading.minimize({ epoch: 1, batch, examples: EXAMPLES });
    }
    return spreading.checkpoint().finally(() => coordinator.close());
  };
  const { adam, momentum, rmsprop, sgd, adamax } = tf.train;

  test.each<[string, () => tf.Optimizer, string]>([
    ["SGD", () => sgd(0.1), "SGD remembers, got what Adam does"],
    ["RMSProp", () => rmsprop(0.1), "RMSProp remembers, got what Adam does"],
    ["momentum", () => momentum(0.1, 0.9), "Momentum remembers, got what Adam does"],
  ])("that of Adam is none for %s", async (_name, other, got) => {
    const checkpoint = await steps(adam(0.05), 1);
    await expect(steps(other(), 1, checkpoint)).rejects.toThrow(got);
  });

  test("nor is one that does not say of what it is, where that shows", async () => {
    const checkpoint = { ...(await steps(adam(0.05), 1)), kind: undefined };
    await expect(steps(sgd(0.1), 1, checkpoint)).rejects.toThrow(/checkpoint\.optimizer: expected what SGD/);
  });

  test("nor is one of another model", async () => {
    const checkpoint = await steps(adam(0.05), 1);
    const other = { ...checkpoint, weights: [checkpoint.weights[0], new Float32Array(3)] };
    await expect(steps(adam(0.05), 1, other)).rejects.toThrow(
      /checkpoint\.weights: expected arrays of 12, 2 numbers, got 12, 3/,
    );
  });

  test("nor is one of which something is missing", async () => {
    const whole = await steps(adam(0.05), 1);
    const [count, ...slots] = whole.optimizer;
    const parts: object[] = [
      { optimizer: undefined },
      { optimizer: [] },
      { optimizer: [count, slots[0]] },
      { optimizer: [count, ...slots.map((slot) => ({ ...slot, data: slot.data.slice(1) }))] },
      { hidden: undefined },
      { hidden: {} },
      { hidden: { ...whole.hidden, accBeta1: NaN } },
    ];
    for (const part of parts) {
      await expect(steps(adam(0.05), 1, { ...whole, ...part })).rejects.toThrow(
        "checkpoint.optimizer: expected what Adam remembers, got something else",
      );
    }
    await expect(steps(adam(0.05), 1, {} as Checkpoint)).rejects.toThrow(/checkpoint\.format/);
  });

  test("an optimiser that does not show what it remembers has none", async () => {
    await expect(steps(adamax(0.05), 1)).rejects.toThrow(/checkpoint: expected .*, got Adamax/);
  });
});

describe("layers that cannot be spread are refused by name", () => {
  const { layers } = tf;
  test.each<[string, () => tf.layers.Layer[]]>([
    ["BatchNormalization", () => [layers.batchNormalization({ inputShape: [4] })]],
    ["Dropout", () => [layers.dropout({ rate: 0.5, inputShape: [4] })]],
    ["GaussianNoise", () => [layers.gaussianNoise({ stddev: 1, inputShape: [4] })]],
    ["AlphaDropout", () => [layers.alphaDropout({ rate: 0.5, inputShape: [4] })]],
    ["Dropout", () => [tf.sequential({ layers: [layers.dropout({ rate: 0.5, inputShape: [4] })] })]],
    ["LSTM", () => [layers.lstm({ units: 2, dropout: 0.5, inputShape: [3, 4] })]],
    ["GRU", () => [layers.gru({ units: 2, recurrentDropout: 0.1, inputShape: [3, 4] })]],
    ["SimpleRNN", () => [layers.simpleRNN({ units: 2, stateful: true, batchInputShape: [2, 3, 4] })]],
    [
      "BatchNormalization",
      () => [layers.timeDistributed({ layer: layers.batchNormalization(), inputShape: [2, 4] })],
    ],
  ])("%s", (name, make) => {
    expect(() => requireSpreadable(tf.sequential({ layers: make() }))).toThrow(new RegExp(`got ${name}`));
  });

  test("and dense layers and seeded dropout are not", () => {
    const dense = layers.dense({ units: 2, inputShape: [4] });
    requireSpreadable(tf.sequential({ layers: [dense, layers.dropout({ rate: 0.5, seed: 3 })] }));
    requireSpreadable(tf.sequential({ layers: [layers.lstm({ units: 2, inputShape: [3, 4] })] }));
  });
});
