/** Variables and the Adam that moves them, whose state can be kept and brought back. */
import * as tf from "@tensorflow/tfjs";
import type { Coordinator, Step } from "optnet/training";
import { inScope } from "./tensorflow.js";

/** What was learned and what Adam remembers: enough to go on as if never stopped. */
export interface TrainerState {
  readonly weights: readonly Float32Array[];
  readonly iterations: number;
  /** Powers of Adam's decay rates, as float32 multiplication has left them. */
  readonly betas: readonly [number, number];
  /** First and second moments, one of each per weight; none before the first step. */
  readonly moments: readonly Float32Array[];
}

export class Trainer {
  readonly #variables: readonly tf.Variable[];
  readonly #optimizer = tf.train.adam(0);

  constructor(variables: readonly tf.Variable[]) {
    this.#variables = variables;
  }

  /** One step of Adam. @returns the loss before it. */
  step(learningRate: number, loss: () => tf.Scalar): number {
    return inScope(() => {
      const { value, grads } = tf.variableGrads(loss, [...this.#variables]);
      this.#apply(learningRate, ({ name }) => grads[name]);
      return value.dataSync()[0];
    });
  }

  /** One step of Adam whose gradients workers compute. @returns what they sum: the loss before it, and more. */
  async stepBy(coordinator: Coordinator, learningRate: number, step: Step): Promise<readonly number[]> {
    const { gradients, values } = await coordinator.gradient(step, this.weights());
    tf.tidy(() => this.#apply(learningRate, ({ shape }, i) => tf.tensor(gradients[i], shape)));
    return values;
  }

  #apply(learningRate: number, gradientOf: (variable: tf.Variable, i: number) => tf.Tensor): void {
    this.#optimizer["learningRate"] = learningRate;
    const named = this.#variables.map((one, i) => ({ name: one.name, tensor: gradientOf(one, i) }));
    this.#optimizer.applyGradients(named);
  }

  weights(): Float32Array[] {
    return this.#variables.map(numbers);
  }

  setWeights(weights: readonly Float32Array[]): void {
    tf.tidy(() => {
      this.#variables.forEach((variable, i) => variable.assign(tf.tensor(weights[i], variable.shape)));
    });
  }

  async state(): Promise<TrainerState> {
    const [iterations, ...moments] = await this.#optimizer.getWeights();
    // Adam's getWeights leaves out its powers of beta; setWeights computes them anew, with other rounding.
    const betas = [this.#optimizer["accBeta1"], this.#optimizer["accBeta2"]];
    return {
      weights: this.weights(),
      iterations: iterations.tensor.dataSync()[0],
      betas: [betas[0].dataSync()[0], betas[1].dataSync()[0]],
      moments: moments.map(({ tensor }) => numbers(tensor)),
    };
  }

  async restore({ weights, iterations, betas, moments }: TrainerState): Promise<void> {
    this.setWeights(weights);
    const shapes = this.#variables.map(({ shape }) => shape);
    const named = moments.map((moment, i) => ({
      name: `moment${i}`,
      tensor: tf.tensor(moment, shapes[i % shapes.length]),
    }));
    await this.#optimizer.setWeights([{ name: "iter", tensor: tf.scalar(iterations, "int32") }, ...named]);
    this.#optimizer["accBeta1"].assign(tf.scalar(betas[0]));
    this.#optimizer["accBeta2"].assign(tf.scalar(betas[1]));
  }
}

function numbers(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<"float32">().slice();
}
