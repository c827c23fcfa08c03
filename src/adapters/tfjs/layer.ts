import * as tf from "@tensorflow/tfjs";
import { explain, OptNetError, solve, type FieldName, type SettingsInput } from "../../index.js";
import { WEIGHT_NAMES, type OptNetLayerConfig, type WeightName } from "./config.js";
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
import { differentiable, evaluationOf, numbersOf } from "./operation.js";
import type { OperandName } from "../../reduction/feasible-point.js";
import { feasibleNumbers, fieldsBehind } from "../../reduction/feasible-point.js";
import { qp } from "./qp.js";
import { assembleTensors, problemOf } from "./tensors.js";
import { webGpuBackend } from "./gpu.js";
import { resolveConfig, type Blueprint } from "./resolve.js";
import { loadedConfig, OPTIONS, savedBlueprint } from "./saved.js";
import { checkInputs, SolvingLayer } from "./solving-layer.js";

/**
 * With these the layer starts as a projection-like problem: Q = (1 + epsilon) I, rows of A and G about one unit
 * long, z0 at the origin (or in the middle of its bounds), every inequality one unit away from it.
 */
const DEFAULT_INITIALIZERS: { readonly [Name in WeightName]: string } = {
  L: "identity",
  p: "zeros",
  A: "glorotUniform",
  b: "zeros",
  G: "glorotUniform",
  h: "zeros",
  z0: "zeros",
  s0: "ones",
};

/** The tensors that a call makes its problem from. */
type Operands = { [Name in OperandName]?: tf.Tensor };

/**
 * A layer whose output is the solution of a quadratic program,
 *
 *     z = argmin ½zᵀQz + pᵀz   subject to   Az = b,  Gz ≤ h,  lower ≤ z ≤ upper,
 *
 * with Q, p, A, b, G, h each learned, fed from the layer before, or fixed. By default Q = L Lᵀ + epsilon I,
 * b = A z0 and h = G z0 + |s0| with learned L, A, G, z0, s0: whatever the weights, z0 satisfies every
 * constraint, so the problem always has a solution. (With `point: "free"` and bounds this is up to you.)
 *
 * Inputs: the fed fields in the order Q, p, A, b, G, h, each with a leading batch axis; with one fed field just
 * that tensor. Output: `[B, n]`. Weights are float32, as all of TensorFlow.js; the problem is made from them
 * and solved in float64.
 *
 * @example A mini-Sudoku layer: 40 constraints over 64 one-hot entries, learned from solved puzzles.
 * ```ts
 * const layer = new OptNetLayer({
 *   variables: 64,
 *   equalities: 40,
 *   lower: 0,
 *   Q: { fixed: 0.1 },
 *   AInitializer: tf.initializers.randomUniform({ minval: 0, maxval: 1 }),
 *   point: "positive",
 *   inputShape: [64],
 * });
 * const model = tf.sequential({ layers: [layer] });
 * model.compile({ optimizer: "adam", loss: "meanSquaredError" });
 * layer.statistics?.unsolved; // after a call
 * ```
 * Source: Amos & Kolter, "OptNet: Differentiable Optimization as a Layer in Neural Networks", 2017.
 */
export class OptNetLayer extends SolvingLayer {
  /** What a saved model calls it. */
  static readonly className = "OptNetLayer";

  readonly #blueprint: Blueprint;
  readonly #settings: SettingsInput;
  readonly #initializers: { readonly [Name in WeightName]?: Initializer };
  readonly #regularizers: { readonly [Name in WeightName]?: Regularizer };
  readonly #weights = new Map<WeightName, tf.LayerVariable>();

  /** @throws OptNetError for options that are unknown, contradict each other or would have no effect. */
  constructor(config: OptNetLayerConfig) {
    super(kerasOptions(config));
    this.#blueprint = resolveConfig(config);
    checkOptions(config, this.#blueprint);
    explain({ p: [0] }, config.settings); // Settings that solve would refuse are better refused here.
    this.#settings = { ...config.settings };
    const weights = Object.keys(this.#blueprint.weights) as WeightName[];
    this.#initializers = Object.fromEntries(
      weights.map((weight) => {
        const option = `${weight}Initializer` as const;
        return [weight, initializerFrom(option, config[option] ?? DEFAULT_INITIALIZERS[weight])];
      }),
    );
    this.#regularizers = Object.fromEntries(
      weights.flatMap((weight) => {
        const option = `${weight}Regularizer` as const;
        const input = config[option];
        return input === undefined ? [] : [[weight, regularizerFrom(option, input)]];
      }),
    );
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    this.#checkInputs(inputShape);
    for (const [name, shape] of Object.entries(this.#blueprint.weights) as [WeightName, number[]][]) {
      const variable = this.addWeight(
        name,
        shape,
        "float32",
        this.#initializers[name],
        this.#regularizers[name],
        true,
      );
      this.#weights.set(name, variable);
    }
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    return [this.#checkInputs(inputShape), this.#blueprint.variables];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Parameters<tf.layers.Layer["call"]>[1]): tf.Tensor {
    return tf.tidy(() => {
      this.invokeCallHook(inputs, kwargs);
      const fed = Array.isArray(inputs) ? inputs : [inputs];
      this.#checkInputs(fed.map((tensor) => tensor.shape));
      const operands: Operands = {};
      this.#blueprint.fed.forEach((field, i) => (operands[field] = fed[i]));
      for (const [name, variable] of this.#weights) operands[name] = variable.read();
      return this.#solve(operands);
    });
  }

  #solve(operands: Operands): tf.Tensor {
    const blueprint = this.#blueprint;
    if (webGpuBackend()) return qp(assembleTensors(blueprint, operands), this.#settings);
    const values = Object.fromEntries(
      Object.entries(operands).map(([name, tensor]) => [
        name,
        { shape: tensor.shape, data: numbersOf(tensor) },
      ]),
    );
    const { inputs, pullBack } = feasibleNumbers(blueprint, values);
    const solution = solve(problemOf(blueprint, inputs), this.#settings);
    this.countCall(solution);

    // A sequential model that is built after its layer was frozen makes the weights trainable again.
    const frozen = (name: OperandName) => {
      const weight = this.#weights.get(name as WeightName);
      return weight !== undefined && !(this.trainable && weight.trainable);
    };
    const wanted = (Object.keys(operands) as OperandName[]).filter((name) => !frozen(name));
    const wrt: FieldName[] = [...new Set(wanted.flatMap((name) => fieldsBehind(blueprint, name)))];
    const shape = [solution.shape.batch, solution.shape.variables];
    const sources = wanted.map((name) => operands[name]!);
    return differentiable(
      sources,
      evaluationOf(solution, solution.z, shape, sources, (dz) =>
        pullBack(solution.vjp({ z: { data: dz, shape } }, { wrt }), wanted),
      ),
    );
  }

  /** @returns the size of the batch, null where it is still open. */
  #checkInputs(inputShape: tf.Shape | tf.Shape[]): number | null {
    const { fed, variables: n, equalities: e, inequalities: m } = this.#blueprint;
    const shapes = { Q: [[n, n], [n]], p: [[n]], A: [[e, n]], b: [[e]], G: [[m, n]], h: [[m]] }; // prettier-ignore
    const inputs = fed.map((name) => ({
      name,
      shapes: shapes[name],
      expected: shapes[name].map((shape) => `[${["batch", ...shape].join(", ")}]`).join(" or "),
    }));
    return checkInputs("input", inputs, inputShape);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const saved = Object.entries(this.#initializers).map(([weight, one]) => [
      `${weight}Initializer`,
      toConfig(one),
    ]);
    const regularizers = Object.entries(this.#regularizers);
    saved.push(...regularizers.map(([weight, one]) => [`${weight}Regularizer`, toConfig(one)]));
    return {
      ...super.getConfig(),
      ...savedBlueprint(this.#blueprint),
      settings: this.#settings as tf.serialization.ConfigDict,
      ...Object.fromEntries(saved),
    };
  }

  /** The layer that a saved model describes. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(loadedConfig(config));
  }
}

tf.serialization.registerClass(OptNetLayer);

/** An option that does nothing is a mistake: a misspelt name, or an initialiser for a weight that is not there. */
function checkOptions(config: OptNetLayerConfig, { weights }: Blueprint): void {
  for (const [key, value] of Object.entries(config)) {
    if (value === undefined || KERAS_OPTIONS.includes(key)) continue;
    if (!OPTIONS.includes(key)) throw unknownOption(key, OPTIONS);
    const weight = WEIGHT_NAMES.find((name) => key === `${name}Initializer` || key === `${name}Regularizer`);
    if (weight === undefined || weight in weights) continue;
    throw new OptNetError({
      field: key,
      expected: `an option of a weight this layer has: ${Object.keys(weights).join(", ") || "none"}`,
      got: `one of ${weight}`,
      hint: `${weight} is not a weight, because what it would make is fed, fixed or absent.`,
    });
  }
}
