/**
 * Pivoting on the complementarity problem of the dual form: find y with
 *
 *     v = v0 − K y,   lower ≤ v ≤ upper,   y > 0 only where v = upper,   y < 0 only where v = lower.
 *
 * Every round solves a system in K_AA, the block of the active rows A, and exchanges rows. Lanes go through up
 * to three phases, each on its own:
 *
 * 1. Exchange many rows at once: y_A from v_A = bound_A, then rows whose multiplier has the wrong sign leave
 *    and rows whose bound is violated enter. Only those above a share of the largest violation do: all of them
 *    would cycle where rows outnumber dimensions. Mostly this ends within ten rounds.
 * 2. Where it does not: let rows of the wrong sign leave until none is left.
 * 3. Enter one row at a time (dual-step.ts), which always ends.
 *
 * What ends is an exact solution; nothing here is approximate.
 *
 * Sources: Kostreva 1978, Júdice & Pires 1994 (block principal pivoting); Goldfarb & Idnani 1983 (dual method).
 */
import {
  account,
  activate,
  collect,
  countOf,
  deactivate,
  factorMatrix,
  gatherMatrix,
  isEquality,
  leading,
  listActive,
  listed,
  LOWER,
  padded,
  rightOf,
  SCALE,
  solveFactored,
  STATE,
  stateOf,
  subtractProduct,
  UNSCALE,
  UPPER,
  V,
  V0,
  vector,
  Y,
} from "./block";
import { dualStep, enterWorst, enteringRow } from "./dual-step";
import { PAIR } from "./lanes";

// Phases of a lane.
const EXCHANGE: i32 = 1;
const LEAVE: i32 = 2;
const ENTER: i32 = 3;
const SOLVED: i32 = 4;
const FAILED: i32 = 5;

/** Violations below this, relative to the largest number of their kind, are rounding. */
const ROUNDING: f64 = 1e-11;
/** Rounds without fewer wrong rows than ever before, after which exchanging many rows counts as cycling. */
const PATIENCE: i32 = 5;

// Where the account has, in bytes: the rounds so far, the fewest wrong rows of any round, which round that was, and
// the size of v's numbers, and how many rows of the list are factored.
const ROUNDS: usize = 4;
const FEWEST: usize = 12;
const FEWEST_ROUND: usize = 16;
const SIZE: usize = 24;
const FACTORED: usize = 32;

// @ts-ignore: decorator
@inline
function phaseOf(block: usize, rows: i32): i32 {
  return load<i32>(account(block, rows));
}

// @ts-ignore: decorator
@inline
function setPhase(block: usize, rows: i32, phase: i32): void {
  store<i32>(account(block, rows), phase);
}

/**
 * Starts both lanes from the states in their blocks.
 *
 * @param again whether the blocks ended with these states: then active rows keep their order, and with it their bits.
 */
export function beginPivot(rows: i32, block0: usize, block1: usize, again: bool): void {
  begin(block0, rows, again);
  begin(block1, rows, again);
}

/**
 * One round for both lanes.
 *
 * @param rows of K, which is symmetric, row-major and stored for each lane by itself.
 * @param block0 numbers of lane 0 (block.ts).
 * @param work room for (rows + 1)² + rows lane pairs; keeps the factor from round to round.
 * @param share0 of the largest violation above which rows are exchanged together, in lane 0.
 * @param round from 1.
 * @returns bits 0 and 1: which lanes are solved; bits 2 and 3: which have ended, solved or not.
 */
export function pivotRound(
  rows: i32,
  K0: usize,
  K1: usize,
  block0: usize,
  block1: usize,
  work: usize,
  share0: f64,
  share1: f64,
  round: i32,
): i32 {
  // What has not changed in either lane keeps its part of the factor, in whole blocks of four rows.
  const from = min(front(block0, rows), front(block1, rows)) & ~3;
  const count0 = countOf(block0, rows);
  const count1 = countOf(block1, rows);
  const count = max(count0, count1);
  const right = rightOf(work, rows);
  gatherMatrix(rows, K0, block0, from, count, work);
  gatherMatrix(rows, K1, block1, from, count, work + 8);
  gatherRight(rows, K0, block0, count0, count, right);
  gatherRight(rows, K1, block1, count1, count, right + 8);
  const dropped = factorMatrix(rows, from, count, work);
  store<i32>(account(block0, rows), count0, FACTORED);
  store<i32>(account(block1, rows), count1, FACTORED);
  solveFactored(rows, count, work, right);
  const dropped0 = (dropped & 0xffff) > 0;
  const dropped1 = dropped >> 16 > 0;
  advance(rows, K0, block0, count0, work, right, dropped0, share0, round);
  advance(rows, K1, block1, count1, work + 8, right + 8, dropped1, share1, round);
  return outcome(block0, rows) | (outcome(block1, rows) << 1);
}

/** Brings one lane's list up to date; returns how many rows at its front are factored as they are. */
// @ts-ignore: decorator
@inline
function front(block: usize, rows: i32): i32 {
  return collect(block, rows, load<i32>(account(block, rows), FACTORED));
}

// @ts-ignore: decorator
@inline
function outcome(block: usize, rows: i32): i32 {
  const phase = phaseOf(block, rows);
  return phase == SOLVED ? 5 : phase == FAILED ? 4 : 0;
}

// @ts-ignore: decorator
@inline
function begin(block: usize, rows: i32, again: bool): void {
  if (again) collect(block, rows, 0);
  else listActive(block, rows);
  store<i32>(account(block, rows), 0, FACTORED);
  store<i32>(account(block, rows), 0, ROUNDS);
  setPhase(block, rows, EXCHANGE);
  store<i32>(account(block, rows), rows + 1, FEWEST);
  store<i32>(account(block, rows), 0, FEWEST_ROUND);
  store<f64>(account(block, rows), sizeOfValues(block, rows), SIZE);
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

/** The right-hand side of one lane's round: v0 − bound, or the column of the row that enters. */
function gatherRight(rows: i32, K: usize, block: usize, count: i32, total: i32, right: usize): void {
  const entering = phaseOf(block, rows) == ENTER;
  const column = K + <usize>enteringRow(block, rows) * <usize>rows * 8;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = listed(block, rows, i);
    let value: f64;
    if (entering) value = load<f64>(column + row * 8);
    else {
      const bound = vector(block, rows, stateOf(block, rows, row) > 0 ? UPPER : LOWER);
      value = load<f64>(vector(block, rows, V0) + row * 8) - load<f64>(bound + row * 8);
    }
    store<f64>(right + i * PAIR, value);
  }
  for (let i = <usize>count; i < <usize>total; i++) store<f64>(right + i * PAIR, 0);
}

/** One lane's part of a round, given the solution of its system. */
function advance(
  rows: i32,
  K: usize,
  block: usize,
  count: i32,
  work: usize,
  right: usize,
  dropped: bool,
  share: f64,
  round: i32,
): void {
  const phase = phaseOf(block, rows);
  if (phase >= SOLVED) return;
  const size = load<f64>(account(block, rows), SIZE);
  store<i32>(account(block, rows), round, ROUNDS);
  if (phase == ENTER) {
    if (!dualStep(rows, K, block, count, right)) setPhase(block, rows, FAILED);
    // The entering row is in: the next one, or, where all bounds hold, a last look at freshly computed numbers.
    else if (enteringRow(block, rows) < 0 && !enterWorst(rows, block, ROUNDING * size)) {
      setPhase(block, rows, LEAVE);
    }
    return;
  }
  scatter(rows, block, count, work, right, dropped);
  if (phase == EXCHANGE) {
    setValues(rows, K, block, count, right);
    const wrong = exchange(rows, block, size, share);
    if (wrong == 0) setPhase(block, rows, SOLVED);
    else if (wrong < load<i32>(account(block, rows), FEWEST)) {
      store<i32>(account(block, rows), wrong, FEWEST);
      store<i32>(account(block, rows), round, FEWEST_ROUND);
    } else if (round - load<i32>(account(block, rows), FEWEST_ROUND) > PATIENCE) setPhase(block, rows, LEAVE);
    return;
  }
  setPhase(block, rows, LEAVE);
  if (freeWrong(rows, block)) return;
  setValues(rows, K, block, count, right);
  setPhase(block, rows, enterWorst(rows, block, ROUNDING * size) ? ENTER : SOLVED);
}

/** Writes y; a row that was dropped becomes free, unless it is an equality. */
function scatter(
  rows: i32,
  block: usize,
  count: i32,
  work: usize,
  right: usize,
  dropped: bool,
): void {
  const y = vector(block, rows, Y);
  memory.fill(y, 0, <usize>rows * 8);
  let freed = false;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = listed(block, rows, i);
    store<f64>(y + row * 8, load<f64>(right + i * PAIR));
    if (!dropped || load<f64>(work + i * (<usize>leading(rows) + 1) * PAIR) != 0) continue;
    if (isEquality(block, rows, row)) continue;
    deactivate(block, rows, row);
    freed = true;
  }
  // At once, because the row may enter again in this very round.
  if (freed) store<i32>(account(block, rows), front(block, rows), FACTORED);
}

/** v = v0 − K y. */
// @ts-ignore: decorator
@inline
function setValues(rows: i32, K: usize, block: usize, count: i32, right: usize): void {
  memory.copy(vector(block, rows, V), vector(block, rows, V0), <usize>rows * 8);
  subtractProduct(rows, K, block, count, right, PAIR);
}

/** Frees the rows whose multiplier has the wrong sign by more than rounding; true where there are any. */
function freeWrong(rows: i32, block: usize): bool {
  let largest: f64 = 0;
  for (let i: usize = 0; i < <usize>rows; i++) largest = Math.max(largest, Math.abs(scaledMultiplier(rows, block, i)));
  let any = false;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const side = stateOf(block, rows, i);
    if (side == 0 || isEquality(block, rows, i)) continue;
    const value = scaledMultiplier(rows, block, i);
    if ((side > 0 ? -value : value) <= ROUNDING * largest) continue;
    deactivate(block, rows, i);
    any = true;
  }
  return any;
}

// @ts-ignore: decorator
@inline
function scaledMultiplier(rows: i32, block: usize, row: usize): f64 {
  return load<f64>(vector(block, rows, Y) + row * 8) * load<f64>(vector(block, rows, UNSCALE) + row * 8);
}

/**
 * Exchanges the rows that are most wrong; returns how many are wrong at all.
 *
 * A free row is wrong by how far v is outside its bounds, an active one by how far y is on the wrong side of 0.
 */
function exchange(rows: i32, block: usize, size: f64, share: f64): i32 {
  const end = padded(rows) * 8;
  const none = f64x2.splat(0);
  let outside = none;
  let wrong = none;
  let largest = none;
  for (let i: usize = 0; i < end; i += 16) {
    const free = f64x2.eq(rowsAt(block, rows, STATE, i), none);
    const multiplier = f64x2.mul(rowsAt(block, rows, Y, i), rowsAt(block, rows, UNSCALE, i));
    outside = f64x2.max(outside, v128.and(free, violations(rows, block, i)));
    largest = f64x2.max(largest, f64x2.abs(multiplier));
    wrong = f64x2.max(wrong, wrongness(rows, block, i, multiplier));
  }
  const worstOutside = horizontalMax(outside);
  const worstWrong = horizontalMax(wrong);
  const smallOutside = ROUNDING * size;
  const smallWrong = ROUNDING * horizontalMax(largest);
  const rowLimit = worstOutside > smallOutside ? share * worstOutside : Infinity;
  const multiplierLimit = worstWrong > smallWrong ? share * worstWrong : Infinity;
  if (rowLimit == Infinity && multiplierLimit == Infinity) {
    return isNaN(worstOutside) || isNaN(worstWrong) ? rows : 0;
  }
  let count = 0;
  for (let i: usize = 0; i < end; i += 16) {
    const free = f64x2.eq(rowsAt(block, rows, STATE, i), none);
    const multiplier = f64x2.mul(rowsAt(block, rows, Y, i), rowsAt(block, rows, UNSCALE, i));
    const violation = v128.and(free, violations(rows, block, i));
    const excess = wrongness(rows, block, i, multiplier);
    const bad = v128.or(
      f64x2.gt(violation, f64x2.splat(smallOutside)),
      f64x2.gt(excess, f64x2.splat(smallWrong)),
    );
    count += popcnt(i64x2.bitmask(bad));
    const enters = f64x2.ge(violation, f64x2.splat(rowLimit));
    const leaves = f64x2.ge(excess, f64x2.splat(multiplierLimit));
    const entering = i64x2.bitmask(enters);
    const changing = entering | i64x2.bitmask(leaves);
    for (let lane: usize = 0; changing >> <i32>lane != 0; lane++) {
      const row = (i >> 3) + lane;
      if ((entering >> <i32>lane) & 1) activate(block, rows, row, sideOf(rows, block, row));
      else if ((changing >> <i32>lane) & 1) deactivate(block, rows, row);
    }
  }
  return count;
}

// @ts-ignore: decorator
@inline
function rowsAt(block: usize, rows: i32, which: usize, i: usize): v128 {
  return v128.load(vector(block, rows, which) + i);
}

/** How far v is outside its bounds in two scaled rows; negative inside. */
// @ts-ignore: decorator
@inline
function violations(rows: i32, block: usize, i: usize): v128 {
  const v = rowsAt(block, rows, V, i);
  const over = f64x2.sub(v, rowsAt(block, rows, UPPER, i));
  const under = f64x2.sub(rowsAt(block, rows, LOWER, i), v);
  return f64x2.mul(f64x2.max(over, under), rowsAt(block, rows, SCALE, i));
}

/** How far multipliers are on the wrong side of 0 in two rows; an equality has no wrong side. */
// @ts-ignore: decorator
@inline
function wrongness(rows: i32, block: usize, i: usize, multiplier: v128): v128 {
  const hasSide = f64x2.ne(rowsAt(block, rows, LOWER, i), rowsAt(block, rows, UPPER, i));
  return v128.and(hasSide, f64x2.neg(f64x2.mul(rowsAt(block, rows, STATE, i), multiplier)));
}

/** The bound that a violated row is beyond. */
// @ts-ignore: decorator
@inline
function sideOf(rows: i32, block: usize, row: usize): f64 {
  const v = load<f64>(vector(block, rows, V) + row * 8);
  const over = v - load<f64>(vector(block, rows, UPPER) + row * 8);
  return over > load<f64>(vector(block, rows, LOWER) + row * 8) - v ? 1 : -1;
}

// @ts-ignore: decorator
@inline
function horizontalMax(x: v128): f64 {
  return Math.max(f64x2.extract_lane(x, 0), f64x2.extract_lane(x, 1));
}
