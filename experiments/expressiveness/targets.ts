/** The functions to be represented. */
import type { PiecewiseLinear } from "./layers.js";

/** Three directions at 120°: their maximum has creases along three half-lines that meet in the origin. */
export const STAR: readonly (readonly number[])[] = [90, 210, 330].map((degrees) => [
  Math.cos((degrees * Math.PI) / 180),
  Math.sin((degrees * Math.PI) / 180),
]);

/** Five pieces, neither convex nor concave. */
export const ZIGZAG: PiecewiseLinear = {
  knots: [-0.6, -0.2, 0.3, 0.7],
  slopes: [1, -1.5, 2, 0, -2.5],
  value: 0.2,
};

/** A ReLU layer from 2 numbers to 3. */
export const RELU = {
  W: [
    [1, -0.5],
    [-0.3, 0.8],
    [0.6, 0.6],
  ],
  c: [0.1, -0.2, 0.3],
};

/** A square grid over [−1, 1]². */
export function grid(steps: number): number[][] {
  const axis = line(steps).map(([x]) => x);
  return axis.flatMap((x) => axis.map((y) => [x, y]));
}

/** Equally spaced points of [−1, 1]. */
export function line(steps: number): number[][] {
  return Array.from({ length: steps }, (_, i) => [-1 + (2 * i) / (steps - 1)]);
}
