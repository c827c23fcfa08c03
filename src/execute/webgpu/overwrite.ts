import type { GpuBatch } from "./batch.js";
import { REPORT, resultSections } from "./memory-plan.js";
import type { GpuSolutionData } from "./readback.js";

/** `STATUS` and some of its values, of kernel/output.wgsl. */
const STATUS = 5;
const ELSEWHERE = 5;
export const PRIMAL_INFEASIBLE = 2;

const OUTPUTS = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack"] as const;

/**
 * Writes elements that were solved elsewhere into a batch's results, so that buffers copied from it have them. The
 * GPU's own derivatives of these elements are zero from then on.
 */
export function overwriteElements(batch: GpuBatch, elements: readonly number[], data: GpuSolutionData): void {
  const { queue } = batch.gpu.device;
  const sections = resultSections(batch.sizes);
  for (const element of elements) {
    const chunk = batch.chunks.find(({ first, count }) => element >= first && element < first + count)!;
    const place = element - chunk.first;
    for (const name of OUTPUTS) {
      const width = sections[name];
      if (width === 0) continue;
      const at = batch.sectionOf(chunk, name).offset + place * width;
      const numbers = data[name].subarray(element * width, (element + 1) * width);
      const high = Float32Array.from(numbers);
      const low = Float32Array.from(numbers, (value, i) => value - high[i]);
      queue.writeBuffer(chunk.result, 4 * at, high);
      queue.writeBuffer(chunk.result, 4 * (at + chunk.params.resultLow), low);
    }
  }
  writeStatus(batch, elements, ELSEWHERE);
}

/** The GPU takes no derivatives of elements with a status other than 0 from now on. */
export function writeStatus(batch: GpuBatch, elements: readonly number[], status: number): void {
  const { queue } = batch.gpu.device;
  for (const element of elements) {
    const chunk = batch.chunks.find(({ first, count }) => element >= first && element < first + count)!;
    const report = batch.sectionOf(chunk, "report").offset + (element - chunk.first) * REPORT;
    queue.writeBuffer(chunk.result, 4 * (report + STATUS), Float32Array.of(status));
  }
}
