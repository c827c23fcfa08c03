/** Going through examples to learn from. */
import { setImmediate } from "node:timers/promises";

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
