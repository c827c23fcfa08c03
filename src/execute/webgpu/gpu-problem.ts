import { OptNetError, requireFinite } from "../../problem/errors.js";
import type {
  ArrayInput,
  FieldName,
  Operand,
  Problem,
  ProblemInput,
  QuadraticKind,
} from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import { diagonalIn } from "../../problem/quadratic.js";
import { isSparseInput } from "../../problem/sparse.js";
import { readFields, requireRoomForSolution, validateProblem } from "../../problem/validate.js";

/** float32 numbers in GPU memory, row-major. The buffer needs the usage COPY_SRC. */
export interface GpuArray {
  /** Where the numbers are. */
  readonly buffer: GPUBuffer;
  /** The length of every axis. */
  readonly shape: readonly number[];
  /** Where the numbers begin, in bytes; a multiple of 4. */
  readonly offset?: number | undefined;
}

/** The inputs of a problem, each in CPU or GPU memory. Shapes as in {@link ProblemInput}. */
export type GpuProblemInput = {
  readonly [Name in keyof ProblemInput]:
    ProblemInput[Name] | GpuArray | (Name extends "Q" ? { readonly diagonal: GpuArray } : never);
};

/** One checked input in GPU memory; its numbers are taken as they are. */
export interface GpuOperand {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
  readonly stride: number;
  readonly shape: readonly number[];
  /** The length of its batch axis, if it has one. */
  readonly batch: number | undefined;
  readonly ofOne?: true | undefined;
}

type Fields = { readonly [Name in FieldName]: Operand | GpuOperand | undefined };

/** A problem whose shapes agree; numbers in CPU memory are checked, those in GPU memory are not looked at. */
export interface GpuProblem extends Omit<Problem, FieldName | "quadratic">, Fields {
  readonly quadratic: Exclude<QuadraticKind, "sparse">;
}

export function isGpuArray(input: unknown): input is GpuArray {
  return typeof input === "object" && input !== null && "buffer" in input && "shape" in input;
}

export function isOnGpu(operand: Operand | GpuOperand): operand is GpuOperand {
  return "buffer" in operand;
}

/**
 * Checks a problem whose inputs may be in GPU memory.
 *
 * @throws OptNetError for inputs that are not a problem.
 */
export function validateGpuProblem(input: GpuProblemInput): GpuProblem {
  const fields = readFields(input);
  for (const name of FIELD_NAMES) if (isSparseInput(fields[name])) refuseSparse(name);
  const diagonal = diagonalIn(fields.Q);
  const onGpu = new Map<FieldName, GpuArray>();
  for (const name of FIELD_NAMES) {
    const value = name === "Q" && isGpuArray(diagonal) ? diagonal : fields[name];
    if (isGpuArray(value)) onGpu.set(name, value);
  }
  if (onGpu.size === 0) return requireFiniteSides(validateProblem(input as ProblemInput));
  const n = variablesOf(fields.p);
  const operands: { [Name in FieldName]?: GpuOperand } = {};
  // One element of zeros, or no bound at all, stands for what cannot be looked at.
  const standIn: Record<string, unknown> = { ...fields };
  for (const [name, array] of onGpu) {
    const { operand, elementShape } = operandOf(name, array, n, name === "Q" && array === diagonal);
    operands[name] = operand;
    const fill = name === "lower" ? -Infinity : name === "upper" ? Infinity : 0;
    const data = new Float64Array(operand.size).fill(fill);
    standIn[name] = elementShape.length === 0 ? fill : { data, shape: elementShape };
  }
  const problem = requireFiniteSides(validateProblem(standIn as unknown as ProblemInput));
  return withBatch({ ...problem, ...operands }, problem.batched ? problem.batch : undefined);
}

/** Absent rows are the CPU's business: here a row is a row. */
function requireFiniteSides(problem: Problem): GpuProblem {
  const { h, quadratic } = problem;
  if (quadratic === "sparse") refuseSparse("Q");
  const hint = "On a GPU leave such rows out; solve takes them for absent.";
  if (h) requireFinite("h", h.data, h.shape, h.stride > 0 || h.ofOne === true, hint);
  return { ...problem, quadratic };
}

/** Shaders have no sparse factorisation. */
function refuseSparse(field: FieldName): never {
  throw new OptNetError({
    field,
    expected: "a dense matrix, which is all that a GPU factors",
    got: "a sparse matrix",
    hint: `Call solve, which takes it as it is, or pass ${field}.toDense().`,
  });
}

/**
 * The problem with the batch size that its inputs in GPU memory, and `onCpu` of the others, have; a batch of one goes
 * with any other.
 */
function withBatch(problem: GpuProblem, onCpu: number | undefined): GpuProblem {
  const lengths: [FieldName | undefined, number][] = onCpu === undefined ? [] : [[undefined, onCpu]];
  for (const name of FIELD_NAMES) {
    const operand = problem[name];
    if (operand && isOnGpu(operand) && operand.batch !== undefined) lengths.push([name, operand.batch]);
  }
  const batch = lengths.find(([, length]) => length !== 1)?.[1] ?? 1;
  const odd = lengths.find(([, length]) => length !== 1 && length !== batch);
  if (odd !== undefined) throw mixedBatch(odd[0]!, batch, odd[1]);
  requireRoomForSolution(batch, problem.variables, problem.equalities, problem.inequalities);
  const joined: { -readonly [Key in keyof GpuProblem]: GpuProblem[Key] } = { ...problem };
  joined.batch = batch;
  joined.batched = lengths.length > 0;
  if (batch !== 1) {
    for (const name of FIELD_NAMES) {
      const operand = problem[name];
      const own = operand && isOnGpu(operand) ? operand.batch : onCpu;
      if (operand && operand.stride > 0 && own === 1) {
        Object.assign(joined, { [name]: { ...operand, stride: 0, ofOne: true } });
      }
    }
  }
  return joined;
}

function variablesOf(p: unknown): number {
  if (isGpuArray(p)) return p.shape.at(-1) ?? 0;
  return validateProblem({ p: p as ArrayInput }).variables;
}

function operandOf(
  name: FieldName,
  array: GpuArray,
  variables: number,
  diagonal: boolean,
): { operand: GpuOperand; elementShape: number[] } {
  const { buffer, shape, offset = 0 } = array;
  const whole = shape.every((length) => Number.isInteger(length) && length >= 0);
  const bytes = 4 * shape.reduce((product, length) => product * length, 1);
  if (!whole || offset % 4 !== 0 || !(offset >= 0) || !(offset + bytes <= buffer.size)) {
    throw new OptNetError({
      field: name,
      expected: `${bytes} bytes of float32 for shape [${shape.join(",")}], from a multiple of 4`,
      got: `a buffer of ${buffer.size} bytes and offset ${offset}`,
      hint: "Row-major float32; offset is in bytes.",
    });
  }
  if ((buffer.usage & GPUBufferUsage.COPY_SRC) === 0) {
    throw new OptNetError({
      field: name,
      expected: "a buffer with the usage COPY_SRC",
      got: `usage ${buffer.usage}`,
      hint: "Create it with GPUBufferUsage.COPY_SRC, so that it can be copied.",
    });
  }
  const rank = diagonal ? 1 : elementRank(name, shape);
  const batched = shape.length > rank;
  const elementShape = batched ? shape.slice(1) : [...shape];
  const size = elementShape.reduce((product, length) => product * length, 1);
  const batch = batched ? shape[0] : undefined;
  const operand = { buffer, offset, size, stride: batched ? size : 0, shape, batch };
  // A diagonal [B,1,n] has elements [1,n], which validation knows as [n].
  return {
    operand,
    elementShape: name === "Q" && elementShape[0] === 1 && rank === 2 ? [variables] : [...elementShape],
  };
}

/** Number of axes of one element: one more is the batch. */
function elementRank(name: FieldName, shape: readonly number[]): number {
  switch (name) {
    case "A":
    case "G":
      return 2;
    case "Q":
      // As on the CPU, two axes are one matrix: [B,n] has two per element as well, and is refused.
      return shape.length === 3 || (shape.length === 2 && shape[0] !== 1) ? 2 : 1;
    case "lower":
    case "upper":
      return shape.length === 0 ? 0 : 1;
    default:
      return 1;
  }
}

function mixedBatch(field: string, expected: number, got: number): OptNetError {
  return new OptNetError({
    field,
    expected: `a batch of ${expected}, as the other inputs have`,
    got: String(got),
    hint: "Give all of them the same number of elements; an input without a batch axis is shared by all.",
  });
}
