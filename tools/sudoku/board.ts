/** 4×4 Sudoku boards: 16 cells row by row, a digit 1–4 each, 0 where a cell is empty. */
export type Board = Uint8Array;

/** A puzzle and its solution. */
export interface Sudoku {
  readonly puzzle: Board;
  readonly solution: Board;
}

export const DIGITS = 4;
export const CELLS = 16;

const four = [0, 1, 2, 3];
const rows = four.map((row) => four.map((column) => 4 * row + column));
const columns = four.map((column) => four.map((row) => 4 * row + column));
const blocks = [0, 2, 8, 10].map((corner) => [corner, corner + 1, corner + 4, corner + 5]);

/** The cells of each of the 12 units: rows, columns, 2×2 blocks. */
export const UNITS: readonly (readonly number[])[] = [...rows, ...columns, ...blocks];

/** The three units of each cell. */
export const UNITS_OF: readonly (readonly (readonly number[])[])[] = Array.from(
  { length: CELLS },
  (_, cell) => UNITS.filter((unit) => unit.includes(cell)),
);

/** The seven cells that share a unit with each cell. */
export const PEERS: readonly (readonly number[])[] = UNITS_OF.map((units, cell) =>
  [...new Set(units.flat())].filter((other) => other !== cell),
);

/** Whether every row, column and block holds each of the digits 1–4 once. */
export function isValid(board: Board): boolean {
  return UNITS.every((unit) => unit.reduce((seen, cell) => seen | (1 << board[cell]), 0) === 0b11110);
}

/** Number of filled cells. */
export function givens(puzzle: Board): number {
  return puzzle.reduce((count, digit) => count + (digit === 0 ? 0 : 1), 0);
}

/** `"0300001040000002"`, row by row, 0 where a cell is empty. */
export function toText(board: Board): string {
  return board.join("");
}

/** The inverse of {@link toText}; the text must be 16 digits. */
export function fromText(text: string): Board {
  return Uint8Array.from(text, Number);
}

/** All 288 valid boards, in lexicographic order. */
export function allBoards(): Board[] {
  const found: Board[] = [];
  const board: Board = new Uint8Array(CELLS);
  const fillFrom = (cell: number): void => {
    if (cell === CELLS) {
      found.push(board.slice());
      return;
    }
    for (let digit = 1; digit <= DIGITS; digit++) {
      if (PEERS[cell].some((peer) => peer < cell && board[peer] === digit)) continue;
      board[cell] = digit;
      fillFrom(cell + 1);
    }
  };
  fillFrom(0);
  return found;
}
