import { expect, it } from "vitest";
import { median, quantile, summarise } from "./statistics.js";

it("finds medians of odd and even counts, in any order, and leaves its input alone", () => {
  const values = [3, 1, 2];
  expect(median(values)).toBe(2);
  expect(values).toEqual([3, 1, 2]);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([10, 9])).toBe(9.5); // as numbers, not as text
  expect(median([])).toBeNaN();
});

it("interpolates quantiles", () => {
  expect(quantile([0, 10, 20, 30, 40], 0.25)).toBe(10);
  expect(quantile([0, 1], 0.75)).toBe(0.75);
  expect(summarise([5, 1, 3])).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4, samples: 3 });
});
