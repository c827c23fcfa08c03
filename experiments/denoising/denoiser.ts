/** What all methods that learn have in common. */
import type * as tf from "@tensorflow/tfjs";

export interface Denoiser {
  /** What training moves. */
  readonly variables: readonly tf.Variable[];
  /** From noisy signals `[B, 100]` to clean ones, differentiable in the variables. */
  denoise(noisy: tf.Tensor2D): tf.Tensor2D;
  /** Quadratic programs, since the denoiser was made, that were not solved to tolerance. */
  readonly unsolved: number;
}
