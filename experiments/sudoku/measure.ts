/** How good predictions are. */
import { isValid, type Sudoku } from "../../tools/sudoku/board.js";
import { decode, SIZE } from "../../tools/sudoku/encode.js";

/** What became of one board. */
export interface Outcome {
  /** Sum of squared differences of prediction and one-hot solution. */
  readonly squares: number;
  /** Every row, column and block of the predicted board holds each digit once. */
  readonly valid: boolean;
  /** The predicted board is the solution. */
  readonly correct: boolean;
  /** The quadratic program was solved to tolerance. */
  readonly solved: boolean;
}

/** Sums over outcomes. */
export interface Totals {
  readonly boards: number;
  readonly squares: number;
  readonly invalid: number;
  readonly incorrect: number;
  readonly unsolved: number;
}

/** Means over a set of boards. */
export interface Measure {
  readonly boards: number;
  /** Mean squared difference of prediction and one-hot solution, per number. */
  readonly loss: number;
  /** Share of boards with an invalid row, column or block: the error that the paper reports. */
  readonly error: number;
  /** Share of boards that differ from the solution; a valid board that ignores its givens counts too. */
  readonly differs: number;
  /** Boards whose quadratic program was not solved to tolerance; they are judged above like all others. */
  readonly unsolved: number;
}

/**
 * Judges predictions `[B, 64]` of B boards.
 *
 * The paper's code compares the minimum, maximum and sum of each unit of the arg-max, and so also lets 1, 1, 4, 4
 * pass; here a unit must hold each digit once.
 *
 * @param solved whether each board's program was solved to tolerance.
 */
export function judge(
  sudokus: readonly Sudoku[],
  predicted: ArrayLike<number>,
  solved: readonly boolean[],
): Outcome[] {
  return sudokus.map(({ solution }, index) => {
    const board = decode(predicted, index);
    let squares = 0;
    for (let k = 0; k < SIZE; k++) {
      const target = solution[k >> 2] === (k & 3) + 1 ? 1 : 0;
      squares += (predicted[index * SIZE + k] - target) ** 2;
    }
    return {
      squares,
      valid: isValid(board),
      correct: board.every((digit, cell) => digit === solution[cell]),
      solved: solved[index],
    };
  });
}

export const NOTHING: Totals = { boards: 0, squares: 0, invalid: 0, incorrect: 0, unsolved: 0 };

/** Adds outcomes to sums. */
export function addOutcomes(totals: Totals, outcomes: readonly Outcome[]): Totals {
  return outcomes.reduce(
    (sum, { squares, valid, correct, solved }) => ({
      boards: sum.boards + 1,
      squares: sum.squares + squares,
      invalid: sum.invalid + (valid ? 0 : 1),
      incorrect: sum.incorrect + (correct ? 0 : 1),
      unsolved: sum.unsolved + (solved ? 0 : 1),
    }),
    totals,
  );
}

/** Sums as numbers that workers report, and back: added to others. */
export function valuesOf({ boards, squares, invalid, incorrect, unsolved }: Totals): number[] {
  return [boards, squares, invalid, incorrect, unsolved];
}

export function addValues(totals: Totals, values: readonly number[]): Totals {
  const [boards, squares, invalid, incorrect, unsolved] = valuesOf(totals).map(
    (value, i) => value + values[i],
  );
  return { boards, squares, invalid, incorrect, unsolved };
}

/** Sums divided by boards; of no boards, everything is 0. */
export function means({ boards, squares, invalid, incorrect, unsolved }: Totals): Measure {
  const per = Math.max(boards, 1);
  return { boards, loss: squares / per / SIZE, error: invalid / per, differs: incorrect / per, unsolved };
}
