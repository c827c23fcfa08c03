/** Results of a batch: from GPU memory to the CPU's, and where the CPU knows better, back. */
import type { SolutionData } from "../../problem/fields.js";
import type { Chunk, GpuBatch } from "./batch.js";
import type { ReportName } from "./layout.js";
import { lengthOf, OUTPUT_ARRAY_NAMES, reportIndex, RESULT, SOLVED_ELSEWHERE, statusOf } from "./layout.js";

export interface GpuSolutionData extends SolutionData {
  readonly weaklyActive: Int32Array;
}

/** Brings the results of a batch to CPU memory, as float64. */
export async function readSolution(batch: GpuBatch): Promise<GpuSolutionData> {
  const { problem, chunks, lengths } = batch;
  const { batch: count, variables, equalities, inequalities } = problem;
  const newArray = (name: keyof typeof RESULT): Float64Array =>
    new Float64Array(count * lengthOf(RESULT[name], lengths));
  const vectors = {
    z: newArray("z"),
    nu: newArray("nu"),
    lambda: newArray("lambda"),
    lambdaLower: newArray("lambdaLower"),
    lambdaUpper: newArray("lambdaUpper"),
    slack: newArray("slack"),
  };
  const report = newArray("report");
  const read = await Promise.all(chunks.map((chunk) => readNumbers(batch, chunk.result)));
  chunks.forEach((chunk, i) => {
    const join = (name: keyof typeof RESULT, low: number, target: Float64Array): void => {
      const { offset, length, width } = batch.sectionOf(chunk, name);
      joinNumbers(read[i], offset, low, target.subarray(chunk.first * width, chunk.first * width + length));
    };
    for (const name of OUTPUT_ARRAY_NAMES) join(name, chunk.params.resultLow, vectors[name]);
    join("report", 0, report);
  });
  const width = lengthOf(RESULT.report, lengths);
  const column = (name: ReportName): Float64Array =>
    new Float64Array(count).map((_, i) => report[i * width + reportIndex(name)]);
  const objectiveLow = column("objectiveLow");
  return {
    shape: { batch: count, variables, equalities, inequalities },
    ...vectors,
    primalResidual: column("primalResidual"),
    dualResidual: column("dualResidual"),
    dualityGap: column("dualityGap"),
    objective: column("objective").map((high, i) => high + objectiveLow[i]),
    status: Array.from(column("status"), statusOf),
    iterations: Int32Array.from(column("iterations")),
    weaklyActive: Int32Array.from(column("weaklyActive")),
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

/**
 * Writes elements that were solved elsewhere into a batch's results, so that buffers copied from it have them. The
 * GPU's own derivatives of these elements are zero from then on.
 */
export function overwriteElements(batch: GpuBatch, elements: readonly number[], data: GpuSolutionData): void {
  const { queue } = batch.gpu.device;
  for (const element of elements) {
    const chunk = chunkOf(batch, element);
    for (const name of OUTPUT_ARRAY_NAMES) {
      const { offset, width } = batch.sectionOf(chunk, name);
      if (width === 0) continue;
      const at = offset + (element - chunk.first) * width;
      const { high, low } = splitNumbers(data[name].subarray(element * width, (element + 1) * width));
      queue.writeBuffer(chunk.result, 4 * at, high);
      queue.writeBuffer(chunk.result, 4 * (at + chunk.params.resultLow), low);
    }
  }
  writeStatus(batch, elements, SOLVED_ELSEWHERE);
}

/** The GPU takes no derivatives of elements that are not solved, or elsewhere, from now on. */
export function writeStatus(batch: GpuBatch, elements: readonly number[], code: number): void {
  for (const element of elements) {
    const chunk = chunkOf(batch, element);
    const { offset, width } = batch.sectionOf(chunk, "report");
    const at = offset + (element - chunk.first) * width + reportIndex("status");
    batch.gpu.device.queue.writeBuffer(chunk.result, 4 * at, Float32Array.of(code));
  }
}

function chunkOf({ chunks }: GpuBatch, element: number): Chunk {
  return chunks.find(({ first, count }) => element >= first && element < first + count)!;
}

/** float64 numbers as two float32 each, of which the low one is what the high one leaves. */
export function splitNumbers(numbers: Float64Array): {
  high: Float32Array<ArrayBuffer>;
  low: Float32Array<ArrayBuffer>;
} {
  const high = Float32Array.from(numbers);
  return { high, low: Float32Array.from(numbers, (value, i) => value - high[i]) };
}
