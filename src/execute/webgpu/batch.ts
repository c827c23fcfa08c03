import type { FieldName } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { OptNetError } from "../../problem/errors.js";
import type { Settings } from "../../problem/settings.js";
import type { GpuProblem } from "./gpu-problem.js";
import type { Constants, Gpu } from "./gpu.js";
import type { Arithmetic, EntryPoint } from "./kernels.js";
import { contradictionsOf, withBoundsInOrder } from "./contradiction.js";
import type { MemoryPlan, Sizes } from "./memory-plan.js";
import { elementsPerDispatch, planMemory, resultSections } from "./memory-plan.js";
import type { Params } from "./params.js";
import { settingsParams, writeParams } from "./params.js";
import type { Transpose } from "./upload.js";
import { countInputs, uploadInputs } from "./upload.js";

/** Workgroups in one row of a dispatch, and numbers that each makes where one invocation makes one. */
const ROW = 65535;
const NUMBERS_PER_WORKGROUP = 64;

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

export type OutputName = keyof ReturnType<typeof resultSections>;

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

  /** Where an output begins in a chunk's result, in numbers. */
  sectionOf(chunk: Chunk, name: OutputName): { offset: number; length: number } {
    let offset = 0;
    for (const [section, length] of Object.entries(resultSections(this.sizes))) {
      if (section === name) return { offset, length: chunk.count * length };
      offset += chunk.count * length;
    }
    throw new Error(`no section ${name}`);
  }

  solve(solve: GPUComputePipeline, transpose: GPUComputePipeline): void {
    for (const chunk of this.chunks) {
      for (const one of chunk.transposes) this.#transpose(transpose, chunk, one);
      this.dispatchElements(solve, chunk, chunk.params, [chunk.data, chunk.work, chunk.result]);
    }
  }

  /**
   * Runs a kernel that solves over the elements of a chunk, in dispatches that are short enough and within limits.
   *
   * @param buffers from binding 1 on.
   */
  dispatchElements(
    pipeline: GPUComputePipeline,
    { count }: Chunk,
    params: Params,
    buffers: readonly GPUBuffer[],
  ): void {
    const { problems, arithmetic } = this.memory;
    const most = Math.min(
      this.gpu.device.limits.maxComputeWorkgroupsPerDimension,
      Math.ceil(elementsPerDispatch(this.sizes, arithmetic) / problems),
    );
    for (let first = 0; first < count; first += most * problems) {
      const end = Math.min(count, first + most * problems);
      const uniform = this.uniform({ ...params, first, end });
      this.dispatch(pipeline, [uniform, ...buffers], [Math.ceil((end - first) / problems)]);
      uniform.destroy();
    }
  }

  /** Runs a kernel that makes `numbers`, so many in each workgroup. */
  dispatchNumbers(
    pipeline: GPUComputePipeline,
    buffers: readonly (GPUBuffer | undefined)[],
    numbers: number,
    perWorkgroup = NUMBERS_PER_WORKGROUP,
  ): void {
    const workgroups = Math.ceil(numbers / perWorkgroup);
    this.dispatch(pipeline, buffers, [Math.min(workgroups, ROW), Math.ceil(workgroups / ROW)]);
  }

  #transpose(pipeline: GPUComputePipeline, { data }: Chunk, transpose: Transpose): void {
    const { from, to, rows, columns, numbers, low } = transpose;
    const uniform = this.#uniformWords(new Uint32Array([from, to, rows, columns, numbers, low, 0, 0]));
    this.dispatchNumbers(pipeline, [uniform, data], numbers);
    uniform.destroy();
  }

  /** Runs a pipeline with buffers at bindings 0, 1, …; undefined where the kernel has no such binding. */
  dispatch(
    pipeline: GPUComputePipeline,
    buffers: readonly (GPUBuffer | undefined)[],
    workgroups: readonly number[],
  ): void {
    const { device } = this.gpu;
    const entries = buffers.flatMap((buffer, binding) => (buffer ? [{ binding, resource: { buffer } }] : []));
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
   * @throws OptNetError where the device has no buffers so large.
   */
  output(label: string, numbers: number): GPUBuffer {
    const { device } = this.gpu;
    const size = Math.max(4, 4 * numbers);
    if (size > device.limits.maxBufferSize) {
      throw new OptNetError({
        field: "device",
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
    return this.#uniformWords(writeParams(params, this.memory.arithmetic));
  }

  #uniformWords(words: ArrayBuffer | Uint32Array<ArrayBuffer>): GPUBuffer {
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
    const perElement = Object.values(resultSections(this.sizes)).reduce((sum, length) => sum + length, 0);
    return perElement * count * 2;
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
    throw new OptNetError({
      field: "device",
      expected: `storage buffers of ${Math.max(work, 8 * (shared + perElement))} bytes for one element`,
      got: `maxStorageBufferBindingSize ${limits.maxStorageBufferBindingSize}, maxBufferSize ${limits.maxBufferSize}`,
      hint: "Request the device with the adapter's own limits, or solve this problem on the CPU.",
    });
  }

  #makeChunk(first: number, count: number): Chunk {
    const { gpu, memory, settings } = this;
    const problem = this.#sent;
    const {
      buffer: data,
      places,
      dataLow: low,
      transposes,
    } = uploadInputs(gpu.device, problem, first, count);
    const results = this.#resultNumbers(count);
    const params: Params = {
      ...settingsParams(settings),
      batch: count,
      n: problem.variables,
      e: problem.equalities,
      m: problem.inequalities,
      quadratic: { zero: 0, diagonal: 1, dense: 2 }[problem.quadratic],
      hasLower: Number(problem.lower !== undefined),
      hasUpper: Number(problem.upper !== undefined),
      low,
      resultLow: results / 2,
      workStride: memory.workStride,
      gradientField: 0,
      gradientSize: 0,
      gradientLow: 0,
      cotangentLow: 0,
      first: 0,
      end: count,
      places,
      cotangents: [undefined, undefined, undefined, undefined, undefined, undefined],
    };
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

export function givenFields(problem: GpuProblem): FieldName[] {
  return FIELD_NAMES.filter((name) => problem[name] !== undefined);
}
