/** A sparse matrix as users see it: numbers on a pattern that its copies share. */
import type { Pattern } from "../matrix/pattern.js";
import { rowsOfEntries } from "../matrix/pattern.js";
import { OptNetError, formatShape, requireRoom } from "./errors.js";
import type { ArrayInput, DenseArray } from "./problem.js";
import { describeNumbers, readNumbers } from "./read.js";

let make: (pattern: Pattern, data: Float64Array, batch: number | undefined) => SparseMatrix;
let patternIn: (value: object) => Pattern | undefined;

/**
 * A sparse matrix, or a batch of them with one pattern, by rows (CSR). `sparse.csr`, `sparse.fromTriplets` and the others
 * make them; Q, A and G of a problem may be one, and their gradients are one of the same pattern.
 *
 * Entries are in the order of rows, and within a row of columns, each once. One that is stored and 0 is an entry like
 * others: it has a gradient, and `withData` may give it another value. Entries that are not stored are 0 for good.
 *
 * @example
 * ```ts
 * const A = sparse.fromTriplets([2, 3], [0, 0, 1], [0, 2, 1], [1, 5, 2]);
 * A.data; // Float64Array [1, 5, 2]
 * solve({ p: [1, 1, 1], Q: [1, 1, 1], A, b: [1, 2] }).vjp({ z: [1, 0, 0] }).A.data; // gradients of the three entries
 * A.withData([2, 5, 2]); // the same pattern: what was planned for it serves again
 * ```
 */
export class SparseMatrix {
  /** The numbers of rows and columns. */
  readonly shape: readonly [rows: number, columns: number];
  /** How many matrices `data` holds, one after the other; undefined for a single one, which a batch shares. */
  readonly batch: number | undefined;
  /** The stored entries, `[nnz]`, or `[batch, nnz]`. */
  readonly data: Float64Array;
  readonly #pattern: Pattern;
  #indptr: Int32Array | undefined;
  #indices: Int32Array | undefined;

  private constructor(pattern: Pattern, data: Float64Array, batch: number | undefined) {
    this.shape = [pattern.rows, pattern.columns];
    this.batch = batch;
    this.data = data;
    this.#pattern = pattern;
  }

  static {
    make = (pattern, data, batch) => new SparseMatrix(pattern, data, batch);
    patternIn = (value) => (#pattern in value ? value.#pattern : undefined);
  }

  /** Where rows begin, `[rows + 1]`: row i has the entries from `indptr[i]` to `indptr[i + 1] − 1`. A copy. */
  get indptr(): Int32Array {
    return (this.#indptr ??= this.#pattern.start.slice());
  }

  /** The column of every entry, `[nnz]`. A copy. */
  get indices(): Int32Array {
    return (this.#indices ??= this.#pattern.index.slice());
  }

  /**
   * Other numbers on the same pattern.
   *
   * @param values `[nnz]`, in the order of `indices`, or `[B, nnz]`: nested, or `{ data, shape }`.
   * @throws OptNetError where there are not as many as entries.
   * @example
   * ```ts
   * const scaled = A.withData(A.data.map((value) => 2 * value));
   * ```
   */
  withData(values: ArrayInput): SparseMatrix {
    return sparseMatrix(this.#pattern, readEntries("values", values, this.#pattern));
  }

  /**
   * All entries: `[rows, columns]`, or `[batch, rows, columns]`.
   *
   * @throws OptNetError where they take more than 4 GiB.
   * @example
   * ```ts
   * const { data, shape } = A.toDense();
   * ```
   */
  toDense(): DenseArray<Float64Array> {
    const { rows, columns } = this.#pattern;
    const shape = this.batch === undefined ? [rows, columns] : [this.batch, rows, columns];
    const hint = "Sparse matrices go into problems as they are.";
    requireRoom("matrix", (this.batch ?? 1) * rows * columns, `shape ${formatShape(shape)}`, hint);
    const data = new Float64Array((this.batch ?? 1) * rows * columns);
    scatterEntries(this.#pattern, this.data, data);
    return { data, shape };
  }

  /** For `JSON.stringify`: what `sparse.csr`, and problems in JSON files, take. */
  toJSON(): Record<string, unknown> {
    const { shape, batch, data, indptr, indices } = this;
    const nnz = indices.length;
    const rows = (count: number): number[][] =>
      Array.from({ length: count }, (_, i) => Array.from(data.subarray(i * nnz, (i + 1) * nnz)));
    return {
      shape,
      indptr: Array.from(indptr),
      indices: Array.from(indices),
      data: batch === undefined ? Array.from(data) : rows(batch),
    };
  }
}

/** Entries of one or several matrices. */
export interface Entries {
  readonly data: Float64Array;
  readonly batch: number | undefined;
}

/** Behind the checks of the constructors. */
export function sparseMatrix(pattern: Pattern, { data, batch }: Entries): SparseMatrix {
  return make(pattern, data, batch);
}

/** The pattern of a sparse matrix of this copy of the package; undefined for everything else. */
export function patternInside(value: unknown): Pattern | undefined {
  return typeof value === "object" && value !== null ? patternIn(value) : undefined;
}

/**
 * Numbers for the entries of a pattern, copied.
 *
 * @param batch how many rows a flat array holds, where that is known.
 * @throws OptNetError where they are not as many as the entries.
 */
export function readEntries(
  field: string,
  values: unknown,
  { index }: Pick<Pattern, "index">,
  batch?: number,
): Entries {
  const nnz = index.length;
  const numbers = readNumbers(field, values);
  const { data, shape = [data.length] } = numbers;
  if (shape.length === 1 && data.length === (batch ?? 1) * nnz) return { data, batch };
  // Nested arrays cannot say more of an empty batch than `[]`.
  const isBatch = shape.length === 2 && (shape[1] === nnz || shape[0] === 0);
  if (isBatch && (batch === undefined || batch === shape[0])) return { data, batch: shape[0] };
  const sizes =
    batch === undefined ? `${formatShape([nnz])} or ${formatShape(["B", nnz])}` : formatShape([batch, nnz]);
  throw new OptNetError({
    field,
    expected: `${sizes}, a number for each of the ${nnz} entries`,
    got: describeNumbers(numbers),
    hint: "They are in the order of indptr and indices; flat arrays of a batch are { data, shape: [B, entries] }.",
  });
}

/** Writes the entries of one matrix, or of several one after the other, to where they are in dense ones. */
export function scatterEntries(pattern: Pattern, from: Float64Array, to: Float64Array): void {
  const { rows, columns, index } = pattern;
  const nnz = index.length;
  const rowOf = rowsOfEntries(pattern);
  for (let at = 0, first = 0; at < from.length; at += nnz, first += rows * columns) {
    for (let k = 0; k < nnz; k++) to[first + rowOf[k] * columns + index[k]] = from[at + k];
  }
}
