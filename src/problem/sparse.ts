/** Sparse matrices from what users have: compressed rows or columns, triplets, dense arrays, diagonals, triangles. */
import type { Pattern } from "../matrix/pattern.js";
import { patternOfEntries, rowsOfEntries } from "../matrix/pattern.js";
import { OptNetError, describe, formatShape, requireRoom } from "./errors.js";
import type { ArrayInput, CscInput, CsrInput, IndexInput, SparseInput, TypedNumbers } from "./problem.js";
import {
  isNamedLikeSparse,
  describeNumbers,
  readNumbers,
  readObject,
  readSafely,
  requireThere,
} from "./read.js";
import { kindOf, lengthOf } from "./typed-arrays.js";
import type { Entries, SparseMatrix } from "./sparse-matrix.js";
import { patternInside, readEntries, sparseMatrix } from "./sparse-matrix.js";

/**
 * Makes sparse matrices for Q, A and G. What it is given is copied.
 *
 * @example
 * ```ts
 * const A = sparse.fromTriplets([2, 3], [0, 1, 1], [0, 1, 2], [1, 1, -1]);
 * const Q = sparse.symmetric(sparse.fromTriplets([3, 3], [0, 1, 2, 0], [0, 1, 2, 1], [2, 2, 2, 1]));
 * solve({ Q, p: [1, 1, 1], A, b: [1, 0] });
 * ```
 */
export const sparse = { csr, csc, fromTriplets, fromDense, diagonal, symmetric };

/**
 * From compressed rows, as SciPy's `csr_matrix`.
 *
 * @throws OptNetError naming the entry: positions out of range, columns that do not ascend within their row (sort them:
 *   `A.sort_indices()`), two entries in one place (`A.sum_duplicates()`, or {@link fromTriplets}, which adds them up),
 *   indptr that does not ascend or has another length than rows + 1, data of another length than indices.
 * @example
 * ```ts
 * sparse.csr({ shape: [2, 3], indptr: [0, 2, 3], indices: [0, 2, 1], data: [1, 5, 2] });
 * ```
 */
function csr(input: CsrInput): SparseMatrix {
  return readCsr("", input);
}

/**
 * From compressed columns, as SciPy's `csc_matrix`. The matrix that comes back has its entries by rows, in the order of
 * its own `indices`, and so has everything that follows: `withData`, gradients.
 *
 * @throws OptNetError as {@link csr}, with rows and columns exchanged.
 * @example
 * ```ts
 * sparse.csc({ shape: [2, 3], indptr: [0, 1, 2, 3], indices: [0, 1, 0], data: [1, 2, 5] }).data; // [1, 5, 2]
 * ```
 */
function csc(input: CscInput): SparseMatrix {
  const { shape, indptr, indices, data } = readForm("", input);
  const [rows, columns] = readShape("", shape);
  const byColumns = readCompressed("", [columns, rows], indptr, indices, ["column", "row"]);
  const entries = readEntries("data", data, byColumns);
  const { pattern, places } = patternOfEntries(rows, columns, byColumns.index, rowsOfEntries(byColumns));
  return sparseMatrix(pattern, placed(entries, places, pattern));
}

/**
 * From triplets, in any order. Values in the same place add up.
 *
 * @param shape numbers of rows and columns.
 * @param rows, columns where each value is.
 * @param values one for each place, or `[B, places]`: nested, or `{ data, shape }`.
 * @throws OptNetError naming the triplet that lies outside, or lengths that differ.
 * @example
 * ```ts
 * sparse.fromTriplets([2, 2], [1, 0, 1], [0, 0, 0], [1, 5, 2]).toDense().data; // [5, 0, 3, 0]
 * ```
 */
function fromTriplets(
  shape: readonly number[],
  rows: IndexInput,
  columns: IndexInput,
  values: ArrayInput,
): SparseMatrix {
  return readTriplets("", { shape, rows, columns, values });
}

/**
 * From a dense matrix: its entries that are not 0, in any matrix of a batch.
 *
 * @param matrix `[rows, columns]` or `[B, rows, columns]`: nested, or `{ data, shape }`.
 * @throws OptNetError for other shapes.
 * @example
 * ```ts
 * sparse.fromDense([[1, 0], [0, 2]]).indices; // [0, 1]
 * ```
 */
function fromDense(matrix: ArrayInput): SparseMatrix {
  const numbers = readNumbers("matrix", matrix);
  const { data, shape } = numbers;
  if (shape === undefined || shape.length < 2) {
    throw new OptNetError({
      field: "matrix",
      expected: "[rows, columns] or [B, rows, columns]",
      got: describeNumbers(numbers),
      hint: "A flat array needs its shape: { data, shape: [rows, columns] }.",
    });
  }
  const [rows, columns] = shape.slice(-2);
  const batch = shape.length === 3 ? shape[0] : undefined;
  const size = rows * columns;
  const kept: number[] = [];
  for (let at = 0; at < size; at++) {
    let present = false;
    for (let k = at; k < data.length && !present; k += size) present = data[k] !== 0;
    if (present) kept.push(at);
  }
  const rowOf = Int32Array.from(kept, (at) => Math.floor(at / columns));
  const columnOf = Int32Array.from(kept, (at) => at % columns);
  const { pattern } = patternOfEntries(rows, columns, rowOf, columnOf);
  const entries = new Float64Array((batch ?? 1) * kept.length);
  for (let i = 0; i < (batch ?? 1); i++) {
    kept.forEach((at, k) => (entries[i * kept.length + k] = data[i * size + at]));
  }
  return sparseMatrix(pattern, { data: entries, batch });
}

/**
 * A diagonal matrix. All of the diagonal is stored, zeros too.
 *
 * @param values `[n]`, or `[B, n]`: nested, or `{ data, shape }`.
 * @throws OptNetError for other shapes.
 * @example
 * ```ts
 * sparse.diagonal([1, 2]).toDense().data; // [1, 0, 0, 2]
 * ```
 */
function diagonal(values: ArrayInput): SparseMatrix {
  const numbers = readNumbers("values", values);
  const { data, shape = [data.length] } = numbers;
  if (shape.length !== 1 && shape.length !== 2) {
    throw new OptNetError({
      field: "values",
      expected: "[n] or [B, n]",
      got: describeNumbers(numbers),
      hint: "They are the numbers on the diagonal.",
    });
  }
  const n = shape.at(-1)!;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const { pattern } = patternOfEntries(n, n, all, all);
  return sparseMatrix(pattern, { data, batch: shape.length === 2 ? shape[0] : undefined });
}

/**
 * A symmetric matrix from its upper or its lower triangle, with the diagonal: fills in the other half.
 *
 * @throws OptNetError where the matrix is not square, or has entries on both sides of the diagonal.
 * @example
 * ```ts
 * sparse.symmetric(sparse.fromDense([[2, 1], [0, 3]])).toDense().data; // [2, 1, 1, 3]
 * ```
 */
function symmetric(triangle: SparseInput): SparseMatrix {
  const matrix = readSparse("triangle", triangle);
  const half = patternInside(matrix)!;
  const rowOf = rowsOfEntries(half);
  requireTriangle(half, rowOf);
  const count = half.index.length;
  const off = Array.from(rowOf.keys()).filter((k) => rowOf[k] !== half.index[k]);
  const rows = Int32Array.from([...rowOf, ...off.map((k) => half.index[k])]);
  const columns = Int32Array.from([...half.index, ...off.map((k) => rowOf[k])]);
  const { pattern, places } = patternOfEntries(half.rows, half.columns, rows, columns);
  const source = Int32Array.from([...rowOf.keys(), ...off]);
  const elements = matrix.batch ?? 1;
  const data = new Float64Array(elements * places.length);
  for (let i = 0; i < elements; i++) {
    places.forEach((place, k) => (data[i * places.length + place] = matrix.data[i * count + source[k]]));
  }
  return sparseMatrix(pattern, { data, batch: matrix.batch });
}

function requireTriangle({ rows, columns, index }: Pattern, rowOf: Int32Array): void {
  const fail = (expected: string, got: string): never => {
    const hint = "A matrix with both halves needs no sparse.symmetric: pass it as Q.";
    throw new OptNetError({ field: "triangle", expected, got, hint });
  };
  if (rows !== columns) fail("a square matrix", `shape ${formatShape([rows, columns])}`);
  const above = index.findIndex((column, k) => column > rowOf[k]);
  const below = index.findIndex((column, k) => column < rowOf[k]);
  if (above < 0 || below < 0) return;
  const name = (k: number): string => `[${rowOf[k]},${index[k]}]`;
  fail("entries on one side of the diagonal", `entries at ${name(above)} and at ${name(below)}`);
}

/**
 * Whether a value looks like a sparse matrix, rather than like an array. Those of other libraries do too: they are refused by
 * name, and their data are never taken for dense.
 */
export function isSparseInput(value: unknown): value is SparseInput {
  if (typeof value !== "object" || value === null || Array.isArray(value) || kindOf(value) !== undefined) {
    return false;
  }
  try {
    return patternInside(value) !== undefined || isNamedLikeSparse(value);
  } catch {
    // A proxy that throws: whoever reads it says so.
    return false;
  }
}

/**
 * A sparse matrix by what a user passes as one.
 *
 * @param field what errors call it.
 * @throws OptNetError as {@link csr} and {@link fromTriplets}.
 */
export function readSparse(field: string, input: SparseInput): SparseMatrix {
  return readSafely(field, () => {
    const isTriplets = "rows" in input || "columns" in input;
    return isTriplets ? readTriplets(field, input) : readCsr(field, input);
  });
}

function readCsr(field: string, input: CsrInput): SparseMatrix {
  if (patternInside(input) !== undefined) return input as SparseMatrix;
  const { shape, indptr, indices, data, batch } = readForm(field, input);
  const [rows, columns] = readShape(field, shape);
  const pattern = readCompressed(field, [rows, columns], indptr, indices, ["row", "column"]);
  return sparseMatrix(pattern, readEntries(named(field, "data"), data, pattern, readBatch(field, batch)));
}

function readBatch(field: string, batch: unknown): number | undefined {
  if (batch === undefined || isCount(batch)) return batch;
  throw new OptNetError({
    field: named(field, "batch"),
    expected: "a whole number that is not negative",
    got: describe(batch),
    hint: "It is how many matrices a flat data holds; leave it out where there is one, or data is nested.",
  });
}

function isCount(size: unknown): size is number {
  return Number.isSafeInteger(size) && (size as number) >= 0;
}

function readForm(field: string, input: unknown) {
  return readObject(input, {
    field: field === "" ? "matrix" : field,
    names: ["shape", "indptr", "indices", "data", "batch"],
    expected: "{ shape, indptr, indices, data }",
    hint: "For example sparse.fromTriplets([rows, columns], rowOf, columnOf, values).",
    unknown:
      "A sparse matrix is { shape, indptr, indices, data }, as in SciPy, or { shape, rows, columns, values }.",
  });
}

function readTriplets(field: string, input: unknown): SparseMatrix {
  const given = readObject(input, {
    field: field === "" ? "triplets" : field,
    names: ["shape", "rows", "columns", "values"],
    expected: "{ shape, rows, columns, values }",
    hint: "For example { shape: [2, 2], rows: [0, 1], columns: [0, 1], values: [1, 1] }.",
    unknown: "Triplets are { shape, rows, columns, values }.",
  });
  const [rows, columns] = readShape(field, given.shape);
  const rowOf = readIndices(named(field, "rows"), given.rows);
  const columnOf = readIndices(named(field, "columns"), given.columns);
  if (rowOf.length !== columnOf.length) {
    throw new OptNetError({
      field: named(field, "columns"),
      expected: `${rowOf.length} numbers, as many as rows`,
      got: `${columnOf.length} numbers`,
      hint: "Every value has a row and a column.",
    });
  }
  requireWithin(named(field, "rows"), rowOf, rows, "row");
  requireWithin(named(field, "columns"), columnOf, columns, "column");
  const entries = readEntries(named(field, "values"), given.values, { index: rowOf });
  const { pattern, places } = patternOfEntries(rows, columns, rowOf, columnOf);
  return sparseMatrix(pattern, placed(entries, places, pattern));
}

/** The entries at their places, where equal ones add up. */
function placed({ data, batch }: Entries, places: Int32Array, { index }: Pattern): Entries {
  const elements = batch ?? 1;
  const out = new Float64Array(elements * index.length);
  for (let i = 0; i < elements; i++) {
    for (let k = 0; k < places.length; k++) {
      out[i * index.length + places[k]] += data[i * places.length + k];
    }
  }
  return { data: out, batch };
}

function named(field: string, property: string): string {
  return field === "" ? property : `${field}.${property}`;
}

/** Rows, columns and entries are counted in 32 bits. */
const MOST = 2 ** 31 - 2;

function readShape(field: string, shape: unknown): [number, number] {
  const given: readonly unknown[] | undefined = Array.isArray(shape) ? (shape as unknown[]) : undefined;
  if (given?.length === 2 && given.every((size) => isCount(size) && size <= MOST)) {
    const [rows, columns] = given as [number, number];
    // A number of 32 bits for each of them, in the one array or the other.
    const what = `a pattern of shape ${formatShape(given as number[])}`;
    requireRoom(
      named(field, "shape"),
      Math.max(rows, columns) / 2,
      what,
      "Check the order of [rows, columns].",
    );
    return [rows, columns];
  }
  throw new OptNetError({
    field: named(field, "shape"),
    expected: "[rows, columns], two whole numbers that are not negative",
    got: given === undefined ? describe(shape) : formatShape(given.map(describe)),
    hint: "A batch has one pattern: only data has a batch axis.",
  });
}

function readIndices(field: string, input: unknown): Int32Array {
  const kind = kindOf(input);
  const usable =
    Array.isArray(input) || (kind !== undefined && !kind.startsWith("Big") && kind !== "DataView");
  if (!usable) {
    throw new OptNetError({
      field,
      expected: "an array of whole numbers",
      got: describe(input),
      hint: kind === undefined ? "Int32Array is best." : `Convert it: Int32Array.from(${field}, Number).`,
    });
  }
  const given = input as readonly unknown[];
  if (!Array.isArray(input)) requireThere(field, input as TypedNumbers);
  const length = Array.isArray(input) ? input.length : lengthOf(input as ArrayBufferView);
  const indices = new Int32Array(length);
  for (let k = 0; k < length; k++) {
    const value = given[k];
    if (Number.isSafeInteger(value) && Math.abs(value as number) <= MOST) indices[k] = value as number;
    else {
      throw new OptNetError({
        field,
        expected: "whole numbers",
        got: `${describe(value)} at ${field}[${k}]`,
        hint: "Rows and columns are counted from 0.",
      });
    }
  }
  return indices;
}

function requireWithin(field: string, indices: Int32Array, size: number, what: string): void {
  const entry = indices.findIndex((index) => index < 0 || index >= size);
  if (entry < 0) return;
  throw new OptNetError({
    field,
    expected: size === 0 ? `no entries, for a matrix without ${what}s` : `${what}s from 0 to ${size - 1}`,
    got: `${indices[entry]} at ${field}[${entry}]`,
    hint: `Rows and columns are counted from 0, and shape says how many there are.`,
  });
}

/** Checks compressed rows; for compressed columns rows and columns are exchanged, and so are their names. */
function readCompressed(
  field: string,
  [major, minor]: readonly [number, number],
  indptr: unknown,
  indices: unknown,
  [row, column]: readonly [string, string],
): Pattern {
  const [startField, indexField] = [named(field, "indptr"), named(field, "indices")];
  const start = readIndices(startField, indptr);
  const index = readIndices(indexField, indices);
  const fail = (at: string, expected: string, got: string, hint: string): never => {
    throw new OptNetError({ field: at, expected, got, hint });
  };
  if (start.length !== major + 1) {
    const hint = `It has the first entry of every ${row}, and at the end the number of entries.`;
    fail(startField, `${major + 1} numbers for ${major} ${row}s`, `${start.length} numbers`, hint);
  }
  const ends = `indptr begins with 0, ascends, and ends with the number of entries, ${index.length}.`;
  if (start[0] !== 0) fail(startField, "0 at the beginning", `${start[0]} at ${startField}[0]`, ends);
  for (let i = 0; i < major; i++) {
    if (start[i + 1] >= start[i]) continue;
    const got = `${start[i]} at ${startField}[${i}] and ${start[i + 1]} at ${startField}[${i + 1}]`;
    fail(startField, "numbers that do not descend", got, ends);
  }
  if (start[major] !== index.length) {
    fail(startField, `${index.length}, the length of indices, at the end`, `${start[major]}`, ends);
  }
  requireWithin(indexField, index, minor, column);
  for (let i = 0; i < major; i++) {
    for (let k = start[i] + 1; k < start[i + 1]; k++) {
      if (index[k] > index[k - 1]) continue;
      const twice = index[k] === index[k - 1];
      fail(
        indexField,
        `${column}s that ascend within a ${row}, each once`,
        twice
          ? `${column} ${index[k]} twice in ${row} ${i}, at ${indexField}[${k - 1}] and [${k}]`
          : `${column} ${index[k]} after ${index[k - 1]} in ${row} ${i}, at ${indexField}[${k}]`,
        twice
          ? "sparse.fromTriplets adds such entries up; so does A.sum_duplicates() of SciPy."
          : "sparse.fromTriplets takes any order; in SciPy, A.sort_indices() sorts.",
      );
    }
  }
  return { rows: major, columns: minor, start, index };
}
