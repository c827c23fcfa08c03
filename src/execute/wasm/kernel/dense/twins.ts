/**
 * What factor.ts does, where both lanes have one element: two rows at a time instead of two elements. Rows 2i and 2i + 1 are
 * packed into the lanes of one, which halves the work of everything cubic. Every number is summed in the order that it
 * has there, so that all are the same to the last bit.
 *
 * `room` has room for four rows of n interleaved numbers.
 */
import { V128 } from "../common/lanes";
import { cholesky, diagonalTile, gram, solveRows } from "./factor";
import { gramEntry, gramPanel4x2, Rows, solveEntry, solvePanel4x2 } from "./panels";

/** Rows that are packed at a time, into half as many. */
const ROWS: usize = 8;
/** From this many numbers in a row on it pays. */
const LONG_ENOUGH: i32 = 12;

/** Packs n numbers of eight rows. */
function pack(n: usize, from: usize, bytes: usize, room: usize): void {
  const end = n * V128;
  for (let i: usize = 0; i < ROWS; i += 2) {
    const next = from + bytes;
    for (let k: usize = 0; k < end; k += V128) {
      v128.store(room + k, v128.shuffle<f64>(v128.load(from + k), v128.load(next + k), 0, 2));
    }
    room += end;
    from = next + bytes;
  }
}

/** Back to eight rows of one element. */
function spread(n: usize, room: usize, to: usize, bytes: usize): void {
  const end = n * V128;
  for (let i: usize = 0; i < ROWS; i += 2) {
    const next = to + bytes;
    for (let k: usize = 0; k < end; k += V128) {
      const value = v128.load(room + k);
      v128.store(to + k, v128.shuffle<f64>(value, value, 0, 0));
      v128.store(next + k, v128.shuffle<f64>(value, value, 1, 1));
    }
    room += end;
    to = next + bytes;
  }
}

/** Solves the packed rows in `room`, of n numbers, with the first n rows of L. */
function solvePacked(n: usize, L: usize, bytesL: usize, room: usize): void {
  const bytes = n * V128;
  let j: usize = 0;
  for (; j + 2 <= n; j += 2) solvePanel4x2(room, room, bytes, L, bytesL, j);
  if (j == n) return;
  for (let i: usize = 0; i < ROWS / 2; i++) solveEntry(room + i * bytes, room + i * bytes, L + j * bytesL, j);
}

/** As `solveRows`. */
export function solveRowsOfOne(rows: i32, n: i32, L: usize, ldL: i32, B: usize, X: usize, ldX: i32, room: usize): void {
  const bytesL = <usize>ldL * V128;
  const bytes = <usize>ldX * V128;
  let r: usize = 0;
  for (; n >= LONG_ENOUGH && r + ROWS <= <usize>rows; r += ROWS) {
    pack(n, B + r * bytes, bytes, room);
    solvePacked(n, L, bytesL, room);
    spread(n, room, X + r * bytes, bytes);
  }
  solveRows(rows - <i32>r, n, L, ldL, B + r * bytes, X + r * bytes, ldX);
}

/** As `cholesky`, of the whole matrix. */
export function choleskyOfOne(n: i32, A: usize, ld: i32, tolerance: f64, room: usize): i32 {
  const bytes = <usize>ld * V128;
  let dropped = 0;
  let i: usize = 0;
  for (; i + ROWS <= <usize>n; i += ROWS) {
    const rows = A + i * bytes;
    if (i > 0) {
      pack(i, rows, bytes, room);
      solvePacked(i, A, bytes, room);
      spread(i, room, rows, bytes);
    }
    dropped += diagonalTile(rows, bytes, i, tolerance);
    const second = rows + 4 * bytes;
    solvePanel4x2(second, second, bytes, A, bytes, i);
    solvePanel4x2(second, second, bytes, A, bytes, i + 2);
    dropped += diagonalTile(second, bytes, i + 4, tolerance);
  }
  return dropped + cholesky(n, A, ld, tolerance, <i32>i);
}

/** As `gram`. */
export function gramOfOne(
  rows: i32,
  n: i32,
  F: usize,
  ldF: i32,
  M: usize,
  ldM: i32,
  negative: bool,
  room: usize,
): void {
  if (n < LONG_ENOUGH) return gram(rows, n, F, ldF, M, ldM, negative);
  const bytesF = <usize>ldF * V128;
  const bytesM = <usize>ldM * V128;
  const count = <usize>rows;
  let i: usize = 0;
  for (; i + ROWS <= count; i += ROWS) {
    pack(n, F + i * bytesF, bytesF, room);
    for (let j: usize = 0; j < i + ROWS; j += 2) {
      const to = M + i * bytesM + j * V128;
      gramPanel4x2<Rows>(to, bytesM, room, <usize>n * V128, F + j * bytesF, bytesF, n, negative);
    }
  }
  for (; i < count; i++) {
    for (let j: usize = 0; j <= i; j++) {
      gramEntry(M + i * bytesM + j * V128, F + i * bytesF, F + j * bytesF, n, negative);
    }
  }
}
