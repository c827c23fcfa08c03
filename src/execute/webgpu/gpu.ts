import { DeviceError, requireDevice } from "./device.js";
import type { EntryPoint } from "./kernels.js";
import { moduleSource } from "./kernels.js";
import type { Arithmetic } from "./layout.js";
import type { Exactness } from "./probe.js";
import { probeExactness, SAFEST } from "./probe.js";

export type Constants = Readonly<Record<string, number>>;

/** What optnet keeps for one device: how its sums and products of float32 are made exact, and the pipelines compiled so far. */
export class Gpu {
  readonly device: GPUDevice;
  /** Undefined where no way to exact arithmetic was found: then everything is float32. */
  readonly exactness: Exactness | undefined;
  readonly #modules = new Map<string, GPUShaderModule>();
  readonly #pipelines = new Map<string, GPUComputePipeline>();
  readonly #compiling = new Map<string, Promise<GPUComputePipeline>>();
  #lost: GPUDeviceLostInfo | undefined;

  constructor(device: GPUDevice, exactness: Exactness | undefined) {
    this.device = device;
    this.exactness = exactness;
    void device.lost.then((info) => (this.#lost = info));
  }

  /** @throws DeviceError where the device is gone. */
  requireAlive(): void {
    if (this.#lost !== undefined) throw lostDevice(this.#lost);
  }

  get lost(): boolean {
    return this.#lost !== undefined;
  }

  /** Compiles without blocking; large shaders take seconds on a software driver. */
  async pipeline(
    arithmetic: Arithmetic,
    entryPoint: EntryPoint,
    constants: Constants,
  ): Promise<GPUComputePipeline> {
    const key = keyOf(arithmetic, entryPoint, constants);
    const ready = this.#pipelines.get(key);
    if (ready) return ready;
    let compiling = this.#compiling.get(key);
    if (!compiling) {
      compiling = this.device.createComputePipelineAsync(this.#descriptor(arithmetic, entryPoint, constants));
      this.#compiling.set(key, compiling);
    }
    try {
      const pipeline = await compiling;
      this.#pipelines.set(key, pipeline);
      return pipeline;
    } catch (error) {
      this.requireAlive();
      throw error;
    } finally {
      this.#compiling.delete(key);
    }
  }

  /** The same at once, for callers that cannot wait. */
  pipelineNow(arithmetic: Arithmetic, entryPoint: EntryPoint, constants: Constants): GPUComputePipeline {
    const key = keyOf(arithmetic, entryPoint, constants);
    let pipeline = this.#pipelines.get(key);
    if (!pipeline) {
      pipeline = this.device.createComputePipeline(this.#descriptor(arithmetic, entryPoint, constants));
      this.#pipelines.set(key, pipeline);
    }
    return pipeline;
  }

  #descriptor(
    arithmetic: Arithmetic,
    entryPoint: EntryPoint,
    constants: Constants,
  ): GPUComputePipelineDescriptor {
    const code = moduleSource(arithmetic, entryPoint);
    let module = this.#modules.get(code);
    if (!module) {
      module = this.device.createShaderModule({ code, label: `optnet ${arithmetic} ${entryPoint}` });
      this.#modules.set(code, module);
    }
    const { fused = false, fenced = false } = this.exactness ?? {};
    return {
      label: `optnet ${arithmetic} ${entryPoint}`,
      layout: "auto",
      compute: {
        module,
        entryPoint,
        constants: { FUSED: Number(fused), FENCED: Number(fenced), ...constants },
      },
    };
  }
}

function lostDevice({ reason, message }: GPUDeviceLostInfo): DeviceError {
  return new DeviceError({
    expected: "a GPU device in use",
    got: `one that was lost (${reason}): ${message}`,
    hint: "Request another device; buffers and solutions of the lost one are gone.",
  });
}

function keyOf(arithmetic: Arithmetic, entryPoint: EntryPoint, constants: Constants): string {
  return [arithmetic, entryPoint, ...Object.entries(constants).flat()].join(" ");
}

const opened = new WeakMap<GPUDevice, Promise<Gpu>>();
const ready = new WeakMap<GPUDevice, Gpu>();

/**
 * Makes a device ready: probes its arithmetic once.
 *
 * @throws DeviceError for a device that is unfit or lost.
 */
export async function openGpu(device: GPUDevice): Promise<Gpu> {
  requireDevice(device);
  const lost = await Promise.race([device.lost, Promise.resolve(undefined)]);
  if (lost !== undefined) throw lostDevice(lost);
  let gpu = opened.get(device);
  if (!gpu) {
    gpu = probeExactness(device).then((exactness) => new Gpu(device, exactness));
    opened.set(device, gpu);
  }
  const found = await gpu;
  ready.set(device, found);
  found.requireAlive();
  return found;
}

/**
 * The same for callers that cannot wait: until the probe is through, with arithmetic that only a broken compiler breaks.
 */
export function openGpuNow(device: GPUDevice): Gpu {
  const found = ready.get(device);
  if (found) return found;
  requireDevice(device);
  const unprobed = new Gpu(device, SAFEST);
  ready.set(device, unprobed);
  void openGpu(device).catch(() => ready.delete(device));
  return unprobed;
}
