import { expect, it } from "vitest";
import { fromText } from "../../tools/sudoku/board.js";
import { drawSolved } from "./draw.js";

const sudoku = { puzzle: fromText("0300001040000002"), solution: fromText("1324241342313142") };

it("draws puzzle, prediction and truth side by side", () => {
  expect(drawSolved(sudoku, sudoku.solution)).toBe(
    `
puzzle            prediction        truth
┌─────┬─────┐     ┌─────┬─────┐     ┌─────┬─────┐
│ · 3 │ · · │     │ 1 3 │ 2 4 │     │ 1 3 │ 2 4 │
│ · · │ 1 · │     │ 2 4 │ 1 3 │     │ 2 4 │ 1 3 │
├─────┼─────┤     ├─────┼─────┤     ├─────┼─────┤
│ 4 · │ · · │     │ 4 2 │ 3 1 │     │ 4 2 │ 3 1 │
│ · · │ · 2 │     │ 3 1 │ 4 2 │     │ 3 1 │ 4 2 │
└─────┴─────┘     └─────┴─────┘     └─────┴─────┘
correct: all 16 digits agree`.trim(),
  );
});

it("says how wrong a wrong board is", () => {
  const broken = sudoku.solution.slice();
  broken[0] = 2;
  expect(drawSolved(sudoku, broken)).toMatch(/wrong: 1 of 16 digits differ; not a valid board$/);
  const relabelled = sudoku.solution.map((digit) => (digit % 4) + 1);
  expect(drawSolved(sudoku, relabelled)).toMatch(
    /wrong: 16 of 16 digits differ; a valid board, but another one$/,
  );
});
