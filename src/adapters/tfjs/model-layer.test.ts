import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { complaint } from "../../../test/complaint.js";
import { Problem, dot, parameter, quadForm, sum, sumSquares, variable } from "../../model/index.js";
import { ModelLayer, OptNetLayer, type ModelLayerConfig } from "./index.js";

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

const SIGMA = [[2, 0.5, 0], [0.5, 1, 0.25], [0, 0.25, 1.5]]; // prettier-ignore

/** A portfolio, with a budget that may differ from element to element. */
function portfolio(): Problem {
  const w = variable(3, "w");
  const mu = parameter(3, "mu");
  const gamma = parameter([], { name: "gamma", nonneg: true });
  const total = parameter([], "total");
  const budget = sum(w).eq(total).named("budget");
  return Problem.maximize(dot(mu, w).sub(quadForm(w, SIGMA).mul(gamma))).subjectTo([budget, w.ge(0)]);
}

function solved(values: Parameters<Problem["solve"]>[0]): { [output: string]: Float64Array } {
  const problem = portfolio();
  const solution = problem.solve(values);
  const { objective } = solution;
  return { objective, w: solution.value(problem.variables[0]), budget: solution.dual("budget") };
}

const layerOf = (config: Partial<ModelLayerConfig> = {}): ModelLayer =>
  new ModelLayer({
    ...{ problem: portfolio(), parameters: { gamma: "learned", total: { fixed: 1 } } },
    ...config,
  });

const MU = [[1, 0.5, 0.25], [-1, 0.5, 0.75]]; // prettier-ignore

const numbers = (tensor: tf.Tensor | tf.Tensor[]): number[] =>
  [tensor].flat().flatMap((one) => [...one.dataSync()]);

/** Through the text of a file, as a browser would keep it. */
async function savedAndLoaded(model: tf.LayersModel): Promise<tf.LayersModel> {
  let text = "";
  let weightData: tf.io.WeightData | undefined;
  await model.save(
    tf.io.withSaveHandler(async ({ weightData: weights, ...rest }) => {
      text = JSON.stringify(rest);
      weightData = weights;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
    }),
  );
  const joined = tf.io.CompositeArrayBuffer.join(weightData);
  return tf.loadLayersModel(
    tf.io.fromMemory({ ...(JSON.parse(text) as tf.io.ModelArtifacts), weightData: joined }),
  );
}

describe("ModelLayer", () => {
  test("gives what the problem gives", () => {
    const layer = layerOf();
    const output = layer.apply(tf.tensor2d(MU)) as tf.Tensor;
    expect(output.shape).toEqual([2, 3]);
    const wanted = solved({ mu: MU, gamma: 1, total: 1 }).w; // gamma starts at 1
    numbers(output).forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 6));
    expect(layer.statistics).toMatchObject({ elements: 2, solved: 2, status: ["solved", "solved"] });
    layer.apply(tf.tensor2d(MU));
    expect(layer.totals.elements).toBe(4);
    layer.resetTotals();
    expect(layer.totals.elements).toBe(0);
  });

  test("takes several inputs and gives several outputs, single numbers as [B, 1]", () => {
    const layer = layerOf({ parameters: { gamma: { fixed: 2 } }, outputs: ["objective", "w", "budget"] });
    const [mu, total] = [tf.input({ shape: [3] }), tf.input({ shape: [1] })];
    const outputs = layer.apply([mu, total]) as tf.SymbolicTensor[];
    expect(outputs.map(({ shape }) => shape)).toEqual([[null, 1], [null, 3], [null, 1]]); // prettier-ignore
    const model = tf.model({ inputs: [mu, total], outputs });
    const found = model.predict([tf.tensor2d(MU), tf.tensor2d([[1], [2]])]) as tf.Tensor[];
    const wanted = solved({ mu: MU, gamma: 2, total: [1, 2] });
    const { objective, w, budget } = wanted;
    expect(found.map(({ shape }) => shape)).toEqual([[2, 1], [2, 3], [2, 1]]); // prettier-ignore
    numbers(found).forEach((value, i) => expect(value).toBeCloseTo([...objective, ...w, ...budget][i], 5));
  });

  test("learns what made its targets, with fit", async () => {
    const mu = tf.randomNormal([60, 3], 0, 1, "float32", 5);
    const target = layerOf({ initializers: { gamma: tf.initializers.constant({ value: 0.4 }) } }).apply(
      mu,
    ) as tf.Tensor;
    const layer = layerOf({ inputShape: [3] });
    const model = tf.sequential({ layers: [layer] });
    model.compile({ optimizer: tf.train.adam(0.05), loss: "meanSquaredError" });
    const { history } = await model.fit(mu, target, { epochs: 20, batchSize: 20, verbose: 0 });
    expect(Number(history["loss"].at(-1))).toBeLessThan(Number(history["loss"][0]) / 50);
    expect(Math.abs(numbers(layer.weights[0].read())[0])).toBeCloseTo(0.4, 1);
    expect(layer.totals.unsolved).toBe(0);
  });

  test("what is declared semidefinite or signed stays so, whatever the weights", () => {
    const z = variable(2, "z");
    const Q = parameter([2, 2], { name: "Q", psd: true });
    const cap = parameter(2, { name: "cap", nonneg: true });
    const p = parameter(2, "p");
    const problem = Problem.minimize(quadForm(z, Q).add(dot(p, z))).subjectTo([z.ge(-10), z.le(cap)]);
    const layer = new ModelLayer({ problem, parameters: { Q: "learned", cap: "learned" }, epsilon: 0.5 });
    layer.apply(tf.zeros([1, 2]));
    expect(layer.weights.map(({ shape }) => shape)).toEqual([[2, 2], [2]]);
    layer.setWeights([tf.tensor2d([[-3, 9], [1, 0]]), tf.tensor1d([-2, 4])]); // prettier-ignore
    const [z1, z2] = numbers(layer.apply(tf.tensor2d([[-100, 1]])) as tf.Tensor);
    // Q = L Lᵀ + I/2 with L = [−3 0; 1 0], cap = (2, 4): z₁ = 2, and then 2(−3 z₁ + 1.5 z₂) + 1 = 0.
    expect([z1, z2]).toEqual([expect.closeTo(2, 5), expect.closeTo(11 / 3, 5)]);
  });

  test("has the gradients of differences, for weights and inputs", () => {
    const layer = layerOf();
    const at = tf.tensor2d(MU);
    layer.apply(at);
    const weights = tf.tensor2d([[1, -2, 0.5], [0.25, 1, -1]]); // prettier-ignore
    const loss = (): tf.Scalar => (layer.apply(at) as tf.Tensor).mul(weights).sum().asScalar();
    const { grads } = tf.variableGrads(loss);
    const [gradient] = numbers(Object.values(grads)[0]);
    const exact = (gamma: number): number => {
      const { w } = solved({ mu: MU, gamma, total: 1 });
      return numbers(weights).reduce((sum, weight, i) => sum + weight * w[i], 0);
    };
    expect(gradient).toBeCloseTo((exact(1 + 1e-5) - exact(1 - 1e-5)) / 2e-5, 4);
    const byMu = tf.grad((mu: tf.Tensor) => (layer.apply(mu) as tf.Tensor).mul(weights).sum())(at);
    const wanted = portfolio()
      .solve({ mu: MU, gamma: 1, total: 1 })
      .vjp({ w: { data: Float64Array.from(numbers(weights)), shape: [2, 3] } })["mu"];
    numbers(byMu).forEach((value, i) => expect(value).toBeCloseTo(wanted.data[i], 5));
  });

  test("frozen weights get no gradients", () => {
    const layer = layerOf({ trainable: false });
    layer.apply(tf.tensor2d(MU));
    expect(() =>
      tf.variableGrads(() => (layer.apply(tf.tensor2d(MU)) as tf.Tensor).sum().asScalar()),
    ).toThrow();
  });
});

describe("a saved ModelLayer", () => {
  test("comes back with its problem, its sources and its weights", async () => {
    const layer = layerOf({
      ...{ inputShape: [3], name: "portfolio" },
      ...{ initializers: { gamma: "ones" }, regularizers: { gamma: "l2" } },
    });
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [3] }), layer] });
    layer.setWeights([tf.scalar(0.7)]);
    const loaded = await savedAndLoaded(model);
    const mu = tf.tensor2d(MU);
    expect(numbers(loaded.predict(mu) as tf.Tensor)).toEqual(numbers(model.predict(mu) as tf.Tensor));
    const [, back] = loaded.layers;
    expect(back).toBeInstanceOf(ModelLayer);
    expect(back.getConfig()).toEqual(layer.getConfig());
  });

  test("keeps names and constants as they are, whatever their letters", async () => {
    const z = variable(2, "zUpper_2");
    const Y = parameter(2, "YValue");
    const c = parameter(2, "Weird name_x");
    const problem = Problem.minimize(sumSquares(z.sub(Y)).add(dot(c, z)));
    const layer = new ModelLayer({ problem, parameters: { "Weird name_x": { fixed: Float64Array.of(1 / 3, -2) as never } }, inputShape: [2] }); // prettier-ignore
    const model = tf.sequential({ layers: [layer] });
    const loaded = await savedAndLoaded(model);
    const y = tf.tensor2d([[1, 2]]);
    expect(numbers(loaded.predict(y) as tf.Tensor)).toEqual(numbers(model.predict(y) as tf.Tensor));
  });

  test("that was tampered with is refused", () => {
    const config = layerOf().getConfig();
    const { name } = config["model"] as { name: string };
    const load = (model: unknown): Error => complaint(() => ModelLayer.fromConfig(ModelLayer, { ...config, model } as never)); // prettier-ignore
    const changed = (change: object): Error =>
      load({ name: JSON.stringify({ ...(JSON.parse(name) as object), ...change }) });
    for (const model of [
      undefined,
      null,
      7,
      {},
      { name: 7 },
      { name: "{" },
      { name: "null" },
      { name: "[]" },
    ]) {
      expect(load(model)).toMatchObject({ name: "OptNetError", field: "model" });
    }
    expect(changed({ version: 2 })).toMatchObject({ field: "model", got: "version 2" });
    expect(changed({ problem: {} })).toMatchObject({ name: "OptNetError" });
    expect(changed({ problem: undefined })).toMatchObject({ name: "OptNetError" });
    expect(changed({ parameters: { gamma: "forged" } })).toMatchObject({ field: "parameters.gamma" });
    expect(changed({ parameters: null })).toMatchObject({ name: "OptNetError" });
    expect(changed({ initializers: { gamma: { className: "Dense", config: {} } } })).toMatchObject({
      field: "initializers.gamma",
    });
    expect(changed({ outputs: ["x"] })).toMatchObject({ field: "outputs" });
    expect(changed({ colour: 1 })).toMatchObject({ field: "colour" });
  });
});

describe("what makes no ModelLayer", () => {
  test.each<[string, object, string]>([
    ["no problem", { problem: undefined }, "problem"],
    ["another layer", { problem: new OptNetLayer({ variables: 2 }) }, "problem"],
    ["a parameter that there is not", { parameters: { sigma: "fed" } }, "parameters.sigma"],
    ["a source that there is not", { parameters: { gamma: "trained" } }, "parameters.gamma"],
    ["nothing fed", { parameters: { gamma: "learned", total: "learned", mu: "learned" } }, "parameters"],
    ["an initializer of what is fed", { initializers: { mu: "zeros" } }, "initializers.mu"],
    ["an initializer that there is not", { initializers: { gamma: "zeroes" } }, "initializers.gamma"],
    ["an output that there is not", { outputs: ["v"] }, "outputs"],
    ["a negative epsilon", { epsilon: -1 }, "epsilon"],
    ["an unknown option", { variables: 3 }, "variables"],
  ])("%s", (_what, config, field) => {
    expect(complaint(() => layerOf(config as never)).field).toBe(field);
  });

  test("inputs of other shapes are refused by the parameter's name", () => {
    expect(complaint(() => layerOf().apply(tf.zeros([2, 4]))).field).toBe("mu");
    expect(complaint(() => layerOf().apply([tf.zeros([2, 3]), tf.zeros([2, 3])])).field).toBe("inputs");
  });
});
