/**
 * The rows of C that are in the active set of any lane: few, beside all that there are. Of the others the right-hand
 * side, the multiplier and what is left of it are 0. In a lane where a listed row is not active, what is done with it
 * changes nothing: its numbers are 0, and its weight is lost in the rounding of what it is added to.
 *
 * Rows of G are unknowns of the KKT matrix, and always gone through; those that are listed are bounds.
 */
import { minusProduct, plusProduct } from "../common/lanes";
import { InteriorBatch } from "../layout.generated";
import { larger, lanesBut, largestOf, putDiagonal, rowsOf, toRows, variableOf } from "./kkt";
import { at32, ENTRY } from "./lists";

/** Regularisation of the factors, which refinement takes out, and the v of a row that has no weight. */
export const REGULARISATION: f64 = 1e-8;
const INACTIVE: f64 = 1e30;

/** Bytes to the lanes that are not in use: those of the last problems may be less than four. */
// @ts-ignore: decorator
@inline
export function endOfLanes(f: InteriorBatch): usize {
  return <usize>f.pairs << 4;
}

/** Lists the bounds that are active in a lane. */
export function listActiveBounds(f: InteriorBatch): void {
  const rows = rowsOf(f);
  let count: i32 = 0;
  for (let i = <usize>f.m; i < rows; i++) {
    const at = f.active + i * ENTRY;
    if (!v128.any_true(v128.or(v128.load(at), v128.load(at, 16)))) continue;
    store<i32>(f.activeBounds + (<usize>count << 2), <i32>i);
    count++;
  }
  f.activeCount = count;
}

/** The row of C that is number k of the list. */
// @ts-ignore: decorator
@inline
function boundAt(f: InteriorBatch, k: usize): usize {
  return at32(f.activeBounds, k);
}

// @ts-ignore: decorator
@inline
function isLower(f: InteriorBatch, row: usize): bool {
  return row < <usize>(f.m + f.lowerCount);
}

/** Where in a vector the variable of a bound is. */
// @ts-ignore: decorator
@inline
function variableOfBound(f: InteriorBatch, row: usize): usize {
  const m = <usize>f.m;
  return isLower(f, row) ? variableOf(f.lowerIndex, row - m) : variableOf(f.upperIndex, row - m - <usize>f.lowerCount);
}

/** The diagonal of the KKT matrix of the active sets: their rows nearly as equalities, the others without weight. */
export function writeActiveDiagonal(f: InteriorBatch, h: usize): void {
  const n = <usize>f.n;
  const e = <usize>f.e;
  const small = f64x2.splat(REGULARISATION);
  const none = f64x2.splat(INACTIVE);
  const weights = f.weights + h;
  for (let i: usize = 0; i < n * ENTRY; i += ENTRY) {
    v128.store(weights + i, f64x2.add(v128.load(f.curvature + h + i), small));
  }
  const heavy = f64x2.splat(1 / REGULARISATION);
  const light = f64x2.splat(1 / INACTIVE);
  for (let k: usize = 0; k < <usize>f.activeCount; k++) {
    const row = boundAt(f, k);
    const weight = v128.bitselect(heavy, light, v128.load(f.active + h + row * ENTRY));
    v128.store(f.boundWeights + h + (row - <usize>f.m) * ENTRY, weight);
    const at = weights + variableOfBound(f, row);
    v128.store(at, f64x2.add(v128.load(at), weight));
  }
  for (let i: usize = 0; i < n; i++) putDiagonal(f, h, i, v128.load(weights + i * ENTRY));
  const delta = f64x2.neg(small);
  for (let i: usize = 0; i < e; i++) putDiagonal(f, h, n + i, delta);
  for (let i: usize = 0; i < <usize>f.m; i++) {
    const isActive = v128.load(f.active + h + i * ENTRY);
    putDiagonal(f, h, n + e + i, f64x2.neg(v128.bitselect(small, none, isActive)));
  }
}

/** reduced ← right, of whose unknowns bounds are eliminated. */
export function eliminateActive(f: InteriorBatch, right: usize, reduced: usize): void {
  const zero = f64x2.splat(0);
  // Adding 0 leaves no −0, so that a bound that another lane has listed changes nothing.
  for (let i: usize = 0; i < (<usize>f.n + <usize>f.e + <usize>f.m) * ENTRY; i += 16) {
    v128.store(reduced + i, f64x2.add(v128.load(right + i), zero));
  }
  const ahead = toRows(f);
  for (let k: usize = 0; k < <usize>f.activeCount; k++) {
    const row = boundAt(f, k);
    const lower = isLower(f, row);
    for (let h: usize = 0; h < endOfLanes(f); h += 16) {
      const at = reduced + h + variableOfBound(f, row);
      const value = v128.load(right + ahead + h + row * ENTRY);
      const weight = v128.load(f.boundWeights + h + (row - <usize>f.m) * ENTRY);
      const before = v128.load(at);
      v128.store(at, lower ? minusProduct(before, value, weight) : plusProduct(before, value, weight));
    }
  }
}

/** Multipliers of the active bounds in the solution `out` for the right-hand side; 0 of the others, and of rows of G that are not active. */
export function recoverActive(f: InteriorBatch, right: usize, out: usize): void {
  const ahead = toRows(f);
  const m = <usize>f.m;
  const lambda = out + ahead;
  for (let i: usize = 0; i < m * ENTRY; i += 16) {
    v128.store(lambda + i, v128.and(v128.load(lambda + i), v128.load(f.active + i)));
  }
  memory.fill(lambda + m * ENTRY, 0, (rowsOf(f) - m) * ENTRY);
  for (let k: usize = 0; k < <usize>f.activeCount; k++) {
    const row = boundAt(f, k);
    const lower = isLower(f, row);
    for (let h: usize = 0; h < endOfLanes(f); h += 16) {
      const at = h + row * ENTRY;
      const z = v128.load(out + h + variableOfBound(f, row));
      const value = f64x2.sub(lower ? f64x2.neg(z) : z, v128.load(right + ahead + at));
      const weight = v128.load(f.boundWeights + h + (row - m) * ENTRY);
      v128.store(lambda + at, v128.and(f64x2.mul(value, weight), v128.load(f.active + at)));
    }
  }
}

/** target −= Cᵀ lambda over the active bounds, of the solution. */
export function subtractActive(f: InteriorBatch, h: usize, target: usize): void {
  const lambda = f.solution + toRows(f) + h;
  for (let k: usize = 0; k < <usize>f.activeCount; k++) {
    const row = boundAt(f, k);
    const to = target + variableOfBound(f, row);
    const value = v128.load(lambda + row * ENTRY);
    v128.store(to, isLower(f, row) ? f64x2.add(v128.load(to), value) : f64x2.sub(v128.load(to), value));
  }
}

/** What the solution leaves of the right-hand sides of the active bounds goes to `residual`; returns the largest. */
export function leaveOfActive(f: InteriorBatch, h: usize): v128 {
  const ahead = toRows(f) + h;
  let most = f64x2.splat(0);
  for (let k: usize = 0; k < <usize>f.activeCount; k++) {
    const row = boundAt(f, k);
    const z = v128.load(f.solution + h + variableOfBound(f, row));
    const value = isLower(f, row) ? f64x2.neg(z) : z;
    const left = f64x2.sub(v128.load(f.right + ahead + row * ENTRY), value);
    const own = v128.and(left, v128.load(f.active + h + row * ENTRY));
    v128.store(f.residual + ahead + row * ENTRY, own);
    most = larger(most, f64x2.abs(own));
  }
  return most;
}

/** The largest size of a multiplier of the solution; no number where one is none. */
export function largestActive(f: InteriorBatch, h: usize): v128 {
  const lambda = f.solution + toRows(f) + h;
  let most = largestOf(lambda, <usize>f.m);
  for (let k: usize = 0; k < <usize>f.activeCount; k++) {
    most = larger(most, f64x2.abs(v128.load(lambda + boundAt(f, k) * ENTRY)));
  }
  return f64x2.add(most, f64x2.sub(most, most));
}

/** solution ← correction, or solution += it, in the lanes that do not rest. */
export function takeCorrection(f: InteriorBatch, resting: i32, adds: bool): void {
  const unknowns = (<usize>f.n + <usize>f.e + <usize>f.m) * ENTRY;
  const ahead = toRows(f);
  for (let h: usize = 0; h < endOfLanes(f); h += 16) {
    const moves = lanesBut(resting >> (<i32>h >> 3));
    for (let i: usize = h; i < unknowns; i += ENTRY) take(f, i, moves, adds);
    for (let k: usize = 0; k < <usize>f.activeCount; k++) take(f, ahead + h + boundAt(f, k) * ENTRY, moves, adds);
  }
}

// @ts-ignore: decorator
@inline
function take(f: InteriorBatch, i: usize, moves: v128, adds: bool): void {
  const before = v128.load(f.solution + i);
  const correction = v128.load(f.correction + i);
  const value = adds
    ? f64x2.add(before, v128.and(correction, moves))
    : v128.bitselect(correction, before, moves);
  v128.store(f.solution + i, value);
}
