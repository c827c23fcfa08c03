/**
 * A look at all rows in float32, where they are many and rows enter one at a time: it takes half as long, and shows which
 * row is violated most, or nearly. Any violated row may enter, so that nothing depends on its accuracy: what the row's
 * own numbers are is computed in float64, and where it turns out not to be violated all rows are looked at in float64.
 *
 * For v = v0 + P d ≤ upper, in rows without lower bounds; Pᵀ is kept in float32 too, its rows in whole blocks.
 */
import { V128 } from "../common/lanes";
import { dotOf } from "../dense/rows";
import { Lcp, Pair, SCREEN_BLOCK, SLACK, UPPER, V0 } from "../layout.generated";
import { lcpOf, stateOf, vector } from "./lcp";
import { enterCandidate } from "./pricing";
import { setDirection } from "./schur";

/** Rows of a block: what four registers hold. */
const BLOCK: usize = SCREEN_BLOCK;
/** A slack that stands for larger ones. */
const FAR: f64 = 1e38;

/** How many numbers a row of Pᵀ takes. */
// @ts-ignore: decorator
@inline
export function blocksOf(rows: i32): usize {
  return (<usize>rows + (BLOCK - 1)) & ~(BLOCK - 1);
}

/** Pᵀ of either lane, `[n, rows]`, in float32 and whole blocks, from the interleaved P. */
export function screenRows(rows: i32, n: i32, P: usize, S0: usize, S1: usize): void {
  const bytes = <usize>n * V128;
  const width = blocksOf(rows) * 4;
  const even = <usize>rows & ~1;
  for (let i: usize = 0; i < even; i += 2) {
    const row = P + i * bytes;
    let to = i * 4;
    for (let j: usize = 0; j < bytes; j += V128) {
      const a = f32x4.demote_f64x2_zero(v128.load(row + j));
      const b = f32x4.demote_f64x2_zero(v128.load(row + bytes + j));
      const both = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      v128.store64_lane(S0 + to, both, 0);
      v128.store64_lane(S1 + to, both, 1);
      to += width;
    }
  }
  for (let i = even; i < width / 4; i++) {
    let to = i * 4;
    for (let j: usize = 0; j < bytes; j += V128) {
      const at = P + i * bytes + j;
      store<f32>(S0 + to, i < <usize>rows ? <f32>load<f64>(at) : 0);
      store<f32>(S1 + to, i < <usize>rows ? <f32>load<f64>(at, 8) : 0);
      to += width;
    }
  }
}

/** How far v0 is from the upper bounds; no number is infinite. */
export function beginScreen(lcp: Lcp, rows: i32): void {
  const slacks = vector(lcp, rows, SLACK);
  const v0 = vector(lcp, rows, V0);
  const uppers = vector(lcp, rows, UPPER);
  const width = blocksOf(rows);
  let i: usize = 0;
  for (; i + 2 <= <usize>rows; i += 2) {
    const slack = f64x2.sub(v128.load(uppers + i * 8), v128.load(v0 + i * 8));
    const finite = f64x2.pmin(slack, f64x2.splat(FAR));
    v128.store64_lane(slacks + i * 4, f32x4.demote_f64x2_zero(finite), 0);
  }
  for (; i < width; i++) {
    const slack = i < <usize>rows ? load<f64>(uppers + i * 8) - load<f64>(v0 + i * 8) : FAR;
    store<f32>(slacks + i * 4, <f32>min(slack, FAR));
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

/**
 * The row with the largest P d − slack, in float32; −1 where none is above 0. Nothing here branches on the numbers: which
 * row it is would be guessed wrongly nearly every time. A number's last two bits say which register of a block it was in.
 */
function worstOf(pair: Pair, lane: i32, rows: i32, n: i32): i32 {
  const lcp = lcpOf(pair, lane);
  const slacks = vector(lcp, rows, SLACK);
  const d = pair.column;
  for (let k: usize = 0; k < <usize>n; k++) store<f32>(d + k * 4, <f32>load<f64>(pair.direction + k * 8));
  const width = blocksOf(rows);
  const next = width * 4;
  const end = d + <usize>n * 4;
  const even = d + (<usize>n & ~1) * 4;
  let block = lane == 0 ? pair.factors.S0 : pair.factors.S1;
  const mask = i32x4.splat(~3);
  let largest = f32x4.splat(0);
  let group = i32x4.splat(-1);
  let here = i32x4.splat(0);
  for (let i: usize = 0; i < width; i += BLOCK) {
    let c0 = f32x4.neg(v128.load(slacks + i * 4));
    let c1 = f32x4.neg(v128.load(slacks + i * 4, 16));
    let c2 = f32x4.neg(v128.load(slacks + i * 4, 32));
    let c3 = f32x4.neg(v128.load(slacks + i * 4, 48));
    let at = block;
    for (let k = d; k < even; k += 8) {
      const first = v128.load32_splat(k);
      c0 = plusProduct32(c0, v128.load(at), first);
      c1 = plusProduct32(c1, v128.load(at, 16), first);
      c2 = plusProduct32(c2, v128.load(at, 32), first);
      c3 = plusProduct32(c3, v128.load(at, 48), first);
      at += next;
      const second = v128.load32_splat(k, 4);
      c0 = plusProduct32(c0, v128.load(at), second);
      c1 = plusProduct32(c1, v128.load(at, 16), second);
      c2 = plusProduct32(c2, v128.load(at, 32), second);
      c3 = plusProduct32(c3, v128.load(at, 48), second);
      at += next;
    }
    if (even < end) {
      const last = v128.load32_splat(even);
      c0 = plusProduct32(c0, v128.load(at), last);
      c1 = plusProduct32(c1, v128.load(at, 16), last);
      c2 = plusProduct32(c2, v128.load(at, 32), last);
      c3 = plusProduct32(c3, v128.load(at, 48), last);
    }
    c0 = v128.and(c0, mask);
    c1 = v128.or(v128.and(c1, mask), i32x4.splat(1));
    c2 = v128.or(v128.and(c2, mask), i32x4.splat(2));
    c3 = v128.or(c3, i32x4.splat(3));
    const most = f32x4.pmax(f32x4.pmax(c0, c1), f32x4.pmax(c2, c3));
    group = v128.bitselect(here, group, f32x4.gt(most, largest));
    largest = f32x4.pmax(largest, most);
    here = i32x4.add(here, i32x4.splat(<i32>BLOCK));
    block += BLOCK * 4;
  }
  const most = horizontalMax32(largest);
  const lanes = v128.and(f32x4.eq(largest, most), i32x4.ge_s(group, i32x4.splat(0)));
  const bits = i32x4.bitmask(lanes);
  if (bits == 0) return -1;
  // Of equal ones the first lane counts.
  const place = ctz(bits);
  v128.store(d, group);
  return load<i32>(d + (<usize>place << 2)) + ((i32x4.extract_lane(most, 0) & 3) << 2) + place;
}

// @ts-ignore: decorator
@inline
function plusProduct32(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
}

/** The largest of four numbers, four times. */
// @ts-ignore: decorator
@inline
function horizontalMax32(x: v128): v128 {
  const even = f32x4.pmax(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.pmax(even, v128.shuffle<f32>(even, even, 1, 0, 3, 2));
}
