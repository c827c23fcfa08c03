/** Gradients and directions of sparse inputs, between the entries as a user gave them and as a problem holds them. */
import type { Pattern } from "../matrix/pattern.js";
import { rowOfEntry, rowsOfEntries, samePattern } from "../matrix/pattern.js";
import { OptNetError, formatShape } from "../problem/errors.js";
import { written } from "../problem/fields.js";
import type { DenseArray, Operand, SparseInput } from "../problem/problem.js";
import { describeNumbers, readNumbers } from "../problem/read.js";
import type { SparseMatrix } from "../problem/sparse-matrix.js";
import { patternInside, sparseMatrix } from "../problem/sparse-matrix.js";
import { isSparseInput, readSparse } from "../problem/sparse.js";

/** What is known of an input wherever its numbers are. */
export type OperandOutline = Pick<Operand, "shape" | "pattern" | "given">;

/** The pattern that a sparse input was given by; undefined for dense ones. */
function givenPattern({ pattern, given }: OperandOutline): Pattern | undefined {
  return given?.pattern ?? pattern;
}

/** How many matrices a sparse input holds; undefined where it is one, which the batch shares. */
function batchOf({ shape }: OperandOutline): number | undefined {
  return shape.length === 2 ? shape[0] : undefined;
}

/** A gradient as users see it: shaped like the input, or sparse by its pattern. */
export function gradientLike(
  operand: OperandOutline,
  data: Float64Array,
): DenseArray<Float64Array> | SparseMatrix {
  return entriesLike(operand, asGiven(operand, data));
}

/** The same of numbers in the order in which the input was given. */
export function entriesLike(
  operand: OperandOutline,
  data: Float64Array,
): DenseArray<Float64Array> | SparseMatrix {
  const pattern = givenPattern(operand);
  if (pattern === undefined) return written({ data, shape: operand.shape });
  return sparseMatrix(pattern, { data, batch: batchOf(operand) });
}

/** Rows of numbers for the entries that an operand holds: those of the entries that were given. */
export function asGiven({ given, shape }: OperandOutline, data: Float64Array): Float64Array {
  if (given === undefined) return data;
  const { places } = given;
  const size = shape.at(-1)!;
  const rows = size === 0 ? 0 : data.length / size;
  const out = new Float64Array(rows * places.length);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < places.length; k++) out[row * places.length + k] = data[row * size + places[k]];
  }
  return out;
}

/** The shape of one element of an input, as in a Jacobian: for a sparse one its entries. */
export function entriesShape(operand: OperandOutline & Pick<Operand, "stride" | "ofOne">): number[] {
  const { shape, stride, ofOne, given, pattern } = operand;
  if (given) return [given.places.length];
  if (pattern) return [pattern.index.length];
  return stride > 0 || ofOne ? shape.slice(1) : [...shape];
}

/** Whether a direction needs {@link readDirection}: the input, or the direction, is sparse. */
export function isSparseDirection(operand: Operand, direction: unknown): boolean {
  return givenPattern(operand) !== undefined || isSparseInput(direction);
}

/**
 * The numbers of a direction of a matrix, of which one or both are sparse, as its operand has them. They have the input's
 * pattern, or are dense.
 *
 * @throws OptNetError for another pattern, another batch, and entries where the input has none.
 */
export function readDirection(
  field: string,
  direction: unknown,
  operand: Operand,
  n: number,
): Float64Array | DenseArray<Float64Array> {
  const pattern = givenPattern(operand);
  if (pattern === undefined) return readSparse(field, direction as SparseInput).toDense();
  const data = isSparseInput(direction)
    ? sameEntries(field, direction, pattern, batchOf(operand))
    : entriesFrom(field, direction, pattern, batchOf(operand), n);
  return asHeld(operand, data);
}

/** The other way from {@link asGiven}; entries that were not given do not move. */
function asHeld({ given, size }: Operand, data: Float64Array): Float64Array {
  if (given === undefined) return data;
  const { places } = given;
  const rows = places.length === 0 ? 0 : data.length / places.length;
  const out = new Float64Array(Math.max(1, rows) * size);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < places.length; k++) out[row * size + places[k]] = data[row * places.length + k];
  }
  return out;
}

function sameEntries(
  field: string,
  direction: SparseInput,
  pattern: Pattern,
  batch: number | undefined,
): Float64Array {
  const matrix = readSparse(field, direction);
  if (samePattern(patternInside(matrix)!, pattern) && matrix.batch === batch) return matrix.data.slice();
  throw new OptNetError({
    field,
    expected: `the pattern of the input${batch === undefined ? "" : `, for a batch of ${batch}`}`,
    got:
      matrix.batch === batch
        ? "a sparse matrix of another pattern"
        : matrix.batch === undefined
          ? "a sparse matrix without a batch"
          : `a batch of ${matrix.batch}`,
    hint: "Make it of the input itself: A.withData(values), in the order of A.indices.",
  });
}

function entriesFrom(
  field: string,
  direction: unknown,
  pattern: Pattern,
  batch: number | undefined,
  n: number,
): Float64Array {
  const numbers = readNumbers(field, direction);
  const expected = [...(batch === undefined ? [] : [batch]), pattern.rows, n];
  const { data, shape = expected } = numbers;
  const size = pattern.rows * n;
  const elements = batch ?? 1;
  if (shape.join() !== expected.join() || data.length !== elements * size) {
    throw new OptNetError({
      field,
      expected: `a sparse matrix of the input's pattern, or ${formatShape(expected)}`,
      got: describeNumbers(numbers),
      hint: "Make it of the input itself: A.withData(values), in the order of A.indices.",
    });
  }
  const nnz = pattern.index.length;
  const rowOf = rowsOfEntries(pattern);
  const out = new Float64Array(elements * nnz);
  for (let i = 0; i < elements; i++) {
    for (let k = 0; k < nnz; k++) {
      const at = i * size + rowOf[k] * n + pattern.index[k];
      out[i * nnz + k] = data[at];
      data[at] = 0;
    }
  }
  const outside = data.findIndex((value) => value !== 0);
  if (outside >= 0) {
    const [row, column] = [Math.floor((outside % size) / n), outside % n];
    throw new OptNetError({
      field,
      expected: "zeros where the input has no entry",
      got: `${data[outside]} at row ${row}, column ${column}`,
      hint: "What is not stored is 0 for good: store a zero there if it is to move.",
    });
  }
  return out;
}

/** @throws OptNetError naming the first number of a direction that is NaN or infinite. */
export function requireFiniteDirection(field: string, operand: Operand, data: Float64Array): void {
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const pattern = operand.pattern;
  const entry = at % operand.size;
  const row = pattern ? rowOfEntry(pattern, entry) : entry;
  const column = pattern ? pattern.index[entry] : entry;
  throw new OptNetError({
    field,
    expected: "finite numbers",
    got: `${data[at]} at row ${row}, column ${column}`,
    hint: "Look for a division by zero, an overflow or a missing value where this number comes from.",
  });
}
