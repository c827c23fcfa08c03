import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DoneRanges } from "./ranges.js";

const WIDTHS = [8, 1];

/** A range of elements whose outputs are bytes that depend on the element. */
function range(first: number, count: number) {
  const bytes = (width: number) =>
    Uint8Array.from({ length: count * width }, (_, i) => 7 * (first + Math.floor(i / width)) + (i % width));
  return { first, count, crcs: WIDTHS.map((width) => crc32(bytes(width))), statuses: [count - 1, 1] };
}

test("pieces in any order become one, with the checksums of all", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 12 }),
      fc.func(fc.integer()),
      (cuts, order) => {
        const bounds = [0, ...cuts.sort((a, b) => a - b), 100];
        const pieces = bounds.slice(1).map((end, i) => range(bounds[i], end - bounds[i]));
        const done = new DoneRanges(WIDTHS);
        pieces.sort((a, b) => order(a.first) - order(b.first));
        pieces.forEach((piece, i) => {
          const before = [...done.missing(0, 100, 1000)];
          expect(before.reduce((sum, { count }) => sum + count, 0)).toBe(100 - done.count);
          expect(done.has(piece.first)).toBe(false);
          done.add(piece);
          expect(done.has(piece.first + piece.count - 1)).toBe(true);
          expect(done.count).toBe(pieces.slice(0, i + 1).reduce((sum, { count }) => sum + count, 0));
        });
        expect(done.ranges).toEqual([{ ...range(0, 100), statuses: [100 - pieces.length, pieces.length] }]);
        expect([...done.missing(0, 100, 10)]).toEqual([]);
      },
    ),
  );
});

test("what is missing comes in pieces", () => {
  const done = new DoneRanges(WIDTHS);
  done.add(range(20, 5));
  done.add(range(40, 60));
  expect([...done.missing(0, 100, 12)]).toEqual([
    { first: 0, count: 12 },
    { first: 12, count: 8 },
    { first: 25, count: 12 },
    { first: 37, count: 3 },
  ]);
  expect([...done.missing(20, 25, 12)]).toEqual([]);
});
