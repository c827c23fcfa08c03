/** Training of anything that solves boards, an OptNet layer or a net: the same order, batches, loss and measures. */
import * as tf from "@tensorflow/tfjs";
import type { Coordinator, LeafProgram, Step } from "optnet/training";
import { tensorProgram } from "optnet/training/tfjs";
import type { Course } from "../../tools/epochs.js";
import { inBatches } from "../../tools/examples.js";
import type { Board, Sudoku } from "../../tools/sudoku/board.js";
import { decode, oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { inScope } from "../../tools/tensorflow.js";
import { Trainer } from "../../tools/trainer.js";
import {
  addOutcomes,
  addValues,
  judge,
  means,
  NOTHING,
  valuesOf,
  type Measure,
  type Outcome,
  type Totals,
} from "./measure.js";
import type { Split } from "./split.js";

export interface BoardSolver {
  /** Where it is one. */
  readonly model?: tf.LayersModel;
  readonly variables: readonly tf.Variable[];
  /** From one-hot puzzles `[B, 64]`; `training` is whether a step follows. */
  predict(puzzles: tf.Tensor2D, training?: boolean): Prediction;
}

export interface Prediction {
  /** `[B, 64]`. */
  readonly boards: tf.Tensor;
  /** Whether each board's program was solved; absent where there is none. */
  readonly solved?: readonly boolean[];
  /** What joins the loss. */
  readonly penalty?: tf.Tensor;
}

export interface Metrics {
  /** Over the epoch's batches, each before its own step, as in the paper. */
  readonly training: Measure;
  /** With the weights at the end of the epoch, as for the test part. */
  readonly validation: Measure;
  readonly test: Measure;
  /** The test boards that do not occur in the training part. */
  readonly testUnseen: Measure;
}

export interface BoardSchedule {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
}

/**
 * Batches are taken in the order of the data, the same in every epoch, as the paper's code does: no shuffling.
 *
 * @param coordinator of workers with a {@link boardProgram}, who compute the gradients; without one they are computed here.
 */
export function boardCourse(
  solver: BoardSolver,
  { training, validation, test, unseen }: Split,
  { epochs, batch, learningRate }: BoardSchedule,
  coordinator?: Coordinator,
): Course<Metrics> & { readonly account: { sums: Totals } } {
  const trainer = new Trainer(solver.variables);
  const account = { sums: NOTHING };
  const stepBy = async (workers: Coordinator, step: Step): Promise<number> => {
    const [loss, ...totals] = await trainer.stepBy(workers, learningRate, step);
    account.sums = addValues(step.batch === 0 ? NOTHING : account.sums, totals);
    return loss;
  };
  return {
    ...{ trainer, epochs, account },
    batches: Math.ceil(training.length / batch),
    parts: Math.ceil(validation.length / batch) + Math.ceil(test.length / batch),
    step(epoch, index) {
      const sudokus = training.slice(index * batch, (index + 1) * batch);
      if (coordinator !== undefined) {
        return stepBy(coordinator, { epoch, batch: index, examples: sudokus.length });
      }
      return trainer.step(learningRate, () =>
        lossOf(solver, sudokus, (outcomes) => {
          account.sums = addOutcomes(index === 0 ? NOTHING : account.sums, outcomes);
        }),
      );
    },
    async evaluate(onPart) {
      const chosenBy = await solveAll(solver, validation, batch, onPart);
      const tested = await solveAll(solver, test, batch, onPart);
      return {
        training: means(account.sums),
        validation: measure(chosenBy),
        test: measure(tested),
        testUnseen: measure(tested.filter((_, index) => unseen[index])),
      };
    },
    // Fewest invalid boards, then the lowest loss; where there are no validation boards, on the training boards.
    score: (metrics) => {
      const { error, loss } = metrics.validation.boards > 0 ? metrics.validation : metrics.training;
      return [error, loss];
    },
  };
}

/** What workers compute: the loss on a part of a batch, and what became of its boards. */
export function boardProgram(
  solver: BoardSolver,
  training: readonly Sudoku[],
  batch: number,
  fingerprint: string,
): LeafProgram {
  let totals = NOTHING;
  return tensorProgram({
    ...{ fingerprint, variables: solver.variables, models: solver.model === undefined ? [] : [solver.model] },
    loss: ({ batch: index }, first, last) =>
      lossOf(solver, training.slice(index * batch + first, index * batch + last), (outcomes) => {
        totals = addOutcomes(NOTHING, outcomes);
      }),
    values: () => valuesOf(totals),
  });
}

/** The loss on some boards, before a step. */
function lossOf(
  solver: BoardSolver,
  sudokus: readonly Sudoku[],
  onOutcomes: (outcomes: readonly Outcome[]) => void,
): tf.Scalar {
  const prediction = solver.predict(encoded(sudokus, "puzzle"), true);
  onOutcomes(judged(sudokus, prediction));
  const { boards, penalty } = prediction;
  const loss = tf.losses.meanSquaredError(encoded(sudokus, "solution"), boards);
  return (penalty === undefined ? loss : loss.add(penalty)).asScalar();
}

/** Predicts all boards and says what became of each. */
export async function solveAll(
  solver: BoardSolver,
  sudokus: readonly Sudoku[],
  batch: number,
  onPart?: () => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await inBatches(sudokus.length, batch, (start, end) => {
    const part = sudokus.slice(start, end);
    outcomes.push(...inScope(() => judged(part, solver.predict(encoded(part, "puzzle")))));
    onPart?.();
  });
  return outcomes;
}

/** The board that is predicted for one puzzle. */
export function solveOne(solver: BoardSolver, sudoku: Sudoku): Board {
  return inScope(() => decode(solver.predict(encoded([sudoku], "puzzle")).boards.dataSync(), 0));
}

/** Means over outcomes. */
export function measure(outcomes: readonly Outcome[]): Measure {
  return means(addOutcomes(NOTHING, outcomes));
}

function judged(sudokus: readonly Sudoku[], { boards, solved }: Prediction): Outcome[] {
  return judge(sudokus, boards.dataSync(), solved ?? sudokus.map(() => true));
}

function encoded(sudokus: readonly Sudoku[], board: "puzzle" | "solution"): tf.Tensor2D {
  return tf.tensor2d(oneHot(sudokus.map((one) => one[board])), [sudokus.length, SIZE]);
}
