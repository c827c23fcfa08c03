/**
 * Products with the Schur complement K and with its submatrices of active rows, for one lane: with K itself, or where
 * K is kept in low-rank form K = P Pᵀ (prepare.ts) with P and Pᵀ.
 */
import { V128 } from "../common/lanes";
import { combineRows, dotsOfRows, startOf, subtractProduct } from "../dense/rows";
import { Pair, V, V0 } from "../layout.generated";
import { combineBand, isBanded, subtractColumn } from "./band";
import { activeOf, activeRow, lcpOf, vector } from "./lcp";

// @ts-ignore: decorator
@inline
function matrixOf(pair: Pair, lane: i32): usize {
  return lane == 0 ? pair.factors.K0 : pair.factors.K1;
}

/**
 * Copies rows `from` … of K_AA into one lane of the matrix at `to`, rows `ld` bytes apart, padded to
 * `total` rows with rows of the identity, which change no bit of the others; nothing before the `starts` of `cholesky`.
 */
export function gatherActive(
  pair: Pair,
  lane: i32,
  from: i32,
  total: i32,
  to: usize,
  ld: usize,
  starts: usize,
): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = lcp.activeCount;
  for (let i = from; i < count; i++) {
    const start = startOf(starts, i);
    gatherColumn(pair, lane, activeRow(lcp, rows, i), <i32>start, i + 1, to + <usize>i * ld, V128);
  }
  for (let i = <usize>max(from, count); i < <usize>total; i++) {
    const row = to + i * ld;
    for (let j = startOf(starts, i); j < i; j++) store<f64>(row + j * V128, 0);
    store<f64>(row + i * V128, 1);
  }
}

/** Copies column q of K in the active rows `from` to `count` of the list, to numbers that are `stride` bytes apart. */
export function gatherColumn(
  pair: Pair,
  lane: i32,
  q: usize,
  from: i32,
  count: i32,
  to: usize,
  stride: usize,
): void {
  const rows = pair.shape.rows;
  const n = pair.shape.n;
  const list = activeOf(lcpOf(pair, lane), rows);
  const K = matrixOf(pair, lane);
  if (pair.shape.lowRank) return dotsOfRows(list, count, K, n, K + q * <usize>n * 8, to, stride);
  const column = K + q * <usize>rows * 8;
  for (let i = <usize>from; i < <usize>count; i++) {
    store<f64>(to + i * stride, load<f64>(column + <usize>load<i32>(list + i * 4) * 8));
  }
}

/** v0 −= length · K_q: y_q has moved by so much for good. */
export function shiftAlong(pair: Pair, lane: i32, q: usize, length: f64): void {
  const shape = pair.shape;
  const rows = shape.rows;
  const lcp = lcpOf(pair, lane);
  const v0 = vector(lcp, rows, V0);
  const K = matrixOf(pair, lane);
  if (isBanded(pair, lane)) return subtractColumn(pair, lane, K, q, f64x2.splat(length), v0);
  const factor = pair.column;
  store<f64>(factor, shape.lowRank ? -length : length);
  if (!shape.lowRank) {
    const bytes = <usize>rows * 8;
    return combineRows(v0, v0, rows, K + q * bytes, bytes, 0, 1, factor, 8);
  }
  const bytes = <usize>shape.n * 8;
  combineRows(0, pair.direction, shape.n, K + q * bytes, bytes, 0, 1, factor, 8);
  subtractDirection(pair, lane, v0, v0);
}

/** to = from − P direction, by rows of Pᵀ where that is kept. */
function subtractDirection(pair: Pair, lane: i32, from: usize, to: usize): void {
  const rows = pair.shape.rows;
  if (pair.shape.screened) {
    return subtractProduct(rows, matrixOf(pair, lane), pair.shape.n, pair.direction, from, to);
  }
  const T = lane == 0 ? pair.factors.T0 : pair.factors.T1;
  combineRows(from, to, rows, T, <usize>rows * 8, 0, pair.shape.n, pair.direction, 8);
}

/** Where K is of low rank: direction = −P_Aᵀ x, so that v = v0 + P direction, with the numbers of x `stride` bytes apart. */
export function setDirection(pair: Pair, lane: i32, x: usize, stride: usize): void {
  const shape = pair.shape;
  const lcp = lcpOf(pair, lane);
  const list = activeOf(lcp, shape.rows);
  const bytes = <usize>shape.n * 8;
  combineRows(0, pair.direction, shape.n, matrixOf(pair, lane), bytes, list, lcp.activeCount, x, stride);
}

/** v = v0 − K_A x, with the numbers of x `stride` bytes apart. */
export function setValues(pair: Pair, lane: i32, x: usize, stride: usize): void {
  const shape = pair.shape;
  const rows = shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = lcp.activeCount;
  const list = activeOf(lcp, rows);
  const v = vector(lcp, rows, V);
  const v0 = vector(lcp, rows, V0);
  const K = matrixOf(pair, lane);
  if (isBanded(pair, lane)) return combineBand(pair, lane, K, x, stride);
  if (!shape.lowRank || count == 0) {
    return combineRows(v0, v, rows, K, <usize>rows * 8, list, count, x, stride);
  }
  setDirection(pair, lane, x, stride);
  const direction = pair.direction;
  for (let i: usize = 0; i < <usize>shape.n; i++) store<f64>(direction + i * 8, -load<f64>(direction + i * 8));
  subtractDirection(pair, lane, v0, v);
}
