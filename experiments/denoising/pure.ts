/**
 * "Pure OptNet": nothing is known of the signals. The program is min ½‖y − z‖² + ‖lambda ∘ Dz‖₁ with a learned D
 * that starts at random, 0.3·N(0, 1), and so is its dual, which is what the layer solves:
 *
 *     u = argmin ½ uᵀ(DDᵀ + epsilon I)u − (Dy)ᵀu   subject to   |u| ≤ lambda,      z = y − Dᵀu.
 *
 * epsilon keeps the program strictly convex where rows of D become dependent; in the primal it rounds the corner
 * of the absolute value within lambda·epsilon of 0.
 */
import * as tf from "@tensorflow/tfjs";
import { qp } from "optnet/tfjs";
import { Unsolved } from "../../tools/tensorflow.js";
import type { Denoiser } from "./denoiser.js";
import { LENGTH } from "./signals.js";
import { DIFFERENCES } from "./tv.js";

const EPSILON = 1e-3;
/** Of the heights, which go in relative to it: a random D does not know that only differences matter. */
const MIDDLE = 54.5;

export function pureOptNet(seed: number, lambda = 13): Denoiser {
  const D = tf.variable(tf.randomNormal<tf.Rank.R2>([DIFFERENCES, LENGTH], 0, 0.3, "float32", seed));
  const ridge = tf.eye(DIFFERENCES).mul(EPSILON);
  const unsolved = new Unsolved();
  return {
    variables: [D],
    denoise: (signals) => {
      const noisy = signals.sub(MIDDLE) as tf.Tensor2D;
      const u = qp(
        {
          Q: tf.matMul(D, D, false, true).add(ridge),
          p: tf.matMul(noisy, D, false, true).neg(),
          lower: -lambda,
          upper: lambda,
        },
        { onSolution: unsolved.add },
      );
      return signals.sub(tf.matMul(u as tf.Tensor2D, D));
    },
    get unsolved() {
      return unsolved.count;
    },
  };
}
