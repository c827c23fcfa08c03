/** From what a user passes to a problem in shared memory, whose numbers come while it is being solved. */
import type { Memory } from "../../problem/memory.js";
import type { Problem, ProblemInput, TypedNumbers } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { OptNetError } from "../../problem/errors.js";
import { checkNumbers, readFields, shapeProblem } from "../../problem/validate.js";
import type { RecycledSharedMemory } from "./memory.js";
import { copyToShared, isShared } from "./memory.js";

export class SharedInput {
  /** What it looks like; {@link fill} brings the numbers. */
  readonly problem: Problem;
  /** Memory that copies are in. */
  readonly buffers: SharedArrayBuffer[] = [];
  readonly #sources = new Map<Float64Array, TypedNumbers>();

  /**
   * Arrays in shared memory are taken as they are, all others will be copied.
   *
   * @throws OptNetError for shapes that do not agree, and bad numbers that the batch shares.
   */
  constructor(input: ProblemInput, memory: RecycledSharedMemory) {
    const allocate = (length: number): Float64Array => {
      const numbers = memory.take(length);
      this.buffers.push(numbers.buffer as SharedArrayBuffer);
      return numbers;
    };
    const copies: Memory = {
      allocate,
      keep: (numbers) => {
        if (numbers instanceof Float64Array && isShared(numbers)) return numbers;
        const copy = allocate(numbers.length);
        this.#sources.set(copy, numbers);
        return copy;
      },
    };
    this.problem = shapeProblem(readFields(input), {}, copies);
    for (const name of FIELD_NAMES) {
      const operand = this.problem[name];
      // Infinite right-hand sides decide how the batch is cut.
      if (operand?.stride === 0 || (operand && name === "h"))
        this.#copy(operand.data, 0, operand.data.length);
    }
  }

  /** Copies what elements `first` … `last` − 1 have for themselves. */
  fill(first: number, last: number): void {
    for (const name of FIELD_NAMES) {
      const operand = this.problem[name];
      if (operand && operand.stride > 0 && name !== "h")
        this.#copy(operand.data, first * operand.stride, last * operand.stride);
    }
  }

  #copy(target: Float64Array, from: number, to: number): void {
    const source = this.#sources.get(target);
    if (source) target.set(source.subarray(from, to), from);
  }
}

/** The problem with all its numbers in shared memory; as it is where they are. */
export function inSharedMemory(problem: Problem): Problem {
  const shared: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem };
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand && !isShared(operand.data)) shared[name] = { ...operand, data: copyToShared(operand.data) };
  }
  return shared;
}

/** Checks the numbers that elements have for themselves. */
export function checkOwn(problem: Problem): void {
  checkNumbers(problem, (field) => problem[field]!.stride > 0);
}

/**
 * Makes a shared Q symmetric before several threads look at it. Where it cannot be, or other shared numbers are no
 * numbers, all elements are invalid, which each thread finds out for its own.
 */
export function averageShared(problem: Problem): void {
  try {
    checkShared(problem);
  } catch (error) {
    if (!(error instanceof OptNetError)) throw error;
  }
}

/** Checks the numbers that all elements share. */
export function checkShared(problem: Problem): void {
  checkNumbers(problem, (field) => problem[field]?.stride === 0);
}
