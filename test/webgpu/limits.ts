import { describe, expect, it } from "vitest";
import { complaint } from "../complaint.js";
import type { Family } from "../support/draw.js";
import { drawCost, drawFeasible } from "../support/draw.js";
import { drawInfeasible } from "../support/hopeless.js";
import { describeWith, request } from "../support/needs.js";
import { FIELDS, stack } from "../support/qp.js";
import { Random } from "../support/random.js";
import { drawBenchmark } from "./accuracy.js";
import type { GpuThread } from "./gpu.js";
import { referenceSolve } from "./reference.js";

const FAMILY: Family = {
  variables: 4,
  equalities: 1,
  inequalities: 3,
  quadratic: "dense",
  bounds: "partly infinite",
};
const SETTINGS = { tolerance: 1e-5 };

/** Elements that take different numbers of iterations, one of them without a solution. */
function mixture(random: Random, count: number, shared: boolean) {
  const first = drawFeasible(random, FAMILY);
  const elements = Array.from({ length: count }, (_, i) => {
    if (shared) return { ...first, p: drawCost(random, first).map((value) => value * 10 ** (i % 3)) };
    return i === 2 ? drawInfeasible(random, FAMILY) : drawFeasible(random, FAMILY);
  });
  return stack(elements, shared ? FIELDS.filter((field) => field !== "p") : []);
}

/** Large batches, large problems, small devices. */
export function describeLimits(thread: GpuThread): void {
  describe("an element has the same bits", () => {
    const arithmetic = "float32";
    const count = 11;
    const dz = new Float64Array(count * FAMILY.variables).map((_, i) => Math.sin(i));
    for (const shared of [true, false]) {
      const name = shared ? "inputs shared" : "inputs per element";
      const problem = mixture(new Random(70), count, shared);
      it(`beside others in a workgroup and alone in one: ${name}`, () => {
        const together = thread.solveAs({ arithmetic }, problem, SETTINGS, dz);
        expect(new Set(together.iterations).size).toBeGreaterThan(1);
        expect(together.status.includes("primalInfeasible")).toBe(!shared);
        expect(thread.solveAs({ arithmetic, problems: 1 }, problem, SETTINGS, dz)).toEqual(together);
      });
      it(`where a batch needs several dispatches, or several buffers: ${name}`, () => {
        const whole = thread.solveAs({ arithmetic }, problem, SETTINGS, dz);
        const limits = { maxComputeWorkgroupsPerDimension: 1 };
        expect(thread.solveAs({ arithmetic, limits }, problem, SETTINGS, dz)).toEqual(whole);
        const small = { maxStorageBufferBindingSize: 1000 };
        const split = thread.solveAs({ arithmetic, limits: small }, problem, SETTINGS, dz);
        expect(split.chunks).toBeGreaterThan(2);
        expect({ ...split, chunks: 1, gradients: {} }).toEqual({ ...whole, gradients: {} });
        // A shared input's gradient is a sum, in another order.
        for (const [field, values] of Object.entries(whole.gradients)) {
          expectNear(split.gradients[field], values, shared && field !== "p" ? 1e-10 : 0);
        }
      });
    }
  });

  it("gradients of shared inputs are sums over many elements", () => {
    const count = 75;
    const dz = new Float64Array(count * FAMILY.variables).map((_, i) => Math.sin(i));
    const problem = mixture(new Random(71), count, true);
    const { gradients } = thread.solveAs({ arithmetic: "float32" }, problem, SETTINGS, dz);
    const exact = referenceSolve(problem).vjp({ z: { data: dz, shape: [count, FAMILY.variables] } });
    for (const [name, values] of Object.entries(gradients)) {
      const expected = exact[name as keyof typeof exact]!.data;
      const size = Math.max(1, ...expected.map(Math.abs));
      expectNear(values, expected, 1e-4 * size);
    }
  });

  it("an element larger than the device's buffers is refused by name", () => {
    const limits = { maxStorageBufferBindingSize: 256 };
    const problem = drawBenchmark(new Random(1), 10, 0, 10, 1);
    const error = complaint(() => thread.solveAs({ arithmetic: "float32", limits }, problem, SETTINGS));
    expect(error.field).toBe("device");
    expect(error.got).toContain("maxStorageBufferBindingSize 256");
    expect(error.hint).toContain("CPU");
  });

  it("an element larger than workgroup memory is in storage buffers", () =>
    solveLarge(130, 10, 560, "float32"));

  describeWith(request("OPTNET_LARGE"), "large", () => {
    it("500 variables, 1000 inequalities, float32", () => solveLarge(500, 0, 1000, "float32"));
    it("500 variables, 1000 inequalities, compensated", () => solveLarge(500, 0, 1000, "compensated"));
    it("a batch larger than a dispatch may have workgroups", () => {
      const batch = 4 * 65535 + 5;
      const p = Float64Array.from({ length: batch }, (_, i) => -(i % 7));
      const { z, status } = thread.solve(
        { Q: [1], p: { data: p, shape: [batch, 1] }, upper: 3 },
        { precision: "float32", tolerance: 1e-5 },
      );
      expect(status.every((one) => one === "solved")).toBe(true);
      expect(z.every((value, i) => Math.abs(value - Math.min(3, -p[i])) < 1e-5)).toBe(true);
    });
  });

  function solveLarge(n: number, e: number, m: number, precision: "float32" | "compensated"): void {
    const problem = drawBenchmark(new Random(n), n, e, m, 1);
    const exact = referenceSolve(problem, { tolerance: 1e-10 }).assertSolved();
    const found = thread.solve(problem, { precision, tolerance: precision === "float32" ? 1e-4 : 1e-8 });
    expect(found.status).toEqual(["solved"]);
    const cotangents = { z: { data: new Float64Array(n).map((_, i) => Math.sin(i)), shape: [1, n] } };
    const expected = exact.vjp(cotangents, { wrt: ["p", "h"] });
    const gradients = found.vjp(cotangents, { wrt: ["p", "h"] });
    expectNear(found.z, exact.z, 1e-6);
    for (const name of ["p", "h"] as const) expectNear(gradients[name]!.data, expected[name]!.data, 1e-4);
  }
}

function expectNear(found: Float64Array, expected: Float64Array, tolerance: number): void {
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(tolerance));
}
