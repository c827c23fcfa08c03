import type { SolutionData, Status } from "../../problem/solution.js";
import type { GpuBatch } from "./batch.js";
import { REPORT, resultSections } from "./memory-plan.js";

/** Statuses by the number that kernel/outcome.wgsl gives them. */
const STATUSES: readonly Status[] = [
  "solved",
  "maxIterations",
  "primalInfeasible",
  "dualInfeasible",
  "numericalError",
];

export interface GpuSolutionData extends SolutionData {
  readonly weaklyActive: Int32Array;
}

/** Brings the results of a batch to CPU memory, as float64. */
export async function readSolution(batch: GpuBatch): Promise<GpuSolutionData> {
  const { problem, chunks } = batch;
  const { batch: count, variables, equalities, inequalities } = problem;
  const numbers = {
    z: new Float64Array(count * variables),
    nu: new Float64Array(count * equalities),
    lambda: new Float64Array(count * inequalities),
    lambdaLower: new Float64Array(count * variables),
    lambdaUpper: new Float64Array(count * variables),
    slack: new Float64Array(count * inequalities),
    report: new Float64Array(count * REPORT),
  };
  const read = await Promise.all(chunks.map((chunk) => readNumbers(batch, chunk.result)));
  chunks.forEach((chunk, i) => {
    for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) {
      const { offset, length } = batch.sectionOf(chunk, name);
      const width = resultSections(batch.sizes)[name];
      const target = numbers[name].subarray(chunk.first * width, chunk.first * width + length);
      joinNumbers(read[i], offset, name === "report" ? 0 : chunk.params.resultLow, target);
    }
  });
  const { report, ...vectors } = numbers;
  const column = (index: number): Float64Array =>
    new Float64Array(count).map((_, i) => report[i * REPORT + index]);
  const objectiveLow = column(4);
  return {
    shape: { batch: count, variables, equalities, inequalities },
    ...vectors,
    primalResidual: column(0),
    dualResidual: column(1),
    dualityGap: column(2),
    objective: column(3).map((high, i) => high + objectiveLow[i]),
    status: Array.from(column(5), (code) => STATUSES[code]),
    iterations: Int32Array.from(column(6)),
    weaklyActive: Int32Array.from(column(7)),
  };
}

/** @param size in bytes from `offset`; default: the whole buffer. */
export async function readNumbers(
  batch: GpuBatch,
  buffer: GPUBuffer,
  offset = 0,
  size = buffer.size,
): Promise<Float32Array> {
  const { device } = batch.gpu;
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const staging = device.createBuffer({ label: "optnet readback", size, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, offset, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  try {
    await staging.mapAsync(GPUMapMode.READ);
  } catch (error) {
    // The news of a lost device comes on its own way, a moment later.
    await new Promise((resolve) => setTimeout(resolve, 0));
    batch.gpu.requireAlive();
    throw error;
  }
  const numbers = new Float32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  return numbers;
}

/** target ← high + low parts from `offset` on. */
export function joinNumbers(read: Float32Array, offset: number, low: number, target: Float64Array): void {
  for (let i = 0; i < target.length; i++) {
    target[i] = read[offset + i] + (low > 0 ? read[offset + i + low] : 0);
  }
}
