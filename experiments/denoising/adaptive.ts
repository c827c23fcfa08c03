/**
 * "Adaptive TV", which the paper does not have: a small net looks at the surroundings of every pair of neighbours
 * and says how much a jump between them shall cost. The program is total variation with a weight per difference,
 *
 *     z = argmin ½‖y − z‖² + Σᵢ lambdaᵢ |zᵢ − zᵢ₊₁|,      lambda = net(y, TV(y)),
 *
 * so that jumps that are surely there cost next to nothing, and are not made smaller, while noise between them
 * costs a lot. The net learns through the program: lambda is the bound of the dual's variables, and
 * ∂loss/∂lambda comes from the same derivative as all others. All differences share one net, whatever the signal's
 * length.
 */
import * as tf from "@tensorflow/tfjs";
import { qp } from "optnet/tfjs";
import { Unsolved, variablesOf } from "../../tools/tensorflow.js";
import type { Denoiser } from "./denoiser.js";
import { LENGTH } from "./signals.js";
import { denoiseTv, DIFFERENCES, differenceProducts, rises } from "./tv.js";

/** Neighbours that the net sees on each side. */
const REACH = 20;
/** Of the signal and of its total variation estimate, and how near the ends are. */
const FEATURES = 4 * REACH + 2;
/** Brings differences of heights to about −1 to 1. */
const SPAN = 45;
/** lambda stays within the start value times exp(±WIDEST). */
const WIDEST = 4;

export function adaptiveTv(seed: number, lambda: number): Denoiser {
  const dense = (units: number, offset: number, inputs: number, activation?: "relu"): tf.layers.Layer =>
    tf.layers.dense({
      units,
      inputShape: [inputs],
      kernelInitializer: tf.initializers.heNormal({ seed: seed + offset }),
      ...(activation ? { activation } : {}),
    });
  const layers = [dense(64, 0, FEATURES, "relu"), dense(32, 1, 64, "relu"), dense(1, 2, 32)];
  const net = tf.sequential({ layers });
  const Q = { data: differenceProducts(), shape: [DIFFERENCES, DIFFERENCES] };
  const unsolved = new Unsolved();
  return {
    variables: variablesOf(...layers),
    denoise: (noisy) => {
      const y = noisy.dataSync();
      const rows = noisy.shape[0];
      const first = denoiseTv(y, lambda);
      unsolved.count += first.unsolved;
      const features = tf.tensor2d(surroundings(y, first.z), [rows * DIFFERENCES, FEATURES]);
      const exponent = (net.apply(features) as tf.Tensor).div(WIDEST).tanh().mul(WIDEST);
      const weights = exponent.exp().mul(lambda).reshape([rows, DIFFERENCES]);
      const u = qp(
        { Q, p: { data: rises(y), shape: [rows, DIFFERENCES] }, lower: weights.neg(), upper: weights },
        { onSolution: unsolved.add },
      );
      // z = y − Dᵀu
      const towardsNext = u.pad([
        [0, 0],
        [0, 1],
      ]);
      const fromLast = u.pad([
        [0, 0],
        [1, 0],
      ]);
      return noisy.sub(towardsNext).add(fromLast) as tf.Tensor2D;
    },
    get unsolved() {
      return unsolved.count;
    },
  };
}

/**
 * What the net sees of each pair (i, i + 1): the signal and its estimate from i − REACH + 1 to i + REACH, relative
 * to the middle of the pair's estimates, ends repeated; and how near the ends of the signal are.
 *
 * @returns `[rows · 99, FEATURES]`.
 */
export function surroundings(y: ArrayLike<number>, estimate: ArrayLike<number>): Float32Array {
  const rows = y.length / LENGTH;
  const features = new Float32Array(rows * DIFFERENCES * FEATURES);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * LENGTH;
    for (let i = 0; i < DIFFERENCES; i++) {
      const middle = (estimate[start + i] + estimate[start + i + 1]) / 2;
      for (let k = i - REACH + 1; k <= i + REACH; k++) {
        const position = start + Math.min(Math.max(k, 0), LENGTH - 1);
        features[at] = (y[position] - middle) / SPAN;
        features[at + 2 * REACH] = (estimate[position] - middle) / SPAN;
        at++;
      }
      at += 2 * REACH;
      features[at++] = Math.min(i + 1, REACH) / REACH;
      features[at++] = Math.min(DIFFERENCES - i, REACH) / REACH;
    }
  }
  return features;
}
