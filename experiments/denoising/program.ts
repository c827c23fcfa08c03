/** What the workers of a training compute, from its terms. */
import type { LeafProgram } from "optnet/training";
import { startTensorFlow } from "../../tools/tensorflow.js";
import { denoisingProgram, split, type Batches } from "./course.js";
import type { Denoiser } from "./denoiser.js";
import { LEARNED, type Method } from "./methods.js";
import { generate, type Signals } from "./signals.js";

/** All that a worker must know. */
export interface Terms extends Batches {
  readonly method: Exclude<Method, "tv">;
  readonly lambda: number;
  readonly signals: number;
}

export async function programFrom(text: string): Promise<LeafProgram> {
  await startTensorFlow();
  const { method, lambda, signals, seed } = JSON.parse(text) as Terms;
  const { training } = split(generate(signals, seed));
  return programOf(LEARNED[method].create({ seed, lambda }), training, text);
}

export function programOf(denoiser: Denoiser, training: Signals, terms: string): LeafProgram {
  return denoisingProgram(denoiser, training, JSON.parse(terms) as Terms, terms);
}
