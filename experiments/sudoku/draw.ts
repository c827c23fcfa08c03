/** Boards in the terminal. */
import { CELLS, isValid, type Board, type Sudoku } from "../../tools/sudoku/board.js";

/** How to set text apart; the identity where there are no colours. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

export const PLAIN: Paint = {
  strong: (text) => text,
  good: (text) => text,
  bad: (text) => text,
  faint: (text) => text,
};

const WIDTH = 13;
const GAP = "     ";

/**
 * Puzzle, prediction and truth side by side, and whether they agree. Digits that were given are faint in the
 * prediction, found ones strong, wrong ones bad.
 */
export function drawSolved({ puzzle, solution }: Sudoku, predicted: Board, paint: Paint = PLAIN): string {
  const given = drawBoard(puzzle, (digit) => (digit === 0 ? paint.faint("·") : String(digit)));
  const found = drawBoard(predicted, (digit, cell) => {
    if (digit !== solution[cell]) return paint.bad(String(digit));
    return puzzle[cell] === 0 ? paint.strong(paint.good(String(digit))) : paint.faint(String(digit));
  });
  const truth = drawBoard(solution, String);
  const titles = ["puzzle", "prediction", "truth"].map((title) => title.padEnd(WIDTH)).join(GAP);
  const lines = given.map((line, i) => [line, found[i], truth[i]].join(GAP));
  return [titles.trimEnd(), ...lines, verdict(solution, predicted, paint)].join("\n");
}

function verdict(solution: Board, predicted: Board, paint: Paint): string {
  const wrong = Array.from(solution.keys()).filter((cell) => predicted[cell] !== solution[cell]).length;
  if (wrong === 0) return paint.good(`correct: all ${CELLS} digits agree`);
  const kind = isValid(predicted) ? "a valid board, but another one" : "not a valid board";
  return paint.bad(`wrong: ${wrong} of ${CELLS} digits differ; ${kind}`);
}

function drawBoard(board: Board, cell: (digit: number, index: number) => string): string[] {
  const row = (start: number): string => {
    const digits = [0, 1, 2, 3].map((column) => cell(board[start + column], start + column));
    return `│ ${digits[0]} ${digits[1]} │ ${digits[2]} ${digits[3]} │`;
  };
  return ["┌─────┬─────┐", row(0), row(4), "├─────┼─────┤", row(8), row(12), "└─────┴─────┘"];
}
