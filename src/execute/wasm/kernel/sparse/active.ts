/**
 * From guesses of active sets to the active sets, and solutions of their KKT systems, of four sparse problems of one
 * pattern, one in each lane: what src/execute/typescript/active-set.ts and kkt.ts do for one, and explain. A lane rests
 * once it has its answer, or where there is none; the others do not notice.
 */
import { InteriorBatch } from "../layout.generated";
import {
  eliminateActive,
  endOfLanes,
  largestActive,
  leaveOfActive,
  listActiveBounds,
  recoverActive,
  subtractActive,
  takeCorrection,
  writeActiveDiagonal,
} from "./active-rows";
import { factorSparseBatch, multiplySparseBatch } from "./batch";
import { solveSparseBatchFor } from "./batch-solve";
import { lanesBut, larger, largestOf, rowsOf, toRows, variableOf } from "./kkt";
import { ENTRY } from "./lists";

/** Rounds in a row that may leave as many rows wrong as there have been: a round takes less than an iteration. */
const PATIENCE = 6;
/** Relative residual beyond which the system of an active set counts as singular. */
const SOLVABLE: f64 = 1e-9;
/** Slacks and multipliers that are negative by this share of the largest number are 0. */
const ROUNDING: f64 = 1e-11;
/** The same before refinement, which a set that has rows wrong by more than this does not need. */
const COARSE: f64 = 1e-6;
/** Refinement ends at an accuracy, this one for answers, or after so many steps, or where one shrinks the residual by less than this factor. */
const ACCURACY: f64 = 1e-13;
const REFINEMENTS = 30;
const PROGRESS: f64 = 0.9;
/** The same below this residual: what is left there after a step that shrinks it by less is rounding of large terms. */
const NEAR: f64 = 1e-10;
const NEAR_PROGRESS: f64 = 0.03;
/** A block of the right-hand side that is smaller than this part of the largest is measured in that. */
const BLOCK_FLOOR: f64 = 1e-4;

/** Takes the rows to be active whose multiplier exceeds their slack, in the iterates that are in x and s. */
export function guessActive(f: InteriorBatch): void {
  const lambda = f.x + toRows(f);
  for (let at: usize = 0; at < rowsOf(f) * ENTRY; at += 16) {
    v128.store(f.active + at, f64x2.gt(v128.load(lambda + at), v128.load(f.s + at)));
  }
}

/**
 * Corrects the active sets until no row of them is wrong.
 *
 * @param f with p, b, d, curvature, the matrix's values and a guess in place.
 * @param resting bits of lanes that nobody asks for.
 * @param most rounds.
 * @returns bits of the lanes that have one now: it is in `active`, its solution in `solution`.
 */
export function correctActive(f: InteriorBatch, resting: i32, most: i32, tiny: f64, small: f64): i32 {
  let found = 0;
  // Lanes that wait for the others to be refined with them: no row of their sets is clearly wrong.
  let settled = 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    store<i32>(f.fewest + (lane << 2), i32.MAX_VALUE);
    store<i32>(f.patience + (lane << 2), PATIENCE);
    store<i32>(f.rounds + (lane << 2), 0);
  }
  const end = endOfLanes(f);
  for (let h: usize = 0; h < end; h += 16) {
    aimAtSolution(f, h);
    v128.store(f.largestCost + h, largestOf(f.p + h, <usize>f.n));
  }
  memory.fill(f.solution, 0, bytesOfAll(f));
  while (true) {
    resting |= nextRound(f, resting | settled, most);
    const waiting = resting | settled;
    if (waiting != 15) {
      resting |= factorActive(f, tiny, small) & ~settled;
      solveRight(f, waiting);
      // Of the product only the rows of G are looked at.
      if (f.m > 0) multiplySparseBatch(f.batch, f.solution, f.product, f.curvature);
      exchangeWrong(f, waiting, COARSE);
      const right = withoutWrong(f, resting | settled);
      settled |= right;
      resting |= losePatience(f, resting | settled);
    } else if (settled) {
      const others = ~settled & 15;
      refine(f, others, ACCURACY);
      for (let h: usize = 0; h < end; h += 16) resting |= (beyond(f, h, SOLVABLE) << (<i32>h >> 3)) & settled;
      exchangeWrong(f, resting | others, ROUNDING);
      const right = withoutWrong(f, resting | others);
      found |= right;
      resting |= right;
      settled = 0;
      resting |= losePatience(f, resting);
    } else {
      return found;
    }
  }
}

/** Counts a round of the lanes that are not waiting; returns bits of those that have had `most`. */
function nextRound(f: InteriorBatch, waiting: i32, most: i32): i32 {
  let tired = 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    if (waiting & (1 << (<i32>lane))) continue;
    const rounds = load<i32>(f.rounds + (lane << 2));
    if (rounds == most) tired |= 1 << (<i32>lane);
    else store<i32>(f.rounds + (lane << 2), rounds + 1);
  }
  return tired;
}

/** Bits of the lanes, of those that are not waiting, that no row is wrong in. */
function withoutWrong(f: InteriorBatch, waiting: i32): i32 {
  let right = 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    if (load<f64>(f.wrong + (lane << 3)) == 0) right |= 1 << (<i32>lane);
  }
  return right & ~waiting;
}

/** Of the lanes that are not waiting, bits of those that have had as many wrong rows for too long. */
function losePatience(f: InteriorBatch, waiting: i32): i32 {
  let lost = 0;
  for (let lane: usize = 0; lane < 4; lane++) {
    const bit = 1 << (<i32>lane);
    if (waiting & bit) continue;
    const wrong = <i32>load<f64>(f.wrong + (lane << 3));
    const patience = load<i32>(f.patience + (lane << 2));
    if (wrong < load<i32>(f.fewest + (lane << 2))) {
      store<i32>(f.fewest + (lane << 2), wrong);
      store<i32>(f.patience + (lane << 2), PATIENCE);
    } else if (patience == 0) {
      lost |= bit;
    } else {
      store<i32>(f.patience + (lane << 2), patience - 1);
    }
  }
  return lost;
}

/** Factors for the active sets: their rows nearly as equalities, the others without weight. Returns bits of lanes that failed. */
export function factorActive(f: InteriorBatch, tiny: f64, small: f64): i32 {
  listActiveBounds(f);
  for (let h: usize = 0; h < endOfLanes(f); h += 16) writeActiveDiagonal(f, h);
  return factorSparseBatch(f.batch, tiny, small);
}

/** The right-hand side whose solution is that of the problem: −p, b, and d in active rows. */
function aimAtSolution(f: InteriorBatch, h: usize): void {
  const n = <usize>f.n * ENTRY;
  const right = f.right + h;
  for (let i: usize = 0; i < n; i += ENTRY) v128.store(right + i, f64x2.neg(v128.load(f.p + h + i)));
  for (let i: usize = 0; i < <usize>f.e * ENTRY; i += ENTRY) v128.store(right + n + i, v128.load(f.b + h + i));
  const ahead = toRows(f);
  for (let i: usize = 0; i < rowsOf(f) * ENTRY; i += ENTRY) {
    v128.store(right + ahead + i, v128.and(v128.load(f.d + h + i), v128.load(f.active + h + i)));
  }
}

/**
 * Solves the KKT systems of the active sets, without regularisation, for the right-hand sides that are in place and 0 in
 * rows that are not active. What is left, relative to the right-hand side, goes to `left`.
 *
 * @param accuracy of it that will do.
 */
export function refineActive(f: InteriorBatch, resting: i32, accuracy: f64): void {
  memory.fill(f.solution, 0, bytesOfAll(f));
  solveRight(f, resting);
  refine(f, resting, accuracy);
}

/** Bytes of a vector over the unknowns, the rows of A and those of C. */
// @ts-ignore: decorator
@inline
function bytesOfAll(f: InteriorBatch): usize {
  return toRows(f) + rowsOf(f) * ENTRY;
}

/** solution ← what the factors solve the right-hand sides to, in the lanes that do not rest. */
function solveRight(f: InteriorBatch, resting: i32): void {
  if (resting == 0) {
    applyFactors(f, f.right, f.solution);
    return;
  }
  applyFactors(f, f.right, f.correction);
  takeCorrection(f, resting, false);
}

/** Refines solutions that {@link solveRight} came to. */
function refine(f: InteriorBatch, resting: i32, accuracy: f64): void {
  const end = endOfLanes(f);
  for (let h: usize = 0; h < end; h += 16) measure(f, h);
  let isTakenBack = false;
  for (let step = 1; resting != 15; step++) {
    multiplySparseBatch(f.batch, f.solution, f.product, f.curvature);
    isTakenBack = false;
    for (let h: usize = 0; h < end; h += 16) {
      const judged = judge(f, h, resting >> (<i32>h >> 3), step, accuracy);
      if (judged & TAKEN_BACK) isTakenBack = true;
      resting |= (judged & 3) << (<i32>h >> 3);
    }
    if (resting == 15) break;
    applyFactors(f, f.residual, f.correction);
    takeCorrection(f, resting, true);
  }
  if (isTakenBack) multiplySparseBatch(f.batch, f.solution, f.product, f.curvature);
}

/** What residuals are measured in: the blocks of the right-hand side. */
function measure(f: InteriorBatch, h: usize): void {
  const z = largestOf(f.right + h, <usize>f.n);
  const nu = largestOf(f.right + h + <usize>f.n * ENTRY, <usize>f.e);
  const lambda = largestOf(f.right + h + toRows(f), rowsOf(f));
  const largest = larger(z, larger(nu, lambda));
  const floor = f64x2.max(f64x2.mul(f64x2.splat(BLOCK_FLOOR), largest), f64x2.splat(f64.MIN_NORMAL_VALUE));
  v128.store(f.scales + h, f64x2.max(z, floor));
  v128.store(f.scales + h + ENTRY, f64x2.max(nu, floor));
  v128.store(f.scales + h + 2 * ENTRY, f64x2.max(lambda, floor));
  v128.store(f.left + h, f64x2.splat(Infinity));
}

/** A bit that says that a step was taken back. */
const TAKEN_BACK = 4;

/**
 * What the solutions leave of the right-hand sides, and whether that is worth another step; a step that made it larger is
 * taken back.
 *
 * @returns bits of the lanes that rest from now on, and {@link TAKEN_BACK}.
 */
function judge(f: InteriorBatch, h: usize, resting: i32, step: i32, accuracy: f64): i32 {
  const size = residual(f, h);
  const before = v128.load(f.left + h);
  const moves = lanesBut(resting);
  const shrank = f64x2.lt(size, before);
  const back = v128.andnot(moves, shrank);
  const isTakenBack = step > 1 && v128.any_true(back);
  if (isTakenBack) {
    const all = bytesOfAll(f);
    for (let i: usize = 0; i < all; i += ENTRY) {
      const at = f.solution + h + i;
      v128.store(at, f64x2.sub(v128.load(at), v128.and(v128.load(f.correction + h + i), back)));
    }
  }
  v128.store(f.left + h, v128.bitselect(size, before, v128.and(moves, shrank)));
  const isNear = f64x2.le(size, f64x2.splat(NEAR));
  const progress = v128.bitselect(f64x2.splat(NEAR_PROGRESS), f64x2.splat(PROGRESS), isNear);
  const goesOn = v128.and(
    v128.and(shrank, f64x2.gt(size, f64x2.splat(accuracy))),
    f64x2.le(size, f64x2.mul(progress, before)),
  );
  const rests = step == REFINEMENTS ? 3 : ~i64x2.bitmask(goesOn) & 3;
  return isTakenBack ? rests | TAKEN_BACK : rests;
}

/** residual ← right − K solution over the active rows. Returns the largest entry, relative to its block of the right-hand side. */
function residual(f: InteriorBatch, h: usize): v128 {
  const n = <usize>f.n * ENTRY;
  const ahead = toRows(f);
  const right = f.right + h;
  const out = f.residual + h;
  const product = f.product + h;
  for (let i: usize = 0; i < ahead; i += ENTRY) {
    v128.store(out + i, f64x2.sub(v128.load(right + i), v128.load(product + i)));
  }
  subtractActive(f, h, out);
  for (let i: usize = 0; i < <usize>f.m * ENTRY; i += ENTRY) {
    const left = f64x2.sub(v128.load(right + ahead + i), v128.load(product + ahead + i));
    v128.store(out + ahead + i, v128.and(left, v128.load(f.active + h + i)));
  }
  const bounds = leaveOfActive(f, h);
  const rows = larger(largestOf(out + ahead, <usize>f.m), f64x2.add(bounds, f64x2.sub(bounds, bounds)));
  const z = f64x2.div(largestOf(out, <usize>f.n), v128.load(f.scales + h));
  const nu = f64x2.div(largestOf(out + n, <usize>f.e), v128.load(f.scales + h + ENTRY));
  const lambda = f64x2.div(rows, v128.load(f.scales + h + 2 * ENTRY));
  return larger(z, larger(nu, lambda));
}

/** out ← what the factors solve right-hand sides to that are 0 in rows that are not active. */
function applyFactors(f: InteriorBatch, right: usize, out: usize): void {
  eliminateActive(f, right, f.reduced);
  solveSparseBatchFor(f.batch, f.reduced, out);
  recoverActive(f, right, out);
}

/** Bits of the lanes whose solution leaves more than this, or no number. */
function beyond(f: InteriorBatch, h: usize, limit: f64): i32 {
  return ~i64x2.bitmask(f64x2.le(v128.load(f.left + h), f64x2.splat(limit))) & 3;
}

/**
 * Active rows whose multiplier is negative by more than a share of the largest number leave the set, others that are
 * violated by more enter it, in the lanes that do not rest. How many they are goes to `wrong`.
 */
function exchangeWrong(f: InteriorBatch, resting: i32, share: f64): void {
  for (let h: usize = 0; h < endOfLanes(f); h += 16) {
    const moves = lanesBut(resting >> (<i32>h >> 3));
    if (v128.any_true(moves)) exchangeWrongOf(f, h, moves, f64x2.splat(share));
  }
}

function exchangeWrongOf(f: InteriorBatch, h: usize, moves: v128, share: v128): void {
  const m = <usize>f.m;
  const lower = m + <usize>f.lowerCount;
  const z = f.solution + h;
  const size = larger(f64x2.splat(1), largestOf(z, <usize>f.n));
  const multipliers = larger(largestOf(z + <usize>f.n * ENTRY, <usize>f.e), largestActive(f, h));
  const noSlack = f64x2.mul(share, size);
  const noMultiplier = f64x2.neg(f64x2.mul(share, larger(v128.load(f.largestCost + h), multipliers)));
  let count = f64x2.splat(0);
  const product = f.product + toRows(f) + h;
  const d = f.d + h;
  for (let i: usize = 0; i < m; i++) {
    const violation = f64x2.sub(v128.load(product + i * ENTRY), v128.load(d + i * ENTRY));
    count = exchange(f, h, i, f64x2.gt(violation, noSlack), noMultiplier, moves, count);
  }
  for (let i = m; i < lower; i++) {
    const value = f64x2.neg(v128.load(z + variableOf(f.lowerIndex, i - m)));
    const violation = f64x2.sub(value, v128.load(d + i * ENTRY));
    count = exchange(f, h, i, f64x2.gt(violation, noSlack), noMultiplier, moves, count);
  }
  for (let i = lower; i < rowsOf(f); i++) {
    const value = v128.load(z + variableOf(f.upperIndex, i - lower));
    const violation = f64x2.sub(value, v128.load(d + i * ENTRY));
    count = exchange(f, h, i, f64x2.gt(violation, noSlack), noMultiplier, moves, count);
  }
  v128.store(f.wrong + h, v128.bitselect(count, v128.load(f.wrong + h), moves));
}

/** @returns the count, with the lanes in which the row was wrong. */
// @ts-ignore: decorator
@inline
function exchange(
  f: InteriorBatch,
  h: usize,
  row: usize,
  isViolated: v128,
  noMultiplier: v128,
  moves: v128,
  count: v128,
): v128 {
  const at = h + row * ENTRY;
  const isActive = v128.load(f.active + at);
  // Most rows are neither.
  if (!v128.any_true(v128.or(isActive, isViolated))) return count;
  const lambda = f.solution + toRows(f) + at;
  const multiplier = v128.load(lambda);
  const wrong = v128.and(moves, v128.bitselect(f64x2.lt(multiplier, noMultiplier), isViolated, isActive));
  if (!v128.any_true(wrong)) return count;
  const active = v128.xor(isActive, wrong);
  v128.store(f.active + at, active);
  v128.store(f.right + toRows(f) + at, v128.and(v128.load(f.d + at), active));
  // Who is not active has no multiplier.
  v128.store(lambda, v128.andnot(multiplier, wrong));
  return f64x2.add(count, v128.and(wrong, f64x2.splat(1)));
}
