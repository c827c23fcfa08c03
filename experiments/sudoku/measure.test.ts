import { describe, expect, it } from "vitest";
import { fromText, toText, type Sudoku } from "../../tools/sudoku/board.js";
import { decode, oneHot, SIZE } from "../../tools/sudoku/encode.js";
import { addOutcomes, judge, means, NOTHING } from "./measure.js";

const sudoku: Sudoku = {
  puzzle: fromText("0300001040000002"),
  solution: fromText("1324241342313142"),
};

describe("oneHot and decode", () => {
  it("put row, column and digit in this order, an empty cell as zeros", () => {
    const encoded = oneHot([sudoku.puzzle]);
    expect(encoded).toHaveLength(SIZE);
    // Cell 1 holds 3, cell 6 holds 1, cell 8 holds 4, cell 15 holds 2.
    const ones = [...encoded.keys()].filter((k) => encoded[k] === 1);
    expect(ones).toEqual([4 * 1 + 2, 4 * 6 + 0, 4 * 8 + 3, 4 * 15 + 1]);
    expect(encoded.reduce((sum, value) => sum + value)).toBe(4);
  });

  it("are inverse on full boards, at any position", () => {
    const other = fromText("4231314224131324");
    const encoded = oneHot([sudoku.solution, other]);
    expect(toText(decode(encoded, 0))).toBe(toText(sudoku.solution));
    expect(toText(decode(encoded, 1))).toBe(toText(other));
  });

  it("decodes to the largest of four numbers", () => {
    const soft = oneHot([sudoku.solution]).map((value, k) => 0.3 * value + 0.1 * Math.sin(k));
    expect(toText(decode(soft, 0))).toBe(toText(sudoku.solution));
  });
});

describe("judge", () => {
  it("finds nothing wrong with the solution itself", () => {
    expect(judge([sudoku], oneHot([sudoku.solution]), [true])).toEqual([
      { squares: 0, valid: true, correct: true, solved: true },
    ]);
  });

  it("tells a valid board that is not the solution from an invalid one", () => {
    const relabelled = sudoku.solution.map((digit) => (digit % 4) + 1);
    const broken = sudoku.solution.slice();
    broken[0] = broken[1];
    const [another, invalid] = judge([sudoku, sudoku], oneHot([relabelled, broken]), [true, false]);
    expect(another).toEqual({ squares: 32, valid: true, correct: false, solved: true });
    expect(invalid).toEqual({ squares: 2, valid: false, correct: false, solved: false });
  });

  it("is not deceived by units with the right minimum, maximum and sum", () => {
    // Every row, column and block holds 1, 1, 4, 4.
    const [outcome] = judge([sudoku], oneHot([fromText("1414141441414141")]), [true]);
    expect(outcome.valid).toBe(false);
  });

  it("counts predictions that are not numbers as wrong", () => {
    const [outcome] = judge([sudoku], new Float32Array(SIZE).fill(NaN), [false]);
    expect([outcome.valid, outcome.correct]).toEqual([false, false]);
  });
});

describe("means", () => {
  it("divides by boards, and the loss by numbers as well", () => {
    const broken = sudoku.solution.slice();
    broken[0] = broken[1];
    const outcomes = judge([sudoku, sudoku], oneHot([sudoku.solution, broken]), [true, false]);
    const totals = addOutcomes(addOutcomes(NOTHING, outcomes), outcomes);
    expect(means(totals)).toEqual({ boards: 4, loss: 4 / 4 / 64, error: 0.5, differs: 0.5, unsolved: 2 });
  });

  it("is zero for no boards", () => {
    expect(means(NOTHING)).toEqual({ boards: 0, loss: 0, error: 0, differs: 0, unsolved: 0 });
  });
});
