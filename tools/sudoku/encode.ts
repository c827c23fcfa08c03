/** Boards as numbers and back: 4 rows × 4 columns × 4 digits, one-hot, 64 numbers per board. */
import { CELLS, DIGITS, type Board } from "./board.js";

/** Numbers per board. */
export const SIZE = CELLS * DIGITS;

/** `[B, 64]`, row-major: 1 where the cell holds the digit; an empty cell is four zeros. */
export function oneHot(boards: readonly Board[]): Float32Array {
  const encoded = new Float32Array(boards.length * SIZE);
  boards.forEach((board, index) => {
    for (let cell = 0; cell < CELLS; cell++) {
      if (board[cell] !== 0) encoded[index * SIZE + cell * DIGITS + board[cell] - 1] = 1;
    }
  });
  return encoded;
}

/** The board at position `index` of a `[B, 64]` prediction: the digit of the largest of each four numbers. */
export function decode(predicted: ArrayLike<number>, index: number): Board {
  return Uint8Array.from({ length: CELLS }, (_, cell) => {
    const start = index * SIZE + cell * DIGITS;
    let best = 0;
    for (let digit = 1; digit < DIGITS; digit++) {
      if (predicted[start + digit] > predicted[start + best]) best = digit;
    }
    return best + 1;
  });
}
