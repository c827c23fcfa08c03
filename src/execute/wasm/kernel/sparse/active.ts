/**
 * From guesses of active sets to the active sets, and solutions of their KKT systems, of four sparse problems of one
 * pattern, one in each lane: what src/execute/typescript/active-set.ts and kkt.ts do for one, and explain. A lane rests
 * once it has its answer, or where there is none; the others do not notice.
 */
import { InteriorBatch } from "../layout.generated";
import { factorSparseBatch, multiplySparseBatch, solveSparseBatch } from "./batch";
import {
  eliminateBounds,
  fillBoth,
  lanesBut,
  larger,
  largestOf,
  recoverBounds,
  rowsOf,
  rowTimes,
  subtractBounds,
  toRows,
  writeDiagonal,
} from "./kkt";
import { ENTRY } from "./lists";

/** Regularisation of the factors, which refinement takes out, and the v of a row that has no weight. */
const REGULARISATION: f64 = 1e-8;
const INACTIVE: f64 = 1e30;
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
  while (true) {
    resting |= nextRound(f, resting | settled, most);
    const waiting = resting | settled;
    if (waiting != 15) {
      resting |= factorActive(f, tiny, small) & ~settled;
      for (let h: usize = 0; h < 32; h += 16) aimAtSolution(f, h);
      solveRight(f, waiting);
      // Of the product only the rows of G are looked at.
      if (f.m > 0) multiplySparseBatch(f.batch, f.solution, f.product, f.curvature);
      exchangeWrong(f, 0, waiting, COARSE);
      exchangeWrong(f, 16, waiting >> 2, COARSE);
      const right = withoutWrong(f, resting | settled);
      settled |= right;
      resting |= losePatience(f, resting | settled);
    } else if (settled) {
      const others = ~settled & 15;
      refine(f, others, ACCURACY);
      for (let h: usize = 0; h < 32; h += 16) resting |= (beyond(f, h, SOLVABLE) << (<i32>h >> 3)) & settled;
      exchangeWrong(f, 0, resting | others, ROUNDING);
      exchangeWrong(f, 16, (resting | others) >> 2, ROUNDING);
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
  fillBoth(f.rho, REGULARISATION);
  fillBoth(f.delta, REGULARISATION);
  const strong = f64x2.splat(REGULARISATION);
  const none = f64x2.splat(INACTIVE);
  for (let at: usize = 0; at < rowsOf(f) * ENTRY; at += 16) {
    v128.store(f.v + at, v128.bitselect(strong, none, v128.load(f.active + at)));
  }
  for (let h: usize = 0; h < 32; h += 16) writeDiagonal(f, h);
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
  const all = bytesOfAll(f);
  applyFactors(f, f.right, f.correction);
  for (let h: usize = 0; h < 32; h += 16) {
    const moves = lanesBut(resting >> (<i32>h >> 3));
    for (let i: usize = h; i < all; i += ENTRY) {
      const before = v128.load(f.solution + i);
      v128.store(f.solution + i, v128.bitselect(v128.load(f.correction + i), before, moves));
    }
  }
}

/** Refines solutions that {@link solveRight} came to. */
function refine(f: InteriorBatch, resting: i32, accuracy: f64): void {
  const all = bytesOfAll(f);
  measure(f, 0);
  measure(f, 16);
  let isTakenBack = false;
  for (let step = 1; resting != 15; step++) {
    multiplySparseBatch(f.batch, f.solution, f.product, f.curvature);
    const low = judge(f, 0, resting, step, accuracy);
    const high = judge(f, 16, resting >> 2, step, accuracy);
    isTakenBack = ((low | high) & TAKEN_BACK) != 0;
    resting |= (low & 3) | ((high & 3) << 2);
    if (resting == 15) break;
    applyFactors(f, f.residual, f.correction);
    for (let h: usize = 0; h < 32; h += 16) {
      const moves = lanesBut(resting >> (<i32>h >> 3));
      for (let i: usize = h; i < all; i += ENTRY) {
        const at = f.solution + i;
        v128.store(at, f64x2.add(v128.load(at), v128.and(v128.load(f.correction + i), moves)));
      }
    }
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
  subtractBounds(f, out, f.solution + h + ahead);
  for (let i: usize = 0; i < rowsOf(f); i++) {
    const at = ahead + i * ENTRY;
    const left = f64x2.sub(v128.load(right + at), rowTimes(f, h, f.solution + h, i));
    v128.store(out + at, v128.and(left, v128.load(f.active + h + i * ENTRY)));
  }
  const z = f64x2.div(largestOf(out, <usize>f.n), v128.load(f.scales + h));
  const nu = f64x2.div(largestOf(out + n, <usize>f.e), v128.load(f.scales + h + ENTRY));
  const lambda = f64x2.div(largestOf(out + ahead, rowsOf(f)), v128.load(f.scales + h + 2 * ENTRY));
  return larger(z, larger(nu, lambda));
}

/** out ← what the factors solve right-hand sides to that are 0 in rows that are not active. */
function applyFactors(f: InteriorBatch, right: usize, out: usize): void {
  const size = <usize>(f.n + f.e + f.m) * ENTRY;
  const x = f.batch.x;
  memory.copy(x, right, size);
  for (let h: usize = 0; h < 32; h += 16) eliminateBounds(f, h, right, x);
  solveSparseBatch(f.batch);
  memory.copy(out, x, size);
  for (let h: usize = 0; h < 32; h += 16) recoverBounds(f, h, right, out + h);
  const lambda = out + toRows(f);
  for (let at: usize = 0; at < rowsOf(f) * ENTRY; at += 16) {
    v128.store(lambda + at, v128.and(v128.load(lambda + at), v128.load(f.active + at)));
  }
}

/** Bits of the lanes whose solution leaves more than this, or no number. */
function beyond(f: InteriorBatch, h: usize, limit: f64): i32 {
  return ~i64x2.bitmask(f64x2.le(v128.load(f.left + h), f64x2.splat(limit))) & 3;
}

/**
 * Active rows whose multiplier is negative by more than a share of the largest number leave the set, others that are
 * violated by more enter it, in the lanes that do not rest. How many they are goes to `wrong`.
 */
function exchangeWrong(f: InteriorBatch, h: usize, resting: i32, share: f64): void {
  const ahead = toRows(f);
  const moves = lanesBut(resting);
  const rounding = f64x2.splat(share);
  const z = larger(f64x2.splat(1), largestOf(f.solution + h, <usize>f.n));
  const multipliers = largestOf(f.solution + h + <usize>f.n * ENTRY, <usize>f.e + rowsOf(f));
  const noSlack = f64x2.mul(rounding, z);
  const noMultiplier = f64x2.neg(f64x2.mul(rounding, larger(largestOf(f.p + h, <usize>f.n), multipliers)));
  let count = f64x2.splat(0);
  for (let i: usize = 0; i < rowsOf(f); i++) {
    const at = i * ENTRY;
    const violation = f64x2.sub(rowTimes(f, h, f.solution + h, i), v128.load(f.d + h + at));
    const isActive = v128.load(f.active + h + at);
    const isNegative = f64x2.lt(v128.load(f.solution + ahead + h + at), noMultiplier);
    const wrong = v128.and(moves, v128.bitselect(isNegative, f64x2.gt(violation, noSlack), isActive));
    // Most rows are right.
    if (!v128.any_true(wrong)) continue;
    count = f64x2.add(count, v128.and(wrong, f64x2.splat(1)));
    v128.store(f.active + h + at, v128.xor(isActive, wrong));
  }
  v128.store(f.wrong + h, v128.bitselect(count, v128.load(f.wrong + h), moves));
}
