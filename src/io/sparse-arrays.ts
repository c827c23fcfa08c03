/** Sparse matrices as named arrays: `A.data`, `A.indices`, `A.indptr` and `A.shape`, as SciPy has them. */
import type { SparseMatrix } from "../index.js";
import type { MatrixName } from "../problem/fields.js";
import { isPartOfSparse, MATRIX_NAMES } from "../problem/fields.js";
import { readSparse } from "../problem/sparse.js";
import type { ArrayFile, NamedArray } from "./arrays.js";
import { readWhole } from "./arrays.js";
import { fileError } from "./bytes.js";

/**
 * The inputs that are sparse in a file.
 *
 * @throws OptNetError where one has parts without entries, or is dense too.
 */
export function sparseIn({ name: file, arrays }: ArrayFile): MatrixName[] {
  const names = [...arrays.keys()].filter(isPartOfSparse);
  const found = MATRIX_NAMES.filter((name) => names.some((part) => part.startsWith(`${name}.`)));
  for (const name of found) {
    for (const part of ["data", "indices", "indptr"]) {
      if (!arrays.has(`${name}.${part}`)) {
        throw fileError(
          file,
          `an array ${name}.${part}, because there are others of a sparse ${name}`,
          names.join(", "),
          "A sparse matrix is data, indices and indptr, as in SciPy's csr_matrix.",
        );
      }
    }
    if (arrays.has(name)) {
      const hint = "Leave one of them out.";
      throw fileError(file, `one ${name}`, `${name} and ${name}.data`, hint);
    }
  }
  return found;
}

/** What a file says of the pattern of a sparse matrix. */
export interface StoredPattern {
  readonly shape: readonly number[];
  readonly indptr: Float64Array;
  readonly indices: Float64Array;
}

/** @param columns where the file does not say, as SciPy's files do, what shape it has. */
export async function readPattern(
  file: ArrayFile,
  name: MatrixName,
  columns: number,
): Promise<StoredPattern> {
  const [indptr, indices] = [
    (await readWhole(file, `${name}.indptr`)).data,
    (await readWhole(file, `${name}.indices`)).data,
  ];
  const shape = file.arrays.has(`${name}.shape`)
    ? Array.from((await readWhole(file, `${name}.shape`)).data)
    : [indptr.length - 1, columns];
  return { shape, indptr, indices };
}

/** A sparse matrix with its numbers. @param columns as {@link readPattern} has it. */
export async function readSparseMatrix(
  file: ArrayFile,
  name: MatrixName,
  columns: number,
): Promise<SparseMatrix> {
  const data = await readWhole(file, `${name}.data`);
  const pattern = await readPattern(file, name, columns);
  return readSparse(`${file.name}: ${name}`, { ...pattern, data });
}

/** Adds the parts of a matrix to `arrays`, and to `rows` those with a row per element. */
export function addSparseArrays(
  name: string,
  matrix: SparseMatrix,
  arrays: Record<string, NamedArray>,
  rows: string[],
): void {
  const { data, indices, indptr, shape, batch } = matrix;
  const nnz = indices.length;
  arrays[`${name}.data`] = { data, shape: batch === undefined ? [nnz] : [batch, nnz] };
  arrays[`${name}.indices`] = { data: indices, shape: [nnz] };
  arrays[`${name}.indptr`] = { data: indptr, shape: [indptr.length] };
  arrays[`${name}.shape`] = { data: Int32Array.from(shape), shape: [2] };
  if (batch !== undefined) rows.push(`${name}.data`);
}
