import { describe, expect, test } from "vitest";
import { sparseMatrixOf } from "../matrix/operator.js";
import { patternOfEntries } from "../matrix/pattern.js";
import { Random } from "../../test/support/random.js";
import { unitsOf } from "./units.js";

type Triplet = readonly [row: number, column: number, value: number];

function matrix(rows: number, columns: number, triplets: readonly Triplet[]) {
  const [r, c] = [0, 1].map((k) => Int32Array.from(triplets, (entry) => entry[k]));
  const { pattern, places } = patternOfEntries(rows, columns, r, c);
  const value = new Float64Array(triplets.length);
  triplets.forEach(([, , x], k) => (value[places[k]] = x));
  return sparseMatrixOf(pattern, value);
}

const WIDTH = 8;

/** Stages of dense rows, each linked with the next one by a few entries. */
function stages(count: number): Triplet[] {
  const random = new Random(4);
  const triplets: Triplet[] = [];
  const put = (row: number, column: number): void => {
    triplets.push([row, column, 10 ** random.uniform(-1, 1)]);
  };
  for (let t = 0; t < count; t++) {
    for (let i = 0; i < WIDTH / 2; i++) {
      const row = (t * WIDTH) / 2 + i;
      for (let j = 0; j < WIDTH; j++) if (j === i || random.chance(0.5)) put(row, t * WIDTH + j);
      if (t > 0 && i < 2) put(row, (t - 1) * WIDTH + i);
    }
  }
  return triplets;
}

function differences(n: number, stencil: readonly number[]): Triplet[] {
  return Array.from({ length: n - stencil.length + 1 }, (_, i) =>
    stencil.map((x, k): Triplet => [i, i + k, x]),
  ).flat();
}

/** log₂ of the largest unit of a variable over the smallest. */
function spread(z: Float64Array): number {
  const exponents = Array.from(z, Math.log2);
  return Math.max(...exponents) - Math.min(...exponents);
}

describe("units of variables do not drift apart", () => {
  // What links two stages says how large they are beside each other with some error, and these add up as in a random walk.
  test.each([20, 100, 300])("along %d stages whose numbers are within two decades", (count) => {
    const A = matrix((count * WIDTH) / 2, count * WIDTH, stages(count));
    expect(spread(unitsOf(count * WIDTH, undefined, A, undefined).z)).toBeLessThan(5 * Math.sqrt(count));
  });

  test.each([
    ["second", [1, -2, 1]],
    ["third", [1, -3, 3, -1]],
    ["fourth", [1, -4, 6, -4, 1]],
  ])("along %s differences", (_, stencil) => {
    const n = 3000;
    const G = matrix(n - stencil.length + 1, n, differences(n, stencil));
    expect(spread(unitsOf(n, undefined, undefined, G).z)).toBeLessThan(8);
  });
});

test("in other units, which are powers of two, stages have the same numbers", () => {
  const count = 40;
  const n = count * WIDTH;
  const random = new Random(9);
  const powers = (length: number): number[] => random.vector(length, () => 2 ** random.integer(-9, 9));
  const [r, c] = [powers(n / 2), powers(n)];
  const triplets = stages(count);
  const other = triplets.map(([i, j, x]): Triplet => [i, j, x * r[i] * c[j]]);
  const numbers = (given: readonly Triplet[]): number[] => {
    const units = unitsOf(n, undefined, matrix(n / 2, n, given), undefined);
    return given.map(([i, j, x]) => x * units.A[i] * units.z[j]);
  };
  // But for one power of two that all of them have in common.
  const [before, after] = [triplets, other].map(numbers);
  expect(after.map((x) => x / after[0])).toEqual(before.map((x) => x / before[0]));
});
