import { describe, expect, it } from "vitest";
import { denoiseTv } from "../../../experiments/denoising/tv.js";
import { cleanImage, examples, LENGTH, WIDTH, withNoise } from "./pictures.js";
import { denoised, errorOf } from "./tv.js";
import { imageDenoiser } from "./tv-image.js";

const error = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;

describe("total variation", () => {
  const { clean, noisy } = examples(20, 5);

  it("is that of the experiment", () => {
    const z = denoised(noisy, LENGTH, 13);
    denoiseTv(noisy, 13).z.forEach((value, i) => expect(z[i]).toBeCloseTo(value, 6));
    expect(error(z, clean)).toBeLessThan(0.4 * error(noisy, clean));
  });

  it("has the slope of differences in lambda", () => {
    for (const lambda of [4, 13, 40]) {
      const at = (value: number): number => errorOf(noisy, clean, LENGTH, value).loss;
      expect(errorOf(noisy, clean, LENGTH, lambda).slope).toBeCloseTo(
        (at(lambda + 1e-4) - at(lambda - 1e-4)) / 2e-4,
        4,
      );
    }
  });

  it("leaves a signal alone at 0, and makes it flat far above", () => {
    expect(denoised(noisy, LENGTH, 0)).toEqual(noisy);
    const flat = denoised(noisy.subarray(0, LENGTH), LENGTH, 1e5);
    const mean = noisy.subarray(0, LENGTH).reduce((sum, value) => sum + value, 0) / LENGTH;
    flat.forEach((value) => expect(value).toBeCloseTo(mean, 4));
  });

  describe("of an image", () => {
    const variation = (z: ArrayLike<number>, width: number): number =>
      Array.from(z).reduce((sum, value, at) => {
        const right = at % width < width - 1 ? Math.abs(value - z[at + 1]) : 0;
        const below = at + width < z.length ? Math.abs(value - z[at + width]) : 0;
        return sum + right + below;
      }, 0);

    it("takes the noise away", () => {
      const image = cleanImage();
      const blurred = withNoise(image, 12, 3);
      const denoiser = imageDenoiser(WIDTH, WIDTH);
      expect(error(denoiser.denoise(blurred, 8), image)).toBeLessThan(0.4 * error(blurred, image));
      expect(denoiser.denoise(blurred, 0)).toEqual(blurred);
    });

    it("is that of a signal where there is one row, or one column", () => {
      const signal = noisy.subarray(0, LENGTH);
      const expected = denoised(signal, LENGTH, 13);
      for (const [width, height] of [[LENGTH, 1], [1, LENGTH]]) // prettier-ignore
        imageDenoiser(width, height).denoise(signal, 13).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5)); // prettier-ignore
    });

    it("is the lowest point: no small step makes it better", () => {
      const [width, height, lambda] = [7, 5, 6];
      const image = withNoise(new Float64Array(width * height).fill(20), 12, 4);
      const z = imageDenoiser(width, height).denoise(image, lambda);
      const cost = (at: ArrayLike<number>): number =>
        0.5 * error(at, image) * image.length + lambda * variation(at, width);
      for (let seed = 1; seed <= 40; seed++)
        expect(cost(withNoise(z, 1e-3, seed))).toBeGreaterThan(cost(z) - 1e-6);
      z.forEach((_value, i) => {
        for (const step of [1e-4, -1e-4])
          expect(cost(z.map((value, j) => (i === j ? value + step : value)))).toBeGreaterThan(cost(z) - 1e-9);
      });
    });
  });
});
