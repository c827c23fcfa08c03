/**
 * A look at all rows in float32, where they are many and rows enter one at a time: it takes half as long, and shows which
 * row is violated most, or nearly. Any violated row may enter, so that nothing depends on its accuracy: what the row's
 * own numbers are is computed in float64, and where it turns out not to be violated all rows are looked at in float64.
 *
 * For v = v0 + P d ≤ upper, in rows without lower bounds; Pᵀ is kept in float32 too, its rows in whole blocks.
 */
import { dotOf } from "../dense/rows";
import { Lcp, Pair, SCREEN_BLOCK, SLACK, UPPER, V0, WRONG } from "../layout.generated";
import { lcpOf, stateOf, vector } from "./lcp";
import { enterCandidate } from "./pricing";
import { setDirection } from "./schur";

/** Rows of a block: what four registers hold. */
const BLOCK: usize = SCREEN_BLOCK;

/** How many numbers a row of Pᵀ takes. */
// @ts-ignore: decorator
@inline
export function blocksOf(rows: i32): usize {
  return (<usize>rows + (BLOCK - 1)) & ~(BLOCK - 1);
}

/** Pᵀ of either lane, `[n, rows]`, in float32 and whole blocks. */
export function screenRows(rows: i32, n: i32, T0: usize, T1: usize, S0: usize, S1: usize): void {
  screenLane(rows, n, T0, S0);
  screenLane(rows, n, T1, S1);
}

function screenLane(rows: i32, n: i32, from: usize, to: usize): void {
  const width = blocksOf(rows);
  const count = <usize>rows;
  for (let j: usize = 0; j < <usize>n; j++) {
    let i: usize = 0;
    for (; i + 2 <= count; i += 2) v128.store64_lane(to + i * 4, f32x4.demote_f64x2_zero(v128.load(from + i * 8)), 0);
    for (; i < width; i++) store<f32>(to + i * 4, i < count ? <f32>load<f64>(from + i * 8) : 0);
    from += count * 8;
    to += width * 4;
  }
}

/** How far v0 is from the upper bounds. */
export function beginScreen(lcp: Lcp, rows: i32): void {
  const slacks = vector(lcp, rows, SLACK);
  const v0 = vector(lcp, rows, V0);
  const uppers = vector(lcp, rows, UPPER);
  const width = blocksOf(rows);
  let i: usize = 0;
  for (; i + 2 <= <usize>rows; i += 2) {
    const slack = f64x2.sub(v128.load(uppers + i * 8), v128.load(v0 + i * 8));
    v128.store64_lane(slacks + i * 4, f32x4.demote_f64x2_zero(slack), 0);
  }
  for (; i < width; i++) {
    const slack = i < <usize>rows ? load<f64>(uppers + i * 8) - load<f64>(v0 + i * 8) : Infinity;
    store<f32>(slacks + i * 4, <f32>slack);
  }
}

/** Makes a row that is likely to be violated the entering one; false where it is not. */
export function enterNext(pair: Pair, lane: i32, limit: f64): bool {
  return pair.shape.screened ? enterScreened(pair, lane, limit) : enterCandidate(pair, lane, limit);
}

/**
 * Makes the row that seems to be violated most the entering one, given the multipliers of the active rows; false where it
 * is not violated by more than `limit`.
 */
function enterScreened(pair: Pair, lane: i32, limit: f64): bool {
  const shape = pair.shape;
  const rows = shape.rows;
  const n = shape.n;
  const lcp = lcpOf(pair, lane);
  setDirection(pair, lane, pair.multipliers, 8);
  const row = worstOf(pair, lane, rows, n);
  lcp.entering = -1;
  if (row < 0 || stateOf(lcp, rows, row) != 0) return false;
  const P = lane == 0 ? pair.factors.K0 : pair.factors.K1;
  const at = <usize>row * 8;
  const value = load<f64>(vector(lcp, rows, V0) + at) + dotOf(P + at * <usize>n, pair.direction, n);
  const violation = value - load<f64>(vector(lcp, rows, UPPER) + at);
  if (!(violation > limit)) return false;
  lcp.entering = row;
  lcp.value = value;
  lcp.multiplier = 0;
  lcp.violation = violation;
  return true;
}

/** The row with the largest P d − slack, in float32; −1 where none is above 0. */
function worstOf(pair: Pair, lane: i32, rows: i32, n: i32): i32 {
  const lcp = lcpOf(pair, lane);
  const slacks = vector(lcp, rows, SLACK);
  // Nobody needs these in this phase.
  const outside = vector(lcp, rows, WRONG);
  const d = pair.column;
  for (let k: usize = 0; k < <usize>n; k++) store<f32>(d + k * 4, <f32>load<f64>(pair.direction + k * 8));
  const width = blocksOf(rows);
  const end = d + <usize>n * 4;
  let block = lane == 0 ? pair.factors.S0 : pair.factors.S1;
  let largest = f32x4.splat(0);
  let worst: usize = width;
  for (let i: usize = 0; i < width; i += BLOCK) {
    let c0 = f32x4.neg(v128.load(slacks + i * 4));
    let c1 = f32x4.neg(v128.load(slacks + i * 4, 16));
    let c2 = f32x4.neg(v128.load(slacks + i * 4, 32));
    let c3 = f32x4.neg(v128.load(slacks + i * 4, 48));
    let at = block;
    for (let k = d; k < end; k += 4) {
      const factor = v128.load32_splat(k);
      c0 = plusProduct32(c0, v128.load(at), factor);
      c1 = plusProduct32(c1, v128.load(at, 16), factor);
      c2 = plusProduct32(c2, v128.load(at, 32), factor);
      c3 = plusProduct32(c3, v128.load(at, 48), factor);
      at += width * 4;
    }
    v128.store(outside + i * 4, c0);
    v128.store(outside + i * 4, c1, 16);
    v128.store(outside + i * 4, c2, 32);
    v128.store(outside + i * 4, c3, 48);
    const most = f32x4.pmax(f32x4.pmax(c0, c1), f32x4.pmax(c2, c3));
    if (v128.any_true(f32x4.gt(most, largest))) {
      largest = f32x4.splat(horizontalMax32(f32x4.pmax(largest, most)));
      worst = i;
    }
    block += BLOCK * 4;
  }
  if (worst == width) return -1;
  const most = f32x4.extract_lane(largest, 0);
  for (let i = worst; i < worst + BLOCK; i++) if (load<f32>(outside + i * 4) == most) return <i32>i;
  return -1;
}

// @ts-ignore: decorator
@inline
function plusProduct32(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline
function horizontalMax32(x: v128): f32 {
  const even = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(even, v128.shuffle<f32>(even, even, 1, 0, 3, 2)), 0);
}
