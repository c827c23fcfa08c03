/** Reads and checks what users pass to derivatives. */
import type { KktVectors } from "../backend/backend.js";
import { OptNetError } from "../problem/errors.js";
import type { ArrayInput, FieldName, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import type { Cotangents, OutputName, Tangents, VjpOptions } from "../problem/solution.js";
import { OUTPUT_NAMES } from "../problem/solution.js";
import { readLike, readOutputArray } from "../problem/validate.js";
import type { Moves } from "./forward.js";

/** One array per output, with one row per element of the batch. */
export interface OutputVectors extends KktVectors {
  readonly objective: Float64Array;
  readonly shiftB: Float64Array;
  readonly shiftH: Float64Array;
}

/** Numbers in one element of each output; `undefined` where it is one number without an axis. */
export function outputSizes({ variables, equalities, inequalities }: Problem) {
  return {
    z: variables,
    nu: equalities,
    lambda: inequalities,
    lambdaLower: variables,
    lambdaUpper: variables,
    objective: undefined,
    shiftB: equalities,
    shiftH: inequalities,
  } as const satisfies Record<OutputName, number | undefined>;
}

/**
 * Copies cotangents to arrays of their own; absent ones stay absent.
 *
 * @throws OptNetError for unknown names, wrong shapes and numbers that are not finite.
 */
export function readCotangents(problem: Problem, cotangents: Cotangents): Partial<OutputVectors> {
  requireKnown("cotangents", cotangents, OUTPUT_NAMES);
  const { batch, batched } = problem;
  const sizes = outputSizes(problem);
  const vectors: { -readonly [Name in OutputName]?: Float64Array } = {};
  for (const name of OUTPUT_NAMES) {
    const given = cotangents[name];
    if (given === undefined) continue;
    vectors[name] = readOutputArray(`cotangents.${name}`, given, batch, batched, sizes[name]);
  }
  return vectors;
}

/** @throws OptNetError for an unknown name, an input that the problem lacks, a wrong shape. */
export function readTangents(problem: Problem, tangents: Tangents): Moves {
  requireKnown("tangents", tangents, FIELD_NAMES);
  const moves: Moves = {};
  for (const name of FIELD_NAMES) {
    const given: ArrayInput | number | undefined = tangents[name];
    if (given === undefined) continue;
    const operand = problem[name];
    if (operand === undefined) throw absentField(`tangents.${name}`, name);
    moves[name] = { ...operand, data: readLike(`tangents.${name}`, given, operand) };
  }
  return moves;
}

/** The inputs to differentiate by, in the order of {@link FIELD_NAMES}. */
export function wantedFields(problem: Problem, { wrt }: VjpOptions): readonly FieldName[] {
  const given = FIELD_NAMES.filter((name) => problem[name] !== undefined);
  if (wrt === undefined) return given;
  for (const name of wrt) {
    if (!FIELD_NAMES.includes(name)) requireKnown("wrt", { [name]: true }, FIELD_NAMES);
    if (!given.includes(name)) throw absentField("wrt", name);
  }
  return given.filter((name) => wrt.includes(name));
}

function absentField(field: string, name: string): OptNetError {
  return new OptNetError({
    field,
    expected: "inputs that the problem has",
    got: `"${name}", which was not given to solve`,
    hint: `Pass ${name} to solve, or leave it out here.`,
  });
}

export function requireKnown(field: string, given: object, known: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    throw new OptNetError({
      field: `${field}.${name}`,
      expected: `one of ${known.join(", ")}`,
      got: `"${name}"`,
      hint: "Check the spelling; an unknown name would have no effect.",
    });
  }
}

/** @throws OptNetError unless `output` names an output and `input` an input of the problem. */
export function requireJacobianNames(problem: Problem, output: OutputName, input: FieldName): void {
  if (!OUTPUT_NAMES.includes(output)) requireKnown("output", { [output]: true }, OUTPUT_NAMES);
  if (!FIELD_NAMES.includes(input)) requireKnown("input", { [input]: true }, FIELD_NAMES);
  if (problem[input] === undefined) throw absentField("input", input);
}
