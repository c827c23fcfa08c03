/** Learning from an expert's examples: the squared difference of forces. */
import * as tf from "@tensorflow/tfjs";
import { shuffled, type Course, type Schedule } from "../../tools/epochs.js";
import { inScope } from "../../tools/tensorflow.js";
import { Trainer } from "../../tools/trainer.js";
import { STATES, type State } from "./cart-pole.js";
import { fallen, meanCost, runLoop, type Trajectory } from "./closed-loop.js";
import type { Controller } from "./controller.js";

/** What the expert does in a state. */
export interface Example {
  readonly state: State;
  readonly force: number;
}

export function examplesOf(trajectories: readonly Trajectory[]): Example[] {
  return trajectories.flatMap(({ states, forces }) =>
    forces.map((force, k) => ({ state: states[k], force })),
  );
}

/** Where controllers are tried, and what the expert achieves there. */
export interface Trial {
  readonly starts: readonly State[];
  readonly steps: number;
  readonly expertWeights: readonly number[];
  readonly expertCost: number;
}

export interface Metrics {
  /** Mean squared difference of forces on the validation examples, in newtons². */
  readonly validation: number;
  /** Cost of the closed loop in the trial, divided by the expert's. */
  readonly relativeCost: number;
  readonly fallen: number;
  readonly unsolved: number;
  /** The learned weights; none for a net. */
  readonly weights: readonly number[];
}

export function imitationCourse(
  controller: Controller & { weights?(): number[] },
  training: readonly Example[],
  validation: readonly Example[],
  trial: Trial,
  schedule: Schedule,
): Course<Metrics> {
  const trainer = new Trainer(controller.variables);
  const loss = (examples: readonly Example[]): tf.Scalar => {
    const states = tf.tensor2d(
      examples.flatMap(({ state }) => [...state]),
      [examples.length, STATES],
    );
    const forces = tf.tensor1d(examples.map(({ force }) => force));
    return tf.losses.meanSquaredError(forces, controller.force(states)).asScalar();
  };
  return {
    trainer,
    ...shuffled(schedule, training.length, ({ positions, fall }) =>
      trainer.step(schedule.learningRate * fall, () => loss(positions.map((position) => training[position]))),
    ),
    parts: 1,
    evaluate(onPart) {
      const trajectories = runLoop(controller, trial.starts, trial.steps);
      onPart();
      return Promise.resolve({
        validation: inScope(() => loss(validation).dataSync()[0]),
        relativeCost: meanCost(trajectories, trial.expertWeights) / trial.expertCost,
        fallen: fallen(trajectories),
        unsolved: controller.unsolved,
        weights: controller.weights?.() ?? [],
      });
    },
    score: (metrics) => metrics.validation,
  };
}

/** Root mean square difference of two runs' angles, in degrees, and positions, in metres. */
export function difference(
  a: readonly Trajectory[],
  b: readonly Trajectory[],
): { degrees: number; metres: number } {
  const rms = (axis: number): number => {
    const squares = a.flatMap(({ states }, i) =>
      states.map((state, k) => (state[axis] - b[i].states[k][axis]) ** 2),
    );
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  };
  return { degrees: (rms(2) * 180) / Math.PI, metres: rms(0) };
}
