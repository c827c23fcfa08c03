/** Denoises, and learns lambda, off the page's thread. */
import { expose } from "comlink";
import { arithmetic } from "../../play/arithmetic.js";
import { examples, LENGTH, WIDTH } from "./pictures.js";
import { denoised, errorOf, type Slope } from "./tv.js";
import { imageDenoiser, type ImageDenoiser } from "./tv-image.js";

const training = examples(40, 11);
/** What was found last: it is asked for again with every signal, and by who learns. */
let found: (Slope & { readonly lambda: number }) | undefined;

/** Made when an image is first asked for: the other worker never is. */
let images: ImageDenoiser | undefined;

const service = {
  signal: (noisy: Float64Array, lambda: number): Float64Array => denoised(noisy, LENGTH, lambda),
  image: (noisy: Float64Array, lambda: number): Float64Array =>
    (images ??= imageDenoiser(WIDTH, noisy.length / WIDTH)).denoise(noisy, lambda),
  /** The mean squared error on forty signals, and its slope in lambda. */
  judge(lambda: number): Slope {
    if (found?.lambda !== lambda)
      found = { lambda, ...errorOf(training.noisy, training.clean, LENGTH, lambda) };
    return found;
  },
  arithmetic,
};
export type DenoisingService = typeof service;

expose(service);
