/** Two ways to train the same investor: for good predictions, or for good decisions. */
import * as tf from "@tensorflow/tfjs";
import { shuffled, type Course, type Schedule } from "../../tools/epochs.js";
import { pickRows } from "../../tools/rows.js";
import { inScope } from "../../tools/tensorflow.js";
import { Trainer } from "../../tools/trainer.js";
import type { Investor } from "./investor.js";
import { ASSETS, FEATURES, type Days } from "./market.js";

/** `prediction`: squared error of predicted returns. `decision`: utility of the portfolio, through the program. */
export const AIMS = ["prediction", "decision"] as const;
export type Aim = (typeof AIMS)[number];

export interface Metrics {
  /** Mean utility of realised returns on validation days, which chooses the epoch. */
  readonly validation: number;
  /** Mean utility of expected returns on test days. */
  readonly utility: number;
  /** The same, short of what an investor who knows the expected returns has, as a share of that. */
  readonly regret: number;
  /** Mean squared error of predicted returns on test days, against expected ones. */
  readonly predictionError: number;
  readonly unsolved: number;
}

export interface Parts {
  readonly training: Days;
  readonly validation: Days;
  readonly test: Days;
}

export function investorCourse(
  investor: Investor,
  aim: Aim,
  parts: Parts,
  schedule: Schedule,
): Course<Metrics> {
  const { training, validation, test } = parts;
  const trainer = new Trainer(investor.variables);
  const oracle = oracleUtility(investor, test);
  return {
    trainer,
    ...shuffled(schedule, training.count, ({ positions, fall }) => {
      const days = pick(training, positions);
      return trainer.step(schedule.learningRate * fall, () => {
        const predicted = investor.predict(days);
        const returns = tf.tensor2d(days.returns, [days.count, ASSETS]);
        if (aim === "prediction") return tf.losses.meanSquaredError(returns, predicted).asScalar();
        return investor.utility(investor.invest(predicted), returns).neg().asScalar();
      });
    }),
    parts: 1,
    evaluate(onPart) {
      const metrics = inScope(() => {
        const predicted = investor.predict(test);
        const expected = tf.tensor2d(test.expected, [test.count, ASSETS]);
        const utility = investor.utility(investor.invest(predicted), expected).dataSync()[0];
        const returns = tf.tensor2d(validation.returns, [validation.count, ASSETS]);
        const chosenBy = investor.utility(investor.invest(investor.predict(validation)), returns);
        return {
          validation: chosenBy.dataSync()[0],
          utility,
          regret: (oracle - utility) / oracle,
          predictionError: tf.losses.meanSquaredError(expected, predicted).dataSync()[0],
          unsolved: investor.unsolved,
        };
      });
      onPart();
      return Promise.resolve(metrics);
    },
    score: (metrics) => -metrics.validation,
  };
}

/** What an investor achieves who knows the expected returns. */
export function oracleUtility(investor: Investor, days: Days): number {
  return inScope(() => {
    const expected = tf.tensor2d(days.expected, [days.count, ASSETS]);
    return investor.utility(investor.invest(expected), expected).dataSync()[0];
  });
}

/** Mean utility of equal shares, which needs no prediction. */
export function equalUtility(investor: Investor, days: Days): number {
  return inScope(() => {
    const expected = tf.tensor2d(days.expected, [days.count, ASSETS]);
    return investor.utility(tf.fill([days.count, ASSETS], 1 / ASSETS), expected).dataSync()[0];
  });
}

function pick({ features, returns, expected }: Days, positions: readonly number[]): Days {
  return {
    count: positions.length,
    features: pickRows(features, FEATURES, positions),
    returns: pickRows(returns, ASSETS, positions),
    expected: pickRows(expected, ASSETS, positions),
  };
}
