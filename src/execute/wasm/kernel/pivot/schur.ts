/**
 * Products with the Schur complement K and with its submatrices of active rows, for one lane: with K itself, or where
 * K is kept in low-rank form K = P Pᵀ (prepare.ts) with P and Pᵀ.
 */
import { V128 } from "../common/lanes";
import { addScaledRow, dotOf, subtractRows } from "../dense/rows";
import { Pair, V, V0 } from "../layout.generated";
import { activeOf, activeRow, lcpOf, vector } from "./lcp";

// @ts-ignore: decorator
@inline
function matrixOf(pair: Pair, lane: i32): usize {
  return lane == 0 ? pair.factors.K0 : pair.factors.K1;
}

// @ts-ignore: decorator
@inline
function transposeOf(pair: Pair, lane: i32): usize {
  return lane == 0 ? pair.factors.T0 : pair.factors.T1;
}

/** One row of P. */
// @ts-ignore: decorator
@inline
function factorRow(pair: Pair, lane: i32, row: usize): usize {
  return matrixOf(pair, lane) + row * <usize>pair.shape.n * 8;
}

/**
 * Copies rows `from` … of K_AA into one lane of the matrix at `to`, rows `ld` bytes apart, padded to
 * `total` rows with rows of the identity, which change no bit of the others.
 */
export function gatherActive(pair: Pair, lane: i32, from: i32, total: i32, to: usize, ld: usize): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = lcp.activeCount;
  if (pair.shape.lowRank) gatherProducts(pair, lane, from, count, to, ld);
  else gatherEntries(matrixOf(pair, lane), rows, activeOf(lcp, rows), from, count, to, ld);
  for (let i = <usize>max(from, count); i < <usize>total; i++) {
    const row = to + i * ld;
    for (let j: usize = 0; j < i; j++) store<f64>(row + j * V128, 0);
    store<f64>(row + i * V128, 1);
  }
}

function gatherEntries(K: usize, rows: i32, list: usize, from: i32, count: i32, to: usize, ld: usize): void {
  for (let i = <usize>from; i < <usize>count; i++) {
    const row = K + <usize>load<i32>(list + i * 4) * <usize>rows * 8;
    for (let j: usize = 0; j <= i; j++) {
      store<f64>(to + i * ld + j * V128, load<f64>(row + <usize>load<i32>(list + j * 4) * 8));
    }
  }
}

function gatherProducts(pair: Pair, lane: i32, from: i32, count: i32, to: usize, ld: usize): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  for (let i = <usize>from; i < <usize>count; i++) {
    const row = factorRow(pair, lane, activeRow(lcp, rows, i));
    for (let j: usize = 0; j <= i; j++) {
      const product = dotOf(row, factorRow(pair, lane, activeRow(lcp, rows, j)), pair.shape.n);
      store<f64>(to + i * ld + j * V128, product);
    }
  }
}

/** Copies K_Aq, the active rows of a column, to one lane of a vector. */
export function gatherColumn(pair: Pair, lane: i32, q: usize, to: usize): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = <usize>lcp.activeCount;
  const column = matrixOf(pair, lane) + q * <usize>rows * 8;
  const lowRank = pair.shape.lowRank != 0;
  for (let i: usize = 0; i < count; i++) {
    const row = activeRow(lcp, rows, i);
    const entry = lowRank
      ? dotOf(factorRow(pair, lane, q), factorRow(pair, lane, row), pair.shape.n)
      : load<f64>(column + row * 8);
    store<f64>(to + i * V128, entry);
  }
}

/** v −= K_A x, x one lane of a vector. */
export function subtractActive(pair: Pair, lane: i32, x: usize): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = lcp.activeCount;
  if (!pair.shape.lowRank) {
    return subtractRows(vector(lcp, rows, V), rows, matrixOf(pair, lane), activeOf(lcp, rows), count, x, V128);
  }
  memory.fill(pair.direction, 0, <usize>pair.shape.n * 8);
  addActive(pair, lane, x, 1);
  subtractDirection(pair, lane, 1, V);
}

/** The entry K_qq. */
export function diagonalOf(pair: Pair, lane: i32, q: usize): f64 {
  if (!pair.shape.lowRank) return load<f64>(matrixOf(pair, lane) + q * (<usize>pair.shape.rows + 1) * 8);
  const row = factorRow(pair, lane, q);
  return dotOf(row, row, pair.shape.n);
}

/** K_qq − K_qA r: how v_q falls for every unit of y_q, while y_A falls by r. `moveAlong` may follow. */
export function curvatureAlong(pair: Pair, lane: i32, q: usize, r: usize): f64 {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  if (pair.shape.lowRank) {
    const row = factorRow(pair, lane, q);
    memory.copy(pair.direction, row, <usize>pair.shape.n * 8);
    addActive(pair, lane, r, -1);
    return dotOf(row, pair.direction, pair.shape.n);
  }
  const column = matrixOf(pair, lane) + q * <usize>rows * 8;
  let curvature = load<f64>(column + q * 8);
  const count = <usize>lcp.activeCount;
  for (let i: usize = 0; i < count; i++) {
    curvature -= load<f64>(column + activeRow(lcp, rows, i) * 8) * load<f64>(r + i * V128);
  }
  return curvature;
}

/** v −= length (K_q − K_A r), after `curvatureAlong`; r is lost. */
export function moveAlong(pair: Pair, lane: i32, q: usize, r: usize, length: f64): void {
  if (pair.shape.lowRank) return subtractDirection(pair, lane, length, V);
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const v = vector(lcp, rows, V);
  const K = matrixOf(pair, lane);
  const count = lcp.activeCount;
  for (let i: usize = 0; i < <usize>count; i++) store<f64>(r + i * V128, -length * load<f64>(r + i * V128));
  subtractRows(v, rows, K, activeOf(lcp, rows), count, r, V128);
  addScaledRow(v, K + q * <usize>rows * 8, rows, -length);
}

/** direction += sign · P_Aᵀ x. */
function addActive(pair: Pair, lane: i32, x: usize, sign: f64): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = <usize>lcp.activeCount;
  for (let i: usize = 0; i < count; i++) {
    const row = factorRow(pair, lane, activeRow(lcp, rows, i));
    addScaledRow(pair.direction, row, pair.shape.n, sign * load<f64>(x + i * V128));
  }
}

/** v0 −= length · K_q: y_q has moved by so much for good. */
export function shiftAlong(pair: Pair, lane: i32, q: usize, length: f64): void {
  const rows = pair.shape.rows;
  if (!pair.shape.lowRank) {
    const column = matrixOf(pair, lane) + q * <usize>rows * 8;
    return addScaledRow(vector(lcpOf(pair, lane), rows, V0), column, rows, -length);
  }
  memory.copy(pair.direction, factorRow(pair, lane, q), <usize>pair.shape.n * 8);
  subtractDirection(pair, lane, length, V0);
}

/** v −= length · P direction, by rows of Pᵀ; `which` is V or V0. */
function subtractDirection(pair: Pair, lane: i32, length: f64, which: usize): void {
  const rows = pair.shape.rows;
  const n = pair.shape.n;
  const direction = pair.direction;
  for (let i: usize = 0; i < <usize>n; i++) {
    store<f64>(direction + i * 8, length * load<f64>(direction + i * 8));
  }
  subtractRows(vector(lcpOf(pair, lane), rows, which), rows, transposeOf(pair, lane), 0, n, direction, 8);
}
