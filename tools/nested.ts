/** Numbers as nested arrays. */
import type { NestedNumbers } from "optnet";

export type Nested = number | NestedNumbers;

/** All of them, row by row. */
export function flat(numbers: Nested): number[] {
  return typeof numbers === "number" ? [numbers] : numbers.flatMap((one) => flat(one as Nested));
}

/** Lengths of the axes; `[]` of a single number. */
export function shapeOf(numbers: Nested): number[] {
  return typeof numbers === "number" ? [] : [numbers.length, ...shapeOf(numbers[0] as Nested)];
}
