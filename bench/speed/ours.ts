/** optnet, as installed: one call of `solve` for the whole batch, everything included. */
import { SETTINGS, solve, type SettingsInput } from "optnet";
import type { Contender, Limits, Measurement } from "./contender.js";
import { toInput, type BatchProblem } from "./problem.js";

export const TOLERANCE = SETTINGS.tolerance.default;

/** The defaults, on one thread. */
export const ONE_THREAD: SettingsInput = Object.hasOwn(SETTINGS, "threads") ? ({ threads: 1 } as object) : {};

/** Nothing is kept from call to call: every repetition validates, plans, factors and solves anew. */
export function ours(problem: BatchProblem): Contender {
  const input = toInput(problem);
  return { name: "optnet", kind: "ours", tolerance: TOLERANCE, measure };

  async function measure({ seconds: limit, repeats }: Limits): Promise<Measurement> {
    const seconds: number[] = [];
    const start = performance.now();
    for (;;) {
      const before = performance.now();
      const solution = solve(input, ONE_THREAD);
      solution.dispose();
      const after = performance.now();
      seconds.push((after - before) / 1000 / problem.batch);
      if (seconds.length < repeats && after - start < limit * 1000) continue;
      solution.assertSolved();
      return { elements: problem.batch, seconds, answers: solution };
    }
  }
}
