/* global GPUBufferUsage, GPUMapMode */
// Answers the requests of gpu.ts from its own thread, which may wait for the GPU while the tests' thread sleeps.
import { workerData } from "node:worker_threads";

const { folder, signal, port } = workerData;
const flag = new Int32Array(signal);
const { solveAsync, toBuffer, vjpToBuffers } = await import(`${folder}/execute/webgpu/index.js`);
const { validateGpuProblem } = await import(`${folder}/execute/webgpu/gpu-problem.js`);
const { openGpu } = await import(`${folder}/execute/webgpu/gpu.js`);
const { GpuResult } = await import(`${folder}/execute/webgpu/result.js`);
const { resolveSettings } = await import(`${folder}/problem/settings.js`);
const { resolveWebGpuSettings } = await import(`${folder}/execute/webgpu/settings.js`);
const { GpuExecutor } = await import(`${folder}/execute/webgpu/executor.js`);
const { nodeDevice } = await import(`${folder}/execute/webgpu/node.js`);

const DATA = [
  ...["shape", "z", "nu", "lambda", "lambdaLower", "lambdaUpper", "slack", "objective", "status"],
  ...["primalResidual", "dualResidual", "dualityGap", "iterations", "weaklyActive"],
];
const solutions = new Map();
let device;
const faults = [];

const otherDevices = {
  none: () => undefined,
  async lost() {
    const other = await nodeDevice({ software: true });
    other.destroy();
    await other.lost;
    return other;
  },
  // A real device cannot be had with less than WebGPU guarantees.
  poor: () => ({
    createComputePipelineAsync() {},
    limits: { ...device.limits, maxStorageBuffersPerShaderStage: 4 },
  }),
};

/** An object with some properties replaced, whose methods are those of the original. */
function withProperties(original, properties) {
  return new Proxy(original, {
    get(target, name) {
      if (name in properties) return properties[name];
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function upload(numbers) {
  const shape = [];
  for (let level = numbers; Array.isArray(level); level = level[0]) shape.push(level.length);
  const data = new Float32Array([numbers].flat(Infinity));
  const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: data.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, data);
  return { buffer, shape };
}

async function download({ buffer, shape }) {
  const size = 4 * shape.reduce((product, length) => product * length, 1);
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  return Array.from(new Float32Array(staging.getMappedRange()));
}

const methods = {
  async open() {
    device = await nodeDevice({ software: true });
    device.onuncapturederror = ({ error }) => faults.push(error.message);
    return device.adapterInfo.description;
  },
  async solve(id, input, settings) {
    const notices = [];
    const solution = await solveAsync(
      input,
      { fallback: "error", ...settings, onNotice: (text) => notices.push(text) },
      device,
    );
    solutions.set(id, solution);
    if (faults.length > 0) throw new Error(faults.join("\n"));
    const certificates = solution.status.map((_, element) => solution.certificate(element));
    const polished = [...solution.status.keys()].filter((element) => solution.solvedBy(element) !== "GPU");
    const numbers = Object.fromEntries(DATA.map((name) => [name, solution[name]]));
    return { ...numbers, polished, certificates, notices };
  },
  async solveWith(kind, input, settings) {
    const notices = [];
    const onNotice = (text) => notices.push(text);
    const solution = await solveAsync(input, { ...settings, onNotice }, await otherDevices[kind]());
    const { status, z } = solution;
    return { where: solution.solvedBy(), status, z, notices };
  },
  // The executor itself, as it would be on a device with other limits, or with another number of problems a workgroup.
  async solveAs({ limits = {}, problems, iterations: most, arithmetic }, input, settings, dz) {
    const gpu = await openGpu(device);
    const poorer = withProperties(device, { limits: withProperties(device.limits, limits) });
    const problem = validateGpuProblem(input);
    const limited = withProperties(gpu, { device: poorer });
    const resolved = resolveSettings(settings);
    const maxIterations = most ?? resolved.maxIterations;
    const result = await GpuResult.solve(limited, problem, { ...resolved, maxIterations }, arithmetic, {
      problems,
    });
    const { status, z, nu, lambda, lambdaLower, iterations, primalResidual } = await result.read();
    const names = Object.keys(input);
    const gradients = dz ? await result.gradients({ z: dz }, names) : new Map();
    const read = [];
    for (const [name, gradient] of gradients) read.push([name, await result.readGradient(gradient)]);
    const chunks = result.batch.chunks.length;
    result.dispose();
    if (faults.length > 0) throw new Error(faults.join("\n"));
    return {
      status,
      z,
      nu,
      lambda,
      lambdaLower,
      iterations,
      primalResidual,
      gradients: Object.fromEntries(read),
      chunks,
    };
  },
  async solveKkt(input, settings, right) {
    const executor = await GpuExecutor.open(device);
    const batch = await executor.solve(validateGpuProblem(input), resolveWebGpuSettings(settings));
    const { status } = batch.data;
    const answer = { vectors: await batch.solveKkt(right), status, weaklyActive: batch.weaklyActive() };
    batch.dispose();
    if (faults.length > 0) throw new Error(faults.join("\n"));
    return answer;
  },
  async roundTrip(input, settings, cotangent) {
    const onGpu = Object.entries(input).map(([name, numbers]) => [name, upload(numbers)]);
    const solution = await solveAsync(Object.fromEntries(onGpu), settings, device);
    const gradients = await vjpToBuffers(solution, { z: upload(cotangent) });
    const z = toBuffer(solution, "z");
    solution.dispose();
    const read = await Promise.all(
      Object.entries(gradients).map(async ([name, one]) => [name, await download(one)]),
    );
    return { status: solution.status, z: await download(z), gradients: Object.fromEntries(read) };
  },
  vjp: (id, cotangents, options) => solutions.get(id).vjp(cotangents, options),
  dispose(id) {
    solutions.get(id)?.dispose();
    solutions.delete(id);
  },
};

port.on("message", async ({ method, args }) => {
  let answer;
  try {
    answer = { value: await methods[method](...args) };
  } catch (error) {
    const { name, message, field, expected, got, hint } = error;
    answer = { error: { name, message, details: field && { field, expected, got, hint } } };
  }
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
