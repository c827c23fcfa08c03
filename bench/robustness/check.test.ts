import { describe, expect, it } from "vitest";
import { residualsOf } from "./check.js";
import { Accumulator } from "./double-double.js";

describe("Accumulator", () => {
  it("keeps what plain sums lose", () => {
    const sum = new Accumulator();
    for (const x of [1e16, 1, 1, 1, -1e16]) sum.add(x);
    expect(sum.value).toBe(3);
  });

  it("keeps the rounding of products", () => {
    // (1 + 2⁻³⁰)² = 1 + 2⁻²⁹ + 2⁻⁶⁰, of which float64 drops the last term.
    const sum = new Accumulator();
    sum.addProduct(1 + 2 ** -30, 1 + 2 ** -30);
    sum.add(-1);
    sum.add(-(2 ** -29));
    expect(sum.value).toBe(2 ** -60);
  });

  it("multiplies a sum without rounding it first", () => {
    const inner = new Accumulator();
    inner.add(1);
    inner.add(2 ** -70);
    const outer = new Accumulator();
    outer.addMultiple(3, inner);
    outer.add(-3);
    expect(outer.value).toBe(3 * 2 ** -70);
  });

  it("agrees with exact integer arithmetic on products that cancel", () => {
    let state = 12345;
    const random = (): number => (state = (state * 48271) % 2147483647) * 4194301;
    const sum = new Accumulator();
    let exact = 0n;
    for (let i = 0; i < 1000; i++) {
      const [x, y] = [random(), i % 2 ? random() : -random()];
      sum.addProduct(x, y);
      exact += BigInt(x) * BigInt(y);
    }
    expect(Math.abs(sum.value - Number(exact)) / Math.abs(Number(exact))).toBeLessThan(1e-15);
  });
});

/** min x² + ½y² + x − 3y, x + y = 1, x − y ≤ 10, −1 ≤ x, y ≤ 5/4: the optimum is x = −1/4, y = 5/4. */
const problem = {
  Q: [
    [2, 0],
    [0, 1],
  ],
  p: [1, -3],
  A: [[1, 1]],
  b: [1],
  G: [[1, -1]],
  h: [10],
  lower: [-1, -Infinity],
  upper: [Infinity, 1.25],
};
// Stationarity: 2x + 1 + nu = 0, y − 3 + nu + lambdaUpper = 0.
const optimal = { z: [-0.25, 1.25], nu: [-0.5], lambda: [0], lambdaLower: [0, 0], lambdaUpper: [0, 2.25] };

describe("residualsOf", () => {
  it("is zero at an optimum", () => {
    const residuals = residualsOf(problem, optimal);
    expect(residuals).toEqual({ primal: 0, dual: 0, gap: 0, objective: 0.0625 + 0.78125 - 0.25 - 3.75 });
  });

  it("reads diagonal, absent and typed inputs alike", () => {
    const typed = {
      ...problem,
      Q: Float64Array.of(2, 1),
      A: { data: Float64Array.of(1, 1), shape: [1, 2] },
      lower: -1,
    };
    expect(residualsOf(typed, optimal)).toEqual(residualsOf(problem, optimal));
    const linear = { p: [1, -3], lower: 0, upper: 1 };
    const vertex = { z: [0, 1], nu: [], lambda: [], lambdaLower: [1, 0], lambdaUpper: [0, 3] };
    expect(residualsOf(linear, vertex)).toEqual({ primal: 0, dual: 0, gap: 0, objective: -3 });
  });

  it.each<[string, object, object]>([
    ["a violated equality", { z: [-0.25, 1.24] }, { primal: 0.01 }],
    ["a violated upper bound", { z: [-0.5, 1.5] }, { primal: 0.25 }],
    ["a violated lower bound", { z: [-2, 3] }, { primal: 1.75 }],
    ["a violated inequality", { z: [12, -11] }, { primal: 13 }],
    ["a wrong multiplier", { nu: [-0.375] }, { dual: 0.125, gap: 0.125 }],
    ["a negative multiplier of an inequality", { lambda: [-0.5] }, { dual: 0.5, gap: 5 }],
    ["a positive multiplier that is not complementary", { lambda: [0.5] }, { dual: 0.5, gap: 5 }],
    ["a negative multiplier of a bound", { lambdaLower: [-0.5, 0] }, { dual: 0.5, gap: 0.5 }],
    [
      "a multiplier of an absent bound",
      { lambdaLower: [0, 1], lambdaUpper: [0, 3.25] },
      { dual: 1, gap: 1.25 },
    ],
  ])("measures %s", (_, change, expected) => {
    const residuals = residualsOf(problem, { ...optimal, ...change });
    for (const [key, value] of Object.entries(expected)) {
      expect(residuals[key as keyof typeof residuals]).toBeCloseTo(value as number, 12);
    }
  });

  it("passes nothing that is not finite", () => {
    expect(residualsOf(problem, { ...optimal, nu: [NaN] }).dual).toBeNaN();
    expect(residualsOf(problem, { ...optimal, z: [Infinity, 0] }).primal).toBeNaN();
  });
});
