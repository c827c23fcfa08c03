/** Reads and checks what users pass to derivatives. */
import type { KktVectors } from "../execute/executor.js";
import { readSafely } from "../problem/arrays.js";
import { describe, excerpt } from "../problem/echo.js";
import { OptNetError } from "../problem/errors.js";
import type { ArrayInput, FieldName, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import { diagonalIn } from "../problem/quadratic.js";
import { readObject } from "../problem/read-object.js";
import type { Cotangents, OutputName, Tangents, VjpOptions } from "../problem/solution.js";
import { OUTPUT_NAMES } from "../problem/solution.js";
import { readLike, readOutputArray } from "../problem/validate.js";
import type { Moves } from "./inputs.js";

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
  const read = readObject(cotangents, {
    field: "cotangents",
    names: OUTPUT_NAMES,
    expected: "an object with the loss's gradients in outputs",
    hint: "For example { z: [1, 0] }.",
    unknown: "Check the spelling; an unknown name would have no effect.",
  }) as Cotangents;
  const { batch, batched } = problem;
  const sizes = outputSizes(problem);
  const vectors: { -readonly [Name in OutputName]?: Float64Array } = {};
  for (const name of OUTPUT_NAMES) {
    const given = read[name];
    if (given === undefined) continue;
    vectors[name] = readOutputArray(`cotangents.${name}`, given, batch, batched, sizes[name]);
  }
  return vectors;
}

/** @throws OptNetError for an unknown name, an input that the problem lacks, a wrong shape. */
export function readTangents(problem: Problem, tangents: Tangents): Moves {
  const read = readObject(tangents, {
    field: "tangents",
    names: FIELD_NAMES,
    expected: "an object with directions of inputs",
    hint: "For example { b: [1] }.",
    unknown: "Check the spelling; an unknown name would have no effect.",
  }) as Tangents;
  const moves: Moves = {};
  for (const name of FIELD_NAMES) {
    const given = read[name];
    if (given === undefined) continue;
    const operand = problem[name];
    if (operand === undefined) throw absentField(`tangents.${name}`, name);
    const diagonal = name === "Q" && problem.quadratic === "diagonal" ? diagonalIn(given) : undefined;
    const numbers = (diagonal ?? given) as ArrayInput | number;
    moves[name] = { ...operand, data: readLike(`tangents.${name}`, numbers, operand) };
  }
  return moves;
}

/** The inputs to differentiate by, in the order of {@link FIELD_NAMES}. */
export function wantedFields(problem: Problem, options: VjpOptions): readonly FieldName[] {
  const given = FIELD_NAMES.filter((name) => problem[name] !== undefined);
  const { wrt } = readObject(options, {
    field: "options",
    names: ["wrt"],
    expected: "an object",
    hint: 'For example { wrt: ["p"] }.',
    unknown: "Check the spelling; an unknown option would have no effect.",
  });
  if (wrt === undefined) return given;
  const wanted = readSafely("wrt", () => {
    if (Array.isArray(wrt)) return [...(wrt as unknown[])];
    throw new OptNetError({
      field: "wrt",
      expected: "an array of names of inputs",
      got: describe(wrt),
      hint: 'For example { wrt: ["p"] }.',
    });
  });
  for (const name of wanted) {
    requireName("wrt", name, FIELD_NAMES);
    if (!given.includes(name)) throw absentField("wrt", name);
  }
  return given.filter((name) => wanted.includes(name));
}

function absentField(field: string, name: string): OptNetError {
  return new OptNetError({
    field,
    expected: "inputs that the problem has",
    got: `"${name}", which was not given to solve`,
    hint: `Pass ${name} to solve, or leave it out here.`,
  });
}

function requireName<Name extends string>(
  field: string,
  name: unknown,
  known: readonly Name[],
): asserts name is Name {
  if ((known as readonly unknown[]).includes(name)) return;
  throw new OptNetError({
    field: typeof name === "string" ? `${field}.${excerpt(name)}` : field,
    expected: `one of ${known.join(", ")}`,
    got: describe(name),
    hint: "Check the spelling; an unknown name would have no effect.",
  });
}

/** @throws OptNetError unless `output` names an output and `input` an input of the problem. */
export function requireJacobianNames(problem: Problem, output: OutputName, input: FieldName): void {
  requireName("output", output, OUTPUT_NAMES);
  requireName("input", input, FIELD_NAMES);
  if (problem[input] === undefined) throw absentField("input", input);
}
