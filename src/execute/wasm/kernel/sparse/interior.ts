/**
 * The primal-dual interior point (src/execute/typescript/interior-point.ts derives it) on four sparse problems of one
 * pattern, one in each lane. A lane rests once its residuals and its complementarity are small, or where it cannot go
 * on; the others do not notice.
 */
import { minusProduct, plusProduct } from "../common/lanes";
import { InteriorBatch } from "../layout.generated";
import { factorSparseBatch, multiplySparseBatch } from "./batch";
import { solveSparseBatch } from "./batch-solve";
import {
  eliminateBounds,
  fillBoth,
  lanesBut,
  larger,
  recoverBounds,
  rowsOf,
  rowTimes,
  subtractBounds,
  toRows,
  writeDiagonal,
} from "./kkt";
import { ENTRY } from "./lists";

const RHO_START: f64 = 1e-10;
const DELTA_START: f64 = 1e-8;
const FLOOR: f64 = 1e-11;
/** What a Newton step leaves adds to the next residual, and is to be small beside the tolerance; the problem's numbers are near 1. */
const NOTHING: f64 = 1e-10;
const BOUNDARY_FRACTION: f64 = 0.995;

/**
 * Iterates from the start until every lane rests.
 *
 * @param f with p, b, d, curvature and the matrix's values in place.
 * @param resting bits of lanes that nobody asks for.
 * @param tolerance of residuals and mean complementarity.
 * @param most iterations.
 * @returns bits of the lanes that came to the tolerance. Their iterates are in x and s, and how many steps each took in
 *   `iterations`.
 */
export function iterateSparseBatch(
  f: InteriorBatch,
  resting: i32,
  tolerance: f64,
  most: i32,
  tiny: f64,
  small: f64,
): i32 {
  fillBoth(f.rho, RHO_START);
  fillBoth(f.delta, DELTA_START);
  resting |= startingPoint(f, tiny, small);
  let solved = 0;
  for (let iteration = 0; iteration <= most; iteration++) {
    multiplySparseBatch(f.batch, f.x, f.product, f.curvature);
    const arriving = (prepare(f, 0, tolerance) | (prepare(f, 16, tolerance) << 2)) & ~resting;
    for (let lane = 0; lane < 4; lane++) {
      if (arriving & (1 << lane)) store<i32>(f.iterations + ((<usize>lane) << 2), iteration);
    }
    solved |= arriving;
    resting |= arriving;
    if (resting == 15) break;
    resting |= factorSparseBatch(f.batch, tiny, small);
    // It only tells how far to centre: what rounding leaves of it is nothing to that.
    solveOnce(f, f.affine);
    for (let h: usize = 0; h < 32; h += 16) correct(f, h);
    solve(f, f.step, resting);
    resting |= advance(f, 0, resting) | (advance(f, 16, resting >> 2) << 2);
  }
  return solved;
}

/** The smallest slacks for the rows, and the smallest multipliers for stationarity, both shifted to be positive. */
function startingPoint(f: InteriorBatch, tiny: f64, small: f64): i32 {
  const rows = rowsOf(f);
  const size = (<usize>(f.n + f.e) + rows) * ENTRY;
  const ahead = toRows(f);
  for (let i: usize = 0; i < rows; i++) fillBoth(f.v + i * ENTRY, 1);
  for (let h: usize = 0; h < 32; h += 16) writeDiagonal(f, h);
  const wrong = factorSparseBatch(f.batch, tiny, small);
  memory.fill(f.right, 0, <usize>f.n * ENTRY);
  memory.copy(f.right + <usize>f.n * ENTRY, f.b, <usize>f.e * ENTRY);
  memory.copy(f.right + ahead, f.d, rows * ENTRY);
  solve(f, f.x, 0);
  for (let at: usize = 0; at < rows * ENTRY; at += 16) v128.store(f.s + at, f64x2.neg(v128.load(f.x + ahead + at)));
  for (let at: usize = 0; at < <usize>f.n * ENTRY; at += 16) v128.store(f.right + at, f64x2.neg(v128.load(f.p + at)));
  memory.fill(f.right + <usize>f.n * ENTRY, 0, size - <usize>f.n * ENTRY);
  solve(f, f.step, 0);
  memory.copy(f.x + <usize>f.n * ENTRY, f.step + <usize>f.n * ENTRY, size - <usize>f.n * ENTRY);
  for (let h: usize = 0; h < 32; h += 16) {
    shiftPositive(f.s + h, rows);
    shiftPositive(f.x + ahead + h, rows);
  }
  return wrong;
}

function shiftPositive(x: usize, rows: usize): void {
  let smallest = f64x2.splat(Infinity);
  for (let at: usize = 0; at < rows * ENTRY; at += ENTRY) smallest = f64x2.min(smallest, v128.load(x + at));
  const isFine = f64x2.gt(smallest, f64x2.splat(1e-3));
  const shift = v128.andnot(f64x2.sub(f64x2.splat(1), smallest), isFine);
  for (let at: usize = 0; at < rows * ENTRY; at += ENTRY) {
    v128.store(x + at, f64x2.add(v128.load(x + at), shift));
  }
}

/**
 * Residuals, complementarity, and with them the right-hand side of the affine step and the matrix.
 *
 * @returns bits of the lanes that are within the tolerance.
 */
function prepare(f: InteriorBatch, h: usize, tolerance: f64): i32 {
  const n = <usize>f.n;
  const e = <usize>f.e;
  const rows = rowsOf(f);
  const ahead = toRows(f);
  const right = f.right + h;
  const product = f.product + h;
  const lambda = f.x + ahead + h;
  const s = f.s + h;
  // right holds −residuals, of the rows of C without s.
  for (let i: usize = 0; i < n * ENTRY; i += ENTRY) {
    v128.store(right + i, f64x2.neg(f64x2.add(v128.load(product + i), v128.load(f.p + h + i))));
  }
  subtractBounds(f, right, lambda);
  for (let i: usize = 0; i < e * ENTRY; i += ENTRY) {
    const at = n * ENTRY + i;
    v128.store(right + at, f64x2.sub(v128.load(f.b + h + i), v128.load(product + at)));
  }
  for (let i: usize = 0; i < rows; i++) {
    const value = rowTimes(f, h, f.x + h, i);
    v128.store(right + ahead + i * ENTRY, f64x2.sub(v128.load(f.d + h + i * ENTRY), value));
  }
  let worst = f64x2.splat(0);
  for (let i: usize = 0; i < (n + e) * ENTRY; i += ENTRY) worst = larger(worst, f64x2.abs(v128.load(right + i)));
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < rows * ENTRY; i += ENTRY) {
    const slack = v128.load(s + i);
    worst = larger(worst, f64x2.abs(f64x2.sub(v128.load(right + ahead + i), slack)));
    sum = plusProduct(sum, slack, v128.load(lambda + i));
  }
  const mu = rows > 0 ? f64x2.div(sum, f64x2.splat(<f64>rows)) : sum;
  v128.store(f.mu + h, mu);
  worst = larger(worst, mu);
  const target = f64x2.mul(mu, f64x2.splat(1e-3));
  v128.store(f.rho + h, f64x2.max(f64x2.splat(FLOOR), f64x2.min(v128.load(f.rho + h), target)));
  const delta = f64x2.max(f64x2.splat(FLOOR), f64x2.min(v128.load(f.delta + h), target));
  v128.store(f.delta + h, delta);
  for (let i: usize = 0; i < rows * ENTRY; i += ENTRY) {
    v128.store(f.v + h + i, f64x2.add(f64x2.div(v128.load(s + i), v128.load(lambda + i)), delta));
  }
  writeDiagonal(f, h);
  return i64x2.bitmask(f64x2.le(worst, f64x2.splat(tolerance)));
}

/** out ← the solution for `right`, as exactly as the factors are. */
function solveOnce(f: InteriorBatch, out: usize): void {
  const size = <usize>(f.n + f.e + f.m) * ENTRY;
  memory.copy(f.reduced, f.right, size);
  for (let h: usize = 0; h < 32; h += 16) eliminateBounds(f, h, f.right, f.reduced);
  memory.copy(f.batch.x, f.reduced, size);
  solveSparseBatch(f.batch);
  memory.copy(out, f.batch.x, size);
  for (let h: usize = 0; h < 32; h += 16) recoverBounds(f, h, f.right, out + h);
}

/** out ← the solution for `right`, refined once in the lanes where it leaves more than next to nothing. */
function solve(f: InteriorBatch, out: usize, resting: i32): void {
  const size = <usize>(f.n + f.e + f.m) * ENTRY;
  solveOnce(f, out);
  multiplySparseBatch(f.batch, out, f.product, 0);
  const x = f.batch.x;
  for (let at: usize = 0; at < size; at += 16) {
    v128.store(x + at, f64x2.sub(v128.load(f.reduced + at), v128.load(f.product + at)));
  }
  resting |= isNothing(x, size) | (isNothing(x + 16, size) << 2);
  if (resting == 15) return;
  solveSparseBatch(f.batch);
  for (let h: usize = 0; h < 32; h += 16) {
    const moves = lanesBut(resting >> (<i32>h >> 3));
    for (let at: usize = h; at < size; at += ENTRY) {
      v128.store(out + at, f64x2.add(v128.load(out + at), v128.and(v128.load(x + at), moves)));
    }
    recoverBounds(f, h, f.right, out + h);
  }
}

/** Bits of the lanes in which no number exceeds {@link NOTHING}. */
function isNothing(x: usize, size: usize): i32 {
  let most = f64x2.splat(0);
  for (let at: usize = 0; at < size; at += ENTRY) most = larger(most, f64x2.abs(v128.load(x + at)));
  return i64x2.bitmask(f64x2.le(most, f64x2.splat(NOTHING)));
}

/** The slack's step that brings s ∘ lambda to `target` to first order: ds = −s + target / lambda − (s / lambda) dlambda. */
// @ts-ignore: decorator
@inline
function slackStep(s: v128, lambda: v128, dLambda: v128, target: v128): v128 {
  return f64x2.sub(f64x2.div(minusProduct(target, s, dLambda), lambda), s);
}

/** From the affine step to the right-hand side of the combined one. */
function correct(f: InteriorBatch, h: usize): void {
  const rows = rowsOf(f);
  const ahead = toRows(f);
  const s = f.s + h;
  const lambda = f.x + ahead + h;
  const dLambda = f.affine + ahead + h;
  const dSlack = f.slackStep + h;
  for (let i: usize = 0; i < rows * ENTRY; i += ENTRY) {
    const step = slackStep(v128.load(s + i), v128.load(lambda + i), v128.load(dLambda + i), f64x2.splat(0));
    v128.store(dSlack + i, step);
  }
  const primal = longestStep(s, dSlack, rows, 1);
  const dual = longestStep(lambda, dLambda, rows, 1);
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < rows * ENTRY; i += ENTRY) {
    const slack = plusProduct(v128.load(s + i), primal, v128.load(dSlack + i));
    sum = plusProduct(sum, slack, plusProduct(v128.load(lambda + i), dual, v128.load(dLambda + i)));
  }
  const mu = v128.load(f.mu + h);
  const mean = f64x2.div(sum, f64x2.splat(<f64>rows));
  const ratio = f64x2.min(f64x2.splat(1), f64x2.max(f64x2.splat(0), f64x2.div(mean, mu)));
  const centre = f64x2.mul(f64x2.mul(ratio, f64x2.mul(ratio, ratio)), mu);
  for (let i: usize = 0; i < rows * ENTRY; i += ENTRY) {
    // s ∘ lambda is to become this.
    const target = minusProduct(centre, v128.load(dSlack + i), v128.load(dLambda + i));
    v128.store(dSlack + i, target);
    const at = f.right + ahead + h + i;
    v128.store(at, f64x2.sub(v128.load(at), f64x2.div(target, v128.load(lambda + i))));
  }
}

/** Moves lanes that do not rest; returns bits of those whose step is not a number. */
function advance(f: InteriorBatch, h: usize, resting: i32): i32 {
  const rows = rowsOf(f);
  const ahead = toRows(f);
  const s = f.s + h;
  const lambda = f.x + ahead + h;
  const dLambda = f.step + ahead + h;
  const dSlack = f.slackStep + h;
  for (let i: usize = 0; i < rows * ENTRY; i += ENTRY) {
    const target = v128.load(dSlack + i);
    v128.store(dSlack + i, slackStep(v128.load(s + i), v128.load(lambda + i), v128.load(dLambda + i), target));
  }
  let primal = longestStep(s, dSlack, rows, BOUNDARY_FRACTION);
  let dual = longestStep(lambda, dLambda, rows, BOUNDARY_FRACTION);
  // With a quadratic term z enters the dual residual, which then only shrinks along a common step.
  if (f.quadratic) primal = dual = f64x2.min(primal, dual);
  const moves = lanesBut(resting);
  move(f.x + h, f.step + h, <usize>f.n, primal, moves);
  move(f.x + h + <usize>f.n * ENTRY, f.step + h + <usize>f.n * ENTRY, <usize>f.e + rows, dual, moves);
  move(s, dSlack, rows, primal, moves);
  let size = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>(f.n + f.e) * ENTRY + rows * ENTRY; i += ENTRY) {
    size = larger(size, f64x2.abs(v128.load(f.x + h + i)));
  }
  return ~i64x2.bitmask(f64x2.lt(size, f64x2.splat(Infinity))) & 3;
}

/** x += alpha dx in the lanes that move. */
// @ts-ignore: decorator
@inline
function move(x: usize, dx: usize, count: usize, alpha: v128, moves: v128): void {
  for (let i: usize = 0; i < count * ENTRY; i += ENTRY) {
    const before = v128.load(x + i);
    v128.store(x + i, v128.bitselect(plusProduct(before, alpha, v128.load(dx + i)), before, moves));
  }
}

/** Largest alpha ≤ 1 with x + alpha dx ≥ (1 − fraction) x. */
function longestStep(x: usize, dx: usize, rows: usize, fraction: f64): v128 {
  // The largest of −dx / x: NaN stays.
  let steepest = f64x2.splat(fraction);
  for (let i: usize = 0; i < rows * ENTRY; i += ENTRY) {
    steepest = f64x2.max(steepest, f64x2.neg(f64x2.div(v128.load(dx + i), v128.load(x + i))));
  }
  return f64x2.div(f64x2.splat(fraction), steepest);
}
