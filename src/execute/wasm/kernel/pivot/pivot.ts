/**
 * Pivoting on the complementarity problem of the dual form: find y with
 *
 *     v = v0 − K y,   lower ≤ v ≤ upper,   y > 0 only where v = upper,   y < 0 only where v = lower.
 *
 * A round solves a system in K_AA, the submatrix of the active rows A, and exchanges rows. Lanes go through up to three
 * phases, each on its own, or where rows are very many through the last two:
 *
 * 1. Exchange many rows at once: y_A from v_A = bound_A, then rows whose multiplier has the wrong sign leave
 *    and rows whose bound is violated enter. Only those above a share of the largest violation do: all of them
 *    would cycle where rows outnumber dimensions. Mostly this ends within ten rounds.
 * 2. Where it does not: let rows of the wrong sign leave until none is left.
 * 3. Enter one row at a time (dual-step.ts), which always ends. Lanes do this one after the other, and come back to 2.
 *
 * What ends is an exact solution; nothing here is approximate.
 *
 * Sources: Kostreva 1978, Júdice & Pires 1994 (block principal pivoting); Goldfarb & Idnani 1983 (dual method).
 */
import {
  CHANGING,
  CONTRADICTED,
  ENTER,
  EXCHANGE,
  FAILED,
  HAS_ENDED,
  IS_SOLVED,
  Lcp,
  LEAVE,
  LOWER,
  Pair,
  SOLVED,
  STATE,
  UPPER,
  V,
  WRONG,
  Y,
} from "../layout.generated";
import { clear, horizontalMax, V128 } from "../common/lanes";
import { factorActive, gatherRight, pivotAt, solveActive } from "./active-set";
import { dualStep, STEP_ARRIVED, STEP_CONTRADICTION, STEP_FAILED, STEP_TAKEN } from "./dual-step";
import { listMultipliers, solveActiveRows, solveRound } from "./few-rows-rounds";
import { isBanded } from "./band";
import { correctMultipliers, respond } from "./inverse";
import {
  activate,
  activeRow,
  compactActive,
  deactivate,
  distanceFrom,
  hasSecond,
  isEquality,
  lcpOf,
  listActive,
  padded,
  sideOf,
  sizeOfListed,
  sizeOfValues,
  sortActive,
  stateOf,
  vector,
} from "./lcp";
import { enterWorst } from "./pricing";
import { setValues } from "./schur";
import { enterNext } from "./screen";
import { beyondCap, exchangeSoft, saturate } from "./soft";

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
/** Bounds that hardly any row joins to each other seldom cycle, but where a proximal step sends all z's far beyond them. */
const SHARE_SIMPLE: f64 = 0.1;
/** From this many rows for every dimension on, one row at a time is faster from the start; … */
const FAR_TOO_MANY: i32 = 3;
/** … and up to this many rows, because hardly more are active than a round costs otherwise. */
const FEW_ROWS: i32 = 40;

/** Takes note of one lane's bounds, and of whether its Q is singular. */
export function setBounds(pair: Pair, lcp: Lcp, singular: bool): void {
  const rows = pair.shape.rows;
  // What is free to meet bounds.
  const dimensions = pair.shape.n - pair.shape.e;
  let bounded = 0;
  let equalities = 0;
  const lowers = vector(lcp, rows, LOWER);
  const uppers = vector(lcp, rows, UPPER);
  // Rows that fill up the last group have no bounds.
  for (let i: usize = 0; i < padded(rows) * 8; i += 16) {
    const lower = v128.load(lowers + i);
    const upper = v128.load(uppers + i);
    const finite = v128.or(f64x2.gt(lower, f64x2.splat(-Infinity)), f64x2.lt(upper, f64x2.splat(Infinity)));
    bounded += popcnt(i64x2.bitmask(finite));
    equalities += popcnt(i64x2.bitmask(f64x2.eq(lower, upper)));
  }
  lcp.equalities = equalities;
  const oneByOne = bounded <= FEW_ROWS || bounded >= FAR_TOO_MANY * dimensions;
  // By their structure many rows cost no more than one.
  lcp.startPhase = oneByOne && !pair.shape.fewRows ? LEAVE : EXCHANGE;
  lcp.share = bounded > dimensions ? SHARE_MANY_ROWS : SHARE_FEW_ROWS;
  if (pair.shape.fewRows) lcp.share = singular ? SHARE_FEW_ROWS : SHARE_SIMPLE;
}

/**
 * Starts one lane from v0, the bounds and the states in its vectors.
 *
 * @param most rows that may be active at once.
 * @param size of v0's numbers.
 * @param again whether it ended with these states: then active rows keep their order, and with it their bits.
 */
export function beginRounds(lcp: Lcp, rows: i32, most: i32, size: f64, again: bool): void {
  if (again) compactActive(lcp, rows, 0);
  const same = again ? 0 : listActive(lcp, rows, most);
  // An equality that had dropped out may be none any more.
  lcp.factored = lcp.equalities > 0 ? 0 : same;
  lcp.entering = -1;
  lcp.candidates = 0;
  lcp.doubts = 0;
  lcp.rounds = 0;
  lcp.looked = 0;
  lcp.phase = lcp.startPhase;
  lcp.fewest = rows + 1;
  lcp.fewestRound = 0;
  lcp.size = size;
}

/**
 * Rounds until both lanes have ended.
 *
 * @param most rounds that a lane may take.
 * @returns IS_SOLVED and HAS_ENDED of either lane; lane 1 has the bits after those of lane 0.
 */
export function pivot(pair: Pair, most: i32): i32 {
  let result = outcomes(pair, most);
  while ((result & (HAS_ENDED | (HAS_ENDED << 1))) != (HAS_ENDED | (HAS_ENDED << 1))) {
    result = nextRounds(pair, most, true);
  }
  return result;
}

/** One round: of the lane in which rows enter one at a time, as long as there is one, and otherwise of both together. */
export function pivotRound(pair: Pair, most: i32): i32 {
  return nextRounds(pair, most, false);
}

/** @param all whether of a lane in which rows enter one at a time, all that have their turn, or only the next. */
function nextRounds(pair: Pair, most: i32, all: bool): i32 {
  const lane = isEntering(pair.lcp0, most) ? 0 : isEntering(pair.lcp1, most) ? 1 : -1;
  if (lane < 0) exchangeRows(pair, most);
  else {
    do enterRow(pair, lane);
    while (all && isEntering(lcpOf(pair, lane), most));
    if (lane == 0 && pair.twins && !isEntering(pair.lcp0, most)) copyLane(pair);
  }
  return outcomes(pair, most);
}

/** Lane 1 has the element of lane 0, and so would come to the same. The one's numbers follow the other's. */
function copyLane(pair: Pair): void {
  const from = changetype<usize>(pair.lcp0);
  const to = changetype<usize>(pair.lcp1);
  memory.copy(to, from, to - from);
}

// @ts-ignore: decorator
@inline
function isEntering(lcp: Lcp, most: i32): bool {
  return lcp.phase == ENTER && lcp.rounds < most;
}

// @ts-ignore: decorator
@inline
function outcomes(pair: Pair, most: i32): i32 {
  return outcome(pair.lcp0, most) | (outcome(pair.lcp1, most) << 1);
}

// @ts-ignore: decorator
@inline
function outcome(lcp: Lcp, most: i32): i32 {
  if (lcp.phase == SOLVED) return IS_SOLVED | HAS_ENDED;
  return lcp.phase >= FAILED || lcp.rounds >= most ? HAS_ENDED : 0;
}

/** A round of phase 3. */
function enterRow(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  lcp.rounds++;
  const step = dualStep(pair, lane);
  if (step == STEP_TAKEN) return;
  if (step == STEP_CONTRADICTION || step == STEP_FAILED) {
    lcp.phase = step == STEP_CONTRADICTION ? CONTRADICTED : FAILED;
    return;
  }
  if (step == STEP_ARRIVED) {
    const limit = ROUNDING * sizeOfListed(lcp, pair.multipliers);
    if (enterNext(pair, lane, limit) || enterAny(pair, lane, limit)) {
      return respond(pair, lane, lcp.entering, lcp.activeCount);
    }
  }
  // All bounds hold, or seem not to: a look at freshly computed numbers.
  lcp.looked = step == STEP_ARRIVED && !pair.shape.soft && !pair.shape.fewRows ? 1 : 0;
  sortActive(lcp, rows);
  lcp.phase = LEAVE;
}

/** Looks at all rows for one to enter. */
function enterAny(pair: Pair, lane: i32, limit: f64): bool {
  if (pair.shape.fewRows) {
    solveActiveRows(pair, 1 << lane);
    listMultipliers(pair, lcpOf(pair, lane));
  } else {
    setValues(pair, lane, pair.multipliers, 8);
    if (correctMultipliers(pair, lane, limit)) setValues(pair, lane, pair.multipliers, 8);
  }
  return enterWorst(pair, lane, limit);
}

/** A round of phases 1 and 2 for both lanes. */
function exchangeRows(pair: Pair, most: i32): void {
  const rows = pair.shape.rows;
  const lcp0 = pair.lcp0;
  const lcp1 = pair.lcp1;
  // What has not changed in either lane keeps its part of the factor, in whole panels of four rows.
  const second = hasSecond(pair);
  const same0 = front(pair, 0);
  const from = (second ? min(same0, front(pair, 1)) : same0) & ~3;
  const goes0 = lcp0.phase < SOLVED && lcp0.rounds < most;
  const goes1 = lcp1.phase < SOLVED && lcp1.rounds < most;
  if (pair.shape.fewRows) {
    solveRound(pair, (goes0 ? 1 : 0) | (goes1 ? 2 : 0));
    if (goes0) advance(pair, 0, false);
    if (goes1 && second) advance(pair, 1, false);
    return;
  }
  const count0 = lcp0.activeCount;
  const count1 = lcp1.activeCount;
  const count = max(count0, count1);
  gatherRight(pair, 0, count);
  gatherRight(pair, 1, count);
  const dropped = factorActive(pair, from, count);
  lcp0.factored = count0;
  lcp1.factored = count1;
  solveActive(pair, count);
  if (goes0) advance(pair, 0, (dropped & 0xffff) > 0);
  if (goes1 && second) advance(pair, 1, dropped >> 16 > 0);
}

/** Brings one lane's list up to date; returns how many rows at its front are factored as they are. */
// @ts-ignore: decorator
@inline
function front(pair: Pair, lane: i32): i32 {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  // Only in their order are rows of a band near each other.
  return isBanded(pair, lane) ? listActive(lcp, rows, pair.shape.mostActive) : compactActive(lcp, rows, lcp.factored);
}

/** One lane's part of a round, given the solution of its system; where there are few rows, its multipliers and values. */
function advance(pair: Pair, lane: i32, dropped: bool): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const right = pair.activeRight + <usize>lane * 8;
  const few = pair.shape.fewRows != 0;
  lcp.rounds++;
  // What all rows have been looked at with was as good: they change by no more than these, because K_ii = 1.
  const settled =
    lcp.looked != 0 && !dropped && distanceFrom(lcp, rows, right) <= ROUNDING * sizeOfValues(lcp, rows);
  lcp.looked = 0;
  const freed = few || scatter(pair, lane, right, dropped);
  if (lcp.phase == EXCHANGE) {
    if (!few) setValues(pair, lane, right, V128);
    // At once, because a row that was freed may enter again in this very round.
    if (freed) lcp.factored = front(pair, lane);
    const wrong = pair.shape.soft
      ? exchangeSoft(pair, lane, lcp.size, lcp.share, ROUNDING)
      : exchange(pair, lcp, lcp.size, lcp.share);
    if (wrong == 0) lcp.phase = SOLVED;
    else if (wrong < lcp.fewest) {
      lcp.fewest = wrong;
      lcp.fewestRound = lcp.rounds;
    } else if (lcp.rounds - lcp.fewestRound > PATIENCE) lcp.phase = LEAVE;
    return;
  }
  if (freeWrong(pair, lane)) return;
  if (settled) lcp.phase = SOLVED;
  if (settled) return;
  if (!few) setValues(pair, lane, right, V128);
  // Rows enter beside those of the list alone.
  if (freed) lcp.factored = front(pair, lane);
  lcp.phase = enterWorst(pair, lane, ROUNDING * sizeOfValues(lcp, rows)) ? ENTER : SOLVED;
  lcp.updates = -1;
}

/** Writes y; a row that was dropped becomes free, unless it is an equality. True where there was one. */
function scatter(pair: Pair, lane: i32, right: usize, dropped: bool): bool {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const y = vector(lcp, rows, Y);
  const count = <usize>lcp.activeCount;
  clear(y, padded(rows) * 8);
  let freed = false;
  for (let i: usize = 0; i < count; i++) {
    const row = activeRow(lcp, rows, i);
    store<f64>(y + row * 8, load<f64>(right + i * V128));
    if (!dropped || pivotAt(pair, lane, i) != 0) continue;
    if (isEquality(lcp, rows, row)) continue;
    deactivate(lcp, rows, row);
    freed = true;
  }
  return freed;
}

/** Frees the rows whose multiplier has the wrong sign by more than rounding; true where there are any. */
function freeWrong(pair: Pair, lane: i32): bool {
  const rows = pair.shape.rows;
  const soft = pair.shape.soft != 0;
  const lcp = lcpOf(pair, lane);
  const y = vector(lcp, rows, Y);
  const count = <usize>lcp.activeCount;
  let largest: f64 = 0;
  for (let i: usize = 0; i < count; i++) {
    largest = Math.max(largest, Math.abs(load<f64>(y + activeRow(lcp, rows, i) * 8)));
  }
  let any = false;
  for (let i: usize = 0; i < count; i++) {
    const row = activeRow(lcp, rows, i);
    const side = stateOf(lcp, rows, row);
    if (side == 0 || isEquality(lcp, rows, row)) continue;
    if (soft && beyondCap(lcp, rows, row) > ROUNDING * largest) saturate(pair, lane, row);
    else if (-side * load<f64>(y + row * 8) <= ROUNDING * largest) continue;
    else deactivate(lcp, rows, row);
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
function exchange(pair: Pair, lcp: Lcp, size: f64, share: f64): i32 {
  const rows = pair.shape.rows;
  const end = padded(rows) * 8;
  const states = vector(lcp, rows, STATE);
  const values = vector(lcp, rows, V);
  const multipliers = vector(lcp, rows, Y);
  const lowers = vector(lcp, rows, LOWER);
  const uppers = vector(lcp, rows, UPPER);
  const wrongs = vector(lcp, rows, WRONG);
  const none = f64x2.splat(0);
  let outside = none;
  let opposed = none;
  let largest = none;
  // The largest are found in a way that passes over them: `max` of WebAssembly takes several times as long.
  let notNumbers = none;
  for (let i: usize = 0; i < end; i += 16) {
    const state = v128.load(states + i);
    const v = v128.load(values + i);
    const y = v128.load(multipliers + i);
    const lower = v128.load(lowers + i);
    const upper = v128.load(uppers + i);
    const free = f64x2.eq(state, none);
    const violation = v128.and(free, f64x2.pmax(f64x2.sub(v, upper), f64x2.sub(lower, v)));
    const excess = v128.and(f64x2.ne(lower, upper), f64x2.neg(f64x2.mul(state, y)));
    outside = f64x2.pmax(outside, violation);
    opposed = f64x2.pmax(opposed, excess);
    largest = f64x2.pmax(largest, f64x2.abs(y));
    const wrong = v128.bitselect(violation, excess, free);
    notNumbers = v128.or(notNumbers, f64x2.ne(wrong, wrong));
    v128.store(wrongs + i, wrong);
  }
  const worstOutside = horizontalMax(outside);
  const worstOpposed = horizontalMax(opposed);
  const smallOutside = ROUNDING * Math.max(size, horizontalMax(largest));
  const smallOpposed = ROUNDING * horizontalMax(largest);
  const rowLimit = worstOutside > smallOutside ? share * worstOutside : Infinity;
  const multiplierLimit = worstOpposed > smallOpposed ? share * worstOpposed : Infinity;
  if (rowLimit == Infinity && multiplierLimit == Infinity) {
    return v128.any_true(notNumbers) ? rows : 0;
  }
  // Rows to exchange are listed without a branch, which would be mispredicted more often than not.
  const changing = vector(lcp, rows, CHANGING);
  let changes: usize = 0;
  let count = 0;
  for (let i: usize = 0; i < end; i += 16) {
    const free = f64x2.eq(v128.load(states + i), none);
    const wrong = v128.load(wrongs + i);
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
    if (stateOf(lcp, rows, row) != 0) deactivate(lcp, rows, row);
    else if (lcp.activeCount < pair.shape.mostActive) activate(lcp, rows, row, sideOf(lcp, rows, row));
  }
  return count;
}
