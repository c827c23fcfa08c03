/**
 * The GPU on whatever WebGPU device Node finds; without one on SwiftShader, which Chromium brings along.
 * One file, so that its pipelines are compiled once: a software driver takes seconds for each.
 */
import type { ProblemInput, SettingsInput } from "optnet";
import type { WebGpuSettings } from "optnet/webgpu";
import { afterAll, beforeAll, vi } from "vitest";
import { describeConformance } from "./conformance.js";
import type { InstalledPackage } from "./installed-package.js";
import { installPackage } from "./installed-package.js";
import { arithmetic } from "./support/exact-sum.js";
import { describeWith, WEBGPU } from "./support/needs.js";
import { describeAgreement } from "./webgpu/agreement.js";
import { describeAccuracy } from "./webgpu/accuracy.js";
import { describeDevices } from "./webgpu/devices.js";
import { describeExecutor } from "./webgpu/executor.js";
import { describeGradients } from "./webgpu/gradients.js";
import { GpuThread } from "./webgpu/gpu.js";
import { describeIterates } from "./webgpu/iterates.js";
import { describePolish } from "./webgpu/polish.js";
import { describeLimits } from "./webgpu/limits.js";

const gpu = vi.hoisted(() => ({ thread: undefined as GpuThread | undefined }));

/** The suites call `solve`; here it is the GPU's. */
vi.mock("optnet", async (original) => ({
  ...(await original<object>()),
  solve: (input: ProblemInput, settings: SettingsInput) =>
    gpu.thread!.solve(input, settings as WebGpuSettings),
}));

describeWith(WEBGPU, "webgpu", () => {
  const thread = new GpuThread();
  gpu.thread = thread;
  let installed: InstalledPackage;
  beforeAll(() => {
    installed = installPackage();
    console.log(`WebGPU device: ${thread.open(installed.build)}`);
  });
  afterAll(async () => {
    await thread.close();
    installed?.remove();
  });

  // The rounding of double-single numbers, with some room for sums that are not renormalised.
  arithmetic.epsilon = 2 ** -44;
  describeConformance("webgpu, compensated", { precision: "compensated" } as SettingsInput, {
    smallestTolerance: 1e-10,
    reportAccuracy: 1e-6,
    undecided: 0.1,
    synchronous: false,
  });
  describeGradients(thread);
  describeIterates(thread);
  describeAccuracy(thread);
  describeDevices(thread);
  describeLimits(thread);
  describePolish(thread);
  describeExecutor(thread);
  describeAgreement(thread);
});
