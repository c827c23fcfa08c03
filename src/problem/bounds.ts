import { OptNetError } from "./errors.js";
import { positionOf } from "./positions.js";
import type { Operand } from "./problem.js";

/**
 * @throws OptNetError for NaN, a lower bound of +Infinity and an upper bound of −Infinity.
 */
export function requireUsableBound(field: "lower" | "upper", bound: Operand, batched: boolean): void {
  const absent = field === "lower" ? -Infinity : Infinity;
  const { data } = bound;
  for (let i = 0; i < data.length; i++) {
    if (data[i] - data[i] === 0 || data[i] === absent) continue;
    throw new OptNetError({
      field,
      expected: `finite numbers, or ${absent} where there is no bound`,
      got:
        bound.shape.length === 0
          ? `${data[i]}`
          : `${data[i]} at ${positionOf(field, bound.shape, batched, i)}`,
      hint: Number.isNaN(data[i])
        ? "Look for a missing value where this number comes from."
        : "No number can meet this bound; check its sign.",
    });
  }
}

/**
 * @throws OptNetError for NaN. A right-hand side of Gz ≤ h may be infinite: +Infinity asks for nothing, −Infinity for what
 *   nothing can do, which is a status.
 */
export function requireUsableSides(h: Operand, batched: boolean): void {
  let index = 0;
  while (index < h.data.length && !Number.isNaN(h.data[index])) index++;
  if (index === h.data.length) return;
  throw new OptNetError({
    field: "h",
    expected: "numbers, or Infinity where there is no limit",
    got: `NaN at ${positionOf("h", h.shape, batched, index)}`,
    hint: "Look for a missing value where this number comes from.",
  });
}
