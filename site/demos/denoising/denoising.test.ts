import { describe, expect, it } from "vitest";
import { denoiseTv } from "../../../experiments/denoising/tv.js";
import { cleanImage, examples, LENGTH, WIDTH, withNoise } from "./pictures.js";
import { denoised, denoisedImage, errorOf } from "./tv.js";

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

  it("denoises an image, and is stationary after some sweeps", () => {
    const image = cleanImage();
    const blurred = withNoise(image, 12, 3);
    const z = denoisedImage(blurred, WIDTH, 8);
    expect(error(z, image)).toBeLessThan(0.4 * error(blurred, image));
    // Rows alone have the same optimum in both orders.
    expect(error(denoisedImage(blurred, WIDTH, 8, 40), denoisedImage(blurred, WIDTH, 8, 60))).toBeLessThan(
      0.05,
    );
  });
});
