import type { FieldName } from "../../problem/problem.js";
import type { GpuArray } from "./gpu-problem.js";
import type { GpuBatch, Chunk } from "./batch.js";

export const COTANGENT_NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper", "objective"] as const;
export type CotangentName = (typeof COTANGENT_NAMES)[number];

/** Cotangents of the whole batch, row-major: float64 numbers, or float32 in GPU memory. */
export type GpuCotangents = { readonly [Name in CotangentName]?: Float64Array | GpuArray };

export interface DerivativePipelines {
  readonly adjoint: GPUComputePipeline;
  readonly batched: GPUComputePipeline;
  readonly shared: GPUComputePipeline;
}

/** One gradient in GPU memory, in as many pieces as the device's limits ask for. */
export interface GpuGradient {
  readonly pieces: readonly GradientPiece[];
  readonly numbers: number;
  readonly shape: readonly number[];
}

/** Numbers `first` to `first + numbers − 1` of a gradient: all high parts, then all low parts. */
export interface GradientPiece {
  readonly buffer: GPUBuffer;
  readonly first: number;
  readonly numbers: number;
}

/** Numbers of kernel/gradient.wgsl. */
const FIELD_CODES: Readonly<Record<Exclude<FieldName, "Q">, number>> = {
  p: 0,
  A: 3,
  b: 4,
  G: 5,
  h: 6,
  lower: 7,
  upper: 8,
};
/** Entries of a workgroup that sums over the batch. */
const ENTRIES = 8;
const DENSE_Q = 1;
const DIAGONAL_Q = 2;

/**
 * Gradients of the inputs, given those of the outputs: one adjoint solve with the factors of the forward pass, then
 * products. Nothing leaves the GPU; the caller owns the buffers.
 */
export function gradientsOnGpu(
  batch: GpuBatch,
  pipelines: DerivativePipelines,
  cotangents: GpuCotangents,
  wrt: readonly FieldName[],
): Map<FieldName, GpuGradient> {
  const pieces = new Map(wrt.map((name): [FieldName, GradientPiece[]] => [name, []]));
  const newPiece = (name: FieldName, first: number, numbers: number): GradientPiece => {
    const buffer = batch.storage(`gradient of ${name}`, 2 * numbers, GPUBufferUsage.COPY_SRC);
    const piece = { buffer, first, numbers };
    pieces.get(name)!.push(piece);
    return piece;
  };
  const sums = new Map<FieldName, GradientPiece>();
  for (const name of wrt) {
    const { size, stride } = batch.problem[name]!;
    if (stride === 0) sums.set(name, newPiece(name, 0, size));
  }
  for (const chunk of batch.chunks) {
    const adjoint = solveAdjoint(batch, pipelines.adjoint, chunk, cotangents);
    for (const name of wrt) {
      const { size } = batch.problem[name]!;
      const piece = sums.get(name) ?? newPiece(name, chunk.first * size, chunk.count * size);
      addGradient(batch, pipelines, chunk, adjoint, name, piece);
    }
    adjoint.destroy();
  }
  return new Map(
    wrt.map((name): [FieldName, GpuGradient] => {
      const { shape } = batch.problem[name]!;
      const numbers = shape.reduce((product, length) => product * length, 1);
      return [name, { pieces: pieces.get(name)!, numbers, shape }];
    }),
  );
}

function lengthsOf({ problem }: GpuBatch): Record<CotangentName, number> {
  const { variables: n, equalities: e, inequalities: m } = problem;
  return { z: n, nu: e, lambda: m, lambdaLower: n, lambdaUpper: n, objective: 1 };
}

function solveAdjoint(
  batch: GpuBatch,
  pipeline: GPUComputePipeline,
  chunk: Chunk,
  cotangents: GpuCotangents,
): GPUBuffer {
  const { device } = batch.gpu;
  const lengths = lengthsOf(batch);
  let total = 0;
  const places = COTANGENT_NAMES.map((name) => {
    if (cotangents[name] === undefined) return undefined;
    total += chunk.count * lengths[name];
    return total - chunk.count * lengths[name];
  });
  const buffer = batch.storage("cotangents", 2 * total, GPUBufferUsage.COPY_DST);
  const encoder = device.createCommandEncoder();
  COTANGENT_NAMES.forEach((name, i) => {
    const given = cotangents[name];
    if (given === undefined || lengths[name] === 0) return;
    const start = chunk.first * lengths[name];
    const length = chunk.count * lengths[name];
    if (given instanceof Float64Array) {
      const numbers = given.subarray(start, start + length);
      const high = Float32Array.from(numbers);
      device.queue.writeBuffer(buffer, 4 * places[i]!, high);
      device.queue.writeBuffer(
        buffer,
        4 * (total + places[i]!),
        Float32Array.from(numbers, (value, j) => value - high[j]),
      );
    } else {
      encoder.copyBufferToBuffer(
        given.buffer,
        (given.offset ?? 0) + 4 * start,
        buffer,
        4 * places[i]!,
        4 * length,
      );
    }
  });
  device.queue.submit([encoder.finish()]);
  const params = { ...chunk.params, cotangents: places, cotangentLow: total };
  const { variables: n, equalities: e, inequalities: m } = batch.problem;
  const numbers = chunk.count * (3 * n + e + m + 1);
  const adjoint = batch.storage("adjoint", (numbers * batch.memory.bytesPerNumber) / 4);
  batch.dispatchElements(pipeline, chunk, params, [chunk.data, chunk.work, chunk.result, buffer, adjoint]);
  buffer.destroy();
  return adjoint;
}

function addGradient(
  batch: GpuBatch,
  pipelines: DerivativePipelines,
  chunk: Chunk,
  adjoint: GPUBuffer,
  name: FieldName,
  { buffer, numbers }: GradientPiece,
): void {
  const operand = batch.problem[name]!;
  if (numbers === 0) return;
  const code =
    name === "Q" ? (batch.problem.quadratic === "dense" ? DENSE_Q : DIAGONAL_Q) : FIELD_CODES[name];
  const params = {
    ...chunk.params,
    gradientField: code,
    gradientSize: operand.size,
    gradientLow: numbers,
  };
  const uniform = batch.uniform(params);
  const buffers = [uniform, undefined, undefined, chunk.result, undefined, adjoint, buffer];
  if (operand.stride > 0) batch.dispatchNumbers(pipelines.batched, buffers, numbers);
  else batch.dispatchNumbers(pipelines.shared, buffers, numbers, ENTRIES);
  uniform.destroy();
}
