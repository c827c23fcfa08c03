import { describe, expect, test } from "vitest";
import { Random } from "../../../tools/random.js";
import { outerProducts } from "./outer.js";

const random = new Random(5);
const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());

describe("outer products of elements' own", () => {
  // Odd widths, chunks of several elements with a rest, and one element that is larger than a chunk.
  test.each([
    { rows: 1, m: 1, n: 1 },
    { rows: 3, m: 2, n: 5 },
    { rows: 700, m: 3, n: 7 },
    { rows: 2, m: 90, n: 101 },
  ])("$rows of [$m,$n]: as written, to the bit, and 0 where both factors are", ({ rows, m, n }) => {
    const [a, b, x, y] = [numbers(rows * m), numbers(rows * m), numbers(rows * n), numbers(rows * n)];
    a[0] = b[0] = 0;
    // The product would be −0.
    if (rows > 1) {
      a[m] = -1;
      b[m] = 0;
      x[n] = 0;
    }
    const target = new Float64Array(rows * m * n);
    expect(outerProducts.set(target, 0.5, a, x, b, y, rows)).toBe(true);
    const expected = target.map((_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      const row = Math.floor(i / m) * n + j;
      return 0.5 * a[i] * x[row] + 0.5 * b[i] * y[row] + 0;
    });
    expect(target).toEqual(expected);
    expect(target.some((value) => Object.is(value, -0))).toBe(false);
  });
});
