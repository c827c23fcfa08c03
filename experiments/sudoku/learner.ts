/** The model: one OptNet layer, fed with the puzzle, whose output is the solved board. */
import * as tf from "@tensorflow/tfjs";
import { closestFeasible, OptNetLayer } from "optnet/tfjs";
import { modelFiles } from "../../tools/model-files.js";
import { SIZE } from "../../tools/sudoku/encode.js";
import { variablesOf } from "../../tools/tensorflow.js";
import type { BoardSolver, Prediction } from "./course.js";

/** Independent constraints of 4×4 Sudoku, over 64 one-hot numbers. */
const EQUALITIES = 40;

/** Q = 0.1 I. */
const COST = 0.1;

/** A row of A, uniform in [0, 1), times a solved board, which has 16 ones: 8 on average. */
const FIRST_SIDE = 8;

export interface LearnerOptions {
  readonly seed: number;
  readonly tolerance: number;
  /** Learn b on its own. */
  readonly free: boolean;
}

/**
 *     z = argmin ½·0.1‖z‖² − puzzleᵀz   subject to   A z = A z₀,  z ≥ 0
 *
 * with learned A (40×64, at first uniform in [0, 1)) and z₀ = exp(log z₀) (at first 1). A free learner has A z = b
 * with a learned b instead (at first {@link FIRST_SIDE}): nothing keeps its constraints feasible, and at first they
 * are not. Meanwhile the layer solves the closest problem that is, and the squared shift of b joins the loss.
 */
export class Learner implements BoardSolver {
  readonly model: tf.LayersModel;
  readonly #layer: OptNetLayer;
  readonly #settings: { readonly tolerance?: number };

  private constructor(model: tf.LayersModel) {
    this.model = model;
    const layer = model.layers.find((one) => one instanceof OptNetLayer);
    if (layer === undefined) throw new TypeError("the model has no OptNetLayer");
    this.#layer = layer;
    this.#settings = layer.getConfig()["settings"] as { tolerance?: number };
  }

  /** A learner that has learned nothing yet; equal seeds give equal weights. */
  static create({ seed, tolerance, free }: LearnerOptions): Learner {
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
    return new Learner(tf.sequential({ layers: [layer] }));
  }

  /** A learner with the weights of a saved layer. */
  static async load(folder: string): Promise<Learner> {
    return new Learner(await tf.loadLayersModel(modelFiles(folder)));
  }

  /** Saves the layer as a TensorFlow.js model: `model.json` and `weights.bin`. */
  async save(folder: string): Promise<void> {
    await this.model.save(modelFiles(folder));
  }

  get variables(): tf.Variable[] {
    return variablesOf(this.#layer);
  }

  /** p = −puzzle: the objective rewards the digits that are given. */
  predict(puzzles: tf.Tensor2D, training = false): Prediction {
    const p = puzzles.neg();
    const free = training ? this.#freeWeights() : undefined;
    if (free !== undefined) return this.#relaxed(p, free);
    const boards = this.model.apply(p, { training: true }) as tf.Tensor;
    return { boards, solved: this.#layer.statistics!.status.map(isSolved) };
  }

  /** A and b of a free learner. */
  #freeWeights(): { A: tf.Tensor; b: tf.Tensor } | undefined {
    const named = (name: string): tf.Tensor | undefined =>
      this.#layer.trainableWeights.find((weight) => weight.originalName.endsWith(name))?.read();
    const [A, b] = [named("A"), named("b")];
    return A && b && { A, b };
  }

  /** The layer's output once more, and what its constraints lack to be feasible, as a loss. */
  #relaxed(p: tf.Tensor, { A, b }: { A: tf.Tensor; b: tf.Tensor }): Prediction {
    let solved: readonly boolean[] = [];
    const onSolution = ({ status }: { status: readonly string[] }): void => {
      solved = status.map(isSolved);
    };
    const { tolerance } = this.#settings;
    const Q = new Float64Array(SIZE).fill(COST);
    const { z, shiftB } = closestFeasible({ Q, p, A, b, lower: 0 }, { tolerance, onSolution });
    return { boards: z, solved, penalty: shiftB.square().sum(-1).mean() };
  }
}

function isSolved(status: string): boolean {
  return status === "solved";
}
