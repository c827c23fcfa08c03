import { describe, expect, it } from "vitest";
import { solve as solveOnCpu } from "../../src/api/solve.js";
import { complaint } from "../complaint.js";
import type { GpuThread } from "./gpu.js";

const PROBLEM = {
  Q: [
    [4, 1],
    [1, 2],
  ],
  p: [
    [1, 1],
    [2, 0],
  ],
  lower: 0,
  A: [[1, 1]],
  b: [1],
};

/** Buffers in and out, and what happens where the device falls short. */
export function describeDevices(thread: GpuThread): void {
  describe("buffers", () => {
    it("inputs, outputs, cotangents and gradients may all stay on the GPU", () => {
      const settings = { precision: "compensated" } as const;
      const expected = thread.solve(PROBLEM, settings);
      const there = thread.roundTrip(PROBLEM, settings, [
        [1, 0],
        [0, 1],
      ]);
      expect(there.status).toEqual(["solved", "solved"]);
      there.z.forEach((value, i) => expect(value).toBeCloseTo(expected.z[i], 6));
      const gradients = expected.vjp({
        z: [
          [1, 0],
          [0, 1],
        ],
      });
      for (const [name, values] of Object.entries(there.gradients)) {
        const exact = gradients[name as keyof typeof gradients]!.data;
        expect(values.length, name).toBe(exact.length);
        exact.forEach((value, i) => expect(values[i], name).toBeCloseTo(value, 6));
      }
      expect(Object.keys(there.gradients).sort()).toEqual(Object.keys(gradients).sort());
    });
  });

  describe("inputs mean what they mean on the CPU", () => {
    const settings = { precision: "compensated" } as const;

    it("diagonals of a batch, and a batch of one beside it", () => {
      const diagonal = [[1, 3], [2, 1]]; // prettier-ignore
      const input = { ...PROBLEM, Q: { diagonal }, A: [PROBLEM.A], b: [PROBLEM.b] };
      const [here, there] = [solveOnCpu(input), thread.solve(input, settings)];
      there.z.forEach((value, i) => expect(value).toBeCloseTo(here.z[i], 6));
      const cotangents = { z: [[1, 0], [0, 1]] }; // prettier-ignore
      const [expected, gradients] = [here.vjp(cotangents), there.vjp(cotangents)];
      for (const name of ["Q", "p", "A", "b"] as const) {
        expect(gradients[name]!.shape).toEqual(expected[name]!.shape);
        gradients[name]!.data.forEach((value, i) => expect(value).toBeCloseTo(expected[name]!.data[i], 5));
      }
    });

    it("a batch without elements", () => {
      const none = { ...PROBLEM, p: { data: new Float64Array(0), shape: [0, 2] } };
      const solution = thread.solve(none, settings);
      expect(solution.shape.batch).toBe(0);
      expect([...solution.z, ...solution.status]).toEqual([]);
      expect(solution.vjp({ z: [] }).p).toEqual({ data: new Float64Array(0), shape: [0, 2] });
    });

    it("but absent rows are refused by name", () => {
      const error = complaint(() => thread.solve({ ...PROBLEM, G: [[1, 1]], h: [Infinity] }, settings));
      expect(error).toMatchObject({ field: "h", hint: expect.stringContaining("On a GPU") });
    });
  });

  describe("devices that fall short", () => {
    it("a lost device is an error, or the CPU answers and says so", () => {
      const error = complaint(() => thread.solveWith("lost", PROBLEM, { fallback: "error" }));
      expect(error.field).toBe("device");
      expect(error.got).toContain("lost");
      const { where, notices, status } = thread.solveWith("lost", PROBLEM, { fallback: "cpu" });
      expect({ where, status }).toEqual({ where: "pivoting", status: ["solved", "solved"] });
      expect(notices.join()).toContain("solving on the CPU");
    });

    it("without WebGPU the CPU answers and says so, or it is an error", () => {
      const { where, notices, z } = thread.solveWith("none", PROBLEM, {});
      expect(where).toBe("pivoting");
      expect(notices.join()).toContain("navigator.gpu");
      expect(z[0]).toBeCloseTo(0.25, 7);
      expect(complaint(() => thread.solveWith("none", PROBLEM, { fallback: "error" })).field).toBe("device");
    });

    it("limits below what the kernels need are named", () => {
      const error = complaint(() => thread.solveWith("poor", PROBLEM, { fallback: "error" }));
      expect(error.expected).toContain("maxStorageBuffersPerShaderStage");
    });

    it("a tolerance beyond its precision is named", () => {
      const error = complaint(() => thread.solve(PROBLEM, { tolerance: 1e-13 }));
      expect(error.field).toBe("settings.tolerance");
    });

    it("settings that do nothing on a GPU are refused", () => {
      expect(complaint(() => thread.solve(PROBLEM, { form: "primal" } as object)).field).toBe(
        "settings.form",
      );
      expect(complaint(() => thread.solve(PROBLEM, { precision: "double" } as object)).field).toBe(
        "settings.precision",
      );
    });

    it("an unsolved batch throws where the settings ask for it", () => {
      const infeasible = { ...PROBLEM, upper: 0.1 };
      const solution = thread.solve(infeasible, { precision: "compensated", unsolvedGradient: "throw" });
      expect(
        complaint(() =>
          solution.vjp({
            z: [
              [1, 1],
              [1, 1],
            ],
          }),
        ).field,
      ).toBe("status[0]");
    });
  });
}
