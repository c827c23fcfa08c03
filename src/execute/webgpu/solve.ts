import type { ProblemInput, SettingsInput, Solution } from "../../index.js";
import { OptNetError, solve } from "../../index.js";
import { DeviceError } from "./device.js";
import { GpuExecutor } from "./executor.js";
import type { GpuProblemInput } from "./gpu-problem.js";
import { isGpuArray, validateGpuProblem } from "./gpu-problem.js";
import type { ResolvedSettings, WebGpuSettings } from "./settings.js";
import { resolveWebGpuSettings } from "./settings.js";
import { solutionLater, solutionOnGpu } from "./solution.js";

/**
 * Solves a batch of quadratic programs on the GPU: the whole interior-point loop in one dispatch, one workgroup per
 * problem. Problems, shapes, statuses and residuals are those of `solve`.
 *
 * Without WebGPU, or with a device that was lost, it solves on the CPU and says so (`settings.onNotice`,
 * `solution.solvedBy(i)`); with `fallback: "error"` it throws.
 *
 * @param input each input in CPU memory, or float32 in GPU memory as `{ buffer, shape }`.
 * @param device default: one of `navigator.gpu`, made once. In Node, see optnet/webgpu/node.
 * @throws OptNetError for inputs that are not a problem, settings that the GPU's precision cannot keep, limits of
 *   the device that are too small, and inputs on a GPU that is not there.
 * @example
 * ```ts
 * const solution = await solveAsync({ Q: [[4, 1], [1, 2]], p: [1, 1], lower: 0, A: [[1, 1]], b: [1] });
 * solution.z; // Float64Array [0.25, 0.75]
 * (await solution.vjp({ z: [1.3, 0.5] })).p; // { data: [-0.2, 0.2], shape: [2] }
 * solution.dispose(); // frees the factorisation on the GPU
 * ```
 */
export async function solveAsync(
  input: GpuProblemInput,
  settings?: WebGpuSettings,
  device?: GPUDevice,
): Promise<Solution<"later">> {
  const resolved = resolveWebGpuSettings(settings);
  const problem = validateGpuProblem(input);
  if (resolved.polish) requireOnCpu(input);
  try {
    const executor = await GpuExecutor.open(device);
    return solutionOnGpu(await executor.solve(problem, resolved));
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    return onCpu(error, input, resolved);
  }
}

function requireOnCpu(input: GpuProblemInput): void {
  const found = Object.entries(input).find(([, value]) => isGpuArray(value));
  if (found === undefined) return;
  throw new OptNetError({
    field: found[0],
    expected: "numbers in CPU memory, where polish has to check them",
    got: "a GPU buffer",
    hint: "Leave polish out, or pass arrays.",
  });
}

/** The fallback: the same answer in float64 from the CPU, and a word about it. */
function onCpu(error: DeviceError, input: GpuProblemInput, resolved: ResolvedSettings): Solution<"later"> {
  if (resolved.fallback === "error" || Object.values(input).some(isGpuArray)) throw error;
  resolved.notify(`optnet: solving on the CPU, because there is no GPU to use. ${error.message}`);
  return solutionLater(solve(input as ProblemInput, resolved.settings as SettingsInput));
}
