import type { FieldName, Operand } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { GpuOperand, GpuProblem } from "./gpu-problem.js";
import { isOnGpu } from "./gpu-problem.js";
import type { OperandLayout, Transpose } from "./layout.js";
import { INFINITE } from "./layout.js";

/** The inputs of one chunk of a batch in one buffer: those that the batch shares once, the others side by side. */
export interface UploadedData {
  readonly buffer: GPUBuffer;
  readonly operands: Readonly<Record<FieldName, OperandLayout>>;
  /** Numbers from the high to the low part of a number; 0 where every number is float32 to begin with. */
  readonly dataLow: number;
  /** Matrices whose transposes are still to be written. */
  readonly transposes: readonly Transpose[];
}

/** Those that are multiplied by rows as well as by columns; Q is its own transpose. */
const TRANSPOSED: readonly FieldName[] = ["A", "G"];

const ABSENT: OperandLayout = { offset: 0, stride: 0, step: 0, transpose: 0 };

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
  const operands = {} as Record<FieldName, OperandLayout>;
  let total = 0;
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    operands[name] = ABSENT;
    if (operand === undefined) continue;
    const { size, stride } = operand;
    const numbers = stride > 0 ? count * size : size;
    const transpose = TRANSPOSED.includes(name) ? total + numbers : 0;
    const step = size === 1 && isBound(name) ? scalarStep(operand, problem) : 1;
    operands[name] = { offset: total, stride, step, transpose };
    total += transpose > 0 ? 2 * numbers : numbers;
  }
  const high = new Float32Array(total);
  const low = new Float32Array(total);
  let anyLow = false;
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined || isOnGpu(operand)) continue;
    const found = splitOperand(operand, first, count, operands[name].offset, high, low);
    anyLow ||= found;
  }
  const bytes = Math.max(4, 4 * total) * (anyLow ? 2 : 1);
  const buffer = device.createBuffer({
    label: "optnet data",
    size: bytes,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, high);
  if (anyLow) device.queue.writeBuffer(buffer, 4 * total, low);
  copyGpuInputs(device, problem, first, count, operands, buffer);
  const dataLow = anyLow ? total : 0;
  const transposes = TRANSPOSED.flatMap((name): Transpose[] => {
    const operand = problem[name];
    if (operand === undefined || operand.size === 0) return [];
    const { offset: matrix, transpose } = operands[name];
    const columns = problem.variables;
    const rows = operand.size / columns;
    return [{ matrix, transpose, rows, columns, numbers: transpose - matrix, dataLow }];
  });
  return { buffer, operands, dataLow, transposes };
}

function isBound(name: FieldName): boolean {
  return name === "lower" || name === "upper";
}

/** A bound with one number: for all variables, unless there is only one. */
function scalarStep(operand: Operand | GpuOperand, { variables }: GpuProblem): number {
  return operand.size === variables ? 1 : 0;
}

/** Splits float64 numbers into a float32 and what is left of it; says whether anything was left. */
function splitOperand(
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
  operands: UploadedData["operands"],
  target: GPUBuffer,
): void {
  const encoder = device.createCommandEncoder();
  let any = false;
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand === undefined || !isOnGpu(operand) || operand.size === 0) continue;
    const { buffer, offset, size, stride } = operand;
    const start = stride > 0 ? first * size : 0;
    const length = stride > 0 ? count * size : size;
    encoder.copyBufferToBuffer(buffer, offset + 4 * start, target, 4 * operands[name].offset, 4 * length);
    any = true;
  }
  if (any) device.queue.submit([encoder.finish()]);
}
