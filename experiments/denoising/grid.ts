/** The only parameter of total variation, chosen on the training signals from a grid of 0, 1, …, 100. */
import { inBatches } from "../../tools/examples.js";
import { meanSquaredError, slice, type Signals } from "./signals.js";
import { denoiseTv } from "./tv.js";

/** Mean squared errors with one lambda. */
export interface GridPoint {
  readonly lambda: number;
  readonly training: number;
  readonly test: number;
  readonly unsolved: number;
}

export const GRID: readonly number[] = Array.from({ length: 101 }, (_, lambda) => lambda);

const AT_ONCE = 500;

/** Tries one lambda; the event loop gets turns, so that signals are heard. */
export async function tryLambda(lambda: number, training: Signals, test: Signals): Promise<GridPoint> {
  let unsolved = 0;
  const error = async (signals: Signals): Promise<number> => {
    let sum = 0;
    await inBatches(signals.count, AT_ONCE, (start, end) => {
      const part = slice(signals, start, end);
      const denoised = denoiseTv(part.noisy, lambda);
      unsolved += denoised.unsolved;
      sum += meanSquaredError(denoised.z, part.clean) * part.count;
    });
    return sum / signals.count;
  };
  const [onTraining, onTest] = [await error(training), await error(test)];
  return { lambda, training: onTraining, test: onTest, unsolved };
}

/** The point with the lowest error of the named part. */
export function bestPoint(points: readonly GridPoint[], part: "training" | "test"): GridPoint {
  return points.reduce((best, point) => (point[part] < best[part] ? point : best));
}
