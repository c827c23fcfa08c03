/** What users ask of a solution, checked; and what elements that were not solved contribute. */
import type { Derivatives } from "./index.js";
import type { OperandOutline } from "./entries.js";
import { gradientLike, isSparseDirection, readDirection, requireFiniteDirection } from "./entries.js";
import type { Moves } from "./inputs.js";
import { jacobianOf } from "./jacobian.js";
import { fillRows } from "../problem/batch.js";
import { OptNetError, describe, excerpt, formatShape, requireFinite, sizeOf } from "../problem/errors.js";
import type {
  Certificate,
  Cotangents,
  FieldArrays,
  Gradients,
  OutputName,
  OutputTangents,
  OutputVectors,
  RowCount,
  SolutionSource,
  SolvedBy,
  Status,
  Tangents,
  VjpOptions,
} from "../problem/fields.js";
import { OUTPUT_NAMES, isMatrix, sizeOfOutput, written } from "../problem/fields.js";
import type { Memory } from "../problem/memory.js";
import { inPlace } from "../problem/memory.js";
import type { ArrayInput, DenseArray, FieldName, Operand, Problem } from "../problem/problem.js";
import { FIELD_NAMES } from "../problem/problem.js";
import { diagonalIn } from "../problem/quadratic.js";
import { describeNumbers, readNumbers, readObject, readSafely } from "../problem/read.js";
import type { Settings } from "../problem/settings.js";

/** @param onDispose called when nothing will read the problem any more. */
export function sourceOf(
  derivatives: Derivatives,
  settings: Pick<Settings, "unsolvedGradient">,
  onDispose?: () => void,
): SolutionSource {
  return new Source(derivatives, settings, onDispose);
}

class Source implements SolutionSource {
  readonly when = "now";
  readonly #derivatives: Derivatives;
  readonly #settings: Pick<Settings, "unsolvedGradient">;
  readonly #onDispose: (() => void) | undefined;

  constructor(
    derivatives: Derivatives,
    settings: Pick<Settings, "unsolvedGradient">,
    onDispose: (() => void) | undefined,
  ) {
    this.#derivatives = derivatives;
    this.#settings = settings;
    this.#onDispose = onDispose;
  }

  vjp(cotangents: Cotangents, options: VjpOptions): Gradients {
    const { problem, data } = this.#derivatives;
    const names = wantedFields(problem, options);
    const given = readCotangents(problem, cotangents, inPlace);
    refuseUnsolved(data.status, this.#settings);
    const gradients = this.#derivatives.pullBack(given, names);
    fillGradients(problem, data.status, this.#settings, gradients);
    return shapedGradients(problem, names, gradients);
  }

  jvp(tangents: Tangents): OutputTangents {
    const { problem, data } = this.#derivatives;
    const moves = readTangents(problem, tangents);
    refuseUnsolved(data.status, this.#settings);
    const moved = this.#derivatives.pushForward(moves);
    fillUnsolved(data.status, this.#settings, moved);
    return written(moved);
  }

  jacobian(output: OutputName, input: FieldName): DenseArray<Float64Array> {
    const { problem, data } = this.#derivatives;
    requireJacobianNames(problem, output, input);
    refuseUnsolved(data.status, this.#settings);
    const jacobian = jacobianOf(this.#derivatives, output, input);
    fillUnsolved(data.status, this.#settings, { jacobian: jacobian.data });
    return jacobian;
  }

  weaklyActive(): Int32Array {
    return this.#derivatives.weaklyActive();
  }

  certificate(element: number): Certificate | undefined {
    return this.#derivatives.certificate(element);
  }

  atRounding(element: number): boolean {
    return this.#derivatives.atRounding(element);
  }

  solvedBy(element: number): SolvedBy {
    return this.#derivatives.solvedBy(element);
  }

  dispose(): void {
    this.#derivatives.dispose();
    this.#onDispose?.();
  }
}

/** What questions are checked against: a problem's sizes and shapes, wherever its numbers are. */
export type Outline = Pick<Problem, RowCount | "batch" | "batched"> & {
  readonly [Name in FieldName]: OperandOutline | undefined;
};

/** Gradients as users see them: shaped like the inputs. */
export function shapedGradients(
  problem: Outline,
  names: readonly FieldName[],
  arrays: FieldArrays,
): Gradients {
  return Object.fromEntries(names.map((name) => [name, gradientLike(problem[name]!, arrays[name]!)]));
}

/** @throws OptNetError naming the first unsolved element, where the setting is `"throw"`. */
export function refuseUnsolved(
  status: readonly Status[],
  settings: Pick<Settings, "unsolvedGradient">,
): void {
  if (settings.unsolvedGradient !== "throw") return;
  const element = status.findIndex((one) => one !== "solved");
  if (element < 0) return;
  throw new OptNetError({
    field: `status[${element}]`,
    expected: `"solved", because settings.unsolvedGradient is "throw"`,
    got: `"${status[element]}"`,
    hint: `Set unsolvedGradient to "zero" or "nan" to differentiate the rest of the batch.`,
  });
}

/** Overwrites the rows of unsolved elements in arrays with one row per element: 0, or NaN as the setting says. */
function fillUnsolved(
  status: readonly Status[],
  settings: Pick<Settings, "unsolvedGradient">,
  arrays: Readonly<Record<string, Float64Array>>,
): void {
  const value = settings.unsolvedGradient === "nan" ? NaN : 0;
  status.forEach((one, element) => {
    if (one !== "solved") fillRows(arrays, element, status.length, value);
  });
}

/** With the setting `"nan"`, gradients that an unsolved element has a part in are NaN; its part is 0 otherwise. */
function fillGradients(
  problem: Problem,
  status: readonly Status[],
  settings: Pick<Settings, "unsolvedGradient">,
  gradients: FieldArrays,
): void {
  if (settings.unsolvedGradient !== "nan") return;
  status.forEach((one, element) => {
    if (one === "solved") return;
    for (const [name, array] of Object.entries(gradients)) {
      const { stride, size } = problem[name as FieldName]!;
      array.fill(NaN, element * stride, element * stride + size);
    }
  });
}

/** Reads and checks what users pass to derivatives. */

/**
 * Copies cotangents to arrays of their own, or whatever `memory` makes of them; absent ones stay absent.
 *
 * @throws OptNetError for unknown names, wrong shapes and numbers that are not finite.
 */
export function readCotangents(
  problem: Outline,
  cotangents: Cotangents,
  memory?: Memory,
): Partial<OutputVectors> {
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
    const size = sizeOfOutput(problem, name);
    vectors[name] = readOutputArray(`cotangents.${name}`, given, batch, batched, size, memory);
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
    moves[name] = { ...operand, data: readTangent(`tangents.${name}`, name, given, problem) };
  }
  return moves;
}

function readTangent(field: string, name: FieldName, given: unknown, problem: Problem): Float64Array {
  const operand = problem[name]!;
  const diagonal = name === "Q" && problem.quadratic === "diagonal" ? diagonalIn(given) : undefined;
  if (diagonal === undefined && isMatrix(name) && isSparseDirection(operand, given)) {
    const numbers = readDirection(field, given, operand, problem.variables);
    if (!(numbers instanceof Float64Array)) return readLike(field, numbers, operand);
    requireFiniteDirection(field, operand, numbers);
    return numbers;
  }
  return readLike(field, (diagonal ?? given) as ArrayInput | number, operand);
}

/** The inputs to differentiate by, in the order of {@link FIELD_NAMES}. */
export function wantedFields(problem: Outline, options: VjpOptions): readonly FieldName[] {
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
  memory?: Memory,
): Float64Array {
  const whole: Form = { shape: size === undefined ? [batch] : [batch, size], batched: true };
  const single: Form = { shape: size === undefined ? [] : [size], batched: false };
  const forms = batch !== 1 ? [whole] : batched ? [whole, single] : [single, whole];
  return readForm(field, input, forms, "It is shaped like the output of the same name.", memory);
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
  memory?: Memory,
): Float64Array {
  const numbers = readNumbers(field, input, { memory });
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
