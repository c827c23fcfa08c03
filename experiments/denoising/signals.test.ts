import { describe, expect, it } from "vitest";
import { Random } from "../../tools/random.js";
import { generate, LENGTH, meanSquaredError, mirror, pick, slice } from "./signals.js";

const signals = generate(2000, 7);
const rowOf = (all: Float32Array, row: number): Float32Array =>
  all.subarray(row * LENGTH, (row + 1) * LENGTH);

describe("generate", () => {
  it("draws 1 to 9 segments of integer heights from 10 to 99", () => {
    const segments = Array.from({ length: signals.count }, (_, row) => {
      const clean = rowOf(signals.clean, row);
      return 1 + clean.subarray(1).reduce((jumps, value, i) => jumps + Number(value !== clean[i]), 0);
    });
    expect(Math.min(...segments)).toBe(1);
    expect(Math.max(...segments)).toBe(9);
    // Uniform on 1 … 9, less the 1 in 90 neighbours that happen to be equally high.
    const mean = segments.reduce((sum, count) => sum + count, 0) / segments.length;
    expect(Math.abs(mean - 5)).toBeLessThan(0.25);
    expect([...signals.clean].every((value) => Number.isInteger(value) && value >= 10 && value <= 99)).toBe(
      true,
    );
    expect(signals.clean.reduce((least, value) => Math.min(least, value))).toBe(10);
    expect(signals.clean.reduce((most, value) => Math.max(most, value))).toBe(99);
  });

  it("adds normal noise of deviation 10 without bias", () => {
    const noise = Array.from(signals.noisy, (value, i) => value - signals.clean[i]);
    const share = (within: number): number =>
      noise.filter((one) => Math.abs(one) < within).length / noise.length;
    expect(Math.abs(noise.reduce((sum, one) => sum + one, 0) / noise.length)).toBeLessThan(0.1);
    expect(meanSquaredError(signals.noisy, signals.clean)).toBeCloseTo(100, -1);
    expect(share(10)).toBeCloseTo(0.6827, 2);
    expect(share(20)).toBeCloseTo(0.9545, 2);
  });

  it("depends on the seed alone, whatever the count", () => {
    const fewer = generate(20, 7);
    expect(fewer).toEqual(slice(signals, 0, 20));
    expect(generate(20, 8).clean).not.toEqual(fewer.clean);
  });

  it("refuses counts that make no sense", () => {
    expect(() => generate(0, 1)).toThrow(/count: expected a positive integer, got 0/);
  });
});

it("slice and pick take rows of both parts", () => {
  const part = pick(signals, [3, 1]);
  expect(rowOf(part.clean, 1)).toEqual(rowOf(signals.clean, 1));
  expect(rowOf(part.noisy, 0)).toEqual(rowOf(signals.noisy, 3));
  expect(slice(signals, 1990, 3000).count).toBe(10);
});

it("mirrors in four ways, clean and noisy alike, and keeps the noise's size", () => {
  const mirrored = mirror(signals, new Random(1));
  const [height, position] = [109, LENGTH - 1];
  const ways = Array.from({ length: 200 }, (_, row) => {
    const [before, after] = [rowOf(signals.clean, row), rowOf(mirrored.clean, row)];
    const is = (expected: (i: number) => number): boolean => after.every((value, i) => value === expected(i));
    return [
      is((i) => before[i]),
      is((i) => before[position - i]),
      is((i) => height - before[i]),
      is((i) => height - before[position - i]),
    ].indexOf(true);
  });
  expect(new Set(ways)).toEqual(new Set([0, 1, 2, 3]));
  expect(meanSquaredError(mirrored.noisy, mirrored.clean)).toBeCloseTo(
    meanSquaredError(signals.noisy, signals.clean),
    3,
  );
});
