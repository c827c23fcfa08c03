/**
 * One lane's problem v = v0 − K y, lower ≤ v ≤ upper, and which of its rows are active: at `lower` (state −1) or
 * at `upper` (1). Rows are scaled to K_ii = 1, which makes them, and their multipliers, comparable. A lane's numbers
 * lie one after the other in its block; ../dual/pair.ts reserves the room.
 */
import { cholesky } from "./factor";
import { Paired, PAIR } from "./lanes";
import { solveLower, solveLowerTransposed } from "./products";

/** A pivot below this share of its diagonal entry shows a row that depends on the active rows before it. */
const DEPENDENT: f64 = 1e-11;

// Vectors of f64, one number per row and one more where that is odd: then loops over two rows at a time need no end.
export const V0: usize = 0;
export const V: usize = 1;
export const LOWER: usize = 2;
export const UPPER: usize = 3;
export const Y: usize = 4;
export const STATE: usize = 5;
/** How wrong a row is (pivot.ts). */
export const WRONG: usize = 6;
/** Rows that a round exchanges, i32 each. */
export const CHANGING: usize = 7;
// Then the list of active rows, i32 each, and numbers of which pivot.ts and this file keep account.
const LIST: usize = 8;
const ACCOUNT: usize = 9;
/** Where the account has, in bytes, the length of the list. */
const COUNT: usize = 20;

/** Rows as they are stored: an even number. */
// @ts-ignore: decorator
@inline
export function padded(rows: i32): usize {
  return (<usize>rows + 1) & ~1;
}

// @ts-ignore: decorator
@inline
export function vector(block: usize, rows: i32, which: usize): usize {
  return block + which * padded(rows) * 8;
}

// @ts-ignore: decorator
@inline
function listOf(block: usize, rows: i32): usize {
  return vector(block, rows, LIST);
}

/** Where a lane's account is: its phase and the row that enters, among others. */
// @ts-ignore: decorator
@inline
export function account(block: usize, rows: i32): usize {
  return vector(block, rows, ACCOUNT);
}

/** Entries between rows of the matrix at `work`: odd, so that rows do not compete for the same lines of cache. */
// @ts-ignore: decorator
@inline
export function leading(rows: i32): i32 {
  return rows | 1;
}

/** Where right-hand sides are, behind the matrix at `work`. */
// @ts-ignore: decorator
@inline
export function rightOf(work: usize, rows: i32): usize {
  return work + <usize>rows * <usize>leading(rows) * PAIR;
}

// @ts-ignore: decorator
@inline
export function stateOf(block: usize, rows: i32, row: usize): f64 {
  return load<f64>(vector(block, rows, STATE) + row * 8);
}

/** Frees a row; the list keeps it until `collect`. */
// @ts-ignore: decorator
@inline
export function deactivate(block: usize, rows: i32, row: usize): void {
  store<f64>(vector(block, rows, STATE) + row * 8, 0);
}

/** Makes a free row active, at its upper bound for state 1 and at its lower for −1. */
// @ts-ignore: decorator
@inline
export function activate(block: usize, rows: i32, row: usize, state: f64): void {
  const count = countOf(block, rows);
  store<f64>(vector(block, rows, STATE) + row * 8, state);
  store<i32>(listOf(block, rows) + <usize>count * 4, <i32>row);
  store<i32>(account(block, rows), count + 1, COUNT);
}

// @ts-ignore: decorator
@inline
export function isEquality(block: usize, rows: i32, row: usize): bool {
  return load<f64>(vector(block, rows, LOWER) + row * 8) == load<f64>(vector(block, rows, UPPER) + row * 8);
}

// @ts-ignore: decorator
@inline
export function listed(block: usize, rows: i32, index: usize): usize {
  return <usize>load<i32>(listOf(block, rows) + index * 4);
}

// @ts-ignore: decorator
@inline
export function countOf(block: usize, rows: i32): i32 {
  return load<i32>(account(block, rows), COUNT);
}

/** Lists the active rows in ascending order. */
export function listActive(block: usize, rows: i32): void {
  let count: usize = 0;
  for (let i = 0; i < rows; i++) {
    store<i32>(listOf(block, rows) + count * 4, i);
    count += stateOf(block, rows, i) != 0 ? 1 : 0;
  }
  store<i32>(account(block, rows), <i32>count, COUNT);
}

/**
 * Takes rows that were freed out of one lane's list. What stays at the front keeps its place, and with it its part
 * of the factor; rows that came are at the end.
 *
 * @param factored how many rows at the front were factored.
 * @returns how many of these are where they were.
 */
export function collect(block: usize, rows: i32, factored: i32): i32 {
  const list = listOf(block, rows);
  const before = countOf(block, rows);
  let count = 0;
  let same = factored;
  for (let i = 0; i < before; i++) {
    const row = load<i32>(list + <usize>i * 4);
    store<i32>(list + <usize>count * 4, row);
    const stays = stateOf(block, rows, row) != 0;
    count += stays ? 1 : 0;
    if (!stays) same = min(same, i);
  }
  store<i32>(account(block, rows), count, COUNT);
  return same;
}

/**
 * Copies rows `from` … of K_AA of one lane into its half of the lane pairs at `work`, padded to `total` rows with
 * rows of the identity, which change no bit of the others.
 */
export function gatherMatrix(rows: i32, K: usize, block: usize, from: i32, total: i32, work: usize): void {
  const bytes = <usize>leading(rows) * PAIR;
  const list = listOf(block, rows);
  const count = <usize>countOf(block, rows);
  for (let i = <usize>from; i < count; i++) {
    const row = K + <usize>load<i32>(list + i * 4) * <usize>rows * 8;
    const to = work + i * bytes;
    for (let j: usize = 0; j <= i; j++) {
      store<f64>(to + j * PAIR, load<f64>(row + <usize>load<i32>(list + j * 4) * 8));
    }
  }
  for (let i = max(<usize>from, count); i < <usize>total; i++) {
    const to = work + i * bytes;
    for (let j: usize = 0; j < i; j++) store<f64>(to + j * PAIR, 0);
    store<f64>(to + i * PAIR, 1);
  }
}

/** Factors rows `from` … of K_AA in place, given those before; `count` as padded. Returns what `cholesky` returns. */
// @ts-ignore: decorator
@inline
export function factorMatrix(rows: i32, from: i32, count: i32, work: usize): i32 {
  return cholesky(count, work, leading(rows), DEPENDENT, from);
}

/** Solves with the factors at `work`, in place. */
// @ts-ignore: decorator
@inline
export function solveFactored(rows: i32, count: i32, work: usize, right: usize): void {
  solveLower<Paired>(count, work, leading(rows), right);
  solveLowerTransposed<Paired>(count, work, leading(rows), right);
}

/** v −= K_A x for one lane, x listed like the active rows and `stride` bytes apart, four rows at a time. */
export function subtractProduct(rows: i32, K: usize, block: usize, count: i32, x: usize, stride: usize): void {
  const v = vector(block, rows, V);
  const bytes = <usize>rows * 8;
  const even = bytes & ~15;
  let j: usize = 0;
  for (; j + 4 <= <usize>count; j += 4) {
    const at = x + j * stride;
    const x0 = load<f64>(at);
    const x1 = load<f64>(at + stride);
    const x2 = load<f64>(at + 2 * stride);
    const x3 = load<f64>(at + 3 * stride);
    const k0 = K + listed(block, rows, j) * bytes;
    const k1 = K + listed(block, rows, j + 1) * bytes;
    const k2 = K + listed(block, rows, j + 2) * bytes;
    const k3 = K + listed(block, rows, j + 3) * bytes;
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
  for (; j < <usize>count; j++) {
    subtractRow(rows, K, block, listed(block, rows, j), load<f64>(x + j * stride));
  }
}

/** v −= x K[row] for one lane. */
export function subtractRow(rows: i32, K: usize, block: usize, row: usize, x: f64): void {
  const v = vector(block, rows, V);
  const bytes = <usize>rows * 8;
  const even = bytes & ~15;
  const k = K + row * bytes;
  const factor = f64x2.splat(x);
  for (let i: usize = 0; i < even; i += 16) {
    v128.store(v + i, f64x2.sub(v128.load(v + i), f64x2.mul(v128.load(k + i), factor)));
  }
  if (even < bytes) store<f64>(v + even, load<f64>(v + even) - load<f64>(k + even) * x);
}
