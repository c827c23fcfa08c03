import { describe, expect, test } from "vitest";
import { planMemory, resultSections, type Sizes } from "./layout.js";

const sizes = (variables: number, equalities: number, inequalities: number, bounded = false): Sizes => ({
  variables,
  equalities,
  inequalities,
  lower: bounded,
  upper: bounded,
});

describe("memory of one element", () => {
  test("small problems lie in workgroup memory, and share one size of it", () => {
    const plans = [sizes(3, 1, 2), sizes(7, 0, 5, true), sizes(12, 3, 8)].map((one) =>
      planMemory(one, "compensated", 16384),
    );
    for (const { lanes, localVectors, localMatrix } of plans) {
      expect({ lanes, localVectors, localMatrix }).toEqual({
        lanes: 32,
        localVectors: 512,
        localMatrix: 512,
      });
    }
  });

  test("what is claimed fits, whatever the size and the device", () => {
    for (const available of [16384, 32768, 49152]) {
      for (const arithmetic of ["float32", "compensated"] as const) {
        for (const one of [
          sizes(10, 0, 10),
          sizes(50, 25, 50),
          sizes(100, 50, 100, true),
          sizes(500, 0, 1000),
        ]) {
          const plan = planMemory(one, arithmetic, available);
          const claimed = [plan.localVectors, plan.localMatrix]
            .filter((numbers) => numbers > 1)
            .reduce((sum, numbers) => sum + numbers * plan.bytesPerNumber, 16 * plan.lanes);
          expect(claimed).toBeLessThanOrEqual(available);
        }
      }
    }
  });

  test("large problems are in storage buffers, with room for matrix and vectors", () => {
    const plan = planMemory(sizes(500, 0, 1000), "compensated", 49152);
    expect(plan).toMatchObject({ lanes: 256, localVectors: 1, localMatrix: 1 });
    expect(plan.workStride).toBeGreaterThan((500 * 501) / 2 + 6 * 1500);
  });

  test("results of every output, and a report", () => {
    expect(resultSections(sizes(3, 1, 2, true))).toEqual({
      z: 3,
      nu: 1,
      lambda: 2,
      lambdaLower: 3,
      lambdaUpper: 3,
      slack: 2,
      report: 8,
    });
  });
});
