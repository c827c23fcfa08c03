/**
 * Products and triangular systems with the matrices of a pair's factors, the fastest way there is, all to the same bits:
 * through the entries that are not 0 where they are listed (dense/entries.ts), along the rows where both lanes have one element
 * (dense/single.ts), and else across the lanes (dense/products.ts).
 */
import { Shared } from "../common/lanes";
import { addProductOfEntries, addTransposedProductOfEntries } from "../dense/entries";
import { addProduct, addTransposedProduct, solveLower, solveLowerTransposed } from "../dense/products";
import {
  addProductOfOne,
  addTransposedProductOfOne,
  solveLowerOfOne,
  solveLowerTransposedOfOne,
} from "../dense/single";
import { Pair } from "../layout.generated";

/** From so many rows on, and columns, it pays to take one lane out of a vector first. */
const ROWS: i32 = 4;
const COLUMNS: i32 = 8;

// @ts-ignore: decorator
@inline
function isShared<T>(): bool {
  return sizeof<T>() == sizeof<Shared>();
}

// @ts-ignore: decorator
@inline
function paysForOne<T>(pair: Pair, rows: i32, columns: i32): bool {
  return isShared<T>() && pair.twins != 0 && rows >= ROWS && columns >= COLUMNS;
}

/**
 * out[r] += sign · F[r] · x for `count` rows r of n numbers: those of `list`, or the first ones where that is 0.
 *
 * @param starts by row the even column before which it is zero, i32 each, or 0.
 */
export function multiply<T>(
  pair: Pair,
  entries: usize,
  list: usize,
  count: i32,
  n: i32,
  F: usize,
  ld: i32,
  x: usize,
  out: usize,
  sign: f64,
  starts: usize = 0,
): void {
  if (isShared<T>() && entries != 0) addProductOfEntries(entries, list, count, x, out, sign);
  else if (paysForOne<T>(pair, count, n)) addProductOfOne(list, count, n, F, ld, x, out, sign, pair.room, starts);
  else addProduct<T>(list, count, n, F, ld, x, out, sign);
}

/** out += sign · Σ F[r]ᵀ y[r] over `count` rows r, likewise. */
export function multiplyTransposed<T>(
  pair: Pair,
  entries: usize,
  list: usize,
  count: i32,
  n: i32,
  F: usize,
  ld: i32,
  y: usize,
  out: usize,
  sign: f64,
): void {
  if (isShared<T>() && entries != 0) addTransposedProductOfEntries(entries, list, count, y, out, sign);
  else if (paysForOne<T>(pair, count, n)) addTransposedProductOfOne(list, count, n, F, y, out, sign, pair.room);
  else addTransposedProduct<T>(list, count, n, F, ld, y, out, sign);
}

/** x ← L⁻¹ x; the diagonal of L holds reciprocals. */
export function solveWith<T>(pair: Pair, n: i32, L: usize, ld: i32, x: usize): void {
  if (paysForOne<T>(pair, n, n)) solveLowerOfOne(n, L, x, pair.room);
  else solveLower<T>(n, L, ld, x);
}

/** x ← L⁻ᵀ x, likewise. */
export function solveTransposedWith<T>(pair: Pair, n: i32, L: usize, ld: i32, x: usize): void {
  if (paysForOne<T>(pair, n, n)) solveLowerTransposedOfOne(n, L, x, pair.room);
  else solveLowerTransposed<T>(n, L, ld, x);
}
