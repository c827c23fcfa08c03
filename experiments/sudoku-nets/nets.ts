/**
 * The nets that the paper compares the OptNet layer with: from a one-hot puzzle, `[B, 64]`, to a board, `[B, 64]`,
 * each cell's four numbers adding up to 1.
 */
import * as tf from "@tensorflow/tfjs";
import { DIGITS } from "../../tools/sudoku/board.js";
import { SIZE } from "../../tools/sudoku/encode.js";
import { variablesOf } from "../../tools/tensorflow.js";
import type { BoardSolver } from "../sudoku/course.js";

export const NETS = ["fc", "conv", "conv-paper"] as const;
export type NetName = (typeof NETS)[number];

export interface NetKind {
  readonly title: string;
  readonly epochs: number;
  readonly quickEpochs: number;
  create(seed: number): BoardSolver;
}

export const KINDS: Readonly<Record<NetName, NetKind>> = {
  fc: {
    title: "Fully connected, 2 layers of 512",
    ...{ epochs: 40, quickEpochs: 8 },
    create: (seed) => fullyConnected(seed, [512, 512]),
  },
  conv: {
    title: "Convolutional, 10 layers of 32 filters (smaller than the paper's)",
    ...{ epochs: 15, quickEpochs: 1 },
    create: (seed) => convolutional(seed, 10, 32),
  },
  "conv-paper": {
    title: "Convolutional, 10 layers of 512 filters (the paper's)",
    ...{ epochs: 15, quickEpochs: 1 },
    create: (seed) => convolutional(seed, 10, 512),
  },
};

/** Rectified layers of the given widths. */
export function fullyConnected(seed: number, widths: readonly number[]): BoardSolver {
  const layers = [...widths, SIZE].map((units, i) =>
    tf.layers.dense({
      units,
      kernelInitializer: tf.initializers.heNormal({ seed: seed + i }),
      ...(i === 0 ? { inputShape: [SIZE] } : {}),
      ...(i < widths.length ? { activation: "relu" as const } : {}),
    }),
  );
  const model = tf.sequential({ layers });
  return {
    variables: variablesOf(...layers),
    predict: (puzzles) => ({ boards: perCell(model.apply(puzzles) as tf.Tensor) }),
  };
}

/** Rectified layers of 3×3 filters on the 4×4 board, and one layer of 1×1 filters for the four digits. */
export function convolutional(seed: number, depth: number, filters: number): BoardSolver {
  const weights: tf.Variable[] = [];
  const layer = (inputs: number, outputs: number): { kernel: tf.Variable; bias: tf.Variable } => {
    const deviation = Math.sqrt(2 / inputs);
    const start = tf.randomNormal([inputs, outputs], 0, deviation, "float32", seed + weights.length);
    const made = { kernel: tf.variable(start), bias: tf.variable(tf.zeros([outputs])) };
    weights.push(made.kernel, made.bias);
    return made;
  };
  const layers = Array.from({ length: depth }, (_, i) => layer(9 * (i === 0 ? DIGITS : filters), filters));
  const last = layer(filters, DIGITS);
  return {
    variables: weights,
    predict: (puzzles) => {
      let board = puzzles.reshape([-1, 4, 4, DIGITS]) as tf.Tensor4D;
      for (const { kernel, bias } of layers) {
        const sums = tf.matMul(neighbourhoods(board), kernel as tf.Tensor2D).add(bias);
        board = sums.relu().reshape([-1, 4, 4, sums.shape[1]!]) as tf.Tensor4D;
      }
      const cells = board.reshape([-1, filters]) as tf.Tensor2D;
      return { boards: perCell(tf.matMul(cells, last.kernel as tf.Tensor2D).add(last.bias)) };
    },
  };
}

/**
 * Of each cell the numbers of its 3×3 neighbours, zeros outside the board: a convolution is one product with them.
 * TensorFlow.js's WebAssembly backend has no gradient of its own convolution in the filters.
 *
 * @returns `[B·16, 9·channels]`.
 */
function neighbourhoods(board: tf.Tensor4D): tf.Tensor2D {
  const channels = board.shape[3];
  const padded = board.pad([
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const shifts = Array.from({ length: 9 }, (_, k) =>
    padded.slice([0, Math.floor(k / 3), k % 3, 0], [-1, 4, 4, -1]),
  );
  return tf.concat(shifts, 3).reshape([-1, 9 * channels]) as tf.Tensor2D;
}

function perCell(scores: tf.Tensor): tf.Tensor2D {
  return scores.reshape([-1, DIGITS]).softmax().reshape([-1, SIZE]) as tf.Tensor2D;
}
