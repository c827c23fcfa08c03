/** Examples to learn from, as rows of numbers. */
import { setImmediate } from "node:timers/promises";

/** The rows of a `[count, width]` array at the given positions. */
export function pickRows(data: Float32Array, width: number, positions: readonly number[]): Float32Array {
  const picked = new Float32Array(positions.length * width);
  positions.forEach((position, i) => {
    picked.set(data.subarray(position * width, (position + 1) * width), i * width);
  });
  return picked;
}

/** Goes through `count` examples in batches; before each, the event loop gets a turn, so that signals are heard. */
export async function inBatches(
  count: number,
  batch: number,
  work: (start: number, end: number) => void,
): Promise<void> {
  for (let start = 0; start < count; start += batch) {
    await setImmediate();
    work(start, Math.min(start + batch, count));
  }
}
