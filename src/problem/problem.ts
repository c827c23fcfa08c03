/**
 * What is solved, for every element of a batch:
 *
 *     minimise    ½ zᵀQz + pᵀz
 *     subject to  A z = b                 multiplier nu, free
 *                 G z ≤ h                 multiplier lambda ≥ 0
 *                 lower ≤ z ≤ upper       multipliers lambdaLower, lambdaUpper ≥ 0
 *
 * Plain data; this module imports nothing.
 */

/** Numbers nested to the rank of the array: `[1, 2]`, `[[1, 2], [3, 4]]`, … */
export type NestedNumbers = readonly number[] | readonly NestedNumbers[];

/** A dense row-major array with an explicit shape. */
export interface DenseArray<Data extends Float64Array | Float32Array = Float64Array | Float32Array> {
  readonly data: Data;
  readonly shape: readonly number[];
}

/**
 * One input. A plain typed array is one problem's worth of numbers, row-major and shared by the batch; nested
 * arrays and {@link DenseArray} carry their shape and may have a leading batch axis.
 */
export type ArrayInput = NestedNumbers | DenseArray | Float64Array | Float32Array;

/** The inputs as a user gives them. With n variables, e equalities, m inequalities and batch B: */
export interface ProblemInput {
  /** Cost matrix: `[n,n]` or `[B,n,n]`; diagonal as `[n]`, `[B,1,n]` or (for B ≠ n) `[B,n]`; absent = 0. */
  readonly Q?: ArrayInput | undefined;
  /** Linear cost: `[n]` or `[B,n]`. */
  readonly p: ArrayInput;
  /** Equality matrix: `[e,n]` or `[B,e,n]`. Rows may be redundant. */
  readonly A?: ArrayInput | undefined;
  /** Equality right-hand side: `[e]` or `[B,e]`. */
  readonly b?: ArrayInput | undefined;
  /** Inequality matrix: `[m,n]` or `[B,m,n]`. */
  readonly G?: ArrayInput | undefined;
  /** Inequality right-hand side: `[m]` or `[B,m]`. */
  readonly h?: ArrayInput | undefined;
  /** Lower bounds: a number for all, `[n]` or `[B,n]`; −Infinity where there is none. */
  readonly lower?: ArrayInput | number | undefined;
  /** Upper bounds: a number for all, `[n]` or `[B,n]`; +Infinity where there is none. */
  readonly upper?: ArrayInput | number | undefined;
}

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
}

export type QuadraticKind = "zero" | "diagonal" | "dense";

/** A checked problem: every shape agrees, every number is finite (bounds may be infinite). */
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
