import { OptNetError } from "../../index.js";
import type { GpuProblemInput } from "./gpu-problem.js";
import { validateGpuProblem } from "./gpu-problem.js";
import { openGpuNow } from "./gpu.js";
import { GpuResult } from "./result.js";
import type { WebGpuSettings } from "./settings.js";
import { chooseArithmetic, resolveWebGpuSettings } from "./settings.js";

export type { GpuArray, GpuProblemInput } from "./gpu-problem.js";
export type { GpuCotangents } from "./derivative.js";
export type { GpuResult } from "./result.js";

/**
 * Puts a batch into the GPU's queue and returns at once, for hosts whose tensors live on the GPU: nothing is read
 * back, and what follows in the same queue sees the results.
 *
 * @throws OptNetError as `solveAsync`, but there is no fallback.
 */
export function solveNow(input: GpuProblemInput, settings: WebGpuSettings, device: GPUDevice): GpuResult {
  const resolved = resolveWebGpuSettings(settings);
  if (resolved.polish) {
    throw new OptNetError({
      field: "settings.polish",
      expected: "false where nothing is read from the GPU",
      got: "true",
      hint: "Leave it out, or call solveAsync of optnet/webgpu.",
    });
  }
  const problem = validateGpuProblem(input);
  const gpu = openGpuNow(device);
  const chosen = chooseArithmetic(resolved, gpu);
  return GpuResult.solveNow(gpu, problem, chosen.settings, chosen.arithmetic);
}
