import type { Settings } from "../../problem/settings.js";
import type { GpuProblem } from "./gpu-problem.js";
import type { Constants, Gpu } from "./gpu.js";
import type { BindingName, EntryPoint } from "./kernels.js";
import { BINDINGS } from "./kernels.js";
import { DeviceError } from "./device.js";
import { contradictionsOf, withBoundsInOrder } from "./contradiction.js";
import type { Arithmetic, Lengths, Params, ResultName, Sizes, Transpose } from "./layout.js";
import {
  NUMBERS_PER_WORKGROUP,
  PARAMS,
  RESULT,
  ROW,
  TRANSPOSE,
  lengthOf,
  lengthsOf,
  startOf,
  wordsOf,
} from "./layout.js";
import type { MemoryPlan } from "./memory-plan.js";
import { elementsPerDispatch, planMemory } from "./memory-plan.js";
import { paramsOf } from "./params.js";
import { countInputs, uploadInputs } from "./upload.js";

/** Bytes; the CPU has arrays of this size for what is sent and read, whatever the GPU has. */
const LARGEST_BUFFER = 2 ** 30;

/** Elements whose buffers the device's limits allow to be as large as they are. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
  readonly params: Params;
  readonly data: GPUBuffer;
  readonly transposes: readonly Transpose[];
  readonly work: GPUBuffer;
  readonly result: GPUBuffer;
}

/** Buffers by the names that they have in the kernels. */
export type Bindings = { readonly [Name in BindingName]?: GPUBuffer };

/** A batch in GPU memory, in as few chunks as the device's limits allow. */
export class GpuBatch {
  readonly gpu: Gpu;
  readonly problem: GpuProblem;
  /** Elements whose bounds contradict each other, by the variable that shows it. */
  readonly contradictions: ReadonlyMap<number, number>;
  /** What the GPU gets. */
  readonly #sent: GpuProblem;
  readonly settings: Settings;
  readonly memory: MemoryPlan;
  readonly sizes: Sizes;
  readonly lengths: Lengths;
  readonly chunks: readonly Chunk[];

  /** @param problems elements of a workgroup, if not as planned. */
  constructor(gpu: Gpu, problem: GpuProblem, settings: Settings, arithmetic: Arithmetic, problems?: number) {
    gpu.requireAlive();
    const { limits } = gpu.device;
    this.gpu = gpu;
    this.problem = problem;
    this.contradictions = contradictionsOf(problem);
    this.#sent = withBoundsInOrder(problem, this.contradictions);
    this.settings = settings;
    this.sizes = {
      variables: problem.variables,
      equalities: problem.equalities,
      inequalities: problem.inequalities,
      lower: problem.lower !== undefined,
      upper: problem.upper !== undefined,
    };
    this.lengths = lengthsOf(this.sizes, arithmetic);
    const memory = planMemory(this.sizes, arithmetic, limits.maxComputeWorkgroupStorageSize);
    this.memory = { ...memory, problems: problems ?? memory.problems };
    const chunks: Chunk[] = [];
    const largest = this.#elementsPerChunk(limits);
    for (let first = 0; first < problem.batch; first += largest) {
      chunks.push(this.#makeChunk(first, Math.min(largest, problem.batch - first)));
    }
    this.chunks = chunks;
  }

  pipeline(entryPoint: EntryPoint): Promise<GPUComputePipeline> {
    return this.gpu.pipeline(this.memory.arithmetic, entryPoint, this.#constantsOf(entryPoint));
  }

  pipelineNow(entryPoint: EntryPoint): GPUComputePipeline {
    return this.gpu.pipelineNow(this.memory.arithmetic, entryPoint, this.#constantsOf(entryPoint));
  }

  #constantsOf(entryPoint: EntryPoint): Constants {
    const { invocations, problems, localVectors, localMatrix } = this.memory;
    const constants = { INVOCATIONS: invocations, PROBLEMS: problems, LOCAL_VECTORS: localVectors };
    if (entryPoint === "solve") return { ...constants, LOCAL_MATRIX: localMatrix };
    // The adjoint solves a few times with the factors: they stay where they are.
    return entryPoint === "solve_adjoint" ? { ...constants, LOCAL_MATRIX: 1 } : {};
  }

  /** Where a section of a chunk's result begins and how long it is, altogether and per element, in numbers. */
  sectionOf(chunk: Chunk, name: ResultName): { offset: number; length: number; width: number } {
    const width = lengthOf(RESULT[name], this.lengths);
    const offset = chunk.count * startOf(RESULT, this.lengths, name);
    return { offset, length: chunk.count * width, width };
  }

  solve(solve: GPUComputePipeline, transpose: GPUComputePipeline): void {
    for (const chunk of this.chunks) {
      for (const one of chunk.transposes) this.#transpose(transpose, chunk, one);
      const { data, work, result } = chunk;
      this.dispatchElements(solve, chunk, chunk.params, { data, work, result });
    }
  }

  /**
   * Runs a kernel that solves over the elements of a chunk, in dispatches that are short enough and within limits.
   */
  dispatchElements(pipeline: GPUComputePipeline, { count }: Chunk, params: Params, buffers: Bindings): void {
    const { problems, arithmetic } = this.memory;
    const most = Math.min(
      this.gpu.device.limits.maxComputeWorkgroupsPerDimension,
      Math.ceil(elementsPerDispatch(this.sizes, arithmetic) / problems),
    );
    for (let first = 0; first < count; first += most * problems) {
      const end = Math.min(count, first + most * problems);
      const uniform = this.uniform({ ...params, first, end });
      this.#dispatch(pipeline, { ...buffers, params: uniform }, [Math.ceil((end - first) / problems)]);
      uniform.destroy();
    }
  }

  /** Runs a kernel that makes `numbers`, so many in each workgroup. */
  dispatchNumbers(
    pipeline: GPUComputePipeline,
    buffers: Bindings,
    numbers: number,
    perWorkgroup = NUMBERS_PER_WORKGROUP,
  ): void {
    const workgroups = Math.ceil(numbers / perWorkgroup);
    this.#dispatch(pipeline, buffers, [Math.min(workgroups, ROW), Math.ceil(workgroups / ROW)]);
  }

  #transpose(pipeline: GPUComputePipeline, { data }: Chunk, transpose: Transpose): void {
    const params = this.#uniform(wordsOf(TRANSPOSE, transpose));
    this.dispatchNumbers(pipeline, { params, data }, transpose.numbers);
    params.destroy();
  }

  #dispatch(pipeline: GPUComputePipeline, buffers: Bindings, workgroups: readonly number[]): void {
    const { device } = this.gpu;
    const entries = Object.entries(buffers).map(([name, buffer]) => ({
      binding: BINDINGS[name as BindingName],
      resource: { buffer },
    }));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(workgroups[0], workgroups[1] ?? 1);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }

  storage(label: string, numbers: number, usage = 0): GPUBuffer {
    return this.gpu.device.createBuffer({
      label: `optnet ${label}`,
      size: Math.max(16, 4 * numbers),
      usage: GPUBufferUsage.STORAGE | usage,
    });
  }

  /**
   * A buffer to hand out: exactly as large as its numbers, and good for everything.
   *
   * @throws DeviceError where the device has no buffers so large.
   */
  output(label: string, numbers: number): GPUBuffer {
    const { device } = this.gpu;
    const size = Math.max(4, 4 * numbers);
    if (size > device.limits.maxBufferSize) {
      throw new DeviceError({
        expected: `a buffer of ${size} bytes for the ${label} of the whole batch`,
        got: `maxBufferSize ${device.limits.maxBufferSize}`,
        hint: "Read it with vjpAsync or from the solution, or solve the batch in smaller pieces.",
      });
    }
    return device.createBuffer({
      label: `optnet ${label}`,
      size,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  }

  uniform(params: Params): GPUBuffer {
    return this.#uniform(wordsOf(PARAMS, params));
  }

  #uniform(words: ArrayBuffer): GPUBuffer {
    const { device } = this.gpu;
    const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
    const buffer = device.createBuffer({ label: "optnet params", size: words.byteLength, usage });
    device.queue.writeBuffer(buffer, 0, words);
    return buffer;
  }

  dispose(): void {
    for (const { data, work, result } of this.chunks) {
      for (const buffer of [data, work, result]) buffer.destroy();
    }
  }

  #resultNumbers(count: number): number {
    return startOf(RESULT, this.lengths) * count * 2;
  }

  #elementsPerChunk(limits: GPUSupportedLimits): number {
    const room = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize, LARGEST_BUFFER);
    const { perElement, shared } = countInputs(this.#sent);
    const work = this.memory.workStride * this.memory.bytesPerNumber;
    // Cotangents and adjoints are no larger than results.
    const most = Math.min(
      Math.floor(room / work),
      Math.floor(room / (4 * this.#resultNumbers(1))),
      perElement > 0 ? Math.floor((room / 8 - shared) / perElement) : Infinity,
    );
    if (most >= 1 && 8 * shared <= room) return most;
    throw new DeviceError({
      expected: `storage buffers of ${Math.max(work, 8 * (shared + perElement))} bytes for one element`,
      got: `maxStorageBufferBindingSize ${limits.maxStorageBufferBindingSize}, maxBufferSize ${limits.maxBufferSize}`,
      hint: "Request the device with the adapter's own limits, or solve this problem on the CPU.",
    });
  }

  #makeChunk(first: number, count: number): Chunk {
    const { gpu, memory, settings } = this;
    const problem = this.#sent;
    const { buffer: data, operands, dataLow, transposes } = uploadInputs(gpu.device, problem, first, count);
    const results = this.#resultNumbers(count);
    const { arithmetic, workStride } = memory;
    const sizes = { batch: count, workStride, dataLow, resultLow: results / 2 };
    const params = paramsOf(problem, settings, arithmetic, this.lengths, sizes, operands);
    return {
      first,
      count,
      params,
      data,
      transposes,
      work: this.storage("work", (memory.workStride * memory.bytesPerNumber * count) / 4),
      result: this.storage("result", results, GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST),
    };
  }
}
