/** A problem's numbers on their way to a worker: copies, or the user's own. */
import type { Memory } from "../../problem/memory.js";
import type { Operand, Problem, ProblemInput } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { readFields, shapeProblem } from "../../problem/validate.js";
import { withSentPatterns } from "./patterns.js";

export interface Parcel {
  readonly problem: Problem;
  /** Memory that the worker gets, and this thread loses. */
  readonly transfer: readonly ArrayBuffer[];
  /** The problem without its numbers. */
  readonly outline: Problem;
}

/**
 * @param transfer whether Float64Arrays that fill their memory are taken from the user instead of copied.
 * @throws OptNetError for shapes that do not agree.
 */
export function pack(input: ProblemInput, transfer: boolean): Parcel {
  const taken = new Set<Float64Array>();
  const copy = (numbers: ArrayLike<number>): Float64Array => Float64Array.from(numbers);
  const copies: Memory = {
    allocate: (length) => new Float64Array(length),
    keep: (numbers) => {
      const whole = transfer && numbers instanceof Float64Array && fillsItsMemory(numbers);
      if (!whole || taken.has(numbers)) return copy(numbers);
      taken.add(numbers);
      return numbers;
    },
  };
  const shaped = shapeProblem(readFields(input), {}, copies);
  const problem = mapOperands(shaped, (operand) => {
    if (!taken.has(operand.data)) return operand;
    // The user's array is empty from now on, whenever the worker gets its numbers.
    return { ...operand, data: structuredClone(operand.data, { transfer: [operand.data.buffer] }) };
  });
  const buffers = new Set(
    FIELD_NAMES.flatMap((name) => (problem[name] ? [problem[name].data.buffer as ArrayBuffer] : [])),
  );
  const outline = mapOperands(problem, (operand) => ({ ...operand, data: NONE }));
  return { problem: withSentPatterns(problem, false), transfer: [...buffers], outline };
}

const NONE = new Float64Array(0);

function fillsItsMemory({ buffer, byteLength }: Float64Array): boolean {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && byteLength > 0;
}

function mapOperands(problem: Problem, map: (operand: Operand) => Operand): Problem {
  const mapped: { -readonly [Key in keyof Problem]: Problem[Key] } = { ...problem };
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand) mapped[name] = map(operand);
  }
  return mapped;
}
