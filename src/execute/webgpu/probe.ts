import { probeSource } from "./kernels.js";
import { bytesOf, FAULTLESS, NUMBERS_PER_WORKGROUP, PARAMS } from "./layout.js";

/** A way to exact sums and products of float32, as override constants of the shaders. */
export interface Exactness {
  /** Whether `fma` rounds once. */
  readonly fused: boolean;
  /** Whether values must be hidden from a compiler that reassociates. */
  readonly fenced: boolean;
}

/** From the fastest to the safest. */
const CANDIDATES: readonly Exactness[] = [
  { fused: true, fenced: false },
  { fused: false, fenced: false },
  { fused: true, fenced: true },
  { fused: false, fenced: true },
];

/** What works wherever anything does, for callers that cannot wait for the probe. */
export const SAFEST: Exactness = { fused: false, fenced: true };

const CASES = 256;

/**
 * Finds out how double-single arithmetic is exact on a device: drivers may contract, reassociate or round `fma`
 * twice, and none says so. Every candidate computes sums, products, long sums and quotients whose exact values
 * are known.
 *
 * @returns the first candidate without a fault, or undefined.
 */
export async function probeExactness(device: GPUDevice): Promise<Exactness | undefined> {
  const data = probeData();
  const input = device.createBuffer({
    size: data.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  // All words are 0, that which compilers cannot know as well.
  const zero = device.createBuffer({ size: bytesOf(PARAMS), usage: GPUBufferUsage.UNIFORM });
  device.queue.writeBuffer(input, 0, data);
  const module = device.createShaderModule({ code: probeSource, label: "optnet probe" });
  try {
    for (const candidate of CANDIDATES) {
      if ((await faultsOf(device, module, candidate, zero, input)) === 0) return candidate;
    }
    return undefined;
  } finally {
    input.destroy();
    zero.destroy();
  }
}

async function faultsOf(
  device: GPUDevice,
  module: GPUShaderModule,
  { fused, fenced }: Exactness,
  zero: GPUBuffer,
  input: GPUBuffer,
): Promise<number> {
  const pipeline = await device.createComputePipelineAsync({
    layout: "auto",
    compute: { module, entryPoint: "probe", constants: { FUSED: Number(fused), FENCED: Number(fenced) } },
  });
  const size = 4 * CASES;
  const output = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [zero, input, output].map((buffer, binding) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(CASES / NUMBERS_PER_WORKGROUP);
  pass.end();
  encoder.copyBufferToBuffer(output, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const faults = new Uint32Array(staging.getMappedRange()).reduce(
    (count, fault) => count + Number(fault !== FAULTLESS),
    0,
  );
  output.destroy();
  staging.destroy();
  return faults;
}

/** Numbers of all kinds of neighbouring sizes, with the rounding errors of their sum and product. */
function probeData(): Float32Array<ArrayBuffer> {
  const data = new Float32Array(4 * CASES);
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < CASES; i++) {
    const a = Math.fround((next() - 0.5) * 2 ** Math.round(12 * next() - 6));
    const b = Math.fround((next() + 0.5) * 2 ** Math.round(12 * next() - 6));
    // float64 holds the sum and the product of two float32 of these sizes exactly.
    data.set([a, b, a + b - Math.fround(a + b), a * b - Math.fround(a * b)], 4 * i);
  }
  return data;
}
