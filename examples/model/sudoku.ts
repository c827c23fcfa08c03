/**
 * A small Sudoku: four by four, digits in every row, column and block once.
 *
 *     minimise 0.05 |x|² − Σ puzzle · x   subject to   the rules,  x ≥ 0
 *
 * x[cell, digit] is 1 where the cell holds the digit. The OptNet paper learns the rules from solved puzzles; here they
 * are written down.
 */
import { Problem, parameter, sum, sumSquares, variable } from "optnet/model";

const x = variable([16, 4], "x");
const puzzle = parameter([16, 4], "puzzle");

const four = [0, 1, 2, 3];
const rows = four.map((r) => four.map((c) => 4 * r + c));
const columns = four.map((c) => four.map((r) => 4 * r + c));
const blocks = four.map((k) => four.map((i) => 8 * (k >> 1) + 2 * (k % 2) + 4 * (i >> 1) + (i % 2)));
const once = [...rows, ...columns, ...blocks].map((cells) =>
  cells.map((cell) => x.index(cell)).reduce((a, b) => a.add(b)).eq(1),
); // prettier-ignore
export const problem = Problem.minimize(
  sumSquares(x)
    .mul(0.05)
    .sub(sum(puzzle.mul(x))),
).subjectTo([...[x.ge(0), sum(x, 1).eq(1)], ...once]);

const givens = "1··4 34·· ··4· ···1".replaceAll(" ", "");
export const values = { puzzle: [...givens].map((given) => four.map((d) => +(given === String(d + 1)))) };

const data = problem.solve(values).value(x);
const digit = (cell: number): number => four.reduce((d, e) => (data[4 * cell + e] > data[4 * cell + d] ? e : d)) + 1; // prettier-ignore
console.log(rows.map((row) => row.map(digit).join(" ")).join("\n"));
