/** From sparse matrices to the operands of a problem, and the checks of their numbers. */
import { rowOfEntry, symmetricPattern } from "../matrix/pattern.js";
import { OptNetError, firstNonFinite, formatShape } from "./errors.js";
import type { Memory } from "./memory.js";
import { ordinary } from "./memory.js";
import type { FieldName, Operand, SparseInput } from "./problem.js";
import { patternInside } from "./sparse-matrix.js";
import { readSparse } from "./sparse.js";

/** An operand whose batch axis is known, and whose numbers are not checked yet. */
export interface ShapedSparse extends Operand {
  readonly batch: number | undefined;
}

/**
 * A sparse Q, A or G.
 *
 * @throws OptNetError where its shape does not fit the variables.
 */
export function shapeSparse(
  field: FieldName,
  input: SparseInput,
  n: number,
  memory: Memory = ordinary,
): ShapedSparse {
  const given = shapeGiven(field, input, n);
  if (field === "Q") {
    const symmetric = symmetricOperand(given, n, memory);
    if (symmetric) return symmetric;
  }
  // A copy whatever the memory: the matrix may serve again.
  const data = memory.allocate(given.data.length);
  data.set(given.data);
  return { ...given, data };
}

/** As it was given; its numbers are still the user's. */
function shapeGiven(field: FieldName, input: SparseInput, n: number): ShapedSparse {
  const matrix = readSparse(field, input);
  const pattern = patternInside(matrix)!;
  const square = field === "Q";
  if (pattern.columns !== n || (square && pattern.rows !== n)) {
    throw new OptNetError({
      field,
      expected: `${formatShape([square ? n : "rows", n])}, for the ${n} variables of p`,
      got: `a sparse matrix of shape ${formatShape([pattern.rows, pattern.columns])}`,
      hint: square
        ? "Q has a row and a column for each variable."
        : `${field} has one column for each variable.`,
    });
  }
  const { batch } = matrix;
  const size = pattern.index.length;
  if (matrix.data.length !== size * (batch ?? 1)) {
    throw new OptNetError({
      field: `${field}.data`,
      expected: "an array whose memory is there",
      got: "the entries of a sparse matrix on memory that was transferred away",
      hint: "A transferred ArrayBuffer belongs to its receiver: transfer a copy.",
    });
  }
  const shape = batch === undefined ? [size] : [batch, size];
  const stride = batch === undefined ? 0 : size;
  return { data: matrix.data, size, stride, shape, pattern, batch };
}

/**
 * Q by a symmetric pattern; a diagonal one by its diagonal. Numbers that are not stored are 0, also where their mirror
 * image is stored: whether that is symmetric shows when numbers are checked.
 *
 * @returns undefined where Q is given in that way.
 */
function symmetricOperand(Q: ShapedSparse, n: number, memory: Memory): ShapedSparse | undefined {
  const given = Q.pattern!;
  const whole = symmetricPattern(given);
  if (!whole.diagonal && whole.pattern === given) return undefined;
  const places = whole.diagonal ? given.index : whole.places;
  const size = whole.diagonal ? n : whole.pattern.index.length;
  const elements = Q.batch ?? 1;
  const data = memory.allocate(elements * size).fill(0);
  for (let i = 0; i < elements; i++) {
    for (let k = 0; k < places.length; k++) data[i * size + places[k]] = Q.data[i * Q.size + k];
  }
  return {
    data,
    size,
    stride: Q.batch === undefined ? 0 : size,
    shape: Q.batch === undefined ? [size] : [Q.batch, size],
    batch: Q.batch,
    given: { pattern: given, places },
    ...(whole.diagonal ? { diagonal: true as const } : { pattern: whole.pattern }),
  };
}

/**
 * Which entry of a sparse operand a number is: `A[3][2,5] (element 3, row 2, column 5, entry 7)`, counted as the user's data
 * are. A mirror image that is not stored has no entry.
 */
export function sparsePosition(field: string, operand: Operand, batched: boolean, at: number): string {
  const element = Math.floor(at / operand.size);
  const place = at - element * operand.size;
  const { given } = operand;
  const stored = given ? given.places.indexOf(place) : place;
  const [pattern, entry] = given && stored >= 0 ? [given.pattern, stored] : [operand.pattern!, place];
  const row = rowOfEntry(pattern, entry);
  const column = pattern.index[entry];
  const name = `${field}${batched ? `[${element}]` : ""}[${row},${column}]`;
  const words = [...(batched ? [`element ${element}`] : []), `row ${row}`, `column ${column}`];
  return `${name} (${[...words, ...(stored >= 0 ? [`entry ${stored}`] : [])].join(", ")})`;
}

/** @throws OptNetError naming the first entry that is NaN or infinite. */
export function requireFiniteEntries(field: string, operand: Operand, batched: boolean): void {
  const at = firstNonFinite(operand.data);
  if (at < 0) return;
  throw new OptNetError({
    field,
    expected: "finite numbers",
    got: `${operand.data[at]} at ${sparsePosition(field, operand, batched, at)}`,
    hint: "Look for a division by zero, an overflow or a missing value where this number comes from.",
  });
}
