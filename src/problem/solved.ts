import { describe } from "./echo.js";
import { OptNetError } from "./errors.js";

/** @throws OptNetError where a solution was disposed of, whose derivatives are gone. */
export function requireInUse(disposed: boolean): void {
  if (!disposed) return;
  throw new OptNetError({
    field: "solution",
    expected: "a solution that is in use",
    got: "one that was disposed of",
    hint: "Take derivatives before dispose(); the numbers themselves stay readable.",
  });
}

/** @throws OptNetError where this is no position in the batch. */
export function requireElement(element: number, batch: number): void {
  if (Number.isInteger(element) && element >= 0 && element < batch) return;
  throw new OptNetError({
    field: "element",
    expected: batch === 0 ? "a batch with elements" : `an integer from 0 to ${batch - 1}`,
    got: describe(element),
    hint: "It is the position in the batch.",
  });
}

/** What tells whether a batch is solved; one entry per element. */
interface Outcome {
  readonly status: readonly string[];
  readonly primalResidual: Float64Array;
  readonly dualResidual: Float64Array;
  readonly dualityGap: Float64Array;
}

/** @throws OptNetError naming the first element that is not solved, with its status and residuals. */
export function requireSolved(data: Outcome): void {
  const element = data.status.findIndex((status) => status !== "solved");
  if (element < 0) return;
  throw new OptNetError({
    field: `status[${element}]`,
    expected: `"solved"`,
    got:
      `"${data.status[element]}" (primal residual ${data.primalResidual[element]}, dual residual ` +
      `${data.dualResidual[element]}, duality gap ${data.dualityGap[element]})`,
    hint: "Check that the constraints can be met and that the objective is bounded, or loosen the tolerance.",
  });
}
