/** What a GPU does not do is refused by name, with or without one; and a GPU that is not there is an error of its own. */
import { describe, expect, it, test } from "vitest";
import { OptNetError } from "../../problem/errors.js";
import type { Reuse } from "../executor.js";
import { DeviceError } from "./device.js";
import { refuseReuse } from "./refusals.js";
import type { WebGpuSettings } from "./settings.js";
import { resolveWebGpuSettings } from "./settings.js";
import { solveAsync } from "./solve.js";

const PROBLEM = { Q: [2, 2], p: [-1, 1], lower: 0 };

function thrownBy(work: () => unknown): OptNetError {
  try {
    work();
  } catch (error) {
    if (error instanceof OptNetError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("settings", () => {
  it.each([
    ["warmStart", true],
    ["inPlace", true],
    ["backend", "wasm"],
    ["form", "dual"],
    ["timeLimit", 1],
    ["onIteration", () => undefined],
    ["gradient", "smoothed"],
    ["gradient", "leastSquares"],
    ["infeasible", "closestFeasible"],
    ["invalid", "status"],
  ])("%s: %s", (name, value) => {
    const error = thrownBy(() => resolveWebGpuSettings({ [name]: value } as WebGpuSettings));
    expect(error.field).toBe(`settings.${name}`);
    expect(error.hint).toMatch(/solve/);
  });
});

describe("what earlier solves have left", () => {
  it.each([
    ["settings.warmStart", { warmStart: true }],
    ["settings.inPlace", { into: {} }],
    ["settings.earlier", { earlier: {} }],
  ])("%s", (field, reuse) => {
    expect(thrownBy(() => refuseReuse(reuse as Reuse)).field).toBe(field);
    expect(() => refuseReuse({})).not.toThrow();
  });
});

describe("without a GPU", () => {
  test("there is a DeviceError, or the CPU answers", async () => {
    const failure = await solveAsync(PROBLEM, { fallback: "error" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeviceError);
    expect(failure).toBeInstanceOf(OptNetError);
    expect((failure as DeviceError).field).toBe("device");
    const notices: string[] = [];
    const solution = await solveAsync(PROBLEM, { onNotice: (text) => notices.push(text) });
    expect(solution.where).toBe("cpu");
    expect([...solution.z]).toEqual([0.5, 0]);
    expect(notices.join()).toContain("CPU");
    expect((await solution.vjpAsync({ z: [1, 0] }, { wrt: ["p"] })).p.data[0]).toBeCloseTo(-0.5, 12);
  });

  test("forward mode is refused by name, as on a GPU", async () => {
    const solution = await solveAsync(PROBLEM, { onNotice: () => undefined });
    for (const name of ["jvp", "jacobian"] as const) {
      const error = thrownBy(() => solution[name]());
      expect(error.field).toBe(name);
      expect(error.expected).toContain("vjpAsync");
    }
  });

  test("a GPU buffer is refused by name", async () => {
    const solution = await solveAsync(PROBLEM, { onNotice: () => undefined });
    await expect(solution.vjpAsync({ z: { buffer: {}, shape: [2] } as never })).rejects.toMatchObject({
      field: "cotangents.z",
    });
  });

  test("an error of the input is no matter for the fallback", async () => {
    await expect(solveAsync({ ...PROBLEM, p: [NaN, 1] }, {})).rejects.toMatchObject({ field: "p" });
  });
});
