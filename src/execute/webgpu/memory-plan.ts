import type { Arithmetic, Sizes } from "./layout.js";
import { ARITHMETICS, KEPT_UNTIL, lengthsOf, startOf, VECTORS } from "./layout.js";

/** Who works on an element, and where its numbers go. */
export interface MemoryPlan {
  readonly arithmetic: Arithmetic;
  readonly bytesPerNumber: 4 | 8;
  /** GPU threads (invocations) that share the work on one element. Sums depend on it, so it follows from the sizes alone. */
  readonly invocations: number;
  /** Elements that share a workgroup. No number depends on it. */
  readonly problems: number;
  /** Numbers of one element in workgroup memory; 1 where they are in a storage buffer. */
  readonly localVectors: number;
  readonly localMatrix: number;
  /** Numbers of one element in the storage buffer. */
  readonly workStride: number;
}

/**
 * A workgroup has at least this many invocations. It is the width at which the common GPUs run them in step, so that
 * fewer would leave some without work and more would have to be synchronised at every barrier. Elements too small for
 * so many share a workgroup: two of 10 variables and inequalities, four of up to 8.
 */
const SMALLEST_WORKGROUP = 32;
const FEWEST_INVOCATIONS = 8;
const MOST_INVOCATIONS = 256;

/**
 * Allocations of larger elements come in four sizes per power of two from here: problems of similar sizes share a
 * pipeline, and not much is wasted of what decides how many workgroups a processor holds.
 */
const SMALLEST_CLASS = 4096;

/**
 * Decides how many invocations an element gets, and what of it lies in workgroup memory: the matrix first, which is read
 * most, then the vectors.
 *
 * @param available bytes of workgroup memory that the device gives.
 */
export function planMemory(sizes: Sizes, arithmetic: Arithmetic, available: number): MemoryPlan {
  const { bytesPerNumber } = ARITHMETICS[arithmetic];
  const lengths = lengthsOf(sizes, arithmetic);
  const { order, unknowns, matrix } = lengths;
  const vectors = startOf(VECTORS, lengths);
  const kept = startOf(VECTORS, lengths, KEPT_UNTIL);
  const invocations = invocationsFor(order, unknowns);
  const problems = Math.max(1, SMALLEST_WORKGROUP / invocations);
  if (invocations <= SMALLEST_WORKGROUP) {
    // One pipeline for all elements with so many invocations, where they fit, as they do but for odd devices.
    const most = { matrix: (invocations * (invocations + 1)) / 2, vectors: 24 * invocations };
    const bytes = problems * (most.matrix + most.vectors) * bytesPerNumber;
    if (bytes <= available - fixedBytes(invocations * problems)) {
      const local = { localMatrix: most.matrix, localVectors: most.vectors };
      return { arithmetic, bytesPerNumber, invocations, problems, ...local, workStride: matrix + kept };
    }
  }
  let room = Math.floor((available - fixedBytes(invocations * problems)) / problems);
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
  return { arithmetic, bytesPerNumber, invocations, problems, localVectors, localMatrix, workStride };
}

/** About one per row of the matrix, and two unknowns for each. */
function invocationsFor(order: number, unknowns: number): number {
  let invocations = FEWEST_INVOCATIONS;
  while (invocations < MOST_INVOCATIONS && (invocations < order || 2 * invocations < unknowns))
    invocations *= 2;
  return invocations;
}

/** Workgroup memory for reductions, and for what all invocations agree on. */
function fixedBytes(invocations: number): number {
  return 16 * invocations + 128;
}

function sizeClass(bytes: number): number {
  if (bytes <= SMALLEST_CLASS) return SMALLEST_CLASS;
  const step = 2 ** (Math.floor(Math.log2(bytes)) - 2);
  return Math.ceil(bytes / step) * step;
}

/**
 * Multiply-adds of one dispatch. Browsers and operating systems take a GPU that is busy for some seconds for hung; a
 * slow one does about 1e11 a second of ours, and this is enough to keep a fast one busy.
 */
const WORK_OF_DISPATCH = 2 ** 38;
const TYPICAL_ITERATIONS = 25;
/** Multiply-adds of float32 in one of double-single arithmetic. */
const COMPENSATED_COST = 16;

/** How many elements one dispatch may take, before limits of the device. */
export function elementsPerDispatch(sizes: Sizes, arithmetic: Arithmetic): number {
  const { variables: n, equalities: e, inequalities: m } = sizes;
  const { order } = lengthsOf(sizes, arithmetic);
  const products = n * (n + 2 * (e + m)) + order * order;
  const iteration = (m * n * n) / 2 + order ** 3 / 3 + 10 * products;
  const cost = arithmetic === "float32" ? 1 : COMPENSATED_COST;
  return Math.max(1, Math.floor(WORK_OF_DISPATCH / (TYPICAL_ITERATIONS * iteration * cost)));
}
