/**
 * A whole training step of the mini-Sudoku layer on one batch of puzzles: forward, backward with respect to A and
 * z₀, Adam. Ours runs through TensorFlow.js and `OptNetLayer`, on one thread; qpth's through PyTorch.
 */
import * as tf from "@tensorflow/tfjs";
import { OptNetLayer } from "optnet/tfjs";
import type { Sudoku } from "../../tools/sudoku/board.js";
import { oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { decodeArray, encodeArray, type NativePeer } from "./native.js";
import { TODAY } from "./library.js";
import { summarise, type Summary } from "../../tools/statistics.js";
import { EQUALITIES, type SudokuWeights } from "./sudoku.js";

const LEARNING_RATE = 0.1;

/** qpth at the tolerance of the others, and at its own default, which its gradients need. */
const EPS = [1e-8, 1e-12];

/** Some steps from given weights, all on the same batch. */
export interface Steps {
  /** Of every step. */
  readonly milliseconds: readonly number[];
  /** Mean squared error before every step. */
  readonly losses: readonly number[];
  /** ∂loss/∂A of the first step, `[40,64]`. */
  readonly gradient: Float64Array;
}

export interface TrainingEntry {
  readonly name: string;
  readonly milliseconds: Summary | undefined;
  readonly firstLoss: number | undefined;
  /** How far the first gradient in A is from ours, relative to its largest entry, up to a positive factor. */
  readonly gradientDifference: number | undefined;
  readonly failure: string | undefined;
}

export interface TrainingResult {
  readonly puzzles: number;
  readonly ours: TrainingEntry;
  readonly peers: readonly TrainingEntry[];
}

/**
 * Compares steps from the same weights on the same puzzles, ours and qpth's in turn. The loss and the gradient of
 * the first step must agree; later steps may part ways, because Adam divides small gradients by themselves.
 */
export async function compareTraining(
  weights: SudokuWeights,
  sudokus: readonly Sudoku[],
  qpth: NativePeer | undefined,
  { rounds, steps }: { readonly rounds: number; readonly steps: number },
  onVisit: (name: string) => void = () => undefined,
): Promise<TrainingResult> {
  const mine: Steps[] = [];
  const theirs = EPS.map((eps) => ({ eps, runs: [] as Steps[], failure: undefined as string | undefined }));
  // As everywhere, the first round warms up and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const peer of qpth === undefined ? [undefined] : theirs) {
      onVisit("optnet, training");
      const run = await trainOurs(weights, sudokus, steps);
      if (round > 0) mine.push(run);
      if (qpth === undefined || peer === undefined || peer.failure !== undefined) continue;
      onVisit(`qpth (${peer.eps.toExponential()}), training`);
      try {
        const other = await trainQpth(qpth, weights, sudokus, steps, peer.eps);
        peer.failure = disagreement(run, other);
        if (round > 0) peer.runs.push(other);
      } catch (error) {
        peer.failure = error instanceof Error ? error.message : String(error);
      }
    }
  }
  return {
    puzzles: sudokus.length,
    ours: entry("optnet", mine, mine[0], undefined),
    peers:
      qpth === undefined
        ? []
        : theirs.map(({ eps, runs, failure }) =>
            entry(`qpth (${eps.toExponential()})`, runs, mine[0], failure),
          ),
  };
}

export async function trainOurs(
  { A, logZ0 }: SudokuWeights,
  sudokus: readonly Sudoku[],
  steps: number,
): Promise<Steps> {
  const layer = new OptNetLayer({
    variables: SIZE,
    equalities: EQUALITIES,
    lower: 0,
    Q: { fixed: 0.1 },
    point: "positive",
    settings: { tolerance: TODAY.tolerance, ...TODAY.settings },
    inputShape: [SIZE],
  });
  const model = tf.sequential({ layers: [layer] });
  const optimizer = tf.train.adam(LEARNING_RATE);
  const shape: [number, number] = [sudokus.length, SIZE];
  const p = tf.tensor2d(puzzlesOf(sudokus), shape).neg();
  const solutions = tf.tensor2d(solutionsOf(sudokus), shape);
  tf.tidy(() =>
    model.setWeights([
      tf.tensor(Float32Array.from(A), [EQUALITIES, SIZE]),
      tf.tensor(Float32Array.from(logZ0), [SIZE]),
    ]),
  );

  const milliseconds: number[] = [];
  const losses: number[] = [];
  let gradient: Float64Array | undefined;
  for (let step = 0; step < steps; step++) {
    const start = performance.now();
    const { value, grads } = tf.variableGrads(() =>
      tf.losses.meanSquaredError(solutions, model.apply(p, { training: true }) as tf.Tensor).asScalar(),
    );
    optimizer.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
    const [loss] = value.dataSync();
    milliseconds.push(performance.now() - start);
    losses.push(loss);
    if (layer.statistics!.unsolved > 0) throw new Error(`${layer.statistics!.unsolved} puzzles not solved`);
    const inA = Object.values(grads).find(({ size }) => size === A.length);
    gradient ??= Float64Array.from(inA!.dataSync());
    tf.dispose([value, grads]);
  }
  tf.dispose([p, solutions]);
  model.dispose();
  optimizer.dispose();
  return { milliseconds, losses, gradient: gradient! };
}

async function trainQpth(
  qpth: NativePeer,
  { A, logZ0 }: SudokuWeights,
  sudokus: readonly Sudoku[],
  steps: number,
  eps: number,
): Promise<Steps> {
  const shape = [sudokus.length, SIZE];
  const reply = (await qpth.ask({
    do: "train",
    A: encodeArray(A, [EQUALITIES, SIZE]),
    logZ0: encodeArray(logZ0, [SIZE]),
    puzzles: encodeArray(Float64Array.from(puzzlesOf(sudokus)), shape),
    solutions: encodeArray(Float64Array.from(solutionsOf(sudokus)), shape),
    learningRate: LEARNING_RATE,
    steps,
    eps,
  })) as { seconds: number[]; losses: number[]; gradient: Parameters<typeof decodeArray>[0] };
  return {
    milliseconds: reply.seconds.map((seconds) => seconds * 1000),
    losses: reply.losses,
    gradient: decodeArray(reply.gradient),
  };
}

const puzzlesOf = (sudokus: readonly Sudoku[]) => oneHot(sudokus.map(({ puzzle }) => puzzle));
const solutionsOf = (sudokus: readonly Sudoku[]) => oneHot(sudokus.map(({ solution }) => solution));

/** Why two runs cannot have done the same work; undefined where they have. */
export function disagreement(mine: Steps, other: Steps): string | undefined {
  const loss = Math.abs(other.losses[0] / mine.losses[0] - 1);
  if (!(loss < 1e-4)) return `the first loss is ${other.losses[0]}, not ${mine.losses[0]}`;
  const gradient = gradientDifference(mine.gradient, other.gradient);
  if (!(gradient < 1e-2)) return `the first gradient is off by ${gradient.toExponential(1)}`;
  return undefined;
}

/**
 * Largest difference of two gradients of the same direction, relative to the largest entry. qpth averages over the
 * batch what the chain rule sums, which Adam does not notice: lengths are made equal first.
 */
export function gradientDifference(a: Float64Array, b: Float64Array): number {
  const [lengthA, lengthB] = [a, b].map((values) => Math.hypot(...values));
  const difference = a.map((value, i) => Math.abs(value / lengthA - b[i] / lengthB));
  return Math.max(...difference) / Math.max(...a.map((value) => Math.abs(value / lengthA)));
}

function entry(
  name: string,
  runs: readonly Steps[],
  mine: Steps,
  failure: string | undefined,
): TrainingEntry {
  const milliseconds = runs.flatMap((run) => run.milliseconds);
  return {
    name,
    milliseconds: milliseconds.length === 0 ? undefined : summarise(milliseconds),
    firstLoss: runs[0]?.losses[0],
    gradientDifference: runs[0] && gradientDifference(mine.gradient, runs[0].gradient),
    failure,
  };
}
