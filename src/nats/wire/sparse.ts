/**
 * Sparse matrices in messages: by rows, as arrays with SciPy's names.
 *
 *     A.data      the entries, [nnz], or [B,nnz]
 *     A.indptr    where rows begin, [rows + 1]
 *     A.indices   the column of every entry, [nnz]
 *     A.shape     [rows, columns]
 *
 * The last three are the pattern: whole numbers, written as all others. A gradient or a direction has `A.data` alone
 * where who reads it knows the problem.
 */
import { MATRIX_NAMES, type MatrixName } from "../../problem/fields.js";
import type { DenseArray, FieldName, Operand } from "../../problem/problem.js";
import { patternInside, type SparseMatrix } from "../../problem/sparse-matrix.js";
import { wireArray, type WireArray, type WireArrays } from "./arrays.js";
import { MessageError } from "./bytes.js";
import { DIAGONAL } from "./request.js";

type Pattern = NonNullable<Operand["pattern"]>;
type NamedArrays = (readonly [string, WireArray])[];

const PATTERN = ["indptr", "indices", "shape"] as const;
const PARTS = ["data", ...PATTERN] as const;

/** A sparse matrix as it came: its parts have the sizes of one, and are not checked further. */
export type SparseArrays = { readonly [Part in (typeof PARTS)[number]]: WireArray };

/** What the array of a sparse matrix's entries is called. */
export function entriesName(name: string): string {
  return `${name}.data`;
}

/** An input, a gradient or a direction; of a sparse matrix the entries, without their pattern. */
export function valuesArray(
  name: FieldName,
  values: DenseArray<Float64Array> | SparseMatrix,
): readonly [string, WireArray] {
  const pattern = patternInside(values);
  if (pattern === undefined) return [name, wireArray(values.data, values.shape)];
  const { data, batch } = values as SparseMatrix;
  const nnz = pattern.index.length;
  return [entriesName(name), wireArray(data, batch === undefined ? [nnz] : [batch, nnz])];
}

const written = new WeakMap<Pattern, Readonly<Record<(typeof PATTERN)[number], WireArray>>>();

/** The arrays of a pattern; the same objects each time, so that they are hashed once. */
export function patternArrays(name: FieldName, pattern: Pattern): NamedArrays {
  let arrays = written.get(pattern);
  if (arrays === undefined) {
    const { rows, columns, start, index } = pattern;
    const vector = (numbers: ArrayLike<number>): WireArray =>
      wireArray(Float64Array.from(numbers), [numbers.length]);
    arrays = { indptr: vector(start), indices: vector(index), shape: vector([rows, columns]) };
    written.set(pattern, arrays);
  }
  return PATTERN.map((part) => [`${name}.${part}`, arrays[part]] as const);
}

/** The name of the input that an array is, or is a part of; and whether it is a part of a pattern. */
export function fieldOf(name: string): { readonly field: FieldName; readonly inPattern: boolean } {
  const [field, part] = name.split(".");
  return { field: field as FieldName, inPattern: (PATTERN as readonly string[]).includes(part) };
}

/**
 * The sparse matrices among some arrays. Looks at names and sizes only, so that nothing need be fetched for what is no
 * matrix.
 *
 * @throws MessageError where one has not all its parts, is there twice, or has parts whose lengths do not agree.
 */
export function sparseIn(arrays: WireArrays): Map<MatrixName, SparseArrays> {
  const found = new Map<MatrixName, SparseArrays>();
  for (const name of MATRIX_NAMES) {
    const missing = PARTS.filter((part) => !arrays.has(`${name}.${part}`));
    if (missing.length === PARTS.length) continue;
    if (missing.length > 0) throw new MessageError(`a sparse ${name} without ${name}.${missing[0]}`);
    if (arrays.has(name) || (name === "Q" && arrays.has(DIAGONAL))) {
      throw new MessageError(`a ${name} that is both sparse and dense`);
    }
    const parts = Object.fromEntries(PARTS.map((part) => [part, arrays.get(`${name}.${part}`)!]));
    requireSizes(name, parts as unknown as SparseArrays);
    found.set(name, parts as unknown as SparseArrays);
  }
  return found;
}

function requireSizes(name: string, parts: SparseArrays): void {
  for (const part of PARTS) {
    const rank = parts[part].shape?.length;
    if (rank === 1 || (rank === 2 && part === "data")) continue;
    throw new MessageError(`${name}.${part} of ${rank ?? "unknown"} axes`);
  }
  const { data, indices, shape } = parts;
  if (shape.length !== 2) throw new MessageError(`${name}.shape of ${shape.length} numbers`);
  const entries = data.shape!.at(-1)!;
  if (entries === indices.length) return;
  throw new MessageError(`${entries} numbers in ${name}.data, and ${indices.length} in ${name}.indices`);
}
