import type { FieldName, Operand } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { GpuOperand, GpuProblem } from "./gpu-problem.js";
import { isOnGpu } from "./gpu-problem.js";
import type { Place } from "./params.js";
import { NOWHERE } from "./params.js";

/** The inputs of one chunk of a batch in one buffer: those that the batch shares once, the others side by side. */
export interface UploadedData {
  readonly buffer: GPUBuffer;
  readonly places: readonly Place[];
  /** Numbers from the high to the low part of a number; 0 where every number is float32 to begin with. */
  readonly dataLow: number;
  /** Matrices whose transposes are still to be written. */
  readonly transposes: readonly Transpose[];
}

/** `Transpose` of kernel/transpose.wgsl. */
export interface Transpose {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly columns: number;
  readonly numbers: number;
  readonly low: number;
}

/** Those that are multiplied by rows as well as by columns; Q is its own transpose. */
const TRANSPOSED: readonly FieldName[] = ["A", "G"];

/** An infinite bound, as a number that every GPU has. */
const INFINITE = 3e38;

/** Numbers of the inputs and of their transposes: per element, and once for all. */
export function countInputs(problem: GpuProblem): { perElement: number; shared: number } {
  let perElement = 0;
  let shared = 0;
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined) continue;
    const numbers = operand.size * (TRANSPOSED.includes(name) ? 2 : 1);
    if (operand.stride > 0) perElement += numbers;
    else shared += numbers;
  }
  return { perElement, shared };
}

/** Copies the inputs of elements `first` … `first + count − 1`; numbers in GPU memory stay there. */
export function uploadInputs(
  device: GPUDevice,
  problem: GpuProblem,
  first: number,
  count: number,
): UploadedData {
  const places: Place[] = [];
  let total = 0;
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined) {
      places.push(NOWHERE);
      continue;
    }
    const { size, stride } = operand;
    const numbers = stride > 0 ? count * size : size;
    const transpose = TRANSPOSED.includes(name) ? total + numbers : 0;
    places.push({
      offset: total,
      stride,
      step: size === 1 && isBound(name) ? scalarStep(operand, problem) : 1,
      transpose,
    });
    total += transpose > 0 ? 2 * numbers : numbers;
  }
  const high = new Float32Array(total);
  const low = new Float32Array(total);
  let anyLow = false;
  FIELD_NAMES.forEach((name, i) => {
    const operand = problem[name];
    if (operand === undefined || isOnGpu(operand)) return;
    const found = splitNumbers(operand, first, count, places[i].offset, high, low);
    anyLow ||= found;
  });
  const bytes = Math.max(4, 4 * total) * (anyLow ? 2 : 1);
  const buffer = device.createBuffer({
    label: "optnet data",
    size: bytes,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, high);
  if (anyLow) device.queue.writeBuffer(buffer, 4 * total, low);
  copyGpuInputs(device, problem, first, count, places, buffer);
  const dataLow = anyLow ? total : 0;
  const transposes = TRANSPOSED.flatMap((name): Transpose[] => {
    const operand = problem[name];
    if (operand === undefined || operand.size === 0) return [];
    const { offset: from, transpose: to } = places[FIELD_NAMES.indexOf(name)];
    const columns = problem.variables;
    return [{ from, to, rows: operand.size / columns, columns, numbers: to - from, low: dataLow }];
  });
  return { buffer, places, dataLow, transposes };
}

function isBound(name: FieldName): boolean {
  return name === "lower" || name === "upper";
}

/** A bound with one number: for all variables, unless there is only one. */
function scalarStep(operand: Operand | GpuOperand, { variables }: GpuProblem): number {
  return operand.size === variables ? 1 : 0;
}

/** Splits float64 numbers into a float32 and what is left of it; says whether anything was left. */
function splitNumbers(
  { data, size, stride }: Operand,
  first: number,
  count: number,
  offset: number,
  high: Float32Array,
  low: Float32Array,
): boolean {
  const start = stride > 0 ? first * size : 0;
  const length = stride > 0 ? count * size : size;
  let any = false;
  for (let i = 0; i < length; i++) {
    const value = Math.min(INFINITE, Math.max(-INFINITE, data[start + i]));
    const head = Math.fround(value);
    high[offset + i] = head;
    if (head === value || Math.abs(value) === INFINITE) continue;
    low[offset + i] = value - head;
    any = true;
  }
  return any;
}

function copyGpuInputs(
  device: GPUDevice,
  problem: GpuProblem,
  first: number,
  count: number,
  places: readonly Place[],
  target: GPUBuffer,
): void {
  const encoder = device.createCommandEncoder();
  let any = false;
  FIELD_NAMES.forEach((name, i) => {
    const operand = problem[name];
    if (operand === undefined || !isOnGpu(operand) || operand.size === 0) return;
    const { buffer, offset, size, stride } = operand;
    const start = stride > 0 ? first * size : 0;
    const length = stride > 0 ? count * size : size;
    encoder.copyBufferToBuffer(buffer, offset + 4 * start, target, 4 * places[i].offset, 4 * length);
    any = true;
  });
  if (any) device.queue.submit([encoder.finish()]);
}
