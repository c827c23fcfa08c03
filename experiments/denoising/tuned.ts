/**
 * "OptNet tuned TV": the layer starts as total variation denoising, stated as in the paper,
 *
 *     z, t = argmin ½‖y − z‖² + lambda 1ᵀt + ½ epsilon‖t‖²   subject to   Dz ≤ t,  −Dz ≤ t
 *
 * with 199 variables and 198 inequalities, and learns everything: Q = LLᵀ, G, the point z₀ and the slacks s₀ that
 * make h = G z₀ + s₀, and the map from the signal to the linear cost p.
 *
 * The paper has epsilon = 1e-8. With 1e-3 the start is the same total variation within 0.01 in z, and the program is a
 * hundred thousand times better conditioned. Heights go in and out relative to their middle and in units of the
 * noise, which total variation does not notice, and which lets Adam move all weights at one rate.
 */
import * as tf from "@tensorflow/tfjs";
import { OptNetLayer } from "optnet/tfjs";
import { variablesOf } from "../../tools/tensorflow.js";
import type { Denoiser } from "./denoiser.js";
import { LENGTH } from "./signals.js";
import { DIFFERENCES, differenceMatrix } from "./tv.js";

const VARIABLES = LENGTH + DIFFERENCES;
const INEQUALITIES = 2 * DIFFERENCES;
const EPSILON = 1e-3;
/** Heights run from 10 to 99; the noise has deviation 10. */
const MIDDLE = 54.5;
const UNIT = 10;
/** At 0 the layer's |s₀| has a corner. */
const FIRST_SLACK = 1e-3;

export function tunedTv(lambda: number): Denoiser {
  const map = tf.layers.dense({ units: VARIABLES, inputShape: [LENGTH] });
  const layer = new OptNetLayer({
    variables: VARIABLES,
    inequalities: INEQUALITIES,
    epsilon: EPSILON,
    Q: "learned",
    p: "fed",
    G: "learned",
    h: "feasible",
    point: "free",
    settings: { tolerance: 1e-8 },
  });
  const model = tf.sequential({ layers: [map, layer] });
  tf.tidy(() => {
    map.setWeights([linearCost(), tf.concat([tf.zeros([LENGTH]), tf.fill([DIFFERENCES], lambda / UNIT)])]);
    const point = [tf.zeros([VARIABLES]), tf.fill([INEQUALITIES], FIRST_SLACK)];
    layer.setWeights([costFactor(), inequalities(), ...point]);
  });
  return {
    variables: variablesOf(map, layer),
    denoise: (noisy) => {
      const z = model.apply(noisy.sub(MIDDLE).div(UNIT)) as tf.Tensor2D;
      return z.slice([0, 0], [-1, LENGTH]).mul(UNIT).add(MIDDLE);
    },
    get unsolved() {
      return layer.totals.unsolved;
    },
  };
}

/** p = (−y, lambda): the kernel, `[100, 199]`. */
function linearCost(): tf.Tensor2D {
  return tf.concat([tf.eye(LENGTH).neg(), tf.zeros([LENGTH, DIFFERENCES])], 1) as tf.Tensor2D;
}

/** L with LLᵀ = diag(1, …, 1, epsilon, …, epsilon), less the epsilon that the layer adds. */
function costFactor(): tf.Tensor2D {
  const diagonal = new Float32Array(VARIABLES).fill(1, 0, LENGTH);
  return tf.diag(tf.tensor1d(diagonal)) as tf.Tensor2D;
}

/** Dz − t ≤ 0 and −Dz − t ≤ 0. */
function inequalities(): tf.Tensor2D {
  const D = tf.tensor2d(Float32Array.from(differenceMatrix()), [DIFFERENCES, LENGTH]);
  const minusOne = tf.eye(DIFFERENCES).neg();
  return tf.concat([tf.concat([D, minusOne], 1), tf.concat([D.neg(), minusOne], 1)]) as tf.Tensor2D;
}
