/**
 * Two investors with the same small model of returns, r̂ = x U V + c, and the same program that trusts it. One learns to
 * predict returns; the other learns, through the program, to decide. The market is that of experiments/portfolio.
 */
import { solve } from "optnet";
import {
  ASSETS,
  FEATURES,
  openMarket,
  type Days,
  type Market,
} from "../../../experiments/portfolio/market.js";
import { Random } from "../../../tools/random.js";
import { pickRows } from "../../../tools/rows.js";
import { Adam } from "../../play/adam.js";

export type Aim = "prediction" | "decision";

const RISK = 4;
const MOST = 0.3;
const BOTTLENECK = 3;
const INTO = FEATURES * BOTTLENECK;
const OUT_OF = BOTTLENECK * ASSETS;

export class Investor {
  readonly #aim: Aim;
  readonly #market: Market;
  readonly #training: Days;
  readonly #test: Days;
  readonly #bestUtility: number;
  /** U, V, c. */
  readonly parameters = new Float64Array(INTO + OUT_OF + ASSETS);
  readonly #adam: Adam;
  readonly #random: Random;

  constructor(aim: Aim, seed: number, days = 400) {
    this.#aim = aim;
    this.#market = openMarket(seed);
    this.#training = this.#market.draw(days);
    this.#test = this.#market.draw(200);
    this.#random = new Random(seed);
    for (let i = 0; i < INTO + OUT_OF; i++) this.parameters[i] = 0.3 * this.#random.normal();
    this.#adam = new Adam(this.parameters);
    this.#bestUtility = this.#utility(this.#invest(this.#test.expected).z, this.#test.expected);
  }

  #hidden(days: Days): Float64Array {
    const hidden = new Float64Array(days.count * BOTTLENECK);
    for (let day = 0; day < days.count; day++) {
      for (let k = 0; k < BOTTLENECK; k++) {
        for (let f = 0; f < FEATURES; f++)
          hidden[day * BOTTLENECK + k] +=
            days.features[day * FEATURES + f] * this.parameters[f * BOTTLENECK + k];
      }
    }
    return hidden;
  }

  #predict(days: Days, hidden: Float64Array): Float64Array {
    return Float64Array.from({ length: days.count * ASSETS }, (_, at) => {
      const [day, asset] = [Math.floor(at / ASSETS), at % ASSETS];
      let sum = this.parameters[INTO + OUT_OF + asset];
      for (let k = 0; k < BOTTLENECK; k++)
        sum += hidden[day * BOTTLENECK + k] * this.parameters[INTO + k * ASSETS + asset];
      return sum;
    });
  }

  #invest(predicted: ArrayLike<number>): ReturnType<typeof solve> {
    return solve({
      Q: this.#market.covariance.map((row) => row.map((value) => RISK * value)),
      p: {
        data: Float64Array.from(predicted, (value) => -value),
        shape: [predicted.length / ASSETS, ASSETS],
      },
      A: [new Array<number>(ASSETS).fill(1)],
      b: [1],
      lower: 0,
      upper: MOST,
    }).assertSolved();
  }

  /** Gradients of the mean utility in portfolios, `[count, ASSETS]`. */
  #slopes(z: Float64Array, returns: ArrayLike<number>): Float64Array {
    const count = z.length / ASSETS;
    return Float64Array.from(z, (_, at) => {
      const [day, asset] = [Math.floor(at / ASSETS), at % ASSETS];
      const risk = this.#market.covariance[asset].reduce(
        (sum, value, j) => sum + value * z[day * ASSETS + j],
        0,
      );
      return (returns[at] - RISK * risk) / count;
    });
  }

  /** Mean over days of rᵀz − ½ RISK zᵀΣz. */
  #utility(z: Float64Array, returns: ArrayLike<number>): number {
    // ½ (slope + r)ᵀ z, since the slope is r − RISK Σz.
    const count = z.length / ASSETS;
    return this.#slopes(z, returns).reduce(
      (sum, slope, at) => sum + 0.5 * (slope + returns[at] / count) * z[at],
      0,
    );
  }

  /** One step on some days. */
  step(rate = 0.02, batch = 50): void {
    const days = this.#draw(batch);
    const hidden = this.#hidden(days);
    const predicted = this.#predict(days, hidden);
    let error: Float64Array;
    if (this.#aim === "prediction") {
      error = predicted.map((value, i) => (2 * (value - days.returns[i])) / predicted.length);
    } else {
      using solution = this.#invest(predicted);
      const slopes = this.#slopes(solution.z, days.returns);
      const { p } = solution.vjp({ z: { data: slopes, shape: [batch, ASSETS] } }, { wrt: ["p"] });
      // The loss is −utility, and p = −r̂: two signs that cancel.
      error = Float64Array.from(p.data);
    }
    this.#adam.step(this.#chained(days, hidden, error), rate);
  }

  #draw(batch: number): Days {
    const positions = Array.from({ length: batch }, () => this.#random.below(this.#training.count));
    const { features, returns, expected } = this.#training;
    return {
      count: batch,
      features: pickRows(features, FEATURES, positions),
      returns: pickRows(returns, ASSETS, positions),
      expected: pickRows(expected, ASSETS, positions),
    };
  }

  /** From gradients in predictions to those in U, V, c. */
  #chained(days: Days, hidden: Float64Array, error: Float64Array): Float64Array {
    const gradient = new Float64Array(this.parameters.length);
    for (let day = 0; day < days.count; day++) {
      for (let asset = 0; asset < ASSETS; asset++) {
        const slope = error[day * ASSETS + asset];
        gradient[INTO + OUT_OF + asset] += slope;
        for (let k = 0; k < BOTTLENECK; k++) {
          gradient[INTO + k * ASSETS + asset] += slope * hidden[day * BOTTLENECK + k];
          const back = slope * this.parameters[INTO + k * ASSETS + asset];
          for (let f = 0; f < FEATURES; f++)
            gradient[f * BOTTLENECK + k] += back * days.features[day * FEATURES + f];
        }
      }
    }
    return gradient;
  }

  /** On days that it has not learned from. */
  judge(): { readonly regret: number; readonly predictionError: number } {
    const predicted = this.#predict(this.#test, this.#hidden(this.#test));
    const { expected } = this.#test;
    using solution = this.#invest(predicted);
    return {
      regret: 1 - this.#utility(solution.z, expected) / this.#bestUtility,
      predictionError:
        predicted.reduce((sum, value, i) => sum + (value - expected[i]) ** 2, 0) / predicted.length,
    };
  }
}
