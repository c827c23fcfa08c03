/** What elements that were not solved contribute: the setting `unsolvedGradient`. */
import { OptNetError } from "../problem/errors.js";
import type { Settings } from "../problem/settings.js";
import type { Status } from "../problem/solution.js";

/** @throws OptNetError naming the first unsolved element, where the setting is `"throw"`. */
export function refuseUnsolved(status: readonly Status[], settings: Settings): void {
  if (settings.unsolvedGradient !== "throw") return;
  const element = status.findIndex((one) => one !== "solved");
  if (element < 0) return;
  throw new OptNetError({
    field: `status[${element}]`,
    expected: `"solved", because settings.unsolvedGradient is "throw"`,
    got: `"${status[element]}"`,
    hint: `Set unsolvedGradient to "zero" or "nan" to differentiate the rest of the batch.`,
  });
}

/** Overwrites the rows of unsolved elements in arrays with one row per element: 0, or NaN as the setting says. */
export function fillUnsolved(
  status: readonly Status[],
  settings: Settings,
  arrays: Readonly<Record<string, Float64Array>>,
): void {
  const value = settings.unsolvedGradient === "nan" ? NaN : 0;
  status.forEach((one, element) => {
    if (one === "solved") return;
    for (const array of Object.values(arrays)) {
      const length = array.length / status.length;
      array.fill(value, element * length, element * length + length);
    }
  });
}
