/** Solves batches on one GPU: as `Executor` (execute/executor.ts), but the answer comes later. */
import type { Executor, Reuse } from "../executor.js";
import type { Problem } from "../../problem/problem.js";
import { requestDevice } from "./device.js";
import type { Gpu } from "./gpu.js";
import { openGpu } from "./gpu.js";
import type { GpuProblem } from "./gpu-problem.js";
import { polishOnCpu } from "./polish.js";
import { refuseReuse } from "./refusals.js";
import { GpuResult } from "./result.js";
import type { ResolvedSettings } from "./settings.js";
import { chooseArithmetic } from "./settings.js";
import { GpuSolvedBatch } from "./solved-batch.js";

export class GpuExecutor implements Executor<Promise<GpuSolvedBatch>, GpuProblem, ResolvedSettings> {
  readonly #gpu: Gpu;

  private constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  /**
   * @param device default: one of `navigator.gpu`, the same for all calls that name none, and another one after a loss.
   * @throws DeviceError where there is none that serves.
   */
  static async open(device?: GPUDevice): Promise<GpuExecutor> {
    return new GpuExecutor(await (device === undefined ? defaultGpu() : openGpu(device)));
  }

  /**
   * @throws DeviceError for a device that is lost or too small.
   * @throws OptNetError for a tolerance beyond its arithmetic, and for what it cannot reuse.
   */
  async solve(problem: GpuProblem, settings: ResolvedSettings, reuse: Reuse = {}): Promise<GpuSolvedBatch> {
    refuseReuse(reuse);
    const chosen = chooseArithmetic(settings, this.#gpu);
    const timings = settings.measure ? { upload: 0, compile: 0, solve: 0, read: 0 } : undefined;
    const result = await GpuResult.solve(this.#gpu, problem, chosen.settings, chosen.arithmetic, { timings });
    const start = performance.now();
    const read = await result.read();
    if (timings) timings.read = performance.now() - start;
    if (!settings.polish) return new GpuSolvedBatch(result, read, undefined, timings);
    const { data, polished } = polishOnCpu(problem as Problem, read, settings.settings);
    if (polished) result.overwrite(polished.elements, data);
    return new GpuSolvedBatch(result, data, polished, timings);
  }
}

let shared: Promise<Gpu> | undefined;

async function defaultGpu(): Promise<Gpu> {
  const before = await shared?.catch(() => undefined);
  if (before === undefined || before.lost) shared = requestDevice().then(openGpu);
  return shared!;
}
