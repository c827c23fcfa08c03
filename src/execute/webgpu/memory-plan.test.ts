import { describe, expect, test } from "vitest";
import type { Sizes } from "./layout.js";
import { elementsPerDispatch, planMemory } from "./memory-plan.js";

const sizes = (variables: number, equalities: number, inequalities: number, bounded = false): Sizes => ({
  variables,
  equalities,
  inequalities,
  lower: bounded,
  upper: bounded,
});

describe("memory of one element", () => {
  test("small problems lie in workgroup memory, and those with as many invocations share one size of it", () => {
    const plans = [sizes(3, 1, 2), sizes(7, 0, 9), sizes(8, 0, 8)].map((one) =>
      planMemory(one, "compensated", 16384),
    );
    for (const { invocations, problems, localVectors, localMatrix } of plans) {
      expect({ invocations, problems, localVectors, localMatrix }).toEqual({
        invocations: 8,
        problems: 4,
        localVectors: 192,
        localMatrix: 36,
      });
    }
  });

  test("invocations follow from the rows of the matrix and the unknowns, and a workgroup has 32 or more", () => {
    const layoutOf = (one: Sizes): number[] => {
      const { invocations, problems } = planMemory(one, "float32", 16384);
      return [invocations, problems];
    };
    expect(layoutOf(sizes(1, 0, 0))).toEqual([8, 4]);
    expect(layoutOf(sizes(10, 0, 10))).toEqual([16, 2]);
    expect(layoutOf(sizes(10, 0, 10, true))).toEqual([32, 1]);
    expect(layoutOf(sizes(20, 10, 20))).toEqual([32, 1]);
    expect(layoutOf(sizes(8, 0, 100))).toEqual([64, 1]);
    expect(layoutOf(sizes(100, 50, 100))).toEqual([256, 1]);
  });

  test("little workgroup memory is wasted where it decides how many workgroups a processor holds", () => {
    const one = sizes(100, 0, 100);
    const plan = planMemory(one, "float32", 49152);
    expect(plan.localMatrix).toBeGreaterThanOrEqual((100 * 101) / 2);
    expect(plan.localMatrix).toBeLessThan(1.25 * ((100 * 101) / 2));
    expect(4 * (plan.localMatrix + plan.localVectors)).toBeLessThan(32768);
  });

  test("no dispatch takes so long that it would be stopped, and every one takes an element", () => {
    expect(elementsPerDispatch(sizes(10, 0, 10), "float32")).toBeGreaterThan(65535);
    const large = elementsPerDispatch(sizes(200, 0, 200), "compensated");
    expect(large).toBeGreaterThan(20);
    expect(large).toBeLessThan(1000);
    expect(elementsPerDispatch(sizes(5000, 0, 5000), "compensated")).toBe(1);
  });

  test("what is claimed fits, whatever the size and the device", () => {
    for (const available of [16384, 32768, 49152]) {
      for (const arithmetic of ["float32", "compensated"] as const) {
        for (const one of [
          sizes(5, 1, 5),
          sizes(10, 0, 10),
          sizes(12, 3, 8, true),
          sizes(50, 25, 50),
          sizes(100, 50, 100, true),
          sizes(500, 0, 1000),
        ]) {
          const plan = planMemory(one, arithmetic, available);
          const claimed = [plan.localVectors, plan.localMatrix]
            .filter((numbers) => numbers > 1)
            .reduce(
              (sum, numbers) => sum + plan.problems * numbers * plan.bytesPerNumber,
              16 * plan.invocations * plan.problems,
            );
          expect(claimed).toBeLessThanOrEqual(available);
        }
      }
    }
  });

  test("large problems are in storage buffers, with room for matrix and vectors", () => {
    const plan = planMemory(sizes(500, 0, 1000), "compensated", 49152);
    expect(plan).toMatchObject({ invocations: 256, localVectors: 1, localMatrix: 1 });
    expect(plan.workStride).toBeGreaterThan((500 * 501) / 2 + 6 * 1500);
  });
});
