/**
 * What linear equalities A z = b demand, whichever rows say it: the projection on the span of the rows. The learned A has
 * rows that nobody can read, and the same span as the rules of the game, once it has learned them.
 */
import { SIZE } from "../../../tools/sudoku/encode.js";

const CELLS = 16;
const DIGITS = 4;

/** Each cell has one digit; each row, column and block has each digit once: 64 equalities, of which 40 are independent. */
export function ruleRows(): Float64Array {
  const rows: number[][] = [];
  const addRow = (ones: readonly number[]): void => {
    rows.push(Array.from({ length: SIZE }, (_, i) => (ones.includes(i) ? 1 : 0)));
  };
  const four = [0, 1, 2, 3];
  for (let cell = 0; cell < CELLS; cell++) addRow(four.map((digit) => DIGITS * cell + digit));
  for (const digit of four) {
    for (const group of four) {
      const cellsOf = [
        four.map((k) => 4 * group + k),
        four.map((k) => 4 * k + group),
        four.map((k) => 4 * (2 * (group >> 1) + (k >> 1)) + 2 * (group & 1) + (k & 1)),
      ];
      for (const cells of cellsOf) addRow(cells.map((cell) => DIGITS * cell + digit));
    }
  }
  return Float64Array.from(rows.flat());
}

/**
 * The projection on the span of rows of `SIZE` numbers, `[SIZE, SIZE]`: Gram & Schmidt, each row twice, so that what
 * rounding leaves is taken away too.
 */
export function projection(rows: Float64Array): Float64Array {
  const basis: Float64Array[] = [];
  for (let start = 0; start < rows.length; start += SIZE) {
    const row = rows.slice(start, start + SIZE);
    const length = Math.hypot(...row);
    for (let pass = 0; pass < 2; pass++) {
      for (const one of basis) {
        const share = one.reduce((sum, value, i) => sum + value * row[i], 0);
        one.forEach((value, i) => (row[i] -= share * value));
      }
    }
    const left = Math.hypot(...row);
    if (left > 1e-9 * length) basis.push(row.map((value) => value / left));
  }
  const product = new Float64Array(SIZE * SIZE);
  for (const one of basis) {
    for (let i = 0; i < SIZE; i++) for (let j = 0; j < SIZE; j++) product[SIZE * i + j] += one[i] * one[j];
  }
  return product;
}

/** Of the rules, which are the same every time. */
export const RULES = projection(ruleRows());

/** How far a projection is from that of the rules, as a share of its size (Frobenius). */
export function distanceToRules(other: Float64Array): number {
  return Math.hypot(...other.map((value, i) => value - RULES[i])) / Math.hypot(...RULES);
}
