/** Denoises, and learns lambda, off the page's thread. */
import { expose } from "comlink";
import { examples, LENGTH, WIDTH } from "./pictures.js";
import { denoised, denoisedImage, errorOf, type Slope } from "./tv.js";

const training = examples(40, 11);
/** What was found last: it is asked for again with every signal, and by who learns. */
let found: (Slope & { readonly lambda: number }) | undefined;

const service = {
  signal: (noisy: Float64Array, lambda: number): Float64Array => denoised(noisy, LENGTH, lambda),
  image: (noisy: Float64Array, lambda: number): Float64Array => denoisedImage(noisy, WIDTH, lambda),
  /** The mean squared error on forty signals, and its slope in lambda. */
  judge(lambda: number): Slope {
    if (found?.lambda !== lambda)
      found = { lambda, ...errorOf(training.noisy, training.clean, LENGTH, lambda) };
    return found;
  },
};
export type DenoisingService = typeof service;

expose(service);
