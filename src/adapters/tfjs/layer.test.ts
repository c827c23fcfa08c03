import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { OptNetError, Solution, solve, type DenseArray } from "../../index.js";
import type { OptNetLayerConfig } from "./config.js";
import { OptNetLayer } from "./layer.js";
import { problemOf } from "./tensors.js";
import { feasibleNumbers, type OperandName } from "../../reduction/feasible-point.js";
import { qp } from "./qp.js";
import { resolveConfig } from "./resolve.js";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const normal = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, "float32", seed);
const seeded = (seed: number) => tf.initializers.randomNormal({ mean: 0, stddev: 1, seed });

function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

describe("gradients of the weights", () => {
  const cases: [string, OptNetLayerConfig][] = [
    [
      "everything learned",
      {
        variables: 4,
        equalities: 1,
        inequalities: 3,
        settings: { tolerance: 1e-11 },
        LInitializer: seeded(1),
        AInitializer: seeded(2),
        GInitializer: seeded(3),
        z0Initializer: seeded(4),
        s0Initializer: tf.initializers.constant({ value: -0.2 }),
        epsilon: 0.5,
      },
    ],
    [
      "a positive point",
      {
        variables: 5,
        equalities: 2,
        lower: 0,
        point: "positive",
        settings: { tolerance: 1e-11 },
        Q: { fixed: 0.7 },
        AInitializer: tf.initializers.randomUniform({ minval: 0, maxval: 1, seed: 5 }),
        z0Initializer: seeded(6),
      },
    ],
  ];
  it.each(cases)("agree with central differences of the float64 problem: %s", (_, config) => {
    const layer = new OptNetLayer(config);
    const n = config.variables;
    const p = normal([3, n], 11).mul<tf.Tensor>(2);
    const dz = normal([3, n], 12);
    const loss = () => (layer.apply(p) as tf.Tensor).mul(dz).sum().asScalar();
    loss();
    expect(layer.statistics).toMatchObject({ elements: 3, solved: 3, unsolved: 0 });
    const { grads } = tf.variableGrads(loss);

    const blueprint = resolveConfig(config);
    const operands: { [Name in OperandName]?: DenseArray<Float64Array> } = {
      p: { data: Float64Array.from(p.dataSync()), shape: p.shape },
    };
    for (const weight of layer.weights) {
      const name = weight.originalName.split("/").at(-1) as OperandName;
      operands[name] = { data: Float64Array.from(weight.read().dataSync()), shape: weight.shape as number[] };
    }
    expect(Object.keys(operands)).toEqual(["p", ...Object.keys(blueprint.weights)]);
    const cotangent = dz.dataSync();
    const exactLoss = () => {
      using solution = solve(
        problemOf(blueprint, feasibleNumbers(blueprint, operands).inputs),
        config.settings,
      ).assertSolved();
      return solution.z.reduce((sum, value, i) => sum + value * cotangent[i], 0);
    };
    for (const weight of layer.weights) {
      const name = weight.originalName.split("/").at(-1) as OperandName;
      const { data } = operands[name]!;
      const differences = Array.from(data, (value, i) => {
        data[i] = value + 1e-5;
        const above = exactLoss();
        data[i] = value - 1e-5;
        const below = exactLoss();
        data[i] = value;
        return (above - below) / 2e-5;
      });
      const gradient = grads[weight.name].dataSync();
      expect(largest(differences), `${name} matters`).toBeGreaterThan(1e-2);
      expect(largest(differences.map((value, i) => value - gradient[i])), name).toBeLessThan(
        2e-5 * largest(differences),
      );
    }
  });
});

describe("feasibility by construction", () => {
  // Multiples of 1/64, so that sums of rows are exact in float32 and A is exactly rank deficient.
  const rows = normal([3, 20], 1).mul(64).round().div<tf.Tensor>(64);
  const redundant = tf.concat([rows, rows, rows.slice(0, 2).add(rows.slice(1, 2))]) as tf.Tensor2D;
  const z0 = normal([20], 2);
  const p = normal([4, 20], 3);

  it("survives redundant rows of A, because b = A z0 is never rounded to float32", () => {
    const layer = new OptNetLayer({ variables: 20, equalities: 8, Q: { fixed: 1 } });
    layer.build([null, 20]);
    layer.setWeights([redundant, z0]);
    layer.apply(p);
    expect(layer.statistics).toMatchObject({ solved: 4, unsolved: 0 });
    expect(layer.statistics!.worstPrimalResidual).toBeLessThan(1e-8);

    // The same b made by TensorFlow.js has no solution to within the tolerance.
    const b = redundant.dot(z0) as tf.Tensor1D;
    let unsolved = 0;
    qp(
      { Q: new Float64Array(20).fill(1), p, A: redundant, b },
      {
        onSolution: ({ status }) => (unsolved = status.filter((one) => one !== "solved").length),
      },
    );
    expect(unsolved).toBe(4);
  });

  it("holds for any weights, fed matrices and bounds", () => {
    const layer = new OptNetLayer({
      variables: 6,
      equalities: 2,
      inequalities: 5,
      lower: -1,
      upper: [1, 2, 3, 1, 1, Infinity],
      Q: "fed",
      G: "fed",
      AInitializer: seeded(1),
      z0Initializer: seeded(2),
      s0Initializer: seeded(3),
    });
    layer.apply([normal([9, 6], 4).abs(), normal([9, 6], 5).mul(5), normal([9, 5, 6], 6)]);
    expect(layer.statistics).toMatchObject({ solved: 9, unsolved: 0 });
  });
});

describe("statistics", () => {
  it("tell of every call, and add up", () => {
    const layer = new OptNetLayer({
      variables: 1,
      equalities: 1,
      Q: { fixed: 1 },
      A: { fixed: [[1]] },
      b: "fed",
      lower: 0,
    });
    expect(layer.statistics).toBeUndefined();
    layer.apply([tf.zeros([3, 1]), tf.tensor2d([[1], [-1], [2]])]);
    expect(layer.statistics).toMatchObject({
      elements: 3,
      solved: 2,
      unsolved: 1,
      status: ["solved", "primalInfeasible", "solved"],
    });
    expect(layer.statistics!.worstPrimalResidual).toBeGreaterThan(0.1);
    layer.apply([tf.zeros([1, 1]), tf.ones([1, 1])]);
    expect(layer.statistics).toMatchObject({ elements: 1, unsolved: 0 });
    expect(layer.statistics!.worstPrimalResidual).toBeLessThan(1e-8);
    expect(layer.totals).toMatchObject({ elements: 4, solved: 3, unsolved: 1 });
    layer.resetTotals();
    expect(layer.totals.elements).toBe(0);
  });
});

describe("in models", () => {
  /** Answers of a hidden problem with G and h that the layer has to find. */
  function lesson(): { p: tf.Tensor; z: tf.Tensor } {
    const p = normal([60, 3], 21).mul<tf.Tensor>(2);
    const G = [
      [1, 1, 0.5],
      [-1, 0.5, 1],
    ];
    return { p, z: qp({ Q: [1, 1, 1], p, G, h: [0.4, 0.3] }) };
  }

  it("learns the constraints of a hidden problem with fit", async () => {
    const { p, z } = lesson();
    const layer = new OptNetLayer({
      variables: 3,
      inequalities: 2,
      Q: { fixed: 1 },
      GInitializer: seeded(34),
      inputShape: [3],
    });
    const model = tf.sequential({ layers: [layer] });
    model.compile({ optimizer: tf.train.adam(0.05), loss: "meanSquaredError" });
    const { history } = await model.fit(p, z, { epochs: 60, batchSize: 20, verbose: 0, shuffle: false });
    const losses = history.loss as number[];
    expect(losses.at(-1)).toBeLessThan(losses[0] / 1e6);
    expect(layer.totals).toMatchObject({ elements: 60 * 60, unsolved: 0 });
  });

  it("takes any batch size, one included, and several inputs", () => {
    const layer = new OptNetLayer({
      variables: 2,
      inequalities: 1,
      Q: { fixed: [1, 2] },
      h: "fed",
      name: "answer",
    });
    const [p, h] = [tf.input({ shape: [2] }), tf.input({ shape: [1] })];
    const output = layer.apply([p, h]) as tf.SymbolicTensor;
    expect(output.shape).toEqual([null, 2]);
    const model = tf.model({
      inputs: [p, h],
      outputs: tf.layers.dense({ units: 1 }).apply(output) as tf.SymbolicTensor,
    });
    for (const batch of [1, 2, 5]) {
      const result = model.predict([tf.ones([batch, 2]), tf.zeros([batch, 1])]) as tf.Tensor;
      expect(result.shape).toEqual([batch, 1]);
    }
    expect(layer.totals).toMatchObject({ elements: 8, unsolved: 0 });
    expect(model.getLayer("answer")).toBe(layer);
  });

  it("takes fed diagonals even where the batch is as large as the problem", () => {
    const layer = new OptNetLayer({ variables: 2, Q: "fed" });
    const z = layer.apply([
      tf.tensor2d([
        [1, 2],
        [4, 8],
      ]),
      tf.ones([2, 2]),
    ]) as tf.Tensor;
    expect(
      largest(
        z
          .add(
            tf.tensor2d([
              [1, 0.5],
              [0.25, 0.125],
            ]),
          )
          .dataSync(),
      ),
    ).toBeLessThan(1e-6);
  });

  it("passes gradients to the layers before it", () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 3, inputShape: [2], kernelInitializer: seeded(1) }),
        new OptNetLayer({ variables: 3, inequalities: 2 }),
      ],
    });
    const x = normal([4, 2], 2);
    const { grads } = tf.variableGrads(() => (model.apply(x) as tf.Tensor).square().sum().asScalar());
    expect(Object.keys(grads)).toHaveLength(2 + 4);
    expect(largest(grads[model.layers[0].weights[0].name].dataSync())).toBeGreaterThan(1e-3);
  });

  it("leaves frozen weights alone and honours regularisers", async () => {
    const { p, z } = lesson();
    const layer = new OptNetLayer({
      variables: 3,
      inequalities: 2,
      Q: { fixed: 1 },
      GRegularizer: "l2",
      inputShape: [3],
    });
    const model = tf.sequential({ layers: [layer, tf.layers.dense({ units: 3 })] });
    layer.trainable = false;
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const before = layer.getWeights().map((weight) => weight.arraySync());
    const vjp = vi.spyOn(Solution.prototype, "vjp");
    await model.fit(p, z, { epochs: 2, verbose: 0 });
    expect(vjp.mock.calls).toEqual([]); // Nothing before the dense layer learns.
    tf.grad((x: tf.Tensor) => model.apply(x) as tf.Tensor)(p);
    expect(vjp.mock.calls.map(([, options]) => options)).toEqual([{ wrt: ["p"] }]);
    vjp.mockRestore();
    expect(layer.getWeights().map((weight) => weight.arraySync())).toEqual(before);
    const squares = layer.getWeights()[0].square().sum().dataSync()[0];
    expect(layer.calculateLosses()[0].dataSync()[0]).toBeCloseTo(0.01 * squares, 6);
  });

  it("loses no tensors over fit and predict", async () => {
    const { p, z } = lesson();
    const layer = new OptNetLayer({ variables: 3, equalities: 1, inequalities: 2, inputShape: [3] });
    const model = tf.sequential({ layers: [layer] });
    model.compile({ optimizer: tf.train.adam(0.01), loss: "meanSquaredError" });
    await model.fit(p, z, { epochs: 1, verbose: 0 });
    const before = tf.memory().numTensors;
    for (let round = 0; round < 3; round++) {
      await model.fit(p, z, { epochs: 2, verbose: 0 });
      tf.dispose(model.predict(p));
    }
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
    expect(tf.memory().numTensors).toBeLessThan(before);
  });
});

describe("saving and loading", () => {
  const config: OptNetLayerConfig = {
    variables: 3,
    equalities: 1,
    inequalities: 2,
    lower: [-Infinity, -1, 0],
    upper: [Infinity, Infinity, 5],
    Q: {
      fixed: [
        [2, 1 / 3, 0],
        [1 / 3, 1, 0],
        [0, 0, 1],
      ],
    },
    AInitializer: tf.initializers.randomUniform({ minval: 0, maxval: 1, seed: 1 }),
    GInitializer: tf.initializers.glorotNormal({ seed: 2 }),
    GRegularizer: tf.regularizers.l1({ l1: 0.25 }),
    z0Initializer: seeded(3),
    settings: { tolerance: 1e-9, unsolvedGradient: "nan", form: "primal" },
    name: "my_Layer",
    inputShape: [3],
  };

  async function throughJson(model: tf.LayersModel): Promise<tf.LayersModel> {
    let saved: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler((artifacts) => {
        saved = { ...artifacts, modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)) };
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } });
      }),
    );
    return tf.loadLayersModel(tf.io.fromMemory(saved!));
  }

  it("gives the same outputs to the bit and the same configuration", async () => {
    const model = tf.sequential({ layers: [new OptNetLayer(config)] });
    const loaded = await throughJson(model);
    const p = normal([5, 3], 8);
    expect((loaded.predict(p) as tf.Tensor).arraySync()).toEqual((model.predict(p) as tf.Tensor).arraySync());
    expect((loaded.layers[0] as OptNetLayer).statistics).toMatchObject({ solved: 5, unsolved: 0 });
    expect(loaded.layers[0]).toBeInstanceOf(OptNetLayer);
    expect(loaded.layers[0].name).toBe("my_Layer");
    expect(loaded.layers[0].getConfig()).toEqual(model.layers[0].getConfig());
  });

  it("works for a functional model with fed fields", async () => {
    const layer = new OptNetLayer({ variables: 2, inequalities: 3, upper: 4, G: "fed", Q: { fixed: 0.1 } });
    const inputs = [tf.input({ shape: [2] }), tf.input({ shape: [3, 2] })];
    const model = tf.model({ inputs, outputs: layer.apply(inputs) as tf.SymbolicTensor });
    const loaded = await throughJson(model);
    const data = [normal([5, 2], 8), normal([5, 3, 2], 9)];
    expect((loaded.predict(data) as tf.Tensor).arraySync()).toEqual(
      (model.predict(data) as tf.Tensor).arraySync(),
    );
  });

  it("rebuilds a layer from its configuration", () => {
    const layer = new OptNetLayer(config);
    const again = OptNetLayer.fromConfig(OptNetLayer, layer.getConfig());
    expect(again.getConfig()).toEqual(layer.getConfig());
  });
});

describe("misuse", () => {
  const refused: [string, string, object][] = [
    ["an unknown option", "equality", { variables: 2, equality: 1 }],
    ["an initialiser without its weight", "AInitializer", { variables: 2, AInitializer: "ones" }],
    ["an unknown initialiser", "LInitializer", { variables: 2, LInitializer: "one" }],
    ["a regulariser that is none", "LRegularizer", { variables: 2, LRegularizer: {} }],
    ["an unknown setting", "settings.tol", { variables: 2, settings: { tol: 1 } }],
  ];
  it.each(refused)("%s is an error naming %s", (_, field, config) => {
    const attempt = () => new OptNetLayer(config as OptNetLayerConfig);
    expect(attempt).toThrow(OptNetError);
    expect(attempt).toThrow(expect.objectContaining({ field }));
  });

  it("inputs of the wrong number or shape are errors naming the field", () => {
    const layer = new OptNetLayer({ variables: 2, inequalities: 1, h: "fed" });
    expect(() => layer.apply(tf.ones([1, 2]))).toThrow(expect.objectContaining({ field: "inputs" }));
    expect(() => layer.apply([tf.ones([1, 2]), tf.ones([1, 2])])).toThrow(
      expect.objectContaining({ field: "h" }),
    );
    expect(() => layer.apply([tf.ones([2, 2]), tf.ones([3, 1])])).toThrow(OptNetError);
  });
});
