/**
 * What is solved, for every element of a batch:
 *
 *     minimise    ½ zᵀQz + pᵀz
 *     subject to  A z = b                 multiplier nu, free
 *                 G z ≤ h                 multiplier lambda ≥ 0
 *                 lower ≤ z ≤ upper       multipliers lambdaLower, lambdaUpper ≥ 0
 *
 * Plain data.
 */
import type { Pattern } from "../matrix/pattern.js";

/** Typed arrays whose entries are numbers; those of integers are converted. */
export type TypedNumbers =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Numbers nested to the rank of the array: `[1, 2]`, `[[1, 2], [3, 4]]`, … Rows may be typed arrays. */
export type NestedNumbers = readonly number[] | readonly (NestedNumbers | TypedNumbers)[];

/** A dense row-major array with an explicit shape. */
export interface DenseArray<Data extends TypedNumbers | readonly number[] = Float64Array | Float32Array> {
  /** The numbers, row-major; as many as the product of the shape. */
  readonly data: Data;
  /** The length of every axis; `[]` for a single number. */
  readonly shape: readonly number[];
}

/**
 * One input. A plain typed array is one problem's worth of numbers, row-major and shared by the batch; nested
 * arrays and {@link DenseArray} carry their shape and may have a leading batch axis, whose length may be 0.
 *
 * The number of axes says what an array is, never their lengths: one axis is a vector, two are a matrix or a batch of
 * vectors, three are a batch of matrices. A batch axis of length 1 serves every element of a larger batch.
 */
export type ArrayInput = NestedNumbers | DenseArray<TypedNumbers | readonly number[]> | TypedNumbers;

/**
 * A diagonal matrix by its diagonal, `[n]`, or `[B,n]` for one per element. (A plain Q with two axes is always one
 * matrix `[n,n]`: nothing else would tell it from the diagonals of n elements.)
 */
export interface DiagonalInput {
  /** The numbers on the diagonal. */
  readonly diagonal: ArrayInput;
}

/** The inputs as a user gives them. With n variables, e equalities, m inequalities and batch B: */
export interface ProblemInput {
  /** Cost matrix: `[n,n]` or `[B,n,n]`; a diagonal as `[n]` or `{ diagonal }`, `[B,1,n]` too; absent = 0. */
  readonly Q?: ArrayInput | DiagonalInput | undefined;
  /** Linear cost: `[n]` or `[B,n]`. */
  readonly p: ArrayInput;
  /** Equality matrix: `[e,n]` or `[B,e,n]`. Rows may be redundant. */
  readonly A?: ArrayInput | undefined;
  /** Equality right-hand side: `[e]` or `[B,e]`. */
  readonly b?: ArrayInput | undefined;
  /** Inequality matrix: `[m,n]` or `[B,m,n]`. */
  readonly G?: ArrayInput | undefined;
  /** Inequality right-hand side: `[m]` or `[B,m]`; +Infinity: the row is absent, −Infinity: nothing can meet it. */
  readonly h?: ArrayInput | undefined;
  /** Lower bounds: a number for all, `[n]` or `[B,n]`; −Infinity where there is none. */
  readonly lower?: ArrayInput | number | undefined;
  /** Upper bounds: a number for all, `[n]` or `[B,n]`; +Infinity where there is none. */
  readonly upper?: ArrayInput | number | undefined;
}

/** Some of the inputs. */
export type SomeInputs = { readonly [Name in keyof ProblemInput]?: ProblemInput[Name] | undefined };

/** The name of an input: `Q`, `p`, `A`, `b`, `G`, `h`, `lower` or `upper`, as in {@link ProblemInput}. */
export type FieldName = "Q" | "p" | "A" | "b" | "G" | "h" | "lower" | "upper";

export const FIELD_NAMES: readonly FieldName[] = ["Q", "p", "A", "b", "G", "h", "lower", "upper"];

/** One checked input: float64, row-major. Element i of the batch starts at `i * stride`. */
export interface Operand {
  readonly data: Float64Array;
  /** Numbers in one element. */
  readonly size: number;
  /** 0 when the batch shares this input, otherwise `size`. */
  readonly stride: number;
  /** The shape the user gave, which is also the shape of the gradient. */
  readonly shape: readonly number[];
  /** The first axis of the shape is a batch of one, which a larger batch shares. */
  readonly ofOne?: true | undefined;
  /** Only of Q: it was given as a diagonal, whatever its shape looks like. */
  readonly diagonal?: true | undefined;
  /** Set where it is sparse: `data` holds the stored entries in the pattern's order, `size` of them per element. */
  readonly pattern?: Pattern | undefined;
}

export type QuadraticKind = "zero" | "diagonal" | "dense";

/** A checked problem: every shape agrees, every number is finite (bounds and h may be infinite). */
export interface Problem {
  readonly batch: number;
  /** Where the elements are in the user's batch, if this is a part of it. */
  readonly positions?: readonly number[] | undefined;
  /** Whether any input carried a batch axis; without one, outputs have none either. */
  readonly batched: boolean;
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
  readonly quadratic: QuadraticKind;
  /** Absent inputs are `undefined`; a dense Q is exactly symmetric. */
  readonly Q: Operand | undefined;
  readonly p: Operand;
  readonly A: Operand | undefined;
  readonly b: Operand | undefined;
  readonly G: Operand | undefined;
  readonly h: Operand | undefined;
  /** A scalar bound stays one number with shape `[]`: read it through {@link boundAt}. */
  readonly lower: Operand | undefined;
  readonly upper: Operand | undefined;
}

/** Whether all elements have the same Q, A and G. */
export function sharesMatrices({ Q, A, G }: Pick<Problem, "Q" | "A" | "G">): boolean {
  return [Q, A, G].every((operand) => operand === undefined || operand.stride === 0);
}

/** The numbers of one element of the batch, without copying. */
export function elementOf(operand: Operand, element: number): Float64Array {
  const start = element * operand.stride;
  return operand.data.subarray(start, start + operand.size);
}

/** One bound of one element; `absent` where the input was not given. */
export function boundAt(
  operand: Operand | undefined,
  element: number,
  index: number,
  absent: number,
): number {
  if (operand === undefined) return absent;
  return operand.data[element * operand.stride + (operand.size === 1 ? 0 : index)];
}
