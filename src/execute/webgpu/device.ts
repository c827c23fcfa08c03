import type { ErrorDetails } from "../../problem/errors.js";
import { OptNetError } from "../../problem/errors.js";

/** Storage buffers that the largest kernel binds, and invocations of its workgroups. */
const STORAGE_BUFFERS = 5;
const LARGEST_WORKGROUP = 256;

/** The device is not there, was lost, or is too small for what is asked of it: the CPU may serve instead. */
export class DeviceError extends OptNetError {
  constructor(details: Omit<ErrorDetails, "field">) {
    super({ field: "device", ...details });
  }
}

/**
 * Requests a device with the adapter's own limits, of the host's `navigator.gpu` or the one given.
 *
 * @throws DeviceError where there is no WebGPU, or no adapter.
 */
export async function requestDevice(gpu: GPU | undefined = hostGpu()): Promise<GPUDevice> {
  if (gpu === undefined) {
    throw noDevice(
      "no navigator.gpu",
      "Use a browser with WebGPU on a secure page (https or localhost), or in Node pass a device: see optnet/webgpu/node.",
    );
  }
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) {
    throw noDevice(
      "WebGPU without an adapter",
      "The machine has no GPU that the host accepts, or its driver is blocked.",
    );
  }
  const { limits } = adapter;
  return adapter.requestDevice({
    label: "optnet",
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
    },
  });
}

function hostGpu(): GPU | undefined {
  return (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
}

function noDevice(got: string, hint: string): DeviceError {
  return new DeviceError({ expected: "a WebGPU device", got, hint });
}

/** @throws DeviceError for something that is no device, or one whose limits are below what every kernel needs. */
export function requireDevice(device: GPUDevice): void {
  if (
    typeof device !== "object" ||
    device === null ||
    typeof device.createComputePipelineAsync !== "function"
  ) {
    throw noDevice(String(device), "Pass what adapter.requestDevice() resolves to, or nothing.");
  }
  for (const [limit, needed] of [
    ["maxStorageBuffersPerShaderStage", STORAGE_BUFFERS],
    ["maxComputeInvocationsPerWorkgroup", LARGEST_WORKGROUP],
    ["maxComputeWorkgroupSizeX", LARGEST_WORKGROUP],
  ] as const) {
    if (device.limits[limit] >= needed) continue;
    throw new DeviceError({
      expected: `${limit} of at least ${needed}`,
      got: String(device.limits[limit]),
      hint: "Request the device with the adapter's own limits.",
    });
  }
}
