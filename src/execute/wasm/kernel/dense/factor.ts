/** Factorisations and triangular systems with many right-hand sides, interleaved. */
import { minusProduct, V128 } from "../common/lanes";
import { startOf } from "./rows";
import { Elements, gramEntry, gramPanel4x2, solveEntry, solvePanel4x2 } from "./panels";

/**
 * Cholesky factorisation in place of the lower triangle of a symmetric `[n, n]` matrix, rows `ld` entries apart.
 * The diagonal gets the reciprocals of L's.
 *
 * A pivot that is not above `tolerance` times its original diagonal entry shows a row that depends on those
 * before it: its reciprocal becomes 0, which takes the row out of every later solve.
 *
 * @param from rows before this, a multiple of 4, are factored already.
 * @param starts by panel of four rows the even column before which all is zero, i32 each; 0 where that is none. What is
 *   there is not read.
 * @returns how many rows were taken out now, lane 0 in the low and lane 1 in the high 16 bits.
 */
export function cholesky(n: i32, A: usize, ld: i32, tolerance: f64, from: i32, starts: usize = 0): i32 {
  const bytes = <usize>ld * V128;
  const size = <usize>n;
  let dropped = 0;
  let i = <usize>from;
  for (; i + 4 <= size; i += 4) {
    // Rows, and those of L that they are solved with, from the first column on that is not zero.
    const start = startOf(starts, i);
    const rows = A + i * bytes + start * V128;
    const L = A + start * (bytes + V128);
    for (let j: usize = 0; j < i - start; j += 2) solvePanel4x2(rows, rows, bytes, L, bytes, j);
    dropped += diagonalTile(rows, bytes, i - start, tolerance);
  }
  for (; i < size; i++) {
    const start = startOf(starts, i);
    const row = A + i * bytes + start * V128;
    const L = A + start * (bytes + V128);
    const end = (i - start) * V128;
    for (let j: usize = 0; j < i - start; j++) solveEntry(row, row, L + j * bytes, j);
    let c = v128.load(row + end);
    const original = c;
    for (let k: usize = 0; k < end; k += V128) {
      const a = v128.load(row + k);
      c = minusProduct(c, a, a);
    }
    dropped += storePivot(row + end, c, original, tolerance);
  }
  return dropped;
}

/** The 4 × 4 triangle on the diagonal, given that everything to its left is done. */
// @ts-ignore: decorator
@inline
export function diagonalTile(r0: usize, ld: usize, i: usize, tolerance: f64): i32 {
  const r1 = r0 + ld;
  const r2 = r1 + ld;
  const r3 = r2 + ld;
  const end = i * V128;
  let c00 = v128.load(r0 + end);
  let c10 = v128.load(r1 + end);
  let c11 = v128.load(r1 + end, 16);
  let c20 = v128.load(r2 + end);
  let c21 = v128.load(r2 + end, 16);
  let c22 = v128.load(r2 + end, 32);
  let c30 = v128.load(r3 + end);
  let c31 = v128.load(r3 + end, 16);
  let c32 = v128.load(r3 + end, 32);
  let c33 = v128.load(r3 + end, 48);
  const o0 = c00;
  const o1 = c11;
  const o2 = c22;
  const o3 = c33;
  for (let k: usize = 0; k < end; k += V128) {
    const a0 = v128.load(r0 + k);
    const a1 = v128.load(r1 + k);
    c00 = minusProduct(c00, a0, a0);
    c10 = minusProduct(c10, a1, a0);
    c11 = minusProduct(c11, a1, a1);
    const a2 = v128.load(r2 + k);
    c20 = minusProduct(c20, a2, a0);
    c21 = minusProduct(c21, a2, a1);
    c22 = minusProduct(c22, a2, a2);
    const a3 = v128.load(r3 + k);
    c30 = minusProduct(c30, a3, a0);
    c31 = minusProduct(c31, a3, a1);
    c32 = minusProduct(c32, a3, a2);
    c33 = minusProduct(c33, a3, a3);
  }
  let dropped = storePivot(r0 + end, c00, o0, tolerance);
  const d0 = v128.load(r0 + end);
  c10 = f64x2.mul(c10, d0);
  c20 = f64x2.mul(c20, d0);
  c30 = f64x2.mul(c30, d0);
  v128.store(r1 + end, c10);
  v128.store(r2 + end, c20);
  v128.store(r3 + end, c30);
  dropped += storePivot(r1 + end + V128, minusProduct(c11, c10, c10), o1, tolerance);
  const d1 = v128.load(r1 + end, 16);
  c21 = f64x2.mul(minusProduct(c21, c20, c10), d1);
  c31 = f64x2.mul(minusProduct(c31, c30, c10), d1);
  v128.store(r2 + end, c21, 16);
  v128.store(r3 + end, c31, 16);
  c22 = minusProduct(minusProduct(c22, c20, c20), c21, c21);
  dropped += storePivot(r2 + end + 2 * V128, c22, o2, tolerance);
  const d2 = v128.load(r2 + end, 32);
  c32 = f64x2.mul(minusProduct(minusProduct(c32, c30, c20), c31, c21), d2);
  v128.store(r3 + end, c32, 32);
  c33 = minusProduct(minusProduct(minusProduct(c33, c30, c30), c31, c31), c32, c32);
  return dropped + storePivot(r3 + end + 3 * V128, c33, o3, tolerance);
}

// @ts-ignore: decorator
@inline
function storePivot(at: usize, pivot: v128, original: v128, tolerance: f64): i32 {
  const good = f64x2.gt(pivot, f64x2.mul(f64x2.splat(tolerance), original));
  const reciprocal = f64x2.div(f64x2.splat(1), f64x2.sqrt(pivot));
  v128.store(at, v128.and(reciprocal, good));
  const bits = i64x2.bitmask(good);
  return (1 - (bits & 1)) | ((1 - (bits >> 1)) << 16);
}

/** X = B L⁻ᵀ, B as X is or X itself: `rows` rows, each the solution of L x = b. */
export function solveRows(rows: i32, n: i32, L: usize, ldL: i32, B: usize, X: usize, ldX: i32): void {
  const bytesL = <usize>ldL * V128;
  const bytesX = <usize>ldX * V128;
  const size = <usize>n;
  const count = <usize>rows;
  let r: usize = 0;
  for (; r + 4 <= count; r += 4) {
    const b = B + r * bytesX;
    const x = X + r * bytesX;
    let j: usize = 0;
    for (; j + 2 <= size; j += 2) solvePanel4x2(b, x, bytesX, L, bytesL, j);
    for (; j < size; j++) {
      for (let i: usize = 0; i < 4; i++) solveEntry(b + i * bytesX, x + i * bytesX, L + j * bytesL, j);
    }
  }
  for (; r < count; r++) {
    for (let j: usize = 0; j < size; j++) solveEntry(B + r * bytesX, X + r * bytesX, L + j * bytesL, j);
  }
}

/** Lower triangle of M = F Fᵀ, or −= where `negative`; entries above the diagonal are left undefined. */
export function gram(rows: i32, n: i32, F: usize, ldF: i32, M: usize, ldM: i32, negative: bool): void {
  symmetricProduct(rows, n, F, F, ldF, M, ldM, negative);
}

/** The same of M = F Eᵀ, which is symmetric, with E as F is. */
export function symmetricProduct(
  rows: i32,
  n: i32,
  F: usize,
  E: usize,
  ldF: i32,
  M: usize,
  ldM: i32,
  negative: bool,
): void {
  const bytesF = <usize>ldF * V128;
  const bytesM = <usize>ldM * V128;
  const size = <usize>n;
  const count = <usize>rows;
  let i: usize = 0;
  for (; i + 4 <= count; i += 4) {
    for (let j: usize = 0; j < i + 4; j += 2) {
      gramPanel4x2<Elements>(
        M + i * bytesM + j * V128,
        bytesM,
        F + i * bytesF,
        bytesF,
        E + j * bytesF,
        bytesF,
        size,
        negative,
      );
    }
  }
  for (; i < count; i++) {
    for (let j: usize = 0; j <= i; j++) {
      gramEntry(M + i * bytesM + j * V128, F + i * bytesF, E + j * bytesF, size, negative);
    }
  }
}

/**
 * M `[rows, columns]` = F Eᵀ, or −= where `negative`, with F `[rows, n]` and E `[columns, n]`, rows `ldM`, `ldF` and `ldE`
 * entries apart.
 */
export function addProductOfRows(
  rows: i32,
  columns: i32,
  n: i32,
  F: usize,
  ldF: i32,
  E: usize,
  ldE: i32,
  M: usize,
  ldM: i32,
  negative: bool,
): void {
  const bytes = <usize>ldF * V128;
  const bytesE = <usize>ldE * V128;
  const bytesM = <usize>ldM * V128;
  const width = <usize>columns;
  let i: usize = 0;
  for (; i + 4 <= <usize>rows; i += 4) {
    const f = F + i * bytes;
    let j: usize = 0;
    for (; j + 2 <= width; j += 2) {
      gramPanel4x2<Elements>(M + i * bytesM + j * V128, bytesM, f, bytes, E + j * bytesE, bytesE, n, negative);
    }
    if (j == width) continue;
    for (let k: usize = 0; k < 4; k++) {
      gramEntry(M + (i + k) * bytesM + j * V128, f + k * bytes, E + j * bytesE, n, negative);
    }
  }
  for (; i < <usize>rows; i++) {
    for (let j: usize = 0; j < width; j++) {
      gramEntry(M + i * bytesM + j * V128, F + i * bytes, E + j * bytesE, n, negative);
    }
  }
}
