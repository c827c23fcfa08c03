/** Did the layer learn the rules? Its A has 40 rows in 64 dimensions, and the rules of Sudoku span 40 dimensions too. */
import { Matrix, SVD } from "ml-matrix";
import { CELLS, DIGITS, UNITS } from "../../tools/sudoku/board.js";
import { SIZE } from "../../tools/sudoku/encode.js";

/**
 * The rules as equalities of a one-hot board, `[64, 64]`: each cell holds one digit, and each row, column and block
 * holds each digit once. Every right-hand side is 1. Only 40 of them are independent.
 */
export function ruleMatrix(): number[][] {
  const row = (...entries: number[]): number[] =>
    Array.from({ length: SIZE }, (_, k) => Number(entries.includes(k)));
  const digits = Array.from({ length: DIGITS }, (_, digit) => digit);
  const cells = Array.from({ length: CELLS }, (_, cell) =>
    row(...digits.map((digit) => cell * DIGITS + digit)),
  );
  const units = UNITS.flatMap((unit) =>
    digits.map((digit) => row(...unit.map((cell) => cell * DIGITS + digit))),
  );
  return [...cells, ...units];
}

/**
 * Angles between the spaces that the rows of two matrices span, in degrees, smallest first: all 0 where one space
 * lies in the other. As many as the smaller space has dimensions.
 *
 * Source: Björck & Golub 1973.
 */
export function principalAngles(a: number[][], b: number[][]): number[] {
  const [first, second] = [orthonormalRows(a), orthonormalRows(b)];
  const product = first.mmul(second.transpose());
  const cosines = new SVD(product, { autoTranspose: true }).diagonal;
  return cosines
    .map((cosine) => (Math.acos(Math.min(1, cosine)) * 180) / Math.PI)
    .sort((one, other) => one - other);
}

/** An orthonormal basis of what the rows span. */
function orthonormalRows(rows: number[][]): Matrix {
  const columns = new Matrix(rows).transpose();
  const { diagonal, leftSingularVectors } = new SVD(columns, { autoTranspose: true });
  const rank = diagonal.filter((value) => value > 1e-9 * diagonal[0]).length;
  return leftSingularVectors.subMatrix(0, leftSingularVectors.rows - 1, 0, rank - 1).transpose();
}

/** How far boards are from A z = b: root mean square of the distances from the rows' hyperplanes. */
export function distanceFromRules(A: number[][], b: readonly number[], boards: readonly number[][]): number {
  const norms = A.map((row) => Math.hypot(...row));
  let sum = 0;
  for (const board of boards) {
    A.forEach((row, i) => {
      const value = row.reduce((total, coefficient, k) => total + coefficient * board[k], 0);
      sum += ((value - b[i]) / norms[i]) ** 2;
    });
  }
  return Math.sqrt(sum / (boards.length * A.length));
}
