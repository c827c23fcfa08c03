/** Drawn digits: strokes, each image turned, sheared, scaled, moved and pressed at random, with noise on top. */
import { Random } from "../../tools/random.js";
import { CLASSES, type Images } from "./images.js";

/** Pixels in each direction. */
export const SIDE = 14;

type Point = readonly [x: number, y: number];
type Stroke = readonly Point[];

/** Points of an arc around (x, y), in quarter turns: 0 is right, 1 is down. */
function arc(x: number, y: number, rx: number, ry: number, from: number, to: number): Point[] {
  const steps = 12;
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 2;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

/** Strokes of each digit, about −1 to 1 in both directions, y downwards. */
const DIGITS: readonly (readonly Stroke[])[] = [
  [arc(0, 0, 0.6, 0.95, 0, 4)],
  [[[-0.4, -0.5], [0.1, -0.95], [0.1, 0.95]]], // prettier-ignore
  [[...arc(0, -0.45, 0.55, 0.5, 2, 4.6), [-0.6, 0.95], [0.65, 0.95]]],
  [[...arc(-0.05, -0.47, 0.55, 0.47, 2.2, 5), ...arc(-0.05, 0.47, 0.6, 0.47, 3, 5.8)]],
  [[[0.3, 0.95], [0.3, -0.95], [-0.65, 0.35], [0.7, 0.35]]], // prettier-ignore
  [[[0.55, -0.95], [-0.45, -0.95], [-0.5, -0.1], ...arc(-0.05, 0.35, 0.6, 0.58, 3, 6)]], // prettier-ignore
  [[[0.4, -0.95], ...arc(0, 0.4, 0.6, 0.55, 2, 6)]], // prettier-ignore
  [[[-0.6, -0.95], [0.6, -0.95], [-0.1, 0.95]]], // prettier-ignore
  [arc(0, -0.48, 0.48, 0.45, 0, 4), arc(0, 0.48, 0.58, 0.48, 0, 4)],
  [[...arc(0, -0.4, 0.55, 0.52, 4, 0), [0.4, 0.95]]], // prettier-ignore
];

/**
 * Draws images with uniformly random digits.
 *
 * @example
 * ```ts
 * const { pixels, labels } = drawDigits(1000, 1);
 * ```
 */
export function drawDigits(count: number, seed: number): Images {
  const random = new Random(seed);
  const pixels = new Float32Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  for (let image = 0; image < count; image++) {
    labels[image] = random.below(CLASSES);
    draw(DIGITS[labels[image]], pixels.subarray(image * SIDE * SIDE, (image + 1) * SIDE * SIDE), random);
  }
  return { count, height: SIDE, width: SIDE, pixels, labels };
}

function draw(strokes: readonly Stroke[], image: Float32Array, random: Random): void {
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const [turn, shear] = [between(-0.35, 0.35), between(-0.4, 0.4)];
  const [scaleX, scaleY] = [between(3, 5), between(3.8, 5.4)];
  const [moveX, moveY] = [between(-1.5, 1.5), between(-1.2, 1.2)].map((move) => (SIDE - 1) / 2 + move);
  const width = between(0.55, 1.1);
  const placed = strokes.map((stroke) =>
    stroke.map(([x, y]): Point => {
      const [u, v] = [scaleX * (x - shear * y), scaleY * y];
      return [
        moveX + u * Math.cos(turn) - v * Math.sin(turn) + 0.12 * random.normal(),
        moveY + u * Math.sin(turn) + v * Math.cos(turn) + 0.12 * random.normal(),
      ];
    }),
  );
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const distance = Math.min(...placed.map((stroke) => distanceTo(stroke, x, y)));
      const ink = 1 / (1 + Math.exp(4 * (distance - width)));
      image[y * SIDE + x] = Math.min(1, Math.max(0, ink + 0.12 * random.normal()));
    }
  }
}

function distanceTo(stroke: Stroke, x: number, y: number): number {
  let least = Infinity;
  for (let i = 1; i < stroke.length; i++) {
    const [[ax, ay], [bx, by]] = [stroke[i - 1], stroke[i]];
    const [dx, dy] = [bx - ax, by - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy + 1e-9);
    const t = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.hypot(x - ax - t * dx, y - ay - t * dy));
  }
  return least;
}
