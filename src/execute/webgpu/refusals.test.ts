/** What a GPU does not do is refused by name, with or without one; and a GPU that is not there is an error of its own. */
import { describe, expect, it, test } from "vitest";
import { OptNetError } from "../../problem/errors.js";
import { sparse } from "../../problem/sparse.js";
import type { Reuse } from "../executor.js";
import { DeviceError } from "./device.js";
import { refuseReuse } from "./refusals.js";
import type { WebGpuSettings } from "./settings.js";
import { resolveWebGpuSettings } from "./settings.js";
import { timingsOf, toBuffer, vjpToBuffers } from "./solution.js";
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
    expect(solution.solvedBy()).toBe("pivoting");
    expect([...solution.z]).toEqual([0.5, 0]);
    expect(notices.join()).toContain("CPU");
    expect((await solution.vjp({ z: [1, 0] }, { wrt: ["p"] })).p.data[0]).toBeCloseTo(-0.5, 12);
  });

  test("forward mode is that of the CPU, and what is only on a GPU is refused by name", async () => {
    const solution = await solveAsync(PROBLEM, { onNotice: () => undefined });
    expect((await solution.jvp({ p: [1, 0] })).z[0]).toBeCloseTo(-0.5, 12);
    expect((await solution.jacobian("z", "p")).data[0]).toBeCloseTo(-0.5, 12);
    expect(thrownBy(() => toBuffer(solution, "z")).field).toBe("solution");
    expect(thrownBy(() => timingsOf(solution)).field).toBe("solution");
    await expect(vjpToBuffers(solution, { z: [1, 0] })).rejects.toMatchObject({ field: "solution" });
  });

  test("a GPU buffer is refused by name", async () => {
    const solution = await solveAsync(PROBLEM, { onNotice: () => undefined });
    await expect(solution.vjp({ z: { buffer: {}, shape: [2] } as never })).rejects.toMatchObject({
      field: "cotangents.z",
    });
  });

  test("an error of the input is no matter for the fallback", async () => {
    await expect(solveAsync({ ...PROBLEM, p: [NaN, 1] }, {})).rejects.toMatchObject({ field: "p" });
  });
});

test("sparse matrices are refused by name, whoever would solve", async () => {
  const Q = sparse.diagonal([2, 2]);
  const A = sparse.fromTriplets([1, 2], [0], [0], [1]);
  await expect(solveAsync({ ...PROBLEM, Q })).rejects.toThrow(/^Q: expected a dense matrix/);
  await expect(solveAsync({ ...PROBLEM, A, b: [1] })).rejects.toThrow(/^A: expected a dense matrix/);
});
