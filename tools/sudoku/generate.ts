/**
 * Deducible 4×4 puzzles.
 *
 * The rule is that of the paper's data: start from a full board and visit its cells in random order; empty a
 * cell where its digit can still be *deduced* from the cells that are left, which means that in its row, its
 * column or its block no other cell could hold that digit. All cells are tried, so 4 to 8 of 16 stay. Read
 * backwards, the order in which cells were emptied solves the puzzle one forced digit at a time: the solution
 * is unique.
 *
 * Two differences: full boards are drawn uniformly from all 288, and no puzzle occurs twice, so that no test
 * board can occur in the training part.
 */
import { OptNetError } from "optnet";
import { Random } from "../random.js";
import { allBoards, CELLS, PEERS, toText, UNITS_OF, type Board, type Sudoku } from "./board.js";

/** More than this and the generator would spend most of its time on puzzles that it already has. */
const MOST_PUZZLES = 100_000;

/**
 * Draws distinct deducible puzzles.
 *
 * @param count how many, at most 100 000.
 * @param seed any integer; equal seeds give equal puzzles in equal order.
 * @throws OptNetError where `count` is out of range.
 * @example
 * ```ts
 * const [{ puzzle, solution }] = generate(1, 7); // two boards of 16 digits
 * ```
 * Source: the data of Amos & Kolter 2017, section 4.4.
 */
export function generate(count: number, seed: number): Sudoku[] {
  if (!Number.isInteger(count) || count < 1 || count > MOST_PUZZLES) {
    throw new OptNetError({
      field: "count",
      expected: `an integer from 1 to ${MOST_PUZZLES}`,
      got: String(count),
      hint: "Only so many 4×4 puzzles are distinct.",
    });
  }
  const random = new Random(seed);
  const boards = allBoards();
  const seen = new Set<string>();
  const sudokus: Sudoku[] = [];
  while (sudokus.length < count) {
    const solution = boards[random.below(boards.length)].slice();
    const puzzle = emptyCells(solution, random);
    const text = toText(puzzle);
    if (seen.has(text)) continue;
    seen.add(text);
    sudokus.push({ puzzle, solution });
  }
  return sudokus;
}

function emptyCells(solution: Board, random: Random): Board {
  const puzzle = solution.slice();
  for (const cell of random.shuffle(Array.from({ length: CELLS }, (_, index) => index))) {
    puzzle[cell] = 0;
    if (!isDeducible(puzzle, cell, solution[cell])) puzzle[cell] = solution[cell];
  }
  return puzzle;
}

/** Whether a unit of the empty `cell` has no other cell for `digit`. */
export function isDeducible(puzzle: Board, cell: number, digit: number): boolean {
  const cannotHold = (other: number): boolean =>
    puzzle[other] !== 0 || PEERS[other].some((peer) => puzzle[peer] === digit);
  return UNITS_OF[cell].some((unit) => unit.every((other) => other === cell || cannotHold(other)));
}
