/**
 * Piecewise constant signals with noise, as in section 4.2 of the paper: 1 to 9 segments that start anywhere,
 * heights uniform integers from 10 to 99, and normal noise of deviation 10.
 */
import { OptNetError } from "optnet";
import { pickRows } from "../../tools/rows.js";
import { Random } from "../../tools/random.js";

/** Numbers per signal. */
export const LENGTH = 100;
const MOST_SEGMENTS = 9;
const LOWEST = 10;
const HIGHEST = 99;
const NOISE = 10;

/** A set of signals, row by row. */
export interface Signals {
  readonly count: number;
  /** `[count, LENGTH]`. */
  readonly clean: Float32Array;
  readonly noisy: Float32Array;
}

/**
 * Draws signals; the first ones do not depend on `count`.
 *
 * @throws OptNetError where `count` is no positive integer.
 * @example
 * ```ts
 * const { clean, noisy } = generate(10_000, 1);
 * ```
 */
export function generate(count: number, seed: number): Signals {
  if (!Number.isInteger(count) || count < 1) {
    throw new OptNetError({
      field: "count",
      expected: "a positive integer",
      got: String(count),
      hint: "It is the number of signals.",
    });
  }
  const random = new Random(seed);
  const clean = new Float32Array(count * LENGTH);
  for (let start = 0; start < clean.length; start += LENGTH) {
    drawClean(clean.subarray(start, start + LENGTH), random);
  }
  // The noise has a stream of its own for each signal's sake: more signals never change the first ones.
  const noise = new Random(seed ^ 0x5eed);
  return { count, clean, noisy: clean.map((value) => value + NOISE * noise.normal()) };
}

function drawClean(signal: Float32Array, random: Random): void {
  const segments = 1 + random.below(MOST_SEGMENTS);
  const starts = new Set([0]);
  while (starts.size < segments) starts.add(1 + random.below(LENGTH - 1));
  let height = 0;
  for (let i = 0; i < LENGTH; i++) {
    if (starts.has(i)) height = LOWEST + random.below(HIGHEST - LOWEST + 1);
    signal[i] = height;
  }
}

/** The signals from `start` up to, not including, `end`. */
export function slice({ count, clean, noisy }: Signals, start: number, end: number): Signals {
  const stop = Math.min(end, count);
  const part = (all: Float32Array): Float32Array => all.subarray(start * LENGTH, stop * LENGTH);
  return { count: stop - start, clean: part(clean), noisy: part(noisy) };
}

/** The signals at the given positions. */
export function pick({ clean, noisy }: Signals, positions: readonly number[]): Signals {
  const part = (all: Float32Array): Float32Array => pickRows(all, LENGTH, positions);
  return { count: positions.length, clean: part(clean), noisy: part(noisy) };
}

/**
 * The signals seen from the other end, upside down, or both, each as likely as not: as good signals as they were,
 * because no position and no height is special.
 */
export function mirror({ count, clean, noisy }: Signals, random: Random): Signals {
  const mirrored = { count, clean: clean.slice(), noisy: noisy.slice() };
  for (let start = 0; start < clean.length; start += LENGTH) {
    const [reversed, upsideDown] = [random.below(2) === 1, random.below(2) === 1];
    for (const all of [mirrored.clean, mirrored.noisy]) {
      const row = all.subarray(start, start + LENGTH);
      if (reversed) row.reverse();
      if (upsideDown) row.forEach((value, i) => (row[i] = LOWEST + HIGHEST - value));
    }
  }
  return mirrored;
}

/** Mean squared difference per number. */
export function meanSquaredError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}
