import type { FieldName } from "../../problem/problem.js";
import type { KktVectors } from "../../problem/fields.js";
import type { GpuArray } from "./gpu-problem.js";
import type { Chunk, GpuBatch } from "./batch.js";
import type { CotangentName, Params } from "./layout.js";
import { ADJOINT, COTANGENT_NAMES, ENTRIES, gradientCode, lengthOf, startOf } from "./layout.js";
import { readNumbers, splitNumbers } from "./result-memory.js";

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

/**
 * Solves K u = right on the active set (executor.ts, `solveKkt`), with the factors of the forward pass; brings u to CPU
 * memory.
 */
export async function solveKktOnGpu(
  batch: GpuBatch,
  pipeline: GPUComputePipeline,
  right: KktVectors,
): Promise<KktVectors> {
  const cotangents = Object.fromEntries(
    VECTOR_NAMES.map((name) => [name, right[name].map((value) => -value)]),
  );
  const { lengths, memory } = batch;
  const width = startOf(ADJOINT, lengths);
  const words = memory.bytesPerNumber / 4;
  const out = Object.fromEntries(
    VECTOR_NAMES.map((name) => [name, new Float64Array(right[name].length)]),
  ) as Record<(typeof VECTOR_NAMES)[number], Float64Array>;
  const reading = batch.chunks.map(async (chunk) => {
    // Unsolved elements have none, whatever they contribute to gradients.
    const params = { ...chunk.params, unsolved: 0 };
    const adjoint = solveAdjoint(batch, pipeline, { ...chunk, params }, cotangents);
    const read = await readNumbers(batch, adjoint);
    adjoint.destroy();
    for (const name of VECTOR_NAMES) {
      const length = lengthOf(ADJOINT[name], lengths);
      const start = startOf(ADJOINT, lengths, name);
      for (let i = 0; i < chunk.count * length; i++) {
        const at = words * (Math.floor(i / length) * width + start + (i % length));
        out[name][chunk.first * length + i] = words === 1 ? read[at] : read[at] + read[at + 1];
      }
    }
  });
  await Promise.all(reading);
  return out;
}

const VECTOR_NAMES = ["z", "nu", "lambda", "lambdaLower", "lambdaUpper"] as const;

/** Where the kernels look for the cotangent of an output. */
const COTANGENT_PARAMS = {
  z: "cotangentZ",
  nu: "cotangentNu",
  lambda: "cotangentLambda",
  lambdaLower: "cotangentLambdaLower",
  lambdaUpper: "cotangentLambdaUpper",
  objective: "cotangentObjective",
} as const satisfies Record<CotangentName, keyof Params>;

function solveAdjoint(
  batch: GpuBatch,
  pipeline: GPUComputePipeline,
  chunk: Chunk,
  cotangents: GpuCotangents,
): GPUBuffer {
  const { device } = batch.gpu;
  const lengthIn = (name: CotangentName): number => lengthOf(ADJOINT[name], batch.lengths);
  const offsets = new Map<CotangentName, number>();
  let total = 0;
  for (const name of COTANGENT_NAMES) {
    if (cotangents[name] === undefined) continue;
    offsets.set(name, total);
    total += chunk.count * lengthIn(name);
  }
  const buffer = batch.storage("cotangents", 2 * total, GPUBufferUsage.COPY_DST);
  const encoder = device.createCommandEncoder();
  const params: { -readonly [Name in keyof Params]: Params[Name] } = { ...chunk.params, cotangentLow: total };
  for (const [name, offset] of offsets) {
    params[COTANGENT_PARAMS[name]] = offset;
    const given = cotangents[name]!;
    const start = chunk.first * lengthIn(name);
    const length = chunk.count * lengthIn(name);
    if (length === 0) continue;
    if (given instanceof Float64Array) {
      const { high, low } = splitNumbers(given.subarray(start, start + length));
      device.queue.writeBuffer(buffer, 4 * offset, high);
      device.queue.writeBuffer(buffer, 4 * (total + offset), low);
    } else {
      const from = (given.offset ?? 0) + 4 * start;
      encoder.copyBufferToBuffer(given.buffer, from, buffer, 4 * offset, 4 * length);
    }
  }
  device.queue.submit([encoder.finish()]);
  const numbers = chunk.count * startOf(ADJOINT, batch.lengths);
  const words = (numbers * batch.memory.bytesPerNumber) / 4;
  const adjoint = batch.storage("adjoint", words, GPUBufferUsage.COPY_SRC);
  const { data, work, result } = chunk;
  batch.dispatchElements(pipeline, chunk, params, { data, work, result, cotangents: buffer, adjoint });
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
  const params = batch.uniform({
    ...chunk.params,
    gradientField: gradientCode(name === "Q" && batch.problem.quadratic !== "dense" ? "diagonal" : name),
    gradientSize: operand.size,
    gradientLow: numbers,
  });
  const buffers = { params, result: chunk.result, adjoint, gradient: buffer };
  if (operand.stride > 0) batch.dispatchNumbers(pipelines.batched, buffers, numbers);
  else batch.dispatchNumbers(pipelines.shared, buffers, numbers, ENTRIES);
  params.destroy();
}
