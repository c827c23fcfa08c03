/**
 * `qp` on TensorFlow.js's WebGPU backend: problem, solution and gradients stay in GPU memory. Nothing is read back, so
 * nothing waits; TensorFlow.js's queue is the solver's too.
 */
import * as tf from "@tensorflow/tfjs";
import type { FieldName, SettingsInput } from "../../index.js";
import { Solution } from "../../index.js";
import type { GpuArray, GpuProblemInput, GpuResult } from "../../execute/webgpu/now.js";
import { solveNow } from "../../execute/webgpu/now.js";
import type { Evaluation } from "./operation.js";
import { inPlaceOf } from "./operation.js";

/** What this needs of the backend, which has no types here: it is registered by a package of its own. */
interface WebGpuBackend {
  readonly device: GPUDevice;
}

/** The backend in use, if it is the one whose tensors live on a GPU that WebGPU shares with us. */
export function webGpuBackend(): WebGpuBackend | undefined {
  const backend = tf.backend() as unknown as Partial<WebGpuBackend>;
  return tf.getBackend() === "webgpu" && backend.device ? (backend as WebGpuBackend) : undefined;
}

/** Tensors by the name of the input; other inputs are plain numbers. */
export type NamedTensors = { readonly [Name in FieldName]?: tf.Tensor };

/** A solve in the GPU's queue. `dtype` and shape checks are those of `qp`. */
export function evaluateOnGpu(
  backend: WebGpuBackend,
  input: GpuProblemInput,
  tensors: NamedTensors,
  settings: SettingsInput,
  onSolution: ((solution: Solution) => void) | undefined,
): Evaluation {
  const names = Object.keys(tensors) as FieldName[];
  const { arrays, release } = arraysOf(names.map((name) => tensors[name]!));
  const problem = {
    ...input,
    ...Object.fromEntries(names.map((name, i) => [name, inPlaceOf(input[name], arrays[i])])),
  } as GpuProblemInput;
  const result = solveNow(problem, settings, backend.device);
  release();
  if (onSolution) void readFor(result, onSolution);
  const z = result.copyOutput("z");
  return {
    value: () => takeTensor(z.buffer, z.shape),
    pullBack(dz) {
      const given = arraysOf([dz]);
      const gradients = result.gradientsNow({ z: onGpu(given.arrays[0]) }, names);
      given.release();
      return names.map((name) => {
        const { buffer, shape } = result.takeGradient(gradients.get(name)!);
        return takeTensor(buffer, shape);
      });
    },
    dispose: () => result.dispose(),
  };
}

type Numbers = { readonly data: Float32Array; readonly shape: number[] };

/** Tensors as GPU buffers; those that TensorFlow.js still holds on the CPU as the numbers that they are there. */
function arraysOf(tensors: readonly tf.Tensor[]): { arrays: (GpuArray | Numbers)[]; release(): void } {
  const references: tf.Tensor[] = [];
  const arrays = tensors.map((tensor): GpuArray | Numbers => {
    const data = tensorOnCpu(tensor);
    if (data) return { data, shape: tensor.shape };
    const { tensorRef, buffer } = tensor.dataToGPU() as tf.GPUData & { buffer: GPUBuffer };
    references.push(tensorRef);
    return { buffer, shape: tensor.shape };
  });
  return { arrays, release: () => references.forEach((reference) => reference.dispose()) };
}

/** Its numbers where reading them is no readback: it was made on the CPU and not used on the GPU yet. */
function tensorOnCpu(tensor: tf.Tensor): Float32Array | undefined {
  const { tensorMap } = tf.backend() as unknown as {
    tensorMap: { get(id: object): { values: ArrayLike<number> | null | undefined } };
  };
  const { values } = tensorMap.get(tensor.dataId);
  return values ? Float32Array.from(values) : undefined;
}

function onGpu(array: GpuArray | Numbers): GpuArray | Float64Array {
  return "buffer" in array ? array : Float64Array.from(array.data);
}

/** A tensor with the numbers of a buffer, which is freed: TensorFlow.js has submitted its copy by then. */
function takeTensor(buffer: GPUBuffer, shape: readonly number[]): tf.Tensor {
  const tensor = tf.tensor({ buffer }, [...shape], "float32");
  buffer.destroy();
  return tensor;
}

/** Whoever asks for the solution gets it when it has come from the GPU; without derivatives. */
async function readFor(result: GpuResult, onSolution: (solution: Solution) => void): Promise<void> {
  const data = await result.read();
  const source: ConstructorParameters<typeof Solution<"now">>[1] = {
    when: "now",
    vjp: unavailable,
    jvp: unavailable,
    jacobian: unavailable,
    weaklyActive: () => data.weaklyActive,
    certificate: () => undefined,
    // The GPU accepts nothing beyond its tolerance.
    atRounding: () => false,
    solvedBy: () => "GPU",
    dispose: () => undefined,
  };
  onSolution(new Solution(data, source));
}

function unavailable(): never {
  throw new Error("On the webgpu backend take derivatives with tf.grads, not through onSolution.");
}
