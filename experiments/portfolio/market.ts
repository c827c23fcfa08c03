/**
 * A market to learn from: six features of a day, and the returns of 20 assets. What is to be expected of them:
 *
 *     10 candidates   0.1 (1 + ½ s)²,   s from the last three features
 *     10 bad ones     −1 + 0.4 s,       s from the first three
 *
 * with s = w x / √3, w of −1 and 1. What happens is that, plus common factors and a noise of its own, which nobody
 * can predict. The bad ones move most and are hardly ever worth buying: who predicts all returns equally well with a
 * small model spends it on them.
 */
import { Random } from "../../tools/random.js";

export const ASSETS = 20;
export const FEATURES = 6;
const FACTORS = 3;
const GROUP_FEATURES = FEATURES / 2;
/** Assets 0 … CANDIDATES − 1. */
export const CANDIDATES = 10;

export interface Days {
  readonly count: number;
  /** `[count, FEATURES]`. */
  readonly features: Float32Array;
  /** `[count, ASSETS]`: what happened. */
  readonly returns: Float32Array;
  /** `[count, ASSETS]`: what was to be expected, which only judges see. */
  readonly expected: Float32Array;
}

export interface Market {
  /** `[ASSETS, ASSETS]`, known: loadings of factors and each asset's own noise. */
  readonly covariance: readonly (readonly number[])[];
  draw(count: number): Days;
}

/** A market, and days from it that depend on nothing but the seed and the days drawn before. */
export function openMarket(seed: number): Market {
  const random = new Random(seed);
  const matrix = (rows: number, columns: number, entry: () => number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, entry));
  const scores = matrix(ASSETS, GROUP_FEATURES, () => 2 * random.below(2) - 1);
  const loadings = matrix(ASSETS, FACTORS, () => 0.15 * (2 * random.uniform() - 1));
  const own = Array.from({ length: ASSETS }, () => 0.1 + 0.2 * random.uniform());
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * b[i], 0);
  return {
    covariance: loadings.map((row, i) =>
      loadings.map((other, j) => dot(row, other) + (i === j ? own[i] ** 2 : 0)),
    ),
    draw(count) {
      const days = {
        count,
        features: new Float32Array(count * FEATURES),
        returns: new Float32Array(count * ASSETS),
        expected: new Float32Array(count * ASSETS),
      };
      for (let day = 0; day < count; day++) {
        const x = Array.from({ length: FEATURES }, () => random.normal());
        const factors = Array.from({ length: FACTORS }, () => random.normal());
        days.features.set(x, day * FEATURES);
        for (let asset = 0; asset < ASSETS; asset++) {
          const isCandidate = asset < CANDIDATES;
          const seen = isCandidate ? x.slice(GROUP_FEATURES) : x.slice(0, GROUP_FEATURES);
          const score = dot(scores[asset], seen) / Math.sqrt(GROUP_FEATURES);
          const mean = isCandidate ? 0.1 * (1 + 0.5 * score) ** 2 : -1 + 0.4 * score;
          const at = day * ASSETS + asset;
          days.expected[at] = mean;
          days.returns[at] = mean + dot(loadings[asset], factors) + own[asset] * random.normal();
        }
      }
      return days;
    },
  };
}
