import { expect, test } from "vitest";
import { solve } from "../../index.js";

test.each([
  { Q: [1e-160, 1], p: [1e160, 1] },
  { Q: [1, 1e-200], p: [1, 1e200] },
  { Q: [1e-300, 1, 1], p: [1e300, 1, 1] },
])("what is beyond all numbers is not called solved: $Q", (input) => {
  const { status, z } = solve(input);
  expect(status[0]).not.toBe("solved");
  expect(z.every(Number.isFinite)).toBe(true);
  // Where bounds keep it in place it is.
  const bounded = solve({ ...input, lower: -5 });
  expect(bounded.status[0]).toBe("solved");
  expect(Math.min(...bounded.z)).toBe(-5);
});
