/** Which puzzles train, choose and judge. */
import { givens, toText, type Sudoku } from "../../tools/sudoku/board.js";

export interface Split {
  /** What the layer learns from, in order. */
  readonly training: readonly Sudoku[];
  /** The last rows of the training part, held out to choose the best epoch. */
  readonly validation: readonly Sudoku[];
  /** The last tenth of all puzzles. */
  readonly test: readonly Sudoku[];
  /** For each test board, whether its puzzle occurs nowhere in the training part (validation included). */
  readonly unseen: readonly boolean[];
}

/**
 * Splits puzzles 9 : 1 in order into a training part and a test part, and holds out the last share of the
 * training part for validation.
 */
export function split(sudokus: readonly Sudoku[], validationShare: number): Split {
  const trainingPart = sudokus.slice(0, Math.floor(0.9 * sudokus.length));
  const test = sudokus.slice(trainingPart.length);
  const seen = new Set(trainingPart.map(({ puzzle }) => toText(puzzle)));
  const validation = Math.round(validationShare * trainingPart.length);
  return {
    training: trainingPart.slice(0, trainingPart.length - validation),
    validation: trainingPart.slice(trainingPart.length - validation),
    test,
    unseen: test.map(({ puzzle }) => !seen.has(toText(puzzle))),
  };
}

/** How many puzzles there are with each number of givens: `{ 4: 1363, 5: 5554, … }`. */
export function givensHistogram(sudokus: readonly Sudoku[]): Record<number, number> {
  const histogram: Record<number, number> = {};
  for (const { puzzle } of sudokus) histogram[givens(puzzle)] = (histogram[givens(puzzle)] ?? 0) + 1;
  return histogram;
}
