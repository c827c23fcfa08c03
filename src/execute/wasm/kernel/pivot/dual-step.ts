/**
 * One row at a time, on the side of the dual: multipliers always have the right sign, and the dual objective
 * rises with every row that enters, so that no active set comes twice.
 *
 * For a violated row q, y_q grows from 0 while the active rows stay at their bounds: y_A changes by s = −K_AA⁻¹ K_Aq for
 * each unit, and v_q falls by κ (inverse.ts has both). Either v_q reaches its bound, and q is active; or a multiplier
 * reaches 0 first, and its row leaves. Where neither ever happens the bounds contradict each other. Multipliers of soft rows
 * (soft.ts) may also reach their caps: then the row is saturated, the entering one too.
 *
 * Source: Goldfarb & Idnani 1983, algorithm 1 in steps 1 and 2, in the dual form's unknowns.
 */
import { Lcp, LOWER, Pair, UPPER, Y } from "../layout.generated";
import { append, invertActive, remove, respond } from "./inverse";
import { activate, activeRow, deactivate, isEquality, lcpOf, vector } from "./lcp";
import { activateSoft, firstToFill, heldOf, lengthUntilFull, roomOf, saturate, turnOver } from "./soft";

// What becomes of a step.
/** A row left, and the row that enters is still to arrive. */
export const STEP_TAKEN: i32 = 0;
/** The row that enters is at its bound. */
export const STEP_ARRIVED: i32 = 1;
/** There is no step, but multipliers and values have been updated since they were computed: rounding may be why. */
export const STEP_DOUBTFUL: i32 = 2;
export const STEP_FAILED: i32 = 3;
/** The bounds contradict each other; Y then holds the multipliers that show it, in the direction of the step. */
export const STEP_CONTRADICTION: i32 = 4;

/** Curvature below this is 0 but for rounding: the row depends on the active ones. */
const FLAT: f64 = 1e-10;
/** That there is no step is doubted so often: without an end it would be for ever where bounds contradict each other. */
const MOST_DOUBTS: i32 = 2;
/** Curvature below this may have lost its digits in updates. */
const NEARLY_FLAT: f64 = 1e-6;

/** Takes one step for the entering row. */
export function dualStep(pair: Pair, lane: i32): i32 {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const q = <usize>lcp.entering;
  if (lcp.updates < 0) lcp.arrivals = 0;
  if (lcp.updates < 0 || (lcp.updates > 0 && !(lcp.curvature > NEARLY_FLAT))) {
    invertActive(pair, lane);
    respond(pair, lane, q, lcp.activeCount);
  }
  const over = lcp.value - load<f64>(vector(lcp, rows, UPPER) + q * 8);
  const under = load<f64>(vector(lcp, rows, LOWER) + q * 8) - lcp.value;
  const sign: f64 = over > under ? 1 : -1;
  let leaving = firstToLeave(pair, lcp.activeCount, sign);
  let longest = leaving < 0 ? Infinity : lengthUntil(pair, <usize>leaving, sign);
  const soft = pair.shape.soft != 0;
  const filling = soft ? firstToFill(pair, lane, sign) : -1;
  const untilFull = filling < 0 ? Infinity : lengthUntilFull(pair, lane, filling, sign);
  const fills = untilFull < longest;
  if (fills) {
    leaving = filling;
    longest = untilFull;
  }
  const full = lcp.curvature > FLAT ? Math.max(over, under) / lcp.curvature : Infinity;
  const arrives = full <= longest;
  let length = arrives ? full : longest;
  const room = soft ? roomOf(lcp, rows, q, lcp.multiplier) : Infinity;
  const turns = room < length;
  if (turns) length = room;
  if (!(length < Infinity)) {
    if (lcp.arrivals > 0 && lcp.doubts < MOST_DOUBTS) {
      lcp.doubts++;
      return STEP_DOUBTFUL;
    }
    if (length != Infinity) return STEP_FAILED;
    memory.fill(vector(lcp, rows, Y), 0, <usize>rows * 8);
    for (let i = 0; i < lcp.activeCount; i++) setMultiplier(lcp, rows, i, sign * load<f64>(pair.response + <usize>i * 8));
    store<f64>(vector(lcp, rows, Y) + q * 8, sign);
    return STEP_CONTRADICTION;
  }
  const step = sign * length;
  lcp.multiplier += step;
  store<f64>(vector(lcp, rows, Y) + q * 8, lcp.multiplier);
  moveMultipliers(pair, lcp, step);
  if (turns) {
    store<f64>(vector(lcp, rows, Y) + q * 8, 0);
    turnOver(pair, lane, q);
    lcp.arrivals++;
    return STEP_ARRIVED;
  }
  if (arrives) {
    if (lcp.activeCount == pair.shape.mostActive) return STEP_FAILED;
    const held = soft ? heldOf(lcp, rows, q) : 0;
    append(pair, lcp, lcp.multiplier + held, isEquality(lcp, rows, q) ? 0 : held > 0 ? 1 : sign);
    if (soft) activateSoft(pair, lane, q, sign);
    else activate(lcp, rows, q, sign);
    lcp.arrivals++;
    return STEP_ARRIVED;
  }
  lcp.value -= step * lcp.curvature;
  const row = activeRow(lcp, rows, leaving);
  if (fills) saturate(pair, lane, row);
  else deactivate(lcp, rows, row);
  store<f64>(vector(lcp, rows, Y) + row * 8, 0);
  remove(pair, lane, leaving);
  return STEP_TAKEN;
}

/** y_A += step · s. Behind its end both have a 0. */
// @ts-ignore: decorator
@inline
function moveMultipliers(pair: Pair, lcp: Lcp, step: f64): void {
  const rows = pair.shape.rows;
  const factor = f64x2.splat(step);
  const y = pair.multipliers;
  const s = pair.response;
  const count = <usize>lcp.activeCount;
  for (let i: usize = 0; i < count * 8; i += 16) {
    v128.store(y + i, f64x2.add(v128.load(y + i), f64x2.mul(factor, v128.load(s + i))));
  }
  for (let i: usize = 0; i < count; i++) setMultiplier(lcp, rows, i, load<f64>(y + i * 8));
}

// @ts-ignore: decorator
@inline
function setMultiplier(lcp: Lcp, rows: i32, i: usize, y: f64): void {
  store<f64>(vector(lcp, rows, Y) + activeRow(lcp, rows, i) * 8, y);
}

/** The place in the list of the row whose multiplier reaches 0 first when y_q moves in a direction; −1 if none does. */
function firstToLeave(pair: Pair, count: i32, sign: f64): i32 {
  const direction = f64x2.splat(-sign);
  const never = f64x2.splat(Infinity);
  const none = f64x2.splat(0);
  const end = <usize>count * 8;
  let shortest = never;
  let first = i64x2.splat(-1);
  let here = i64x2(0, 1);
  for (let i: usize = 0; i < end; i += 16) {
    // The multiplier of an upper bound is positive, that of a lower bound negative.
    const side = v128.load(pair.sides + i);
    const rate = f64x2.mul(f64x2.mul(side, direction), v128.load(pair.response + i));
    const distance = f64x2.pmax(none, f64x2.mul(side, v128.load(pair.multipliers + i)));
    const until = v128.bitselect(f64x2.div(distance, rate), never, f64x2.gt(rate, none));
    first = v128.bitselect(here, first, f64x2.lt(until, shortest));
    shortest = f64x2.pmin(shortest, until);
    here = i64x2.add(here, i64x2.splat(2));
  }
  const even = f64x2.extract_lane(shortest, 0);
  const odd = f64x2.extract_lane(shortest, 1);
  if (even < odd) return <i32>i64x2.extract_lane(first, 0);
  if (odd < even) return <i32>i64x2.extract_lane(first, 1);
  // The first of equal ones, which may both be none.
  return min(<i32>i64x2.extract_lane(first, 0), <i32>i64x2.extract_lane(first, 1));
}

/** How far y_q moves until a multiplier that it takes to 0 is there. */
function lengthUntil(pair: Pair, place: usize, sign: f64): f64 {
  const side = load<f64>(pair.sides + place * 8);
  const rate = side * -sign * load<f64>(pair.response + place * 8);
  return Math.max(0, side * load<f64>(pair.multipliers + place * 8)) / rate;
}
