/** Reads and checks what users pass to derivatives. */
import type {
  Cotangents,
  OutputName,
  OutputVectors,
  RowCount,
  Tangents,
  VjpOptions,
} from "../problem/fields.js";
import { OUTPUT_NAMES, OUTPUT_ROWS } from "../problem/fields.js";
import { describeNumbers, readNumbers, readObject, readSafely } from "../problem/read.js";
import { OptNetError, describe, excerpt, formatShape, requireFinite, sizeOf } from "../problem/errors.js";
import type { ArrayInput, FieldName, Operand, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import { diagonalIn } from "../problem/quadratic.js";
import type { Moves } from "./forward.js";

/** Numbers in one element of an output; undefined where it is one number without an axis. */
export function sizeOfOutput(problem: Pick<Problem, RowCount>, name: OutputName): number | undefined {
  const rows = OUTPUT_ROWS[name];
  return rows && problem[rows];
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
  const vectors: { -readonly [Name in OutputName]?: Float64Array } = {};
  for (const name of OUTPUT_NAMES) {
    const given = read[name];
    if (given === undefined) continue;
    vectors[name] = readOutputArray(`cotangents.${name}`, given, batch, batched, sizeOfOutput(problem, name));
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

/**
 * Reads an array shaped like an output: `[B, size]`, or `[size]` where there is one element. For an output with
 * one number per element leave `size` undefined: `[B]`, or a number where there is one element. A plain typed
 * array of the right length is taken row-major.
 *
 * @throws OptNetError for another shape, and for NaN and infinite numbers.
 */
export function readOutputArray(
  field: string,
  input: ArrayInput | number,
  batch: number,
  batched: boolean,
  size: number | undefined,
): Float64Array {
  const whole: Form = { shape: size === undefined ? [batch] : [batch, size], batched: true };
  const single: Form = { shape: size === undefined ? [] : [size], batched: false };
  const forms = batch !== 1 ? [whole] : batched ? [whole, single] : [single, whole];
  return readForm(field, input, forms, "It is shaped like the output of the same name.");
}

/**
 * Reads an array shaped like an input of the problem.
 *
 * @throws OptNetError for another shape, and for NaN and infinite numbers.
 */
export function readLike(field: string, input: ArrayInput | number, operand: Operand): Float64Array {
  const form: Form = { shape: operand.shape, batched: operand.stride > 0 || operand.ofOne === true };
  return readForm(field, input, [form], "It is shaped like the input of the same name.");
}

interface Form {
  readonly shape: readonly number[];
  /** Whether the first axis is the batch. */
  readonly batched: boolean;
}

/** All `forms` hold equally many numbers, so that a plain typed array fits all or none. */
function readForm(
  field: string,
  input: ArrayInput | number,
  forms: readonly Form[],
  hint: string,
): Float64Array {
  const numbers = readNumbers(field, input);
  const { data, shape } = numbers;
  const form = forms.find((allowed) =>
    shape === undefined
      ? data.length === sizeOf(allowed.shape)
      : sameShape(allowed.shape, shape) || (isEmptyBatch(allowed.shape) && isEmptyBatch(shape)),
  );
  if (form === undefined) {
    const expected = forms.map(({ shape }) => (shape.length === 0 ? "a number" : formatShape(shape)));
    throw new OptNetError({ field, expected: expected.join(" or "), got: describeNumbers(numbers), hint });
  }
  requireFinite(field, data, form.shape, form.batched);
  return data;
}

/** Nested arrays cannot say more of an empty batch than `[]`. */
function isEmptyBatch(shape: readonly number[]): boolean {
  return shape[0] === 0;
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
