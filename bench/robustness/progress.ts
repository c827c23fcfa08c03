import type { Progress } from "../../tools/progress.js";
import { reasonOf, succeeded, type Attempt } from "./attempt.js";
import { formatSeconds, SLOW_SECONDS, type ProblemSize } from "./summary.js";

/** Shows a solve while it lasts; without a bar, says how it ended. What is slow is named meanwhile. */
export async function watched(
  progress: Progress,
  { name, variables }: ProblemSize,
  tolerance: number,
  solve: () => Promise<Attempt>,
): Promise<Attempt> {
  const start = performance.now();
  const label = `${name} (n = ${variables}) at ${tolerance.toExponential()}`;
  progress.note(label);
  const ticker = setInterval(() => {
    const slow = `${label}, running for ${Math.round((performance.now() - start) / 1000)} s`;
    if (progress.live) progress.note(slow);
    else progress.line(`… ${slow}`);
  }, SLOW_SECONDS * 1000);
  const attempt = await solve();
  clearInterval(ticker);
  progress.tick(label);
  if (!progress.live) {
    const outcome = succeeded(attempt) ? `solved in ${attempt.iterations} iterations` : reasonOf(attempt);
    progress.line(`${name} at ${tolerance.toExponential()}: ${outcome}, ${formatSeconds(attempt.seconds)}`);
  }
  return attempt;
}
