import * as tf from "@tensorflow/tfjs";
import { OptNetError } from "../../index.js";
import { Problem, type Parameter } from "../../model/index.js";
import { describe } from "../../problem/errors.js";
import { outputShape } from "../model-outputs.js";
import {
  initializerFrom,
  KERAS_OPTIONS,
  kerasOptions,
  regularizerFrom,
  toConfig,
  unknownOption,
  type Initializer,
  type Regularizer,
} from "./keras.js";
import { MODEL_OPTIONS, planModel, type ModelLayerConfig, type ModelPlan } from "./model-config.js";
import { solveModel, type ModelValues } from "./model.js";
import { checkInputs, SolvingLayer } from "./solving-layer.js";
import { gram } from "./tensors.js";

/** Of the saved form. */
const VERSION = 1;

/**
 * A layer whose output is the solution of a model of optnet/model: its variables, or whatever else `outputs` names.
 *
 * Each parameter of the model is fed from the layer before, learned as a weight, or fixed. Inputs: the fed parameters in
 * the order in which `problem.parameters` has them, each with a leading batch axis; with one of them just that tensor.
 * Outputs likewise. A single number per element is `[B, 1]`, as Keras has it. Weights are float32; the problem is solved
 * in float64.
 *
 * @example A portfolio behind a net that predicts returns; how much risk counts is learned.
 * ```ts
 * const w = variable(5, "w");
 * const mu = parameter(5, "mu");
 * const gamma = parameter([], { name: "gamma", nonneg: true });
 * const problem = Problem.maximize(dot(mu, w).sub(quadForm(w, SIGMA).mul(gamma))).subjectTo([sum(w).eq(1), w.ge(0)]);
 * const layer = new ModelLayer({ problem, parameters: { gamma: "learned" } });
 * const net = tf.sequential({ layers: [tf.layers.dense({ units: 5, inputShape: [10] }), layer] });
 * ```
 * Source: Agrawal et al. 2019, "Differentiable convex optimization layers".
 */
export class ModelLayer extends SolvingLayer {
  /** What a saved model calls it. */
  static readonly className = "ModelLayer";

  readonly #plan: ModelPlan;
  readonly #initializers: ReadonlyMap<string, Initializer>;
  readonly #regularizers: ReadonlyMap<string, Regularizer>;
  readonly #weights = new Map<string, tf.LayerVariable>();

  /** @throws OptNetError for options that are unknown, or name what the problem does not have. */
  constructor(config: ModelLayerConfig) {
    super(kerasOptions(config));
    checkOptions(config);
    this.#plan = planModel(config);
    this.#initializers = new Map(
      this.#plan.learned.map((parameter) => {
        const name = parameter.name!;
        const given = config.initializers?.[name] ?? usualInitializer(parameter);
        return [name, initializerFrom(`initializers.${name}`, given)];
      }),
    );
    this.#regularizers = new Map(
      Object.entries(config.regularizers ?? {}).map(([name, given]) => [
        name,
        regularizerFrom(`regularizers.${name}`, given),
      ]),
    );
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    this.#checkInputs(inputShape);
    for (const { name, shape } of this.#plan.learned) {
      const [initializer, regularizer] = [this.#initializers.get(name!), this.#regularizers.get(name!)];
      const weight = this.addWeight(name!, [...shape], "float32", initializer, regularizer, true);
      this.#weights.set(name!, weight);
    }
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const batch = this.#checkInputs(inputShape);
    const shapes = this.#plan.outputs.map((name) => [batch, ...this.#outputShape(name)]);
    return shapes.length === 1 ? shapes[0] : shapes;
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    kwargs: Parameters<tf.layers.Layer["call"]>[1],
  ): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const fed = Array.isArray(inputs) ? inputs : [inputs];
      this.#checkInputs(fed.map((tensor) => tensor.shape));
      const { problem, outputs } = this.#plan;
      const solved = solveModel(problem, this.#values(fed), this.#wanted(), outputs, ({ qp }) =>
        this.countCall(qp),
      );
      const results = outputs.map((name) =>
        solved[name].reshape([solved[name].shape[0], ...this.#outputShape(name)]),
      );
      return results.length === 1 ? results[0] : results;
    });
  }

  /** Values of all parameters: inputs of the layer, what weights make, constants. */
  #values(fed: readonly tf.Tensor[]): ModelValues {
    const { sources, fed: inputs, learned, epsilon } = this.#plan;
    const values = new Map<string, ModelValues[string]>();
    for (const [name, source] of sources) if (typeof source === "object") values.set(name, source.fixed);
    inputs.forEach(({ name, shape }, i) => values.set(name!, fed[i].reshape([fed[i].shape[0], ...shape])));
    for (const parameter of learned) {
      const weight = this.#weights.get(parameter.name!)!.read();
      values.set(parameter.name!, learnedValue(parameter, weight, epsilon));
    }
    return Object.fromEntries(values);
  }

  /** Parameters that get gradients. A sequential model that is built after its layer was frozen makes weights trainable again. */
  #wanted(): string[] {
    const weights = [...this.#weights].filter(([, weight]) => this.trainable && weight.trainable);
    return [...this.#plan.fed.map(({ name }) => name!), ...weights.map(([name]) => name)];
  }

  /** One element of an output; a single number has an axis of its own. */
  #outputShape(name: string): readonly number[] {
    const shape = outputShape(this.#plan.problem, name);
    return shape.length === 0 ? [1] : shape;
  }

  /** @returns the size of the batch, null where it is still open. */
  #checkInputs(inputShape: tf.Shape | tf.Shape[]): number | null {
    const inputs = this.#plan.fed.map(({ name, shape }) => ({
      name: name!,
      shapes: shape.length === 0 ? [[1], []] : [shape],
      expected: `[${["batch", ...(shape.length === 0 ? [1] : shape)].join(", ")}]`,
    }));
    return checkInputs("parameter", inputs, inputShape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { problem, sources, outputs, epsilon } = this.#plan;
    const saved = {
      version: VERSION,
      problem: problem.toJSON(),
      parameters: Object.fromEntries(sources),
      outputs,
      epsilon,
      initializers: Object.fromEntries([...this.#initializers].map(([name, one]) => [name, toConfig(one)])),
      regularizers: Object.fromEntries([...this.#regularizers].map(([name, one]) => [name, toConfig(one)])),
    };
    // TensorFlow.js rewrites the keys and strings of a saved model, all but strings by the key "name".
    return { ...super.getConfig(), model: { name: JSON.stringify(saved) } };
  }

  /** The layer that a saved model describes. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const { model, ...keras } = config;
    const given = Object.entries(keras).filter(
      ([key, value]) => key !== "customObjects" && value !== null && value !== undefined,
    );
    const { problem, version, ...saved } = parsed((model as { name?: unknown } | undefined)?.name);
    if (version !== VERSION) throw broken(`version ${VERSION}`, `version ${describe(version)}`);
    return new cls({ ...Object.fromEntries(given), ...saved, problem: Problem.fromJSON(problem) });
  }
}

tf.serialization.registerClass(ModelLayer);

function usualInitializer({ shape, sign, psd }: Parameter): string {
  if (psd) return "identity";
  if (sign === "nonnegative" || sign === "nonpositive") return "ones";
  return shape.length === 2 ? "glorotUniform" : "zeros";
}

/** What a weight makes: a value that is as the parameter was declared, whatever the weight. */
function learnedValue({ sign, psd }: Parameter, weight: tf.Tensor, epsilon: number): tf.Tensor {
  if (psd) return gram(weight, epsilon);
  if (sign === "nonnegative") return weight.abs();
  return sign === "nonpositive" ? weight.abs().neg() : weight;
}

function parsed(text: unknown): { [key: string]: unknown } {
  try {
    const saved: unknown = JSON.parse(text as string);
    if (typeof saved === "object" && saved !== null) return saved as { [key: string]: unknown };
  } catch {
    // Told below.
  }
  throw broken("a saved ModelLayer", typeof text === "string" ? "other text" : describe(text));
}

function broken(expected: string, got: string): OptNetError {
  return new OptNetError({
    field: "model",
    expected,
    got,
    hint: "Load what getConfig or model.save has made.",
  });
}

function checkOptions(config: object): void {
  const known = [...MODEL_OPTIONS, ...KERAS_OPTIONS];
  const odd = Object.entries(config).find(([key, value]) => value !== undefined && !known.includes(key));
  if (odd !== undefined) throw unknownOption(odd[0], MODEL_OPTIONS);
}
