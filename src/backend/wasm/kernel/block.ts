/**
 * One lane's problem v = v0 − K y, lower ≤ v ≤ upper, and which of its rows are active: at `lower` (state −1) or
 * at `upper` (1). A lane's numbers lie one after the other in its block; dual/pair.ts holds the same table.
 */
import { cholesky } from "./factor";
import { Paired, PAIR } from "./lanes";
import { solveLower, solveLowerTransposed } from "./products";

/** A pivot below this share of its diagonal entry shows a row that depends on the active rows before it. */
const DEPENDENT: f64 = 1e-11;

// Vectors of `rows` f64 each.
export const V0: usize = 0;
export const V: usize = 1;
export const LOWER: usize = 2;
export const UPPER: usize = 3;
/** 1/√K_ii and √K_ii: they make rows, and multipliers, of different size comparable. */
export const SCALE: usize = 4;
export const UNSCALE: usize = 5;
export const Y: usize = 6;
// Then the states and the list of active rows, i32 each, and whole numbers of which pivot.ts keeps account.
const STATE: usize = 7;

// @ts-ignore: decorator
@inline
export function vector(block: usize, rows: i32, which: usize): usize {
  return block + which * <usize>rows * 8;
}

// @ts-ignore: decorator
@inline
function listOf(block: usize, rows: i32): usize {
  return vector(block, rows, STATE) + <usize>rows * 4;
}

/** Where a lane's whole numbers are: its phase and the row that enters. */
// @ts-ignore: decorator
@inline
export function account(block: usize, rows: i32): usize {
  return vector(block, rows, STATE) + <usize>rows * 8;
}

// @ts-ignore: decorator
@inline
export function stateOf(block: usize, rows: i32, row: usize): i32 {
  return load<i32>(vector(block, rows, STATE) + row * 4);
}

// @ts-ignore: decorator
@inline
export function setState(block: usize, rows: i32, row: usize, state: i32): void {
  store<i32>(vector(block, rows, STATE) + row * 4, state);
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

/** Lists the active rows of one lane in ascending order and returns how many there are. */
export function collect(block: usize, rows: i32): i32 {
  const list = listOf(block, rows);
  let count: usize = 0;
  for (let i: usize = 0; i < <usize>rows; i++) {
    store<i32>(list + count * 4, <i32>i);
    count += stateOf(block, rows, i) != 0 ? 1 : 0;
  }
  return <i32>count;
}

/**
 * Copies K_AA of one lane into its half of the lane pairs at `work`, padded to `total` rows with rows of the
 * identity, which change no bit of the others.
 */
export function gatherMatrix(rows: i32, K: usize, block: usize, count: i32, total: i32, work: usize): void {
  const bytes = <usize>total * PAIR;
  const list = listOf(block, rows);
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = K + <usize>load<i32>(list + i * 4) * <usize>rows * 8;
    const to = work + i * bytes;
    for (let j: usize = 0; j <= i; j++) {
      store<f64>(to + j * PAIR, load<f64>(row + <usize>load<i32>(list + j * 4) * 8));
    }
  }
  for (let i = <usize>count; i < <usize>total; i++) {
    const to = work + i * bytes;
    for (let j: usize = 0; j < i; j++) store<f64>(to + j * PAIR, 0);
    store<f64>(to + i * PAIR, 1);
  }
}

/** Factors K_AA in place; `count` as padded. Returns what `cholesky` returns. */
// @ts-ignore: decorator
@inline
export function factorMatrix(count: i32, work: usize): i32 {
  return cholesky(count, work, count, DEPENDENT);
}

/** Solves with the factors at `work`, in place. */
// @ts-ignore: decorator
@inline
export function solveFactored(count: i32, work: usize, right: usize): void {
  solveLower<Paired>(count, work, count, right);
  solveLowerTransposed<Paired>(count, work, count, right);
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
  const k = K + row * bytes;
  for (let i: usize = 0; i < bytes; i += 8) {
    store<f64>(v + i, load<f64>(v + i) - load<f64>(k + i) * x);
  }
}
