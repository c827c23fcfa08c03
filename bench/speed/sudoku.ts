/** The mini-Sudoku layer as a batch of problems: n = 64, e = 40, z ≥ 0, Q = 0.1 I, p = −puzzle. */
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import "optnet/tfjs";
import { modelFiles } from "../../tools/model-files.js";
import { Random } from "../../tools/random.js";
import type { Sudoku } from "../../tools/sudoku/board.js";
import { oneHot, SIZE } from "../../tools/sudoku/encode.js";
import type { BatchProblem } from "../../tools/problems/problem.js";

export const EQUALITIES = 40;

const LEARNED = fileURLToPath(new URL("../../experiments/sudoku/results/generated/layer", import.meta.url));

/** What the layer learns: A `[40,64]` and log z₀ `[64]`, with b = A z₀. */
export interface SudokuWeights {
  readonly A: Float64Array;
  readonly logZ0: Float64Array;
}

/** As the paper starts: A uniform in [0, 1), z₀ = 1. Rounded to float32, as a layer of TensorFlow.js has them. */
export function randomWeights(seed: number): SudokuWeights {
  const random = new Random(seed);
  const A = Float64Array.from({ length: EQUALITIES * SIZE }, () => Math.fround(random.uniform()));
  return { A, logZ0: new Float64Array(SIZE) };
}

/** Those of the layer that the Sudoku experiment has learned: its A abides by the rules of the game. */
export async function learnedWeights(): Promise<SudokuWeights> {
  const model = await tf.loadLayersModel(modelFiles(LEARNED));
  const [A, logZ0] = model.getWeights().map((weight) => Float64Array.from(weight.dataSync()));
  return { A, logZ0 };
}

export function sudokuProblem(
  name: string,
  { A, logZ0 }: SudokuWeights,
  sudokus: readonly Sudoku[],
): BatchProblem {
  const b = new Float64Array(EQUALITIES);
  for (let row = 0; row < EQUALITIES; row++) {
    for (let j = 0; j < SIZE; j++) b[row] += A[row * SIZE + j] * Math.exp(logZ0[j]);
  }
  return {
    name,
    variables: SIZE,
    equalities: EQUALITIES,
    inequalities: 0,
    batch: sudokus.length,
    shared: true,
    diagonal: true,
    lower: 0,
    fields: {
      Q: new Float64Array(SIZE).fill(0.1),
      p: Float64Array.from(oneHot(sudokus.map(({ puzzle }) => puzzle)), (given) => -given),
      A,
      b,
      G: new Float64Array(0),
      h: new Float64Array(0),
    },
  };
}
