/** Sparse matrices of a QpSolver: their patterns are read once, and every call keeps them. */
import { rowOfEntry, samePattern } from "../matrix/pattern.js";
import type { Pattern } from "../matrix/pattern.js";
import { OptNetError, formatShape } from "../problem/errors.js";
import { MATRIX_NAMES } from "../problem/fields.js";
import type { ArrayInput, SomeInputs } from "../problem/problem.js";
import type { SparseMatrix } from "../problem/sparse-matrix.js";
import { patternInside, readEntries, sparseMatrix } from "../problem/sparse-matrix.js";
import { isSparseInput, readSparse } from "../problem/sparse.js";
import type { GivenFields } from "../problem/validate.js";

/** The entries of a sparse matrix whose pattern is known. */
export interface EntriesInput {
  /** `[nnz]`, in the order of the matrix's `indices`, or `[B, nnz]`. */
  readonly data: ArrayInput;
}

/** The inputs with all sparse matrices as ones whose pattern is checked and can be recognised. */
export function withSparseMatrices<Inputs extends GivenFields>(inputs: Inputs): Inputs {
  const read = { ...inputs } as { -readonly [Name in keyof GivenFields]: unknown };
  for (const name of MATRIX_NAMES) {
    const value = inputs[name];
    if (isSparseInput(value)) read[name] = readSparse(name, value);
  }
  return read as Inputs;
}

/** What sparse matrices say of the sizes; 0 rows where there is none. */
export function sparseSizes({ Q, A, G }: GivenFields) {
  const [ofQ, ofA, ofG] = [Q, A, G].map(patternInside);
  return {
    variables: (ofQ ?? ofA ?? ofG)?.columns,
    equalities: ofA?.rows ?? 0,
    inequalities: ofG?.rows ?? 0,
  };
}

/**
 * The values of a call, where a matrix that is sparse in the solver has its pattern.
 *
 * @throws OptNetError for another pattern, and for entries alone where the solver has no pattern for them.
 */
export function valuesOnPatterns(values: GivenFields, constants: SomeInputs): SomeInputs {
  let changed: Record<string, unknown> | undefined;
  for (const name of MATRIX_NAMES) {
    const value = values[name];
    const entries = entriesIn(value);
    if (entries === undefined && !isSparseInput(value)) continue;
    const own = constants[name];
    const pattern = patternInside(own);
    changed ??= { ...values };
    changed[name] =
      entries === undefined ? onPattern(name, value, pattern) : withEntries(name, entries, pattern);
  }
  return changed ?? (values as SomeInputs);
}

/** What is in `{ data }`; undefined for everything else. */
function entriesIn(value: unknown): ArrayInput | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "data" ? (value as EntriesInput).data : undefined;
}

function withEntries(name: string, entries: ArrayInput, pattern: Pattern | undefined): SparseMatrix {
  if (pattern) return sparseMatrix(pattern, readEntries(`${name}.data`, entries, pattern));
  throw new OptNetError({
    field: name,
    expected: `a matrix, because the solver was not made with a sparse ${name}`,
    got: "{ data } alone",
    hint: `new QpSolver({ ${name} }) with a sparse matrix gives data a pattern.`,
  });
}

function onPattern(name: string, value: unknown, pattern: Pattern | undefined): SparseMatrix {
  const matrix = readSparse(name, value as Parameters<typeof readSparse>[1]);
  const given = patternInside(matrix)!;
  if (pattern === undefined || pattern === given) return matrix;
  if (samePattern(given, pattern)) return sparseMatrix(pattern, matrix);
  throw new OptNetError({
    field: name,
    expected: `the pattern of the solver's own ${name}, ${formatShape([pattern.rows, pattern.columns])}`,
    got: differenceOf(given, pattern),
    hint: `Pass ${name}.withData(values), storing zeros where entries may come; or make another QpSolver.`,
  });
}

/** In what two patterns differ. */
function differenceOf(given: Pattern, own: Pattern): string {
  if (given.rows !== own.rows || given.columns !== own.columns) {
    return `a matrix of shape ${formatShape([given.rows, given.columns])}`;
  }
  const name = (pattern: Pattern, k: number): string => `[${rowOfEntry(pattern, k)},${pattern.index[k]}]`;
  const [count, ownCount] = [given.index.length, own.index.length];
  for (let k = 0; k < Math.min(count, ownCount); k++) {
    const [here, there] = [name(given, k), name(own, k)];
    if (here !== there) return `an entry at ${here} where the solver's own has one at ${there}`;
  }
  return count < ownCount
    ? `none at ${name(own, count)}, where the solver's own has an entry`
    : `an entry at ${name(given, ownCount)}, where the solver's own has none`;
}
