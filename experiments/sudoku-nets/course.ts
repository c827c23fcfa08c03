/** Training of a net under the protocol of the OptNet layer: same boards, order, batches, loss and measures. */
import { setImmediate } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import type { Course } from "../../tools/epochs.js";
import type { Sudoku } from "../../tools/sudoku/board.js";
import { oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { addOutcomes, judge, means, NOTHING, type Measure, type Outcome } from "../sudoku/measure.js";
import type { Split } from "../sudoku/split.js";
import { inScope } from "../../tools/tensorflow.js";
import { Trainer } from "../../tools/trainer.js";
import type { Net } from "./nets.js";

export interface Metrics {
  /** Over the epoch's batches, each before its own step. */
  readonly training: Measure;
  readonly validation: Measure;
  readonly test: Measure;
  /** The test boards that do not occur in the training part. */
  readonly testUnseen: Measure;
}

export interface Schedule {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
}

export function netCourse(
  net: Net,
  parts: Split,
  { epochs, batch, learningRate }: Schedule,
): Course<Metrics> {
  const { training, validation, test, unseen } = parts;
  const trainer = new Trainer(net.variables);
  let seen: Outcome[] = [];
  return {
    trainer,
    epochs,
    batches: Math.ceil(training.length / batch),
    parts: Math.ceil(validation.length / batch) + Math.ceil(test.length / batch),
    step(_epoch, index) {
      const sudokus = training.slice(index * batch, (index + 1) * batch);
      if (index === 0) seen = [];
      return trainer.step(learningRate, () => {
        const prediction = net.predict(encoded(sudokus, "puzzle"));
        seen.push(...outcomesOf(sudokus, prediction));
        return tf.losses.meanSquaredError(encoded(sudokus, "solution"), prediction).asScalar();
      });
    },
    async evaluate(onPart) {
      const tested = await predictAll(net, test, batch, onPart);
      return {
        training: measure(seen),
        validation: measure(await predictAll(net, validation, batch, onPart)),
        test: measure(tested),
        testUnseen: measure(tested.filter((_, index) => unseen[index])),
      };
    },
    // Fewest invalid boards; of equally many, the lowest loss, which stays below 1.
    score: ({ validation: { error, loss, boards } }) => error * boards + loss,
  };
}

async function predictAll(
  net: Net,
  sudokus: readonly Sudoku[],
  batch: number,
  onPart: () => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < sudokus.length; start += batch) {
    await setImmediate();
    const part = sudokus.slice(start, start + batch);
    outcomes.push(...inScope(() => outcomesOf(part, net.predict(encoded(part, "puzzle")))));
    onPart();
  }
  return outcomes;
}

function outcomesOf(sudokus: readonly Sudoku[], prediction: tf.Tensor): Outcome[] {
  const numbers = prediction.dataSync();
  return judge(
    sudokus,
    numbers,
    sudokus.map(() => true),
  );
}

function measure(outcomes: readonly Outcome[]): Measure {
  return means(addOutcomes(NOTHING, outcomes));
}

function encoded(sudokus: readonly Sudoku[], board: "puzzle" | "solution"): tf.Tensor2D {
  return tf.tensor2d(oneHot(sudokus.map((one) => one[board])), [sudokus.length, SIZE]);
}
