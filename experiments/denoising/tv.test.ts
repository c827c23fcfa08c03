import { solve } from "optnet";
import { describe, expect, it } from "vitest";
import { GRID, bestPoint, tryLambda } from "./grid.js";
import { generate, LENGTH } from "./signals.js";
import { denoiseTv, differenceMatrix, differenceProducts, DIFFERENCES } from "./tv.js";

const signals = generate(8, 3);

describe("denoiseTv", () => {
  it.each([2, 13, 60])("gives what the primal program in 199 variables gives, lambda %d", (lambda) => {
    const n = LENGTH + DIFFERENCES;
    const D = differenceMatrix();
    const G = Array.from({ length: 2 * DIFFERENCES }, (_, row) => {
      const [i, sign] = [row % DIFFERENCES, row < DIFFERENCES ? 1 : -1];
      const left = Array.from(D.subarray(i * LENGTH, (i + 1) * LENGTH), (value) => sign * value);
      return [...left, ...Array.from({ length: DIFFERENCES }, (_, j) => (j === i ? -1 : 0))];
    });
    const Q = Array.from({ length: n }, (_, i) => (i < LENGTH ? 1 : 0));
    const noisy = signals.noisy.subarray(0, 2 * LENGTH);
    const p = [0, 1].map((row) => [
      ...Array.from(noisy.subarray(row * LENGTH, (row + 1) * LENGTH), (value) => -value),
      ...new Array<number>(DIFFERENCES).fill(lambda),
    ]);
    const primal = solve({ Q, p, G, h: new Array<number>(2 * DIFFERENCES).fill(0) });
    expect(primal.status).toEqual(["solved", "solved"]);
    const { z, unsolved } = denoiseTv(noisy, lambda);
    expect(unsolved).toBe(0);
    for (let row = 0; row < 2; row++) {
      for (let i = 0; i < LENGTH; i++) {
        expect(z[row * LENGTH + i]).toBeCloseTo(primal.z[row * n + i], 4);
      }
    }
  });

  it("keeps the signal at lambda 0 and its mean at a large one", () => {
    expect(denoiseTv(signals.noisy, 0).z).toEqual(Float64Array.from(signals.noisy));
    const { z } = denoiseTv(signals.noisy, 1e5);
    const first = signals.noisy.subarray(0, LENGTH);
    const mean = first.reduce((sum, value) => sum + value, 0) / LENGTH;
    for (const value of z.subarray(0, LENGTH)) expect(value).toBeCloseTo(mean, 5);
  });
});

it("D times its transpose is the matrix of the dual", () => {
  const D = differenceMatrix();
  const products = differenceProducts();
  for (let i = 0; i < DIFFERENCES; i++) {
    for (let j = 0; j < DIFFERENCES; j++) {
      let sum = 0;
      for (let k = 0; k < LENGTH; k++) sum += D[i * LENGTH + k] * D[j * LENGTH + k];
      expect(products[i * DIFFERENCES + j]).toBe(sum);
    }
  }
});

it("the grid's errors are those of the noise at 0, and lower at the best point", async () => {
  expect([GRID[0], GRID.at(-1), GRID.length]).toEqual([0, 100, 101]);
  const test = generate(4, 9);
  const points = [await tryLambda(0, signals, test), await tryLambda(20, signals, test)];
  expect(points[0].training).toBeGreaterThan(80);
  expect(bestPoint(points, "training")).toBe(points[1]);
  expect(points[1].unsolved).toBe(0);
});
