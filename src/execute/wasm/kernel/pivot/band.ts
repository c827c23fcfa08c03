/**
 * Rows that join variables side by side, as in isotonic regression and total variation of a signal, make a K that is zero
 * but near its diagonal. So is the factor of its submatrix of active rows, as long as these are in ascending order. Numbers
 * that are skipped for it are exact zeros, which change no bit of the others.
 */
import { minusProduct } from "../common/lanes";
import { Pair, V, V0 } from "../layout.generated";
import { activeRow, lcpOf, padded, vector } from "./lcp";

/** A band is narrow up to this share of the rows, */
const NARROW: i32 = 8;
/** and worth it from so many rows on. */
const ENOUGH: i32 = 24;

/** How far the entries of one lane's symmetric K are from the diagonal; `rows` where that is far. */
export function bandOf(K: usize, rows: i32): i32 {
  if (rows < ENOUGH) return rows;
  const widest = rows / NARROW;
  let band = 0;
  for (let i = 0; i < rows; i++) {
    const row = K + <usize>i * <usize>rows * 8;
    for (let j = 0; j < i - band; j++) {
      if (load<f64>(row + <usize>j * 8) != 0) band = i - j;
    }
    if (band > widest) return rows;
  }
  return band;
}

// @ts-ignore: decorator
@inline
function laneBand(pair: Pair, lane: i32): i32 {
  return lane == 0 ? pair.factors.band0 : pair.factors.band1;
}

// @ts-ignore: decorator
@inline
export function isBanded(pair: Pair, lane: i32): bool {
  return laneBand(pair, lane) < pair.shape.rows;
}

/**
 * Finds out where the panels of the factor of K_AA begin, of `count` rows, given lists in ascending order.
 *
 * @returns the `starts` of `cholesky` (../dense/factor.ts): 0 where K is not banded in both lanes.
 */
export function findStarts(pair: Pair, count: i32): usize {
  const rows = pair.shape.rows;
  pair.banded = isBanded(pair, 0) && isBanded(pair, 1) ? 1 : 0;
  if (!pair.banded) return 0;
  let start0 = 0;
  let start1 = 0;
  for (let i = 0; i < count; i += 4) {
    start0 = firstNear(pair, 0, i, start0);
    start1 = firstNear(pair, 1, i, start1);
    store<i32>(pair.starts + <usize>i, min(start0, start1) & ~1);
  }
  return pair.starts;
}

/** The first place of one lane's list, not before `from`, whose row is within the band of the row at place i. */
// @ts-ignore: decorator
@inline
function firstNear(pair: Pair, lane: i32, i: i32, from: i32): i32 {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  if (i >= lcp.activeCount) return i;
  const first = <i32>activeRow(lcp, rows, i) - laneBand(pair, lane);
  while (<i32>activeRow(lcp, rows, from) < first) from++;
  return from;
}

/** v = v0 − K_A x, with the numbers of x `stride` bytes apart. */
export function combineBand(pair: Pair, lane: i32, K: usize, x: usize, stride: usize): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const v = vector(lcp, rows, V);
  memory.copy(v, vector(lcp, rows, V0), padded(rows) * 8);
  for (let i: usize = 0; i < <usize>lcp.activeCount; i++) {
    subtractColumn(pair, lane, K, activeRow(lcp, rows, i), v128.load64_splat(x + i * stride), v);
  }
}

/** v −= factor · K_q. */
// @ts-ignore: decorator
@inline
export function subtractColumn(pair: Pair, lane: i32, K: usize, q: usize, factor: v128, v: usize): void {
  const rows = pair.shape.rows;
  const band = laneBand(pair, lane);
  const column = K + q * <usize>rows * 8;
  const last = min(<i32>q + band, rows - 1);
  for (let j = max(<i32>q - band, 0) & ~1; j <= last; j += 2) {
    const at = <usize>j * 8;
    const value = minusProduct(v128.load(v + at), v128.load(column + at), factor);
    // Of an odd number of rows the last has no neighbour in its row of K.
    if (j + 1 < rows) v128.store(v + at, value);
    else v128.store64_lane(v + at, value, 0);
  }
}
