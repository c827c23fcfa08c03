import { expect, test } from "vitest";
import type { SparseRowsMatrix } from "../matrix/operator.js";
import { diagonalMatrix, sparseMatrixOf } from "../matrix/operator.js";
import { unitsOf } from "./units.js";

/** 4 z_ij = the sum of its four neighbours, inside a square of these variables. */
function harmonic(side: number): SparseRowsMatrix {
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  for (let i = 1; i < side - 1; i++) {
    for (let j = 1; j < side - 1; j++) {
      const at = i * side + j;
      index.push(at - side, at - 1, at, at + 1, at + side);
      value.push(-1, -1, 4, -1, -1);
      start.push(index.length);
    }
  }
  const shape = { rows: start.length - 1, columns: side * side };
  const pattern = { ...shape, start: Int32Array.from(start), index: Int32Array.from(index) };
  return sparseMatrixOf(pattern, Float64Array.from(value));
}

test("variables of a large grid of differences have units that are alike", () => {
  const side = 100;
  const border = (k: number): boolean =>
    k < side || k >= side * side - side || k % side === 0 || k % side === side - 1;
  const Q = diagonalMatrix(Float64Array.from({ length: side * side }, (_, k) => (border(k) ? 1 : 0)));
  const { z } = unitsOf(side * side, Q, harmonic(side), undefined);
  let [least, largest] = [Infinity, 0];
  for (const unit of z) {
    least = Math.min(least, unit);
    largest = Math.max(largest, unit);
  }
  expect(largest / least).toBeLessThanOrEqual(2 ** 8);
});
