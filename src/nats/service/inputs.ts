/** What comes in requests as `solve` and solutions take it, and how much is asked for. */
import { entriesShape, gradientLike } from "../../derivative/entries.js";
import type { Gradients, OutputName, Tangents } from "../../problem/fields.js";
import { isPartOfSparse, OUTPUT_NAMES, widthOf } from "../../problem/fields.js";
import { sizeOf } from "../../problem/errors.js";
import type { DenseArray, FieldName, Problem, ProblemInput } from "../../problem/problem.js";
import { FIELD_NAMES } from "../../problem/problem.js";
import type { SparseMatrix } from "../../problem/sparse-matrix.js";
import { patternInside } from "../../problem/sparse-matrix.js";
import type { KnownPatterns } from "../patterns.js";
import type { WireArray, WireArrays } from "../wire/arrays.js";
import { DIAGONAL } from "../wire/request.js";
import { entriesName, fieldOf, patternArrays, sparseIn, valuesArray } from "../wire/sparse.js";

type Input = Float64Array | DenseArray<Float64Array>;

function inputOf({ data, shape }: WireArray): Input {
  return shape === undefined ? data! : { data: data!, shape };
}

export function inputsOf(arrays: WireArrays): Record<string, Input> {
  return Object.fromEntries([...arrays].map(([name, array]) => [name, inputOf(array)]));
}

/**
 * Inputs, or gradients by them, of arrays whose numbers are there.
 *
 * @throws MessageError, OptNetError for a sparse matrix that is none.
 */
export function fieldsIn(arrays: WireArrays, patterns: KnownPatterns): Partial<ProblemInput> {
  const dense = [...arrays].filter(([name]) => !isPartOfSparse(name));
  return Object.fromEntries([
    ...dense.map(([name, array]) =>
      name === DIAGONAL ? ["Q", { diagonal: inputOf(array) }] : [name, inputOf(array)],
    ),
    ...[...sparseIn(arrays)].map(([name, parts]) => [name, patterns.matrixOf(name, parts)]),
  ]) as Partial<ProblemInput>;
}

/**
 * Directions, where a sparse input has its entries alone.
 *
 * @throws OptNetError where they are not as many as the input has.
 */
export function tangentsIn(arrays: WireArrays, problem: Problem): Tangents {
  const given = [...arrays].map(([name, array]) => {
    const { field } = fieldOf(name);
    const isEntries = isPartOfSparse(name) && name === entriesName(field);
    const operand = isEntries ? problem[field] : undefined;
    const like = operand && gradientLike(operand, operand.data);
    if (patternInside(like) === undefined) return [name, inputOf(array)];
    return [field, (like as SparseMatrix).withData(inputOf(array))];
  });
  return Object.fromEntries(given) as Tangents;
}

/** @param withPatterns for whoever does not know the problem. */
export function gradientArrays(gradients: Gradients, withPatterns: boolean): WireArrays {
  return new Map(
    FIELD_NAMES.flatMap((name) => {
      const gradient = gradients[name];
      if (gradient === undefined) return [];
      const pattern = withPatterns ? patternInside(gradient) : undefined;
      return [valuesArray(name, gradient), ...(pattern ? patternArrays(name, pattern) : [])];
    }),
  );
}

/** Numbers of a Jacobian; what there is none of is refused by the solution itself. */
export function jacobianSize(
  problem: Problem,
  { output, input }: { readonly output: string; readonly input: string },
): number {
  const operand = FIELD_NAMES.includes(input as FieldName) ? problem[input as FieldName] : undefined;
  if (operand === undefined || !OUTPUT_NAMES.includes(output as OutputName)) return 0;
  return problem.batch * widthOf(output as OutputName, problem) * sizeOf(entriesShape(operand));
}
