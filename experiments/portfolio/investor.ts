/**
 * From features to a portfolio: a predictor of returns, r̂ = x U V + c with a bottleneck of a few numbers, and the
 * program that trusts it,
 *
 *     z = argmin  ½ RISK zᵀΣz − r̂ᵀz    subject to    Σᵢ zᵢ = 1,  0 ≤ z ≤ MOST.
 */
import * as tf from "@tensorflow/tfjs";
import { qp } from "optnet/tfjs";
import { Unsolved } from "../../tools/tensorflow.js";
import { ASSETS, FEATURES, type Days } from "./market.js";

/** Aversion to variance. */
export const RISK = 4;
/** The largest share of one asset. */
export const MOST = 0.3;

/** Numbers between features and returns. */
export const BOTTLENECK = 3;

export class Investor {
  readonly #into: tf.Variable<tf.Rank.R2>;
  readonly #outOf: tf.Variable<tf.Rank.R2>;
  readonly #constant = tf.variable(tf.zeros<tf.Rank.R1>([ASSETS]));
  readonly #covariance: readonly (readonly number[])[];
  readonly #unsolved = new Unsolved();

  constructor(covariance: readonly (readonly number[])[], seed: number, bottleneck = BOTTLENECK) {
    this.#covariance = covariance;
    this.#into = tf.variable(tf.randomNormal([FEATURES, bottleneck], 0, 0.3, "float32", seed));
    this.#outOf = tf.variable(tf.randomNormal([bottleneck, ASSETS], 0, 0.3, "float32", seed + 1));
  }

  get variables(): readonly tf.Variable[] {
    return [this.#into, this.#outOf, this.#constant];
  }

  get unsolved(): number {
    return this.#unsolved.count;
  }

  /** `[B, ASSETS]`. */
  predict({ features, count }: Days): tf.Tensor2D {
    const bottleneck = tf.matMul(tf.tensor2d(features, [count, FEATURES]), this.#into);
    return tf.matMul(bottleneck, this.#outOf).add(this.#constant);
  }

  /** The portfolios for predicted returns, `[B, ASSETS]`. */
  invest(predicted: tf.Tensor2D): tf.Tensor2D {
    const portfolio = qp(
      {
        Q: this.#covariance.map((row) => row.map((value) => RISK * value)),
        p: predicted.neg(),
        A: [new Array<number>(ASSETS).fill(1)],
        b: [1],
        lower: 0,
        upper: MOST,
      },
      { onSolution: this.#unsolved.add },
    );
    return portfolio as tf.Tensor2D;
  }

  /** Mean over days of rᵀz − ½ RISK zᵀΣz, for portfolios z and returns r, both `[B, ASSETS]`. */
  utility(portfolios: tf.Tensor2D, returns: tf.Tensor2D): tf.Scalar {
    const covariance = tf.tensor2d(this.#covariance.map((row) => [...row]));
    const risk = tf.matMul(portfolios, covariance).mul(portfolios).sum(1);
    return portfolios
      .mul(returns)
      .sum(1)
      .sub(risk.mul(RISK / 2))
      .mean()
      .asScalar();
  }
}
