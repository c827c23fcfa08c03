/** How a batch is cut for several threads. */
import { planFor } from "../plan.js";
import type { Problem } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";

/** What an element takes beside its flops, and how many of these go into a microsecond; roughly. */
const MICROSECONDS = { element: 1.5, flops: 1e4 };
const TYPICAL_ROUNDS = 12;
/** A batch that takes less is not worth a message to another thread. */
const SMALLEST_JOB = 200;
/** Taking a chunk should cost little beside solving it. */
const SMALLEST_CHUNK = 200;
/** A chunk is at most a thread's part of what is left, divided by this. */
const SHARE = 1.25;

/**
 * Where chunks begin, and the end of the last: one chunk where that is as fast. They are small at first, because
 * others wait until the numbers of the first have come; large in the middle; and small at last, so that all threads end
 * together. Their length is even, because the kernels take two elements at a time, and one of few, so that memory that
 * one leaves suits another.
 */
export function chunkBounds(problem: Problem, settings: Settings, threads: number): Int32Array {
  const { batch } = problem;
  const { form, flops, structure } = planFor(problem, settings);
  const { prepare, iteration } = flops[form];
  const each = iteration * TYPICAL_ROUNDS + (structure.sharedMatrices ? 0 : prepare);
  const microseconds = MICROSECONDS.element + each / MICROSECONDS.flops;
  const alone = threads === 1 || batch * microseconds < SMALLEST_JOB || settings.onIteration !== undefined;
  if (alone) return Int32Array.of(0, batch);
  const least = 2 * Math.ceil(SMALLEST_CHUNK / microseconds / 2);
  const bounds = [0];
  // Matrices take their time to come; vectors hardly any.
  const begin = structure.sharedMatrices ? 4 * least : least;
  for (let first = 0, most = begin; first < batch; most *= 2) {
    const share = (batch - first) / (SHARE * threads);
    const length = least * 2 ** Math.max(0, Math.floor(Math.log2(share / least)));
    first = Math.min(batch, first + Math.min(most, length));
    bounds.push(first);
  }
  return Int32Array.from(bounds);
}
