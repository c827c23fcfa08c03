import type { Arithmetic } from "./kernels.js";

/** The sizes of a problem, as kernel/memory.wgsl lays them out. */
export interface Sizes {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly lower: boolean;
  readonly upper: boolean;
}

/** Where one element's numbers go. */
export interface MemoryPlan {
  readonly arithmetic: Arithmetic;
  readonly bytesPerNumber: 4 | 8;
  /** Threads of a workgroup. */
  readonly lanes: number;
  /** Numbers in workgroup memory; 1 where they are in a storage buffer. */
  readonly localVectors: number;
  readonly localMatrix: number;
  /** Numbers of one element in the storage buffer. */
  readonly workStride: number;
}

/** Small allocations share one size, so that problems of many sizes share a pipeline. */
const SMALLEST_CLASS = 4096;

/**
 * Decides what of an element lies in workgroup memory: the matrix first, which is read most, then the vectors.
 *
 * @param available bytes of workgroup memory that the device gives.
 */
export function planMemory(sizes: Sizes, arithmetic: Arithmetic, available: number): MemoryPlan {
  const bytesPerNumber = arithmetic === "float32" ? 4 : 8;
  const { order, matrix, vectors, kept } = countNumbers(sizes, arithmetic);
  const lanes = order <= 32 ? 32 : order <= 64 ? 64 : order <= 128 ? 128 : 256;
  let room = available - 16 * lanes - RESERVED;
  const claim = (numbers: number): number => {
    const bytes = numbers * bytesPerNumber;
    if (bytes > room) return 1;
    const size = Math.min(sizeClass(bytes), room - (room % bytesPerNumber));
    room -= size;
    return size / bytesPerNumber;
  };
  const localMatrix = claim(matrix);
  const localVectors = claim(vectors);
  const workStride = matrix + (localVectors > 1 ? kept : vectors);
  return { arithmetic, bytesPerNumber, lanes, localVectors, localMatrix, workStride };
}

/** Workgroup memory for what all lanes agree on. */
const RESERVED = 128;

function sizeClass(bytes: number): number {
  let size = SMALLEST_CLASS;
  while (size < bytes) size *= 2;
  return size;
}

function countNumbers(
  { variables: n, equalities: e, inequalities: m, lower, upper }: Sizes,
  arithmetic: Arithmetic,
) {
  const rows = m + n * (Number(lower) + Number(upper));
  const order = n + e;
  const unknowns = order + rows;
  const kept = rows + order + m + 1;
  const iterateParts = arithmetic === "float32" ? 2 : 1;
  return {
    order,
    matrix: (order * (order + 1)) / 2,
    kept,
    vectors: kept + (iterateParts + 5) * unknowns + 2 * rows + 2 * order,
  };
}

/** Numbers per element in the sections of `result` before its report, and in the report. */
export const REPORT = 8;

export function resultSections({ variables: n, equalities: e, inequalities: m }: Sizes) {
  return { z: n, nu: e, lambda: m, lambdaLower: n, lambdaUpper: n, slack: m, report: REPORT } as const;
}
