/**
 * Products with K and with its block of the active rows, for one lane: with K itself, or where the shape is tall with
 * P and Pᵀ, K = P Pᵀ (low-rank.ts).
 */
import { countOf, listed, listOf, V, vector } from "./block";
import { PAIR } from "./lanes";
import { addScaledRow, dotOf, rowIn } from "./rows";
import { Pair } from "./structs";

// @ts-ignore: decorator
@inline
export function blockOf(pair: Pair, lane: i32): usize {
  return lane == 0 ? pair.block0 : pair.block1;
}

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
 * Copies rows `from` … of K_AA into this lane's half of the lane pairs at `work`, rows `ld` bytes apart, padded to
 * `total` rows with rows of the identity, which change no bit of the others.
 */
export function gatherMatrix(pair: Pair, lane: i32, from: i32, total: i32, work: usize, ld: usize): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const count = countOf(block, rows);
  if (pair.shape.tall) gatherProducts(pair, lane, from, count, work, ld);
  else gatherEntries(matrixOf(pair, lane), rows, listOf(block, rows), from, count, work, ld);
  for (let i = <usize>max(from, count); i < <usize>total; i++) {
    const to = work + i * ld;
    for (let j: usize = 0; j < i; j++) store<f64>(to + j * PAIR, 0);
    store<f64>(to + i * PAIR, 1);
  }
}

function gatherEntries(K: usize, rows: i32, list: usize, from: i32, count: i32, work: usize, ld: usize): void {
  for (let i = <usize>from; i < <usize>count; i++) {
    const row = K + <usize>load<i32>(list + i * 4) * <usize>rows * 8;
    const to = work + i * ld;
    for (let j: usize = 0; j <= i; j++) {
      store<f64>(to + j * PAIR, load<f64>(row + <usize>load<i32>(list + j * 4) * 8));
    }
  }
}

function gatherProducts(pair: Pair, lane: i32, from: i32, count: i32, work: usize, ld: usize): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  for (let i = <usize>from; i < <usize>count; i++) {
    const row = factorRow(pair, lane, listed(block, rows, i));
    for (let j: usize = 0; j <= i; j++) {
      const product = dotOf(row, factorRow(pair, lane, listed(block, rows, j)), pair.shape.n);
      store<f64>(work + i * ld + j * PAIR, product);
    }
  }
}

/** Copies K_Aq, the active rows of a column, to this lane's half of lane pairs. */
export function gatherColumn(pair: Pair, lane: i32, q: usize, to: usize): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const count = <usize>countOf(block, rows);
  const column = matrixOf(pair, lane) + q * <usize>rows * 8;
  const tall = pair.shape.tall != 0;
  for (let i: usize = 0; i < count; i++) {
    const row = listed(block, rows, i);
    const entry = tall
      ? dotOf(factorRow(pair, lane, q), factorRow(pair, lane, row), pair.shape.n)
      : load<f64>(column + row * 8);
    store<f64>(to + i * PAIR, entry);
  }
}

/** v −= K_A x, x in this lane's half of lane pairs. */
export function subtractActive(pair: Pair, lane: i32, x: usize): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const count = countOf(block, rows);
  if (!pair.shape.tall) {
    return subtractRows(vector(block, rows, V), rows, matrixOf(pair, lane), listOf(block, rows), count, x, PAIR);
  }
  memory.fill(pair.direction, 0, <usize>pair.shape.n * 8);
  addActive(pair, lane, x, 1);
  subtractDirection(pair, lane, 1);
}

/** The entry K_qq. */
export function cornerOf(pair: Pair, lane: i32, q: usize): f64 {
  if (!pair.shape.tall) return load<f64>(matrixOf(pair, lane) + q * (<usize>pair.shape.rows + 1) * 8);
  const row = factorRow(pair, lane, q);
  return dotOf(row, row, pair.shape.n);
}

/** K_qq − K_qA r: how v_q falls for every unit of y_q, while y_A falls by r. `moveAlong` may follow. */
export function curvatureAlong(pair: Pair, lane: i32, q: usize, r: usize): f64 {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  if (pair.shape.tall) {
    const row = factorRow(pair, lane, q);
    memory.copy(pair.direction, row, <usize>pair.shape.n * 8);
    addActive(pair, lane, r, -1);
    return dotOf(row, pair.direction, pair.shape.n);
  }
  const column = matrixOf(pair, lane) + q * <usize>rows * 8;
  let curvature = load<f64>(column + q * 8);
  const count = <usize>countOf(block, rows);
  for (let i: usize = 0; i < count; i++) {
    curvature -= load<f64>(column + listed(block, rows, i) * 8) * load<f64>(r + i * PAIR);
  }
  return curvature;
}

/** v −= length (K_q − K_A r), after `curvatureAlong`; r is lost. */
export function moveAlong(pair: Pair, lane: i32, q: usize, r: usize, length: f64): void {
  if (pair.shape.tall) return subtractDirection(pair, lane, length);
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const v = vector(block, rows, V);
  const K = matrixOf(pair, lane);
  const count = countOf(block, rows);
  for (let i: usize = 0; i < <usize>count; i++) store<f64>(r + i * PAIR, -length * load<f64>(r + i * PAIR));
  subtractRows(v, rows, K, listOf(block, rows), count, r, PAIR);
  addScaledRow(v, K + q * <usize>rows * 8, rows, -length);
}

/** direction += sign · P_Aᵀ x. */
function addActive(pair: Pair, lane: i32, x: usize, sign: f64): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const count = <usize>countOf(block, rows);
  for (let i: usize = 0; i < count; i++) {
    const row = factorRow(pair, lane, listed(block, rows, i));
    addScaledRow(pair.direction, row, pair.shape.n, sign * load<f64>(x + i * PAIR));
  }
}

/** v −= length · P direction, by rows of Pᵀ. */
function subtractDirection(pair: Pair, lane: i32, length: f64): void {
  const rows = pair.shape.rows;
  const n = pair.shape.n;
  const direction = pair.direction;
  for (let i: usize = 0; i < <usize>n; i++) {
    store<f64>(direction + i * 8, length * load<f64>(direction + i * 8));
  }
  subtractRows(vector(blockOf(pair, lane), rows, V), rows, transposeOf(pair, lane), 0, n, direction, 8);
}

/**
 * v −= Σ x_j M[row j] for `count` rows of `M`, `width` entries long: those of `list`, or the first ones where that is
 * 0; x is `stride` bytes apart. Four rows at a time.
 */
function subtractRows(v: usize, width: i32, M: usize, list: usize, count: i32, x: usize, stride: usize): void {
  const bytes = <usize>width * 8;
  const even = bytes & ~15;
  let j: usize = 0;
  for (; j + 4 <= <usize>count; j += 4) {
    const at = x + j * stride;
    const x0 = load<f64>(at);
    const x1 = load<f64>(at + stride);
    const x2 = load<f64>(at + 2 * stride);
    const x3 = load<f64>(at + 3 * stride);
    const k0 = M + rowIn(list, j) * bytes;
    const k1 = M + rowIn(list, j + 1) * bytes;
    const k2 = M + rowIn(list, j + 2) * bytes;
    const k3 = M + rowIn(list, j + 3) * bytes;
    for (let i: usize = 0; i < even; i += 16) {
      let c = f64x2.sub(v128.load(v + i), f64x2.mul(v128.load(k0 + i), f64x2.splat(x0)));
      c = f64x2.sub(c, f64x2.mul(v128.load(k1 + i), f64x2.splat(x1)));
      c = f64x2.sub(c, f64x2.mul(v128.load(k2 + i), f64x2.splat(x2)));
      v128.store(v + i, f64x2.sub(c, f64x2.mul(v128.load(k3 + i), f64x2.splat(x3))));
    }
    if (even == bytes) continue;
    const c = load<f64>(v + even) - load<f64>(k0 + even) * x0 - load<f64>(k1 + even) * x1;
    store<f64>(v + even, c - load<f64>(k2 + even) * x2 - load<f64>(k3 + even) * x3);
  }
  if (j + 2 <= <usize>count) {
    const x0 = load<f64>(x + j * stride);
    const x1 = load<f64>(x + (j + 1) * stride);
    const k0 = M + rowIn(list, j) * bytes;
    const k1 = M + rowIn(list, j + 1) * bytes;
    for (let i: usize = 0; i < even; i += 16) {
      const c = f64x2.sub(v128.load(v + i), f64x2.mul(v128.load(k0 + i), f64x2.splat(x0)));
      v128.store(v + i, f64x2.sub(c, f64x2.mul(v128.load(k1 + i), f64x2.splat(x1))));
    }
    if (even < bytes) {
      store<f64>(v + even, load<f64>(v + even) - load<f64>(k0 + even) * x0 - load<f64>(k1 + even) * x1);
    }
    j += 2;
  }
  if (j < <usize>count) addScaledRow(v, M + rowIn(list, j) * bytes, width, -load<f64>(x + j * stride));
}
