import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceOf } from "../../../scripts/binary-difference.mjs";
import { applyDifference } from "./difference.js";

test("a binary is made from another and their difference", () => {
  const bytes = fc.uint8Array({ maxLength: 300, max: 3 });
  fc.assert(
    fc.property(bytes, bytes, bytes, (start, middle, end) => {
      const base = Uint8Array.from([...start, ...middle, ...end]);
      const target = Uint8Array.from([...end, ...start, 7, ...middle, ...middle]);
      expect(applyDifference(base, differenceOf(base, target))).toEqual(target);
    }),
  );
});

test("the difference of like binaries is small", () => {
  const base = Uint8Array.from({ length: 20_000 }, (_, i) => (i * i * 31) >> 3);
  const target = base.slice();
  target[9000] ^= 1;
  expect(differenceOf(base, target).length).toBeLessThan(20);
});
