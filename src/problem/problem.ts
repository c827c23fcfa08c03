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

/** Whole numbers: positions of rows and columns. */
export type IndexInput = readonly number[] | TypedNumbers;

/** A sparse matrix by compressed rows, as SciPy's `csr_matrix`; what `sparse.csr` and its like make is one. */
export interface CsrInput {
  /** The numbers of rows and columns. */
  readonly shape: readonly number[];
  /** Where rows begin, `[rows + 1]`: row i has the entries from `indptr[i]` to `indptr[i + 1] − 1`. */
  readonly indptr: IndexInput;
  /** The column of every entry, `[nnz]`; ascending within a row. */
  readonly indices: IndexInput;
  /** The entries, `[nnz]`, or `[B, nnz]`: a batch has one pattern. */
  readonly data: ArrayInput;
  /** B, where `data` is flat and holds the entries of several matrices. */
  readonly batch?: number | undefined;
}

/** A sparse matrix by compressed columns, as SciPy's `csc_matrix`. */
export interface CscInput {
  /** The numbers of rows and columns. */
  readonly shape: readonly number[];
  /** Where columns begin, `[columns + 1]`. */
  readonly indptr: IndexInput;
  /** The row of every entry, `[nnz]`; ascending within a column. */
  readonly indices: IndexInput;
  /** The entries, `[nnz]`, or `[B, nnz]`. */
  readonly data: ArrayInput;
}

/** A sparse matrix by triplets, in any order; values in the same place add up. */
export interface TripletInput {
  /** The numbers of rows and columns. */
  readonly shape: readonly number[];
  /** The row of every value. */
  readonly rows: IndexInput;
  /** The column of every value. */
  readonly columns: IndexInput;
  /** The values, `[k]`, or `[B, k]`. */
  readonly values: ArrayInput;
}

/** A sparse matrix as problems take it. Making it with `sparse.…` once has its pattern checked, and planned for, once. */
export type SparseInput = CsrInput | TripletInput;

/** The inputs as a user gives them. With n variables, e equalities, m inequalities and batch B: */
export interface ProblemInput {
  /** Cost matrix: `[n,n]` or `[B,n,n]`; a diagonal as `[n]` or `{ diagonal }`, `[B,1,n]` too; or sparse; absent = 0. */
  readonly Q?: ArrayInput | DiagonalInput | SparseInput | undefined;
  /** Linear cost: `[n]` or `[B,n]`. */
  readonly p: ArrayInput;
  /** Equality matrix: `[e,n]` or `[B,e,n]`, or sparse. Rows may be redundant. */
  readonly A?: ArrayInput | SparseInput | undefined;
  /** Equality right-hand side: `[e]` or `[B,e]`. */
  readonly b?: ArrayInput | undefined;
  /** Inequality matrix: `[m,n]` or `[B,m,n]`, or sparse. */
  readonly G?: ArrayInput | SparseInput | undefined;
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

/**
 * One checked input: float64, row-major, or the entries of a sparse matrix. Element i of the batch starts at
 * `i * stride`.
 */
export interface Operand {
  readonly data: Float64Array;
  /** Numbers in one element. */
  readonly size: number;
  /** 0 when the batch shares this input, otherwise `size`. */
  readonly stride: number;
  /** The shape the user gave, which is also the shape of the gradient; of a sparse matrix that of its entries. */
  readonly shape: readonly number[];
  /** The first axis of the shape is a batch of one, which a larger batch shares. */
  readonly ofOne?: true | undefined;
  /** Only of Q: it was given as a diagonal, whatever its shape looks like. */
  readonly diagonal?: true | undefined;
  /**
   * Set where it is sparse: `data` holds the stored entries in the pattern's order, `size` of them per element. That of Q
   * is symmetric, and so are the numbers, exactly.
   */
  readonly pattern?: Pattern | undefined;
  /** Only of a sparse Q: how the user gave it, where that is not as it is here. */
  readonly given?: GivenEntries | undefined;
}

/** The entries of a matrix as the user gave them, which a checked one holds in another way. */
export interface GivenEntries {
  readonly pattern: Pattern;
  /** Where in the numbers of one element of the operand each of them is. */
  readonly places: Int32Array;
}

export type QuadraticKind = "zero" | "diagonal" | "dense" | "sparse";

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
  /** Absent inputs are `undefined`; Q is exactly symmetric. */
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

/** Whether all elements have the same numbers of an input, or none. */
export function isShared(operand: Operand | undefined): boolean {
  return operand === undefined || operand.stride === 0;
}

/** Whether all elements have the same bounds. */
export function sharesBounds({ lower, upper }: Problem): boolean {
  return isShared(lower) && isShared(upper);
}

/** Whether all elements have the same Q, A and G. */
export function sharesMatrices({ Q, A, G }: Pick<Problem, "Q" | "A" | "G">): boolean {
  return isShared(Q) && isShared(A) && isShared(G);
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
