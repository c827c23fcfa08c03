/**
 * Soft rows: rows of G that may be violated at a price. minimise … + c max(0, gᵀz − h) is a row gᵀz ≤ h whose multiplier
 * has an upper bound, its cap c, and a row may be *saturated*: y = c, and v ≥ upper instead of v ≤ upper.
 *
 * Saturated rows are rows of another complementarity problem of the same kind. With y = c + y′ and v0′ = v0 − c K_i,
 *
 *     v = v0′ − K y′,   v_i ≥ upper,   y′_i ≤ 0,   y′_i < 0 only where v_i = upper:
 *
 * a free row, whose lower bound is what was its upper one. So whatever looks for violated rows sees violated bounds,
 * and all that is new is this: the row turns over where its multiplier would pass the cap, or 0 from the cap; an
 * active row is always on the side of its upper bound, 0 ≤ y ≤ c. Behind pivoting c gᵢ belongs to the linear
 * objective, so that residuals, refinements and KKT systems know free and active rows alone.
 *
 * Source: the dual active-set method for multipliers with bounds, as in Arnström, Bemporad & Axehill 2022 (DAQP), for
 * one row at a time; Kunisch & Rendl 2003 for exchanges of many.
 */
import { clearVector, copyVector, Interleaved, Shared, V128 } from "../common/lanes";
import { CAP, CHANGING, HELD, Lcp, LOWER, Pair, Report, SATURATED, Stage, UPPER, V, Y } from "../layout.generated";
import { activate, activeRow, deactivate, isEquality, lcpOf, padded, sideOf, stateOf, vector, violationOf } from "./lcp";
import { multiplyTransposed } from "./multiply";
import { shiftAlong } from "./schur";

/** Reads one lane's caps; rows start free, or saturated as the states to start from say. */
export function loadCaps(pair: Pair, stage: Stage, lane: i32, element: i32, warm: bool): void {
  const shape = pair.shape;
  const rows = shape.rows;
  const m = <usize>shape.m;
  const lcp = lcpOf(pair, lane);
  const caps = stage.caps + m * <usize>element * 8;
  const states = stage.states + <usize>(rows * element);
  const scales = lane == 0 ? pair.factors.scale0 : pair.factors.scale1;
  const cost = load<f64>(changetype<usize>(pair.report) + <usize>lane * 8, offsetof<Report>("cost"));
  memory.fill(vector(lcp, rows, HELD), 0, padded(rows) * 8);
  for (let i: usize = 0; i < padded(rows); i++) {
    const cap = i < m ? load<f64>(caps + i * 8) : Infinity;
    const scale = i < m ? load<f64>(scales + i * 8) : 0;
    // A row of scale 0 has no units of its own, and any number will do.
    store<f64>(vector(lcp, rows, CAP) + i * 8, scale > 0 ? (cap * cost) / scale : cap);
    if (i >= <usize>rows) continue;
    store<f64>(pair.caps + i * V128 + <usize>lane * 8, cap);
    if (warm && scale > 0 && load<i8>(states + i) == SATURATED && isSoft(lcp, rows, i)) hold(lcp, rows, i);
  }
}

// @ts-ignore: decorator
@inline
export function isSaturated(lcp: Lcp, rows: i32, row: usize): bool {
  return heldOf(lcp, rows, row) > 0;
}

// @ts-ignore: decorator
@inline
function isSoft(lcp: Lcp, rows: i32, row: usize): bool {
  return capOf(lcp, rows, row) < Infinity;
}

// @ts-ignore: decorator
@inline
export function capOf(lcp: Lcp, rows: i32, row: usize): f64 {
  return load<f64>(vector(lcp, rows, CAP) + row * 8);
}

/** The multiplier that a row is held at; 0 where it is not saturated. */
// @ts-ignore: decorator
@inline
export function heldOf(lcp: Lcp, rows: i32, row: usize): f64 {
  return load<f64>(vector(lcp, rows, HELD) + row * 8);
}

/** How far a multiplier is from where the row turns over. */
export function roomOf(lcp: Lcp, rows: i32, row: usize, multiplier: f64): f64 {
  return Math.max(0, capOf(lcp, rows, row) - Math.abs(multiplier));
}

/** The place in the list of the row whose multiplier reaches its cap first when y_q moves in a direction; −1 if none does. */
export function firstToFill(pair: Pair, lane: i32, sign: f64): i32 {
  const count = lcpOf(pair, lane).activeCount;
  let first = -1;
  let shortest = Infinity;
  for (let i = 0; i < count; i++) {
    const until = lengthUntilFull(pair, lane, i, sign);
    if (!(until < shortest)) continue;
    shortest = until;
    first = i;
  }
  return first;
}

/** How far y_q moves until a multiplier that it takes to its cap is there. */
export function lengthUntilFull(pair: Pair, lane: i32, place: i32, sign: f64): f64 {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const at = <usize>place * 8;
  const rate = sign * load<f64>(pair.response + at);
  if (!(rate > 0)) return Infinity;
  const cap = capOf(lcp, rows, activeRow(lcp, rows, place));
  return Math.max(0, cap - load<f64>(pair.multipliers + at)) / rate;
}

/** Makes a row that is not active saturated. */
function hold(lcp: Lcp, rows: i32, row: usize): void {
  const lower = vector(lcp, rows, LOWER) + row * 8;
  const upper = vector(lcp, rows, UPPER) + row * 8;
  store<f64>(lower, load<f64>(upper));
  store<f64>(upper, Infinity);
  store<f64>(vector(lcp, rows, HELD) + row * 8, capOf(lcp, rows, row));
}

/** Makes a saturated row free. */
function release(lcp: Lcp, rows: i32, row: usize): void {
  const lower = vector(lcp, rows, LOWER) + row * 8;
  const upper = vector(lcp, rows, UPPER) + row * 8;
  store<f64>(upper, load<f64>(lower));
  store<f64>(lower, -Infinity);
  store<f64>(vector(lcp, rows, HELD) + row * 8, 0);
}

/** A row turns over: a saturated one becomes free, another one saturated. */
export function turnOver(pair: Pair, lane: i32, row: usize): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const cap = capOf(lcp, rows, row);
  const saturated = isSaturated(lcp, rows, row);
  if (saturated) release(lcp, rows, row);
  else hold(lcp, rows, row);
  shiftAlong(pair, lane, row, saturated ? -cap : cap);
  lcp.turned = 1;
}

/** Takes an active row to its cap. */
export function saturate(pair: Pair, lane: i32, row: usize): void {
  deactivate(lcpOf(pair, lane), pair.shape.rows, row);
  turnOver(pair, lane, row);
}

/** Makes a row active, which is at its upper bound, and its multiplier that of the row whichever side it was on. */
export function activateSoft(pair: Pair, lane: i32, row: usize, state: f64): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  if (!isSaturated(lcp, rows, row)) return activate(lcp, rows, row, state);
  const y = vector(lcp, rows, Y) + row * 8;
  store<f64>(y, load<f64>(y) + capOf(lcp, rows, row));
  turnOver(pair, lane, row);
  activate(lcp, rows, row, 1);
}

/** By how much an active row's multiplier is on the wrong side: of 0, or of its cap. */
// @ts-ignore: decorator
@inline
export function beyondCap(lcp: Lcp, rows: i32, row: usize): f64 {
  return load<f64>(vector(lcp, rows, Y) + row * 8) - capOf(lcp, rows, row);
}

/**
 * Exchanges the rows that are most wrong, as `exchange` (pivot.ts) does where no row is soft; returns how many are wrong
 * at all. A violated soft row whose own multiplier would pass the cap on the way to its bound turns over at once.
 *
 * @param rounding violations and multipliers below this share of the largest are none.
 */
export function exchangeSoft(pair: Pair, lane: i32, size: f64, share: f64, rounding: f64): i32 {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  let outside: f64 = 0;
  let opposed: f64 = 0;
  let largest: f64 = 0;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const y = load<f64>(vector(lcp, rows, Y) + i * 8);
    largest = Math.max(largest, Math.abs(y));
    if (stateOf(lcp, rows, i) == 0) outside = Math.max(outside, violationOf(lcp, rows, i));
    else opposed = Math.max(opposed, excessOf(lcp, rows, i));
  }
  if (isNaN(outside) || isNaN(opposed)) return rows;
  const smallOutside = rounding * Math.max(size, largest);
  const smallOpposed = rounding * largest;
  if (outside <= smallOutside && opposed <= smallOpposed) return 0;
  let count = 0;
  for (let i: usize = 0; i < <usize>rows; i++) {
    if (stateOf(lcp, rows, i) != 0) {
      const excess = excessOf(lcp, rows, i);
      if (excess <= smallOpposed) continue;
      count++;
      if (excess < share * opposed) continue;
      if (beyondCap(lcp, rows, i) > 0) saturate(pair, lane, i);
      else deactivate(lcp, rows, i);
      continue;
    }
    const violation = violationOf(lcp, rows, i);
    if (violation <= smallOutside) continue;
    count++;
    // K_ii = 1: alone, the row would need this multiplier.
    if (violation > capOf(lcp, rows, i)) turnOver(pair, lane, i);
    else if (violation >= share * outside && lcp.activeCount < pair.shape.mostActive) {
      activateSoft(pair, lane, i, sideOf(lcp, rows, i));
    }
  }
  return count;
}

function excessOf(lcp: Lcp, rows: i32, row: usize): f64 {
  if (isEquality(lcp, rows, row)) return 0;
  const y = load<f64>(vector(lcp, rows, Y) + row * 8);
  return Math.max(-stateOf(lcp, rows, row) * y, y - capOf(lcp, rows, row));
}

/**
 * What saturated rows add to the linear objective: rightZ ← ownRightZ − Σ c_i g_i. Their bounds change sides for whoever
 * looks at residuals.
 */
export function holdSaturated(pair: Pair): void {
  const shape = pair.shape;
  const x = pair.solution;
  const m = <usize>shape.m;
  copyVector(shape.n, pair.ownRightZ, x.rightZ, 1);
  // Both are for the time of a call.
  const held = x.rightRows;
  const list = vector(pair.lcp0, shape.rows, CHANGING);
  clearVector(shape.rows, held);
  let count = 0;
  for (let i: usize = 0; i < m; i++) {
    const held0 = takeSide(pair, 0, i);
    const held1 = takeSide(pair, 1, i);
    if (!held0 && !held1) continue;
    store<i32>(list + <usize>count * 4, <i32>i);
    count++;
    if (held0) store<f64>(held + i * V128, load<f64>(pair.caps + i * V128));
    if (held1) store<f64>(held + i * V128 + 8, load<f64>(pair.caps + i * V128 + 8));
  }
  if (count == 0) return;
  const f = pair.factors;
  const n = shape.n;
  if (shape.shared) multiplyTransposed<Shared>(pair, f.entriesG, list, count, n, f.G, n, held, x.rightZ, -1);
  else multiplyTransposed<Interleaved>(pair, 0, list, count, n, f.G, n, held, x.rightZ, -1);
}

/**
 * Rows that have the same value wherever A z = b (their scale is 0) are no part of the complementarity problem, but of
 * multipliers: they are saturated where they are violated. True where any was not as it is now.
 */
export function holdConstants(pair: Pair): bool {
  const first = holdConstantsOf(pair, 0);
  return holdConstantsOf(pair, 1) || first;
}

function holdConstantsOf(pair: Pair, lane: i32): bool {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const scales = lane == 0 ? pair.factors.scale0 : pair.factors.scale1;
  let changed = false;
  for (let i: usize = 0; i < <usize>pair.shape.m; i++) {
    if (load<f64>(scales + i * 8) > 0 || !isSoft(lcp, rows, i)) continue;
    const at = i * V128 + <usize>lane * 8;
    const violated = load<f64>(pair.solution.values + at) > boundOf(pair, at);
    if (violated == isSaturated(lcp, rows, i)) continue;
    store<f64>(vector(lcp, rows, HELD) + i * 8, violated ? capOf(lcp, rows, i) : 0);
    lcp.turned = 1;
    changed = true;
  }
  return changed;
}

/** The bound of a soft row, whichever side it is on, `at` bytes into those of all rows. */
// @ts-ignore: decorator
@inline
function boundOf(pair: Pair, at: usize): f64 {
  const lower = load<f64>(pair.lower + at);
  return lower > -Infinity ? lower : load<f64>(pair.upper + at);
}

/** Sets the side of one lane's bound; true where the row is saturated. */
function takeSide(pair: Pair, lane: i32, row: usize): bool {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  if (!isSoft(lcp, rows, row)) return false;
  const saturated = isSaturated(lcp, rows, row);
  const at = row * V128 + <usize>lane * 8;
  const bound = boundOf(pair, at);
  store<f64>(pair.lower + at, saturated ? bound : -Infinity);
  store<f64>(pair.upper + at, saturated ? Infinity : bound);
  return saturated;
}

/** Multiplies the objective, and with it multipliers and their caps, by a power of two. */
export function scaleObjective(pair: Pair, factor: f64): void {
  pair.report.cost = f64x2.mul(pair.report.cost, f64x2.splat(factor));
  scaleLane(pair, 0, factor);
  scaleLane(pair, 1, factor);
}

function scaleLane(pair: Pair, lane: i32, factor: f64): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  for (let i: usize = 0; i < <usize>rows * 8; i += 8) {
    const cap = vector(lcp, rows, CAP) + i;
    const held = vector(lcp, rows, HELD) + i;
    store<f64>(cap, factor * load<f64>(cap));
    store<f64>(held, factor * load<f64>(held));
  }
}
