/** Where a number stands in an array, in words. */
import { OptNetError } from "./errors.js";

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function formatShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(",")}]`;
}

/**
 * Where entry `index` of an array is: `A[3][2,5] (element 3, row 2, column 5)`.
 *
 * @param batched whether the first axis of `shape` is the batch.
 */
export function positionOf(field: string, shape: readonly number[], batched: boolean, index: number): string {
  const indices = indicesOf(shape, index);
  const name = entryName(field, shape, batched, index);
  const words: string[] = [];
  if (batched) words.push(`element ${indices.shift()}`);
  if (indices.length === 1) words.push(`entry ${indices[0]}`);
  if (indices.length === 2) words.push(`row ${indices[0]}`, `column ${indices[1]}`);
  return words.length === 0 ? name : `${name} (${words.join(", ")})`;
}

/** `A[3][2,5]`: the batch in brackets of its own. */
export function entryName(field: string, shape: readonly number[], batched: boolean, index: number): string {
  const indices = indicesOf(shape, index);
  const element = batched ? formatShape(indices.splice(0, 1)) : "";
  return field + element + (indices.length === 0 ? "" : formatShape(indices));
}

function indicesOf(shape: readonly number[], index: number): number[] {
  const indices: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    indices.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return indices;
}

/** The index of the first entry that is NaN or infinite, or −1. */
function firstNonFinite(data: Float64Array): number {
  // x − x is 0 for finite x and NaN otherwise: one comparison for four entries.
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    const a = data[i];
    const b = data[i + 1];
    const c = data[i + 2];
    const d = data[i + 3];
    if (a - a + (b - b) + (c - c) + (d - d) !== 0) break;
  }
  for (; i < data.length; i++) if (data[i] - data[i] !== 0) return i;
  return -1;
}

export function isFiniteArray(data: Float64Array): boolean {
  return firstNonFinite(data) < 0;
}

/**
 * @param hint what to do; by default, where such numbers come from.
 * @throws OptNetError naming the first entry that is NaN or infinite.
 */
export function requireFinite(
  field: string,
  data: Float64Array,
  shape: readonly number[],
  batched: boolean,
  hint = "Look for a division by zero, an overflow or a missing value where this number comes from.",
): void {
  const index = firstNonFinite(data);
  if (index < 0) return;
  throw new OptNetError({
    field,
    expected: "finite numbers",
    got: `${data[index]} at ${positionOf(field, shape, batched, index)}`,
    hint,
  });
}
