import type { KktVectors } from "../../problem/fields.js";
import type { FieldName } from "../../problem/problem.js";
import type { Settings } from "../../problem/settings.js";
import type { GpuArray, GpuProblem } from "./gpu-problem.js";
import { GpuBatch } from "./batch.js";
import { markContradictions } from "./contradiction.js";
import type { DerivativePipelines, GpuCotangents, GpuGradient } from "./derivative.js";
import { gradientsOnGpu, solveKktOnGpu } from "./derivative.js";
import { DeviceError } from "./device.js";
import type { Gpu } from "./gpu.js";
import type { Arithmetic, OutputArrayName } from "./layout.js";
import { lengthOf, RESULT, statusCode } from "./layout.js";
import type { GpuSolutionData } from "./result-memory.js";
import { joinNumbers, overwriteElements, readNumbers, readSolution, writeStatus } from "./result-memory.js";

/** Milliseconds from call to completion. */
export interface Timings {
  /** Checked inputs to GPU memory. */
  upload: number;
  /** 0 or so but for the first batch of a shape class. */
  compile: number;
  /** The dispatches of the solve. */
  solve: number;
  /** Results to CPU memory. */
  read: number;
}

/** A batch that was solved, or will have been when the GPU's queue gets there. Its numbers are in GPU memory. */
export class GpuResult {
  readonly batch: GpuBatch;
  #disposed = false;

  private constructor(batch: GpuBatch) {
    this.batch = batch;
  }

  /**
   * @param options.timings where given, waits for the GPU after every phase and notes how long it took: for measurements.
   * @param options.problems elements of a workgroup, if not as planned: for tests.
   */
  static async solve(
    gpu: Gpu,
    problem: GpuProblem,
    settings: Settings,
    arithmetic: Arithmetic,
    { timings, problems }: { timings?: Timings | undefined; problems?: number | undefined } = {},
  ): Promise<GpuResult> {
    const { device } = gpu;
    let last = performance.now();
    const note = async (phase: keyof Timings): Promise<void> => {
      if (timings === undefined) return;
      await device.queue.onSubmittedWorkDone();
      const now = performance.now();
      timings[phase] = now - last;
      last = now;
    };
    device.pushErrorScope("out-of-memory");
    const batch = new GpuBatch(gpu, problem, settings, arithmetic, problems);
    const shortage = device.popErrorScope();
    await note("upload");
    const [solve, transpose] = await Promise.all([
      batch.pipeline("solve"),
      batch.pipeline("transpose_matrices"),
    ]);
    await note("compile");
    batch.solve(solve, transpose);
    await note("solve");
    if ((await shortage) !== null) {
      batch.dispose();
      throw outOfMemory(batch);
    }
    return GpuResult.#of(batch);
  }

  /** The same without waiting, even for the compiler. */
  static solveNow(gpu: Gpu, problem: GpuProblem, settings: Settings, arithmetic: Arithmetic): GpuResult {
    const batch = new GpuBatch(gpu, problem, settings, arithmetic);
    batch.solve(batch.pipelineNow("solve"), batch.pipelineNow("transpose_matrices"));
    return GpuResult.#of(batch);
  }

  /** What the GPU made of elements that no point can satisfy is not to be differentiated. */
  static #of(batch: GpuBatch): GpuResult {
    writeStatus(batch, [...batch.contradictions.keys()], statusCode("primalInfeasible"));
    return new GpuResult(batch);
  }

  async read(): Promise<GpuSolutionData> {
    const { problem, contradictions } = this.batch;
    const data = await readSolution(this.batch);
    return contradictions.size === 0 ? data : markContradictions(problem, contradictions, data);
  }

  /** Puts elements that were solved elsewhere in place of the GPU's; their gradients here are zero from then on. */
  overwrite(elements: readonly number[], data: GpuSolutionData): void {
    overwriteElements(this.batch, elements, data);
  }

  /** A new buffer with one output in float32; the caller owns it. */
  copyOutput(name: OutputArrayName): GpuArray {
    const { batch } = this;
    const { device } = batch.gpu;
    const width = lengthOf(RESULT[name], batch.lengths);
    const numbers = batch.problem.batch * width;
    const buffer = batch.output(name, numbers);
    const encoder = device.createCommandEncoder();
    for (const chunk of batch.chunks) {
      const { offset, length } = batch.sectionOf(chunk, name);
      if (length > 0)
        encoder.copyBufferToBuffer(chunk.result, 4 * offset, buffer, 4 * chunk.first * width, 4 * length);
    }
    device.queue.submit([encoder.finish()]);
    return { buffer, shape: batch.problem.batched ? [batch.problem.batch, width] : [width] };
  }

  /** As `SolvedBatch.solveKkt`; elements that are not solved here get zeros. */
  async solveKkt(right: KktVectors): Promise<KktVectors> {
    const { batch } = this;
    batch.gpu.requireAlive();
    return solveKktOnGpu(batch, await batch.pipeline("solve_adjoint"), right);
  }

  async gradients(
    cotangents: GpuCotangents,
    wrt: readonly FieldName[],
  ): Promise<Map<FieldName, GpuGradient>> {
    const { batch } = this;
    batch.gpu.requireAlive();
    const [adjoint, batched, shared] = await Promise.all([
      batch.pipeline("solve_adjoint"),
      batch.pipeline("gradient_of_batch"),
      batch.pipeline("gradient_of_shared"),
    ]);
    return gradientsOnGpu(batch, { adjoint, batched, shared }, cotangents, wrt);
  }

  gradientsNow(cotangents: GpuCotangents, wrt: readonly FieldName[]): Map<FieldName, GpuGradient> {
    const { batch } = this;
    batch.gpu.requireAlive();
    const pipelines: DerivativePipelines = {
      adjoint: batch.pipelineNow("solve_adjoint"),
      batched: batch.pipelineNow("gradient_of_batch"),
      shared: batch.pipelineNow("gradient_of_shared"),
    };
    return gradientsOnGpu(batch, pipelines, cotangents, wrt);
  }

  /** The float32 part of a gradient in a buffer of its own size, which the caller owns; frees the others. */
  takeGradient({ pieces, numbers, shape }: GpuGradient): GpuArray {
    const { device } = this.batch.gpu;
    const target = this.batch.output("gradient", numbers);
    const encoder = device.createCommandEncoder();
    for (const { buffer, first, numbers: length } of pieces) {
      if (length > 0) encoder.copyBufferToBuffer(buffer, 0, target, 4 * first, 4 * length);
    }
    device.queue.submit([encoder.finish()]);
    for (const { buffer } of pieces) buffer.destroy();
    return { buffer: target, shape };
  }

  /** Brings a gradient to CPU memory as float64, and frees its buffers. */
  async readGradient({ pieces, numbers }: GpuGradient): Promise<Float64Array> {
    const data = new Float64Array(numbers);
    const read = await Promise.all(pieces.map(({ buffer }) => readNumbers(this.batch, buffer)));
    pieces.forEach(({ buffer, first, numbers: length }, i) => {
      buffer.destroy();
      joinNumbers(read[i], 0, length, data.subarray(first, first + length));
    });
    return data;
  }

  /** Brings an array of the caller to CPU memory. */
  async readArray({ buffer, shape, offset = 0 }: GpuArray): Promise<Float64Array> {
    const bytes = 4 * shape.reduce((product, length) => product * length, 1);
    return Float64Array.from(await readNumbers(this.batch, buffer, offset, bytes));
  }

  /** A new buffer with these numbers as float32; the caller owns it. */
  upload(data: Float64Array, shape: readonly number[]): GpuArray {
    const buffer = this.batch.output("gradient", data.length);
    this.batch.gpu.device.queue.writeBuffer(buffer, 0, Float32Array.from(data));
    return { buffer, shape };
  }

  /** Frees all buffers; what was copied out or read stays. */
  dispose(): void {
    if (!this.#disposed) this.batch.dispose();
    this.#disposed = true;
  }
}

function outOfMemory({ problem, memory, chunks }: GpuBatch): DeviceError {
  const megabytes = (problem.batch * memory.workStride * memory.bytesPerNumber) / 2 ** 20;
  return new DeviceError({
    expected: `memory for ${problem.batch} elements, ${Math.ceil(megabytes)} MiB in ${chunks.length} chunks`,
    got: "out of memory",
    hint: "Solve the batch in smaller pieces, and dispose of solutions that are no longer needed.",
  });
}
