import { describe, expect, it } from "vitest";
import type { KktVectors } from "../../src/problem/fields.js";
import { solveBatch } from "../../src/execute/solve-batch.js";
import { resolveSettings } from "../../src/problem/settings.js";
import { validateProblem } from "../../src/problem/validate.js";
import type { Family } from "../support/draw.js";
import { plant } from "../support/draw.js";
import { drawInfeasible } from "../support/hopeless.js";
import { stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import type { GpuThread } from "./gpu.js";

const FAMILY: Family = {
  variables: 6,
  equalities: 2,
  inequalities: 3,
  quadratic: "diagonal",
  bounds: "fixed variables",
};

const NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

/** The GPU as an executor: what it gives back is what `SolvedBatch` describes, but later. */
export function describeExecutor(thread: GpuThread): void {
  describe("a solved batch of the GPU", () => {
    const random = new Random(101);
    const elements = [plant(random, FAMILY).qp, plant(random, FAMILY).qp, drawInfeasible(random, FAMILY)!];
    const problem = stack(elements, []);
    const onCpu = solveBatch(validateProblem(problem), resolveSettings({ tolerance: 1e-11 }));
    const { batch, variables: n, equalities: e, inequalities: m } = onCpu.data.shape;
    const vectors = (next: () => number): KktVectors => {
      const draw = (length: number): Float64Array => new Float64Array(batch * length).map(next);
      return { z: draw(n), nu: draw(e), lambda: draw(m), lambdaLower: draw(n), lambdaUpper: draw(n) };
    };

    for (const [name, settings, limit] of [
      ["compensated", { precision: "compensated" }, 1e-7],
      ["float32", { precision: "float32", tolerance: 1e-5 }, 1e-4],
      ["float32, polished by the CPU", { precision: "float32", tolerance: 1e-12, polish: true }, 1e-9],
    ] as const) {
      it(`solves the KKT system of the active set: ${name}`, () => {
        const right = vectors(() => random.normal());
        const expected = vectors(() => 0);
        onCpu.solveKkt(right, expected);
        const found = thread.solveKkt(problem, settings, right);
        expect(found.status.slice(0, 2)).toEqual(["solved", "solved"]);
        // In float32 it may be no more than unsolved.
        expect(found.status[2]).not.toBe("solved");
        expect(found.weaklyActive.slice(0, 2)).toEqual(onCpu.weaklyActive().slice(0, 2));
        for (const vector of NAMES) {
          expect(found.vectors[vector].length).toBe(expected[vector].length);
          const size = Math.max(1, ...expected[vector].map(Math.abs));
          expected[vector].forEach((value, i) =>
            expect(Math.abs(found.vectors[vector][i] - value) / size, `${vector}[${i}]`).toBeLessThan(limit),
          );
        }
      });
    }
  });
}
