/** From parts of a batch back to the whole: rows and gradients of some of its elements. */
import type { Operand } from "../../problem/problem.js";

export function scatterRows(
  from: Float64Array | Int32Array,
  elements: readonly number[],
  out: Float64Array | Int32Array,
  size: number,
): void {
  elements.forEach((element, i) => out.set(from.subarray(i * size, (i + 1) * size), element * size));
}

/** Adds rows of some elements, or one row for all of them, to the gradient of an input: to its sum if shared. */
export function addRows(
  from: Float64Array,
  elements: readonly number[],
  out: Float64Array,
  { size, stride }: Operand,
): void {
  for (let row = 0; row * size < from.length; row++) {
    const target = stride === 0 ? 0 : elements[row] * stride;
    for (let k = 0; k < size; k++) out[target + k] += from[row * size + k];
  }
}
