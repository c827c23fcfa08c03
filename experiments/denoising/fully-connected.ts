/** The paper's baseline without any quadratic program: one hidden layer of 1000 rectified units. */
import * as tf from "@tensorflow/tfjs";
import { variablesOf } from "../../tools/tensorflow.js";
import type { Denoiser } from "./denoiser.js";
import { LENGTH } from "./signals.js";

/** Heights run from 10 to 99 and are brought to about −1 to 1 for the net, and back. */
const MIDDLE = 54.5;
const SPAN = 45;

export function fullyConnected(seed: number, units = 1000): Denoiser {
  const kernelInitializer = (offset: number): ReturnType<typeof tf.initializers.heNormal> =>
    tf.initializers.heNormal({ seed: seed + offset });
  const hidden = tf.layers.dense({
    ...{ units, activation: "relu", inputShape: [LENGTH] },
    kernelInitializer: kernelInitializer(0),
  });
  const output = tf.layers.dense({ units: LENGTH, kernelInitializer: kernelInitializer(1) });
  const model = tf.sequential({ layers: [hidden, output] });
  return {
    variables: variablesOf(hidden, output),
    denoise: (noisy) => {
      const scaled = noisy.sub(MIDDLE).div(SPAN);
      return (model.apply(scaled) as tf.Tensor2D).mul(SPAN).add(MIDDLE);
    },
    unsolved: 0,
  };
}
