import { describe, expect, it } from "vitest";
import { epochOrder, Random } from "./random.js";

describe("Random", () => {
  it("repeats itself for equal seeds only", () => {
    const draws = (seed: number): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 8 }, () => random.bits());
    };
    expect(draws(5)).toEqual(draws(5));
    expect(draws(5)).not.toEqual(draws(6));
    expect(new Set([0, 1, 2, 3, -1, 2 ** 31].flatMap(draws)).size).toBe(48);
  });

  it("is uniform in [0, 1)", () => {
    const random = new Random(1);
    const bins = new Array<number>(16).fill(0);
    for (let i = 0; i < 64_000; i++) bins[Math.floor(16 * random.uniform())]++;
    // Chi-squared with 15 degrees of freedom: above 37.7 once in a thousand.
    expect(bins.reduce((sum, count) => sum + (count - 4000) ** 2 / 4000, 0)).toBeLessThan(37.7);
  });

  it("draws normal numbers: mean 0, variance 1 and the right share within one deviation", () => {
    const random = new Random(3);
    const numbers = Array.from({ length: 20_000 }, () => random.normal());
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(numbers.filter((x) => Math.abs(x) < 1).length / numbers.length).toBeCloseTo(0.683, 1);
  });

  it("draws every integer below a limit, and every order of three items, equally often", () => {
    const random = new Random(2);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle(["a", "b", "c"]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(100);
    const below = Array.from({ length: 1000 }, () => random.below(5));
    expect([...new Set(below)].sort()).toEqual([0, 1, 2, 3, 4]);
  });
});

it("an epoch's order is a permutation of its own", () => {
  const order = epochOrder(50, 1, 2);
  expect(epochOrder(50, 1, 2)).toEqual(order);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, position) => position));
  for (const other of [epochOrder(50, 1, 3), epochOrder(50, 2, 2)]) expect(other).not.toEqual(order);
});
