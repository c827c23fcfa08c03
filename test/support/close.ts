import { expect } from "vitest";

/** Entry by entry, to so many digits behind the point. */
export function close(got: ArrayLike<number>, expected: ArrayLike<number>, digits = 7): void {
  expect(got.length).toBe(expected.length);
  Array.from(got).forEach((value, i) => expect(value).toBeCloseTo(expected[i], digits));
}
