/** Puzzles from a CSV file: a line `puzzle,solution`, then one row of 16 + 16 digits per puzzle, 0 = empty. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { OptNetError } from "optnet";
import Papa from "papaparse";
import { fromText, isValid, type Sudoku } from "../../tools/sudoku/board.js";

/**
 * Reads puzzles in the order of the file.
 *
 * @throws OptNetError naming file and line: no such file, no header, wrong columns, a board that is not 16
 *   digits, a solution that is no valid board or that contradicts its puzzle.
 */
export function readSudokus(path: string): Sudoku[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new OptNetError({
      field: path,
      expected: "a readable CSV file",
      got: error instanceof Error ? error.message : String(error),
      hint: "Check the path; relative paths start where the command was typed.",
    });
  }
  return parseSudokus(text, basename(path));
}

/** As {@link readSudokus}, from text; `name` is how messages call it. */
export function parseSudokus(text: string, name: string): Sudoku[] {
  const { data } = Papa.parse<string[]>(text, { delimiter: "," });
  const wrong = (line: number, expected: string, got: string, hint: string): never => {
    throw new OptNetError({ field: `${name}, line ${line}`, expected, got, hint });
  };
  if (data.length === 0) wrong(1, `"puzzle,solution"`, "an empty file", FORMAT);
  const header = data[0].map((cell) => cell.trim().toLowerCase()).join(",");
  if (header !== "puzzle,solution") wrong(1, `"puzzle,solution"`, `"${data[0].join(",")}"`, FORMAT);

  // A field can only contain a line break where a row is broken, and the first broken row ends the reading:
  // so far, rows are lines.
  const lastFilled = data.findLastIndex((row) => row.join("") !== "");
  const sudokus = data.slice(1, lastFilled + 1).map((row, index): Sudoku => {
    const line = index + 2;
    if (row.length !== 2) wrong(line, "2 columns", `${row.length}: "${row.join(",")}"`, FORMAT);
    const [puzzle, solution] = row.map((cell) => cell.trim());
    if (!/^[0-4]{16}$/.test(puzzle)) wrong(line, "a puzzle of 16 digits 0–4", `"${puzzle}"`, FORMAT);
    if (!/^[1-4]{16}$/.test(solution)) wrong(line, "a solution of 16 digits 1–4", `"${solution}"`, FORMAT);
    const sudoku = { puzzle: fromText(puzzle), solution: fromText(solution) };
    if (!isValid(sudoku.solution)) {
      const hint = "Boards are written row by row; blocks are 2×2.";
      wrong(line, "each digit once in every row, column and block of the solution", solution, hint);
    }
    if (sudoku.puzzle.some((digit, cell) => digit !== 0 && digit !== sudoku.solution[cell])) {
      const hint = "The two boards may belong to different rows.";
      wrong(line, "a solution that keeps the digits of its puzzle", `${puzzle} and ${solution}`, hint);
    }
    return sudoku;
  });
  if (sudokus.length === 0) wrong(2, "at least one puzzle", "none", FORMAT);
  return sudokus;
}

const FORMAT = "The format is a line puzzle,solution and rows such as 0300001040000002,1324241342313142.";
