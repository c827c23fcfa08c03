/** Where the numbers of a job come from. */
import type { Problem, ProblemInput } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import { averageShared, checkShared, inSharedMemory, SharedInput } from "./shared-input.js";
import type { RecycledSharedMemory } from "./memory.js";
import type { Job } from "./protocol.js";
import { CONTROL } from "./protocol.js";
import { withSentPatterns } from "./patterns.js";

export interface Source {
  readonly problem: Problem;
  /** Whether they were checked before. */
  readonly checked: boolean;
  /** Brings those of some elements. */
  fill(first: number, last: number): void;
  /** Memory of the pool's that they are in. */
  readonly buffers: readonly SharedArrayBuffer[];
}

/** From what a user gives. */
export function sourceFrom(
  input: ProblemInput,
  memory: RecycledSharedMemory,
  { invalid }: Pick<Settings, "invalid">,
): Source {
  const shared = new SharedInput(input, memory);
  if (invalid === "throw") checkShared(shared.problem);
  else averageShared(shared.problem);
  return {
    problem: withSentPatterns(shared.problem, true),
    checked: false,
    fill: (first, last) => shared.fill(first, last),
    buffers: shared.buffers,
  };
}

/** Numbers that are all there and checked. */
export function sourceOf(problem: Problem): Source {
  return {
    problem: withSentPatterns(inSharedMemory(problem), true),
    checked: true,
    fill: () => undefined,
    buffers: [],
  };
}

/** Brings the numbers chunk by chunk, so that others can begin. */
export function fillAll(source: Source, { bounds, control }: Job): void {
  try {
    for (let chunk = 1; chunk < bounds.length; chunk++) {
      source.fill(bounds[chunk - 1], bounds[chunk]);
      Atomics.store(control, CONTROL.ready, bounds[chunk]);
      Atomics.notify(control, CONTROL.ready);
    }
  } catch (error) {
    // Nobody waits for numbers that do not come.
    Atomics.store(control, CONTROL.broken, 1);
    Atomics.store(control, CONTROL.ready, bounds[bounds.length - 1]);
    Atomics.notify(control, CONTROL.ready);
    throw error;
  }
}
