/** Signals and images to denoise. */
import { generate, LENGTH } from "../../../experiments/denoising/signals.js";
import { Random } from "../../../tools/random.js";

export { LENGTH };

export interface Examples {
  readonly clean: Float64Array;
  readonly noisy: Float64Array;
}

/** Piecewise constant signals as in the paper, from 0 to 100, with a noise of deviation 10. */
export function examples(count: number, seed: number): Examples {
  const { clean, noisy } = generate(count, seed);
  return { clean: Float64Array.from(clean), noisy: Float64Array.from(noisy) };
}

export const WIDTH = 48;

/** A disc, a bar and a frame, from 0 to 100, `WIDTH` by `WIDTH`. */
export function cleanImage(): Float64Array {
  return Float64Array.from({ length: WIDTH * WIDTH }, (_, at) => {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    if (Math.hypot(x - 17, y - 19) < 10) return 85;
    if (x > 30 && x < 41 && y > 8 && y < 40) return 60;
    if (Math.min(x, y, WIDTH - 1 - x, WIDTH - 1 - y) < 3) return 10;
    return 30;
  });
}

export function withNoise(values: ArrayLike<number>, deviation: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from(values, (value) => value + deviation * random.normal());
}
