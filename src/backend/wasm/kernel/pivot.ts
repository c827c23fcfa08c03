/**
 * Block pivoting on the complementarity problem of the dual form: find y with
 *
 *     v = v0 − K y,   lower ≤ v ≤ upper,   y > 0 only where v = upper,   y < 0 only where v = lower.
 *
 * Every round solves K_AA y_A = (v0 − bound)_A for the active rows A, then drops rows whose multiplier has the
 * wrong sign and takes in rows whose bound is violated: those whose violation is more than a share of the
 * largest. Exchanging many rows at once is what makes it fast; exchanging the worst ones only is what keeps it
 * from cycling where rows outnumber the dimensions. It ends at an exact solution or gives up; it never
 * approximates.
 *
 * Sources: Kostreva 1978, Júdice & Pires 1994 (block principal pivoting); Portugal, Júdice & Vicente 1994.
 */
import { cholesky } from "./factor";
import { Paired, PAIR } from "./lanes";
import { solveLower, solveLowerTransposed } from "./products";

/** A pivot below this share of its diagonal entry shows a row that depends on the active rows before it. */
const DEPENDENT: f64 = 1e-11;
/** Violations below this, relative to the largest number of their kind, are rounding. */
const ROUNDING: f64 = 1e-11;

/*
 * One lane's vectors of `rows` f64 each, one after the other, then the states and the active rows as i32.
 * backend/wasm/layout.ts holds the same table.
 */
const V0: usize = 0;
const V: usize = 1;
const LOWER: usize = 2;
const UPPER: usize = 3;
const SCALE: usize = 4;
const UNSCALE: usize = 5;
const Y: usize = 6;
const STATE: usize = 7;

// @ts-ignore: decorator
@inline
function vector(block: usize, rows: i32, which: usize): usize {
  return block + which * <usize>rows * 8;
}

// @ts-ignore: decorator
@inline
function indices(block: usize, rows: i32): usize {
  return vector(block, rows, STATE) + <usize>rows * 4;
}

/**
 * @param rows of K, which is symmetric, row-major and stored for each lane by itself.
 * @param block0 vectors of lane 0: v0, v, lower, upper, 1/√K_ii, √K_ii, y; states −1, 0, 1 (at lower, free, at
 *   upper), which are also the start; the active rows.
 * @param work room for rows × rows + rows lane pairs; keeps the factor of K_AA of both lanes.
 * @returns bits 0 and 1: which lanes are solved; bits 8–15 and 16–23: their rounds.
 */
export function pivot(
  rows: i32,
  K0: usize,
  K1: usize,
  block0: usize,
  block1: usize,
  work: usize,
  share0: f64,
  share1: f64,
  maxRounds: i32,
): i32 {
  const size0 = sizeOfValues(block0, rows);
  const size1 = sizeOfValues(block1, rows);
  let solved = 0;
  let rounds0 = maxRounds;
  let rounds1 = maxRounds;
  for (let round = 1; round <= maxRounds; round++) {
    factorActive(rows, K0, K1, block0, block1, work);
    multiply(rows, K0, block0);
    multiply(rows, K1, block1);
    if ((solved & 1) == 0 && exchange(rows, block0, size0, shareAt(round, share0))) {
      solved |= 1;
      rounds0 = round;
    }
    if ((solved & 2) == 0 && exchange(rows, block1, size1, shareAt(round, share1))) {
      solved |= 2;
      rounds1 = round;
    }
    if (solved == 3) break;
  }
  return solved | (rounds0 << 8) | (rounds1 << 16);
}

/** What has not ended soon may be cycling: then fewer rows at once, in the end one. */
// @ts-ignore: decorator
@inline
function shareAt(round: i32, share: f64): f64 {
  return round <= 12 ? share : round <= 24 ? 0.7 : 1;
}

/** Size of v's numbers, in scaled rows. */
function sizeOfValues(block: usize, rows: i32): f64 {
  let largest: f64 = 0;
  for (let i: usize = 0; i < <usize>rows * 8; i += 8) {
    const scale = load<f64>(vector(block, rows, SCALE) + i);
    const lower = Math.abs(load<f64>(vector(block, rows, LOWER) + i));
    const upper = Math.abs(load<f64>(vector(block, rows, UPPER) + i));
    let value = Math.abs(load<f64>(vector(block, rows, V0) + i));
    if (lower < Infinity) value = Math.max(value, lower);
    if (upper < Infinity) value = Math.max(value, upper);
    largest = Math.max(largest, value * scale);
  }
  return largest;
}

/**
 * Collects the active rows of both lanes, factors their parts of K, and solves for y. The shorter lane is padded
 * with rows of the identity, which change no bit of the others. Rows that depend on others become free.
 */
function factorActive(
  rows: i32,
  K0: usize,
  K1: usize,
  block0: usize,
  block1: usize,
  work: usize,
): void {
  const count0 = collect(block0, rows);
  const count1 = collect(block1, rows);
  const count = max(count0, count1);
  const right = work + <usize>count * <usize>count * PAIR;
  gather(rows, K0, block0, count0, count, work, right);
  gather(rows, K1, block1, count1, count, work + 8, right + 8);
  const dropped = cholesky(count, work, count, DEPENDENT);
  solveLower<Paired>(count, work, count, right);
  solveLowerTransposed<Paired>(count, work, count, right);
  scatter(rows, block0, count0, count, work, right, (dropped & 0xffff) > 0);
  scatter(rows, block1, count1, count, work + 8, right + 8, dropped >> 16 > 0);
}

/** Lists the active rows of one lane in ascending order and returns how many there are. */
function collect(block: usize, rows: i32): i32 {
  const state = vector(block, rows, STATE);
  const list = indices(block, rows);
  let count: usize = 0;
  for (let i: usize = 0; i < <usize>rows; i++) {
    store<i32>(list + count * 4, <i32>i);
    count += load<i32>(state + i * 4) != 0 ? 1 : 0;
  }
  return <i32>count;
}

/** Copies K_AA of one lane into its half of the lane pairs, padded to `total` rows, and v0 − bound to the right. */
function gather(
  rows: i32,
  K: usize,
  block: usize,
  count: i32,
  total: i32,
  work: usize,
  right: usize,
): void {
  const list = indices(block, rows);
  const bytes = <usize>total * PAIR;
  gatherMatrix(rows, K, list, count, total, work);
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<i32>(list + i * 4);
    const side = load<i32>(vector(block, rows, STATE) + row * 4) > 0 ? UPPER : LOWER;
    const bound = load<f64>(vector(block, rows, side) + row * 8);
    store<f64>(right + i * PAIR, load<f64>(vector(block, rows, V0) + row * 8) - bound);
  }
  for (let at = right + <usize>count * PAIR; at < right + bytes; at += PAIR) store<f64>(at, 0);
}

/** The matrix part of `gather`. */
function gatherMatrix(
  rows: i32,
  K: usize,
  list: usize,
  count: i32,
  total: i32,
  work: usize,
): void {
  const bytes = <usize>total * PAIR;
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

/** Writes y; a row that was dropped becomes free, unless it is an equality. */
function scatter(
  rows: i32,
  block: usize,
  count: i32,
  total: i32,
  work: usize,
  right: usize,
  dropped: bool,
): void {
  const y = vector(block, rows, Y);
  const list = indices(block, rows);
  memory.fill(y, 0, <usize>rows * 8);
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<i32>(list + i * 4);
    store<f64>(y + row * 8, load<f64>(right + i * PAIR));
    if (!dropped || load<f64>(work + (i * <usize>total + i) * PAIR) != 0) continue;
    if (!isEquality(block, rows, row)) store<i32>(vector(block, rows, STATE) + row * 4, 0);
  }
}

// @ts-ignore: decorator
@inline
function isEquality(block: usize, rows: i32, row: usize): bool {
  return load<f64>(vector(block, rows, LOWER) + row * 8) == load<f64>(vector(block, rows, UPPER) + row * 8);
}

/** v = v0 − K y for one lane, four active rows at a time. */
function multiply(rows: i32, K: usize, block: usize): void {
  const v = vector(block, rows, V);
  const y = vector(block, rows, Y);
  const list = indices(block, rows);
  const bytes = <usize>rows * 8;
  const even = bytes & ~15;
  const count = collect(block, rows);
  memory.copy(v, vector(block, rows, V0), bytes);
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    const at = list + <usize>j * 4;
    const i0 = <usize>load<i32>(at);
    const i1 = <usize>load<i32>(at, 4);
    const i2 = <usize>load<i32>(at, 8);
    const i3 = <usize>load<i32>(at, 12);
    const y0 = load<f64>(y + i0 * 8);
    const y1 = load<f64>(y + i1 * 8);
    const y2 = load<f64>(y + i2 * 8);
    const y3 = load<f64>(y + i3 * 8);
    const k0 = K + i0 * bytes;
    const k1 = K + i1 * bytes;
    const k2 = K + i2 * bytes;
    const k3 = K + i3 * bytes;
    for (let i: usize = 0; i < even; i += 16) {
      let c = f64x2.sub(v128.load(v + i), f64x2.mul(v128.load(k0 + i), f64x2.splat(y0)));
      c = f64x2.sub(c, f64x2.mul(v128.load(k1 + i), f64x2.splat(y1)));
      c = f64x2.sub(c, f64x2.mul(v128.load(k2 + i), f64x2.splat(y2)));
      v128.store(v + i, f64x2.sub(c, f64x2.mul(v128.load(k3 + i), f64x2.splat(y3))));
    }
    if (even == bytes) continue;
    let c = load<f64>(v + even) - load<f64>(k0 + even) * y0 - load<f64>(k1 + even) * y1;
    c = c - load<f64>(k2 + even) * y2 - load<f64>(k3 + even) * y3;
    store<f64>(v + even, c);
  }
  for (; j < count; j++) {
    const row = <usize>load<i32>(list + <usize>j * 4);
    const value = load<f64>(y + row * 8);
    const k = K + row * bytes;
    for (let i: usize = 0; i < bytes; i += 8) {
      store<f64>(v + i, load<f64>(v + i) - load<f64>(k + i) * value);
    }
  }
}

/** Exchanges the rows that are most wrong; true where none is. */
function exchange(rows: i32, block: usize, size: f64, share: f64): bool {
  const bytes = <usize>rows * 8;
  const v = vector(block, rows, V);
  const y = vector(block, rows, Y);
  const lower = vector(block, rows, LOWER);
  const upper = vector(block, rows, UPPER);
  const scale = vector(block, rows, SCALE);
  const unscale = vector(block, rows, UNSCALE);
  const state = vector(block, rows, STATE);
  let outside: f64 = 0;
  let wrong: f64 = 0;
  let largest: f64 = 0;
  for (let i: usize = 0; i < bytes; i += 8) {
    const side = load<i32>(state + (i >> 1));
    if (side == 0) {
      const value = load<f64>(v + i);
      const over = Math.max(value - load<f64>(upper + i), load<f64>(lower + i) - value);
      outside = Math.max(outside, over * load<f64>(scale + i));
    } else {
      const value = load<f64>(y + i) * load<f64>(unscale + i);
      largest = Math.max(largest, Math.abs(value));
      if (load<f64>(lower + i) != load<f64>(upper + i)) wrong = Math.max(wrong, side > 0 ? -value : value);
    }
  }
  const rowLimit = outside > ROUNDING * size ? share * outside : Infinity;
  const multiplierLimit = wrong > ROUNDING * largest ? share * wrong : Infinity;
  if (rowLimit == Infinity && multiplierLimit == Infinity) return !(isNaN(outside) || isNaN(wrong));
  for (let i: usize = 0; i < bytes; i += 8) {
    const side = load<i32>(state + (i >> 1));
    if (side == 0) {
      const value = load<f64>(v + i);
      const over = value - load<f64>(upper + i);
      const under = load<f64>(lower + i) - value;
      if (Math.max(over, under) * load<f64>(scale + i) >= rowLimit) {
        store<i32>(state + (i >> 1), over > under ? 1 : -1);
      }
    } else if (load<f64>(lower + i) != load<f64>(upper + i)) {
      const value = load<f64>(y + i) * load<f64>(unscale + i);
      if ((side > 0 ? -value : value) >= multiplierLimit) store<i32>(state + (i >> 1), 0);
    }
  }
  return false;
}

/** Factors K_AA of both lanes for the states in their blocks, into `work`. */
export function factorStates(
  rows: i32,
  K0: usize,
  K1: usize,
  block0: usize,
  block1: usize,
  work: usize,
): void {
  const count0 = collect(block0, rows);
  const count1 = collect(block1, rows);
  const count = max(count0, count1);
  gatherMatrix(rows, K0, indices(block0, rows), count0, count, work);
  gatherMatrix(rows, K1, indices(block1, rows), count1, count, work + 8);
  cholesky(count, work, count, DEPENDENT);
}

/**
 * Solves K_AA y_A = right_A with the factors that `factorStates` left in `work`.
 *
 * @param right lane pairs over all rows; `y` likewise, 0 on rows that are not active.
 */
export function solveStates(
  rows: i32,
  block0: usize,
  block1: usize,
  work: usize,
  right: usize,
  y: usize,
): void {
  const count0 = collect(block0, rows);
  const count1 = collect(block1, rows);
  const count = max(count0, count1);
  const compact = work + <usize>count * <usize>count * PAIR;
  memory.fill(compact, 0, <usize>count * PAIR);
  memory.fill(y, 0, <usize>rows * PAIR);
  moveRows(indices(block0, rows), count0, right, compact, false);
  moveRows(indices(block1, rows), count1, right + 8, compact + 8, false);
  solveLower<Paired>(count, work, count, compact);
  solveLowerTransposed<Paired>(count, work, count, compact);
  moveRows(indices(block0, rows), count0, y, compact, true);
  moveRows(indices(block1, rows), count1, y + 8, compact + 8, true);
}

/** Copies one lane's listed rows of `all` to `compact`, or back. */
function moveRows(list: usize, count: i32, all: usize, compact: usize, back: bool): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const at = all + <usize>load<i32>(list + i * 4) * PAIR;
    if (back) store<f64>(at, load<f64>(compact + i * PAIR));
    else store<f64>(compact + i * PAIR, load<f64>(at));
  }
}
