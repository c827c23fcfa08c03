import { describe, expect, it } from "vitest";
import { allBoards, givens, isValid, toText } from "./board.js";
import { generate } from "./generate.js";

/** Counts completions by trying every digit in every empty cell; knows only the rules, none of our tables. */
function countSolutions(cells: number[]): number {
  const empty = cells.indexOf(0);
  if (empty < 0) return 1;
  let count = 0;
  for (let digit = 1; digit <= 4; digit++) {
    const clashes = cells.some((other, cell) => {
      const sameRow = cell >> 2 === empty >> 2;
      const sameColumn = cell % 4 === empty % 4;
      const sameBlock = cell >> 3 === empty >> 3 && (cell % 4) >> 1 === (empty % 4) >> 1;
      return other === digit && (sameRow || sameColumn || sameBlock);
    });
    if (!clashes) count += countSolutions(cells.map((other, cell) => (cell === empty ? digit : other)));
  }
  return count;
}

/** Solves by forced digits alone: a digit that fits only one cell of some row, column or block. */
function deduce(puzzle: readonly number[]): number[] {
  const cells = [...puzzle];
  const groupsOf = (cell: number): number[] => [
    cell >> 2,
    4 + (cell % 4),
    8 + 2 * (cell >> 3) + ((cell % 4) >> 1),
  ];
  const fits = (cell: number, digit: number): boolean =>
    cells[cell] === 0 &&
    !cells.some((other, peer) => other === digit && groupsOf(peer).some((g) => groupsOf(cell).includes(g)));
  for (let progress = true; progress;) {
    progress = false;
    for (let group = 0; group < 12; group++) {
      const members = cells.map((_, cell) => cell).filter((cell) => groupsOf(cell).includes(group));
      for (let digit = 1; digit <= 4; digit++) {
        const places = members.filter((cell) => fits(cell, digit));
        if (places.length !== 1) continue;
        cells[places[0]] = digit;
        progress = true;
      }
    }
  }
  return cells;
}

describe("boards", () => {
  it("number 288, all different, all valid", () => {
    const boards = allBoards();
    expect(boards).toHaveLength(288);
    expect(new Set(boards.map(toText)).size).toBe(288);
    expect(boards.every(isValid)).toBe(true);
    expect(countSolutions(new Array<number>(16).fill(0))).toBe(288);
  });

  it("are invalid with a digit twice in a row, a column or a block alone", () => {
    const board = allBoards()[0];
    // Swapped within a block: cells 0 and 1 spoil columns only, cells 0 and 4 rows only.
    for (const other of [1, 4]) {
      const swapped = board.slice();
      [swapped[0], swapped[other]] = [swapped[other], swapped[0]];
      expect(isValid(swapped)).toBe(false);
    }
    // Each row is the one above, shifted by one: rows and columns are right, blocks are not.
    expect(isValid(Uint8Array.from("1234234134124123", Number))).toBe(false);
  });
});

describe("generate", () => {
  const sudokus = generate(2000, 7);

  it("gives every puzzle exactly one solution, the one beside it", () => {
    for (const { puzzle, solution } of sudokus) {
      expect(countSolutions([...puzzle])).toBe(1);
      expect(isValid(solution)).toBe(true);
      expect([...puzzle].every((digit, cell) => digit === 0 || digit === solution[cell])).toBe(true);
    }
  });

  it("makes puzzles that forced digits alone solve", () => {
    for (const { puzzle, solution } of sudokus) expect(deduce([...puzzle])).toEqual([...solution]);
  });

  it("repeats no puzzle", () => {
    expect(new Set(sudokus.map(({ puzzle }) => toText(puzzle))).size).toBe(sudokus.length);
  });

  it("keeps 4 to 8 cells in the proportions of the paper's data", () => {
    const counts = sudokus.map(({ puzzle }) => givens(puzzle));
    expect(Math.min(...counts)).toBe(4);
    expect(Math.max(...counts)).toBeLessThanOrEqual(8);
    const share = (count: number): number => counts.filter((one) => one === count).length / counts.length;
    // The paper's 10 000: 13.6 %, 55.5 %, 28.6 %, 2.2 %, 0.05 %. Three standard deviations of 2000 draws.
    expect(Math.abs(share(4) - 0.136)).toBeLessThan(0.03);
    expect(Math.abs(share(5) - 0.555)).toBeLessThan(0.04);
    expect(Math.abs(share(6) - 0.286)).toBeLessThan(0.035);
  });

  it("depends on the seed alone", () => {
    expect(generate(50, 7)).toEqual(sudokus.slice(0, 50));
    expect(generate(50, 8)).not.toEqual(sudokus.slice(0, 50));
  });

  it("refuses counts that make no sense", () => {
    expect(() => generate(0, 1)).toThrow(/count: expected an integer from 1 to 100000, got 0/);
    expect(() => generate(2.5, 1)).toThrow(/got 2.5/);
  });
});
