/** Small grey images with a label each. */
import { pickRows } from "../../tools/rows.js";

export interface Images {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** `[count, height·width]`, 0 black to 1 white. */
  readonly pixels: Float32Array;
  /** `[count]`, 0 to 9. */
  readonly labels: Uint8Array;
}

export const CLASSES = 10;

/** The images from `start` up to, not including, `end`. */
export function slice({ count, height, width, pixels, labels }: Images, start: number, end: number): Images {
  const stop = Math.min(end, count);
  const size = height * width;
  return {
    ...{ count: stop - start, height, width },
    pixels: pixels.subarray(start * size, stop * size),
    labels: labels.subarray(start, stop),
  };
}

/** The images at the given positions. */
export function pick({ height, width, pixels, labels }: Images, positions: readonly number[]): Images {
  return {
    ...{ count: positions.length, height, width, pixels: pickRows(pixels, height * width, positions) },
    labels: Uint8Array.from(positions, (position) => labels[position]),
  };
}
