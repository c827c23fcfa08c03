/**
 * Pivoting on the complementarity problem of the dual form: find y with
 *
 *     v = v0 − K y,   lower ≤ v ≤ upper,   y > 0 only where v = upper,   y < 0 only where v = lower.
 *
 * Every round solves a system in K_AA, the block of the active rows A, and exchanges rows. Lanes go through up
 * to three phases, each on its own, or where rows are very many through the last two:
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
import { factorActive, pivotAt, rightOf, solveFactored } from "./active";
import {
  account,
  activate,
  CHANGING,
  collect,
  countOf,
  deactivate,
  isBounded,
  isEquality,
  listActive,
  listed,
  LOWER,
  padded,
  STATE,
  stateOf,
  UPPER,
  V,
  V0,
  vector,
  WRONG,
  Y,
} from "./block";
import { dualStep, enteringRow, enterWorst, STEP_CONTRADICTION, STEP_FAILED } from "./dual-step";
import { blockOf, gatherColumn, subtractActive } from "./gram";
import { PAIR } from "./lanes";
import { Pair } from "./structs";

// Phases of a lane.
const EXCHANGE: i32 = 1;
const LEAVE: i32 = 2;
const ENTER: i32 = 3;
const SOLVED: i32 = 4;
const FAILED: i32 = 5;
const CONTRADICTED: i32 = 6;

/** Violations below this, relative to the largest number of their kind, are rounding. */
const ROUNDING: f64 = 1e-11;
/** Rounds without fewer wrong rows than ever before, after which exchanging many rows counts as cycling. */
const PATIENCE: i32 = 2;

/**
 * Share of the largest violation above which rows are exchanged together. Where rows may outnumber the
 * dimensions, exchanging many at once tends to cycle.
 */
const SHARE_FEW_ROWS: f64 = 0.3;
const SHARE_MANY_ROWS: f64 = 0.5;
/** From this many rows for every dimension on, one row at a time is faster from the start. */
const FAR_TOO_MANY: i32 = 3;

// Where the account has, in bytes: the rounds so far, the fewest wrong rows of any round, which round that was, how
// many rows of the list are factored, the phase to start in, the size of v0's numbers, and the share.
const ROUNDS: usize = 4;
const FEWEST: usize = 12;
const FEWEST_ROUND: usize = 16;
const FACTORED: usize = 24;
const START: usize = 28;
const SIZE: usize = 32;
const SHARE: usize = 48;

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

/** Takes note of one lane's bounds, which `dimensions` of z's are free to meet. */
export function setBounds(block: usize, rows: i32, dimensions: i32): void {
  let bounded = 0;
  for (let i: usize = 0; i < <usize>rows; i++) bounded += isBounded(block, rows, i) ? 1 : 0;
  store<i32>(account(block, rows), bounded < FAR_TOO_MANY * dimensions ? EXCHANGE : LEAVE, START);
  store<f64>(account(block, rows), bounded > dimensions ? SHARE_MANY_ROWS : SHARE_FEW_ROWS, SHARE);
}

/**
 * Starts one lane from v0, the bounds and the states in its block.
 *
 * @param most rows that may be active at once.
 * @param size of v0's numbers.
 * @param again whether the block ended with these states: then active rows keep their order, and with it their bits.
 */
export function beginPivot(block: usize, rows: i32, most: i32, size: f64, again: bool): void {
  const at = account(block, rows);
  if (again) collect(block, rows, 0);
  else listActive(block, rows, most);
  store<i32>(at, 0, FACTORED);
  store<i32>(at, 0, ROUNDS);
  setPhase(block, rows, load<i32>(at, START));
  store<i32>(at, rows + 1, FEWEST);
  store<i32>(at, 0, FEWEST_ROUND);
  store<f64>(at, size, SIZE);
}

/** The rounds that one lane has taken. */
export function roundsOf(block: usize, rows: i32): i32 {
  return load<i32>(account(block, rows), ROUNDS);
}

/**
 * One round for both lanes.
 *
 * @param round from 1.
 * @returns bits 0 and 1: which lanes are solved; bits 2 and 3: which have ended, solved or not.
 */
export function pivotRound(pair: Pair, round: i32): i32 {
  const rows = pair.shape.rows;
  const block0 = pair.block0;
  const block1 = pair.block1;
  // What has not changed in either lane keeps its part of the factor, in whole blocks of four rows.
  const from = min(front(block0, rows), front(block1, rows)) & ~3;
  const count0 = countOf(block0, rows);
  const count1 = countOf(block1, rows);
  const count = max(count0, count1);
  gatherRight(pair, 0, count);
  gatherRight(pair, 1, count);
  const dropped = factorActive(pair, from, count);
  store<i32>(account(block0, rows), count0, FACTORED);
  store<i32>(account(block1, rows), count1, FACTORED);
  solveFactored(pair, count);
  advance(pair, 0, (dropped & 0xffff) > 0, round);
  advance(pair, 1, dropped >> 16 > 0, round);
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
  return phase == SOLVED ? 5 : phase >= FAILED ? 4 : 0;
}

/** Whether one lane has ended without a solution. */
export function hasFailed(block: usize, rows: i32): bool {
  return phaseOf(block, rows) >= FAILED;
}

/** Whether one lane has ended because its bounds contradict each other: then Y holds the multipliers that show it. */
export function isContradicted(block: usize, rows: i32): bool {
  return phaseOf(block, rows) == CONTRADICTED;
}

/** The right-hand side of one lane's round: v0 − bound, or the column of the row that enters. */
function gatherRight(pair: Pair, lane: i32, total: i32): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const right = rightOf(pair) + <usize>lane * 8;
  const count = <usize>countOf(block, rows);
  for (let i = count; i < <usize>total; i++) store<f64>(right + i * PAIR, 0);
  if (phaseOf(block, rows) == ENTER) return gatherColumn(pair, lane, <usize>enteringRow(block, rows), right);
  for (let i: usize = 0; i < count; i++) {
    const row = listed(block, rows, i);
    const bound = vector(block, rows, stateOf(block, rows, row) > 0 ? UPPER : LOWER);
    store<f64>(right + i * PAIR, load<f64>(vector(block, rows, V0) + row * 8) - load<f64>(bound + row * 8));
  }
}

/** One lane's part of a round, given the solution of its system. */
function advance(pair: Pair, lane: i32, dropped: bool, round: i32): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const right = rightOf(pair) + <usize>lane * 8;
  const phase = phaseOf(block, rows);
  if (phase >= SOLVED) return;
  store<i32>(account(block, rows), round, ROUNDS);
  if (phase == ENTER) {
    const step = dualStep(pair, lane, right);
    if (step == STEP_CONTRADICTION) setPhase(block, rows, CONTRADICTED);
    else if (step == STEP_FAILED) setPhase(block, rows, FAILED);
    // The entering row is in: the next one, or, where all bounds hold, a last look at freshly computed numbers.
    else if (enteringRow(block, rows) < 0 && !enterWorst(rows, block, ROUNDING * sizeOfValues(block, rows))) {
      setPhase(block, rows, LEAVE);
    }
    return;
  }
  const freed = scatter(pair, lane, right, dropped);
  if (phase == EXCHANGE) {
    setValues(pair, lane, right);
    // At once, because a row that was freed may enter again in this very round.
    if (freed) store<i32>(account(block, rows), front(block, rows), FACTORED);
    const wrong = exchange(pair, block, load<f64>(account(block, rows), SIZE), load<f64>(account(block, rows), SHARE));
    if (wrong == 0) setPhase(block, rows, SOLVED);
    else if (wrong < load<i32>(account(block, rows), FEWEST)) {
      store<i32>(account(block, rows), wrong, FEWEST);
      store<i32>(account(block, rows), round, FEWEST_ROUND);
    } else if (round - load<i32>(account(block, rows), FEWEST_ROUND) > PATIENCE) setPhase(block, rows, LEAVE);
    return;
  }
  setPhase(block, rows, LEAVE);
  if (freeWrong(rows, block)) return;
  setValues(pair, lane, right);
  setPhase(block, rows, enterWorst(rows, block, ROUNDING * sizeOfValues(block, rows)) ? ENTER : SOLVED);
}

/**
 * What v = v0 − K y is a sum of is at most as large as v0 and y, because K_ii = 1. Bounds have no part in it: an upper
 * bound of 1e12 that is not met must not excuse a violation of a lower one.
 */
function sizeOfValues(block: usize, rows: i32): f64 {
  let size = load<f64>(account(block, rows), SIZE);
  const count = <usize>countOf(block, rows);
  for (let i: usize = 0; i < count; i++) {
    size = Math.max(size, Math.abs(load<f64>(vector(block, rows, Y) + listed(block, rows, i) * 8)));
  }
  return size;
}

/** Writes y; a row that was dropped becomes free, unless it is an equality. True where there was one. */
function scatter(pair: Pair, lane: i32, right: usize, dropped: bool): bool {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const y = vector(block, rows, Y);
  const count = <usize>countOf(block, rows);
  memory.fill(y, 0, <usize>rows * 8);
  let freed = false;
  for (let i: usize = 0; i < count; i++) {
    const row = listed(block, rows, i);
    store<f64>(y + row * 8, load<f64>(right + i * PAIR));
    if (!dropped || pivotAt(pair, lane, i) != 0) continue;
    if (isEquality(block, rows, row)) continue;
    deactivate(block, rows, row);
    freed = true;
  }
  return freed;
}

/** v = v0 − K y. */
// @ts-ignore: decorator
@inline
function setValues(pair: Pair, lane: i32, right: usize): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  memory.copy(vector(block, rows, V), vector(block, rows, V0), <usize>rows * 8);
  subtractActive(pair, lane, right);
}

/** Frees the rows whose multiplier has the wrong sign by more than rounding; true where there are any. */
function freeWrong(rows: i32, block: usize): bool {
  const y = vector(block, rows, Y);
  let largest: f64 = 0;
  for (let i: usize = 0; i < <usize>rows; i++) largest = Math.max(largest, Math.abs(load<f64>(y + i * 8)));
  let any = false;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const side = stateOf(block, rows, i);
    if (side == 0 || isEquality(block, rows, i)) continue;
    if (-side * load<f64>(y + i * 8) <= ROUNDING * largest) continue;
    deactivate(block, rows, i);
    any = true;
  }
  return any;
}

/**
 * Exchanges the rows that are most wrong; returns how many are wrong at all.
 *
 * A free row is wrong by how far v is outside its bounds, an active one by how far y is on the wrong side of 0; an
 * equality has no wrong side.
 */
function exchange(pair: Pair, block: usize, size: f64, share: f64): i32 {
  const rows = pair.shape.rows;
  const end = padded(rows) * 8;
  const none = f64x2.splat(0);
  let outside = none;
  let opposed = none;
  let largest = none;
  for (let i: usize = 0; i < end; i += 16) {
    const state = rowsAt(block, rows, STATE, i);
    const v = rowsAt(block, rows, V, i);
    const y = rowsAt(block, rows, Y, i);
    const lower = rowsAt(block, rows, LOWER, i);
    const upper = rowsAt(block, rows, UPPER, i);
    const free = f64x2.eq(state, none);
    const violation = v128.and(free, f64x2.max(f64x2.sub(v, upper), f64x2.sub(lower, v)));
    const excess = v128.and(f64x2.ne(lower, upper), f64x2.neg(f64x2.mul(state, y)));
    outside = f64x2.max(outside, violation);
    opposed = f64x2.max(opposed, excess);
    largest = f64x2.max(largest, f64x2.abs(y));
    v128.store(vector(block, rows, WRONG) + i, v128.bitselect(violation, excess, free));
  }
  const worstOutside = horizontalMax(outside);
  const worstOpposed = horizontalMax(opposed);
  const smallOutside = ROUNDING * Math.max(size, horizontalMax(largest));
  const smallOpposed = ROUNDING * horizontalMax(largest);
  const rowLimit = worstOutside > smallOutside ? share * worstOutside : Infinity;
  const multiplierLimit = worstOpposed > smallOpposed ? share * worstOpposed : Infinity;
  if (rowLimit == Infinity && multiplierLimit == Infinity) {
    return isNaN(worstOutside) || isNaN(worstOpposed) ? rows : 0;
  }
  // Rows to exchange are listed without a branch, which would be mispredicted more often than not.
  const changing = vector(block, rows, CHANGING);
  let changes: usize = 0;
  let count = 0;
  for (let i: usize = 0; i < end; i += 16) {
    const free = f64x2.eq(rowsAt(block, rows, STATE, i), none);
    const wrong = rowsAt(block, rows, WRONG, i);
    const small = v128.bitselect(f64x2.splat(smallOutside), f64x2.splat(smallOpposed), free);
    count += popcnt(i64x2.bitmask(f64x2.gt(wrong, small)));
    const limit = v128.bitselect(f64x2.splat(rowLimit), f64x2.splat(multiplierLimit), free);
    const bits = i64x2.bitmask(f64x2.ge(wrong, limit));
    store<i32>(changing + changes * 4, <i32>(i >> 3));
    changes += bits & 1;
    store<i32>(changing + changes * 4, <i32>(i >> 3) + 1);
    changes += bits >> 1;
  }
  for (let k: usize = 0; k < changes; k++) {
    const row = <usize>load<i32>(changing + k * 4);
    if (stateOf(block, rows, row) != 0) deactivate(block, rows, row);
    else if (countOf(block, rows) < pair.shape.mostActive) activate(block, rows, row, sideOf(rows, block, row));
  }
  return count;
}

// @ts-ignore: decorator
@inline
function rowsAt(block: usize, rows: i32, which: usize, i: usize): v128 {
  return v128.load(vector(block, rows, which) + i);
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
