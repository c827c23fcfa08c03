/** The model: one OptNet layer, fed with the puzzle, whose output is the solved board; and one step of Adam. */
import * as tf from "@tensorflow/tfjs";
import { closestFeasible, OptNetLayer } from "optnet/tfjs";
import { modelFiles } from "../../tools/model-files.js";
import type { Sudoku } from "../../tools/sudoku/board.js";
import { oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { judge, type Outcome } from "./measure.js";

/** Independent constraints of 4×4 Sudoku, over 64 one-hot numbers. */
const EQUALITIES = 40;

/** Q = 0.1 I. */
const COST = 0.1;

/** A row of A, uniform in [0, 1), times a solved board, which has 16 ones: 8 on average. */
const FIRST_SIDE = 8;

/** What a learner has learned and what Adam remembers: enough to go on as if never stopped. */
export interface LearnerState {
  readonly weights: readonly Float32Array[];
  readonly iterations: number;
  /** Powers of Adam's decay rates, as float32 multiplication has left them. */
  readonly betas: readonly [number, number];
  /** First and second moments, one of each per weight; none before the first step. */
  readonly moments: readonly Float32Array[];
}

export interface LearnerOptions {
  readonly seed: number;
  readonly learningRate: number;
  readonly tolerance: number;
  /** Learn b on its own. */
  readonly free: boolean;
}

/** Predictions for a batch of boards, and what became of them. */
export interface Predictions {
  /** `[B, 64]`. */
  readonly z: Float32Array;
  readonly outcomes: readonly Outcome[];
}

/**
 *     z = argmin ½·0.1‖z‖² − puzzleᵀz   subject to   A z = A z₀,  z ≥ 0
 *
 * with learned A (40×64, at first uniform in [0, 1)) and z₀ = exp(log z₀) (at first 1). A free learner has A z = b
 * with a learned b instead (at first {@link FIRST_SIDE}): nothing keeps its constraints feasible, and at first they
 * are not. Meanwhile the layer solves the closest problem that is, and the squared shift of b joins the loss.
 */
export class Learner {
  readonly model: tf.LayersModel;
  readonly #layer: OptNetLayer;
  readonly #optimizer: tf.AdamOptimizer;
  readonly #settings: { readonly tolerance?: number };
  #solved: readonly boolean[] = [];

  private constructor(model: tf.LayersModel, learningRate: number) {
    this.model = model;
    const layer = model.layers.find((one) => one instanceof OptNetLayer);
    if (layer === undefined) throw new TypeError("the model has no OptNetLayer");
    this.#layer = layer;
    this.#settings = layer.getConfig()["settings"] as { tolerance?: number };
    this.#optimizer = tf.train.adam(learningRate);
  }

  /** A learner that has learned nothing yet; equal seeds give equal weights. */
  static create({ seed, learningRate, tolerance, free }: LearnerOptions): Learner {
    const side = {
      b: "learned",
      bInitializer: tf.initializers.constant({ value: FIRST_SIDE }),
      settings: { tolerance, infeasible: "closestFeasible" },
    } as const;
    const point = { b: "feasible", point: "positive", settings: { tolerance } } as const;
    const layer = new OptNetLayer({
      variables: SIZE,
      equalities: EQUALITIES,
      lower: 0,
      Q: { fixed: COST },
      p: "fed",
      A: "learned",
      AInitializer: tf.initializers.randomUniform({ minval: 0, maxval: 1, seed }),
      ...(free ? side : point),
      name: "sudoku",
      inputShape: [SIZE],
    });
    return new Learner(tf.sequential({ layers: [layer] }), learningRate);
  }

  /** A learner with the weights of a saved layer. */
  static async load(folder: string): Promise<Learner> {
    return new Learner(await tf.loadLayersModel(modelFiles(folder)), 0);
  }

  /** Saves the layer as a TensorFlow.js model: `model.json` and `weights.bin`. */
  async save(folder: string): Promise<void> {
    await this.model.save(modelFiles(folder));
  }

  /** One step of Adam on the mean squared error; the predictions are those before the step. */
  step(sudokus: readonly Sudoku[]): Predictions {
    return inScope(() => {
      const p = linearCost(sudokus);
      const solutions = tf.tensor2d(oneHot(sudokus.map(({ solution }) => solution)), [sudokus.length, SIZE]);
      let predictions: Predictions | undefined;
      const { grads } = tf.variableGrads(() => {
        const free = this.#freeWeights();
        const { z, penalty } = free ? this.#relaxed(p, free) : { z: this.#apply(p), penalty: tf.scalar(0) };
        predictions = this.#judge(sudokus, z);
        return tf.losses.meanSquaredError(solutions, z).add(penalty).asScalar();
      });
      this.#optimizer.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
      return predictions!;
    });
  }

  predict(sudokus: readonly Sudoku[]): Predictions {
    return inScope(() => this.#judge(sudokus, this.#apply(linearCost(sudokus))));
  }

  /** The layer's output; remembers which programs were solved. */
  #apply(p: tf.Tensor): tf.Tensor {
    const z = this.model.apply(p, { training: true }) as tf.Tensor;
    this.#solved = this.#layer.statistics!.status.map((status) => status === "solved");
    return z;
  }

  /** A and b of a free learner. */
  #freeWeights(): { A: tf.Tensor; b: tf.Tensor } | undefined {
    const named = (name: string): tf.Tensor | undefined =>
      this.#layer.trainableWeights.find((weight) => weight.originalName.endsWith(name))?.read();
    const [A, b] = [named("A"), named("b")];
    return A && b && { A, b };
  }

  /** The layer's output once more, and what its constraints lack to be feasible, as a loss. */
  #relaxed(p: tf.Tensor, { A, b }: { A: tf.Tensor; b: tf.Tensor }): { z: tf.Tensor; penalty: tf.Tensor } {
    const onSolution = ({ status }: { status: readonly string[] }): void => {
      this.#solved = status.map((one) => one === "solved");
    };
    const { tolerance } = this.#settings;
    const Q = new Float64Array(SIZE).fill(COST);
    const { z, shiftB } = closestFeasible({ Q, p, A, b, lower: 0 }, { tolerance, onSolution });
    return { z, penalty: shiftB.square().sum(-1).mean() };
  }

  #judge(sudokus: readonly Sudoku[], prediction: tf.Tensor): Predictions {
    const z = prediction.dataSync<"float32">().slice();
    return { z, outcomes: judge(sudokus, z, this.#solved) };
  }

  async state(): Promise<LearnerState> {
    const [iterations, ...moments] = await this.#optimizer.getWeights();
    // Adam's getWeights leaves out its powers of beta; setWeights computes them anew, with other rounding.
    const betas = [this.#optimizer["accBeta1"], this.#optimizer["accBeta2"]];
    return {
      weights: this.model.getWeights().map(numbers),
      iterations: iterations.tensor.dataSync()[0],
      betas: [betas[0].dataSync()[0], betas[1].dataSync()[0]],
      moments: moments.map(({ tensor }) => numbers(tensor)),
    };
  }

  async restore({ weights, iterations, betas, moments }: LearnerState): Promise<void> {
    this.setWeights(weights);
    const shapes = this.model.getWeights().map(({ shape }) => shape);
    const named = moments.map((moment, i) => ({
      name: `moment${i}`,
      tensor: tf.tensor(moment, shapes[i % shapes.length]),
    }));
    await this.#optimizer.setWeights([{ name: "iter", tensor: tf.scalar(iterations, "int32") }, ...named]);
    this.#optimizer["accBeta1"].assign(tf.scalar(betas[0]));
    this.#optimizer["accBeta2"].assign(tf.scalar(betas[1]));
  }

  setWeights(weights: readonly Float32Array[]): void {
    const shapes = this.model.getWeights().map(({ shape }) => shape);
    tf.tidy(() => this.model.setWeights(weights.map((weight, i) => tf.tensor(weight, shapes[i]))));
  }
}

/** p = −puzzle, `[B, 64]`: the objective rewards the digits that are given. */
function linearCost(sudokus: readonly Sudoku[]): tf.Tensor2D {
  const puzzles = oneHot(sudokus.map(({ puzzle }) => puzzle));
  return tf.tensor2d(
    puzzles.map((given) => -given),
    [sudokus.length, SIZE],
  );
}

/** As `tf.tidy`, for results that are not tensors. */
function inScope<Result>(compute: () => Result): Result {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}

function numbers(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<"float32">().slice();
}
