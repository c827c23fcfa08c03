/** How large the entries of a matrix of whatever kind are, by row and by column. */
import type { Matrix } from "./operator.js";
import { columnAt, firstOf, lastOf, shiftOf } from "./operator.js";

/** Raises each number to the largest entry of its column, rows multiplied by their units. */
export function raiseToEntries(sizes: Float64Array, M: Matrix, units: Float64Array): void {
  for (let i = 0; i < M.rows; i++) {
    const [last, shift] = [lastOf(M, i), shiftOf(M, i)];
    for (let k = firstOf(M, i); k < last; k++) {
      const j = columnAt(M, k, shift);
      sizes[j] = Math.max(sizes[j], Math.abs(M.value[k]) * units[i]);
    }
  }
}

/** The rows that have no entries but zeros. */
export function emptyRows(M: Matrix): number[] {
  const empty: number[] = [];
  for (let i = 0; i < M.rows; i++) {
    let isEmpty = true;
    for (let k = firstOf(M, i); k < lastOf(M, i) && isEmpty; k++) isEmpty = M.value[k] === 0;
    if (isEmpty) empty.push(i);
  }
  return empty;
}
