/** Reads arrays that must be shaped like something already known: cotangents like outputs, tangents like inputs. */
import { describeNumbers, readNumbers } from "./arrays.js";
import { OptNetError } from "./errors.js";
import { formatShape, requireFinite, sizeOf } from "./positions.js";
import type { ArrayInput, Operand } from "./problem.js";

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
