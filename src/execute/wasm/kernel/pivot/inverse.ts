/**
 * K_AA⁻¹ of one lane, kept up to date while rows enter and leave one at a time (dual-step.ts), and what the entering
 * row q does to the active ones:
 *
 *     s = −K_AA⁻¹ K_Aq: how much y_A changes for a unit of y_q while v_A stays,   κ = K_qq + K_qA s: how much v_q falls.
 *
 *     q enters:   [ K_AA⁻¹ + s sᵀ/κ   s/κ ]      j leaves:   K_AA⁻¹ − k_j k_jᵀ/k_jj with k_j its column j, and
 *                 [ sᵀ/κ              1/κ ]                  s − k_j s_j/k_jj,   κ + s_j²/k_jj
 *
 * Each is a pass over the matrix, without the chains of operations that wait for each other in a triangular factor.
 * What rounding adds is for a while only: pivoting ends with a factor that is made anew (pivot.ts). A row that depends on
 * those before it has zeros here, so that its multiplier stays.
 *
 * It lies where the factor of both lanes lies otherwise; vectors have a number per active row, in the order of the list,
 * and a 0 behind their end where that is odd.
 *
 * Where there are few rows beside bounds there is no inverse: what there is instead (few-rows-rounds.ts) is made anew.
 *
 * Source: Goldfarb & Idnani 1983, whose operators H and N* these are in the dual form.
 */
import { combineRows, dotOf } from "../dense/rows";
import { Lcp, LOWER, Pair, STATE, UPPER, V, Y } from "../layout.generated";
import { respondFew } from "./few-rows-rounds";
import { activeOf, activeRow, isEquality, lcpOf, vector } from "./lcp";
import { gatherColumn } from "./schur";

/** Curvature below this shows a row that depends on the active rows before it. */
const DEPENDENT: f64 = 1e-11;
/** An inverse whose entry k_jj was above this would keep too much of its rounding when j leaves: it is made anew. */
const STEEP: f64 = 1e4;

/** Bytes of a vector of the active rows, whole pairs of numbers. */
// @ts-ignore: decorator
@inline
function pairsOf(count: i32): usize {
  return <usize>((count + 1) & ~1) * 8;
}

// @ts-ignore: decorator
@inline
function rowOf(pair: Pair, i: usize): usize {
  return pair.activeFactor + i * pairsOf(pair.shape.mostActive);
}

/** Makes the inverse for the active rows, with their multipliers and sides; the factor of both lanes is lost. */
export function invertActive(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = lcp.activeCount;
  const few = pair.shape.fewRows != 0;
  if (few) pair.few.lanes = 0;
  pair.lcp0.factored = pair.lcp1.factored = 0;
  lcp.dependent = 0;
  lcp.updates = 0;
  for (let i = 0; i < count; i++) {
    const row = activeRow(lcp, rows, i);
    if (!few) {
      respond(pair, lane, row, i);
      if (!(lcp.curvature > DEPENDENT)) lcp.dependent++;
      border(pair, lcp, i);
    }
    const place = <usize>i * 8;
    store<f64>(pair.multipliers + place, load<f64>(vector(lcp, rows, Y) + row * 8));
    const side = isEquality(lcp, rows, row) ? 0 : load<f64>(vector(lcp, rows, STATE) + row * 8);
    store<f64>(pair.sides + place, side);
  }
  clearEnd(pair, count);
}

function clearEnd(pair: Pair, count: i32): void {
  const end = <usize>count * 8;
  store<f64>(pair.multipliers + end, 0);
  store<f64>(pair.sides + end, 0);
}

/** s and κ of row q, with the first `count` rows of the inverse. */
export function respond(pair: Pair, lane: i32, q: usize, count: i32): void {
  if (pair.shape.fewRows) return respondFew(pair, lane, q);
  const column = pair.column;
  gatherColumn(pair, lane, q, 0, count, column, 8);
  store<f64>(column + <usize>count * 8, 0);
  const ld = pairsOf(pair.shape.mostActive);
  const width = (count + 1) & ~1;
  combineRows(0, pair.response, width, pair.activeFactor, ld, 0, count, column, 8);
  // Rows are scaled so that K_qq is 1.
  lcpOf(pair, lane).curvature = 1 + dotOf(column, pair.response, width);
}

/** Appends the row of s and κ to the `count` rows of the inverse. */
function border(pair: Pair, lcp: Lcp, count: i32): void {
  const s = pair.response;
  const end = pairsOf(count);
  const inverse = lcp.curvature > DEPENDENT ? 1 / lcp.curvature : 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = rowOf(pair, i);
    const share = inverse * load<f64>(s + i * 8);
    const factor = f64x2.splat(share);
    for (let j: usize = 0; j < end; j += 16) {
      v128.store(row + j, f64x2.add(v128.load(row + j), f64x2.mul(factor, v128.load(s + j))));
    }
    setLast(row, count, share);
  }
  const last = rowOf(pair, count);
  const factor = f64x2.splat(inverse);
  for (let j: usize = 0; j < end; j += 16) v128.store(last + j, f64x2.mul(factor, v128.load(s + j)));
  setLast(last, count, inverse);
}

/** Writes number `count` of a row, and the 0 behind it where it begins a pair. */
// @ts-ignore: decorator
@inline
function setLast(row: usize, count: i32, value: f64): void {
  const at = row + <usize>count * 8;
  if (count & 1) store<f64>(at, value);
  else v128.store(at, f64x2.replace_lane(f64x2.splat(0), 0, value));
}

/** Takes in the entering row, with its multiplier and side, after the active rows. */
export function append(pair: Pair, lcp: Lcp, multiplier: f64, side: f64): void {
  const count = lcp.activeCount;
  const few = pair.shape.fewRows != 0;
  if (few) pair.few.lanes = 0;
  else border(pair, lcp, count);
  store<f64>(pair.multipliers + <usize>count * 8, multiplier);
  store<f64>(pair.sides + <usize>count * 8, side);
  clearEnd(pair, count + 1);
  lcp.updates += few ? 0 : 1;
}

/** Takes out the active row at a place of the list; the last one takes the place. */
export function remove(pair: Pair, lane: i32, leaving: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = lcp.activeCount;
  const last = <usize>(count - 1);
  const j = <usize>leaving;
  const list = activeOf(lcp, rows);
  const diagonal = pair.shape.fewRows ? Infinity : load<f64>(rowOf(pair, j) + j * 8);
  const isSteep = !(diagonal < STEEP) || lcp.dependent > 0;
  if (!isSteep) eliminate(pair, lcp, j, diagonal);
  store<i32>(list + j * 4, load<i32>(list + last * 4));
  lcp.activeCount = count - 1;
  takePlace(pair.multipliers, j, last);
  takePlace(pair.sides, j, last);
  lcp.updates++;
  if (isSteep) {
    invertActive(pair, lane);
    return respond(pair, lane, <usize>lcp.entering, count - 1);
  }
  takePlace(pair.response, j, last);
  for (let i: usize = 0; i <= last; i++) takePlace(rowOf(pair, i), j, last);
  if (j != last) memory.copy(rowOf(pair, j), rowOf(pair, last), pairsOf(count));
}

/** The inverse, s and κ without row j, which keeps its place. */
function eliminate(pair: Pair, lcp: Lcp, j: usize, diagonal: f64): void {
  const count = <usize>lcp.activeCount;
  const end = pairsOf(lcp.activeCount);
  const pivot = rowOf(pair, j);
  const s = pair.response;
  const own = load<f64>(s + j * 8);
  const reciprocal = 1 / diagonal;
  lcp.curvature += own * own * reciprocal;
  subtractMultiple(s, pivot, end, own * reciprocal);
  for (let i: usize = 0; i < count; i++) {
    if (i != j) subtractMultiple(rowOf(pair, i), pivot, end, reciprocal * load<f64>(pivot + i * 8));
  }
}

// @ts-ignore: decorator
@inline
function subtractMultiple(to: usize, from: usize, end: usize, multiple: f64): void {
  const factor = f64x2.splat(multiple);
  for (let k: usize = 0; k < end; k += 16) {
    v128.store(to + k, f64x2.sub(v128.load(to + k), f64x2.mul(factor, v128.load(from + k))));
  }
}

/** Number `last` takes the place of number j, and leaves a 0. */
// @ts-ignore: decorator
@inline
function takePlace(numbers: usize, j: usize, last: usize): void {
  store<f64>(numbers + j * 8, load<f64>(numbers + last * 8));
  store<f64>(numbers + last * 8, 0);
}

/**
 * Corrects y_A where rounding has moved active rows away from their bounds: v_A − bound_A = K_AA times what y_A lacks.
 * A solution by an inverse has larger residuals than one by a factor, and this is what takes them out again.
 *
 * @returns whether there was anything above `limit` to correct; values are then to be computed again.
 */
export function correctMultipliers(pair: Pair, lane: i32, limit: f64): bool {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = lcp.activeCount;
  const gaps = pair.column;
  const values = vector(lcp, rows, V);
  const states = vector(lcp, rows, STATE);
  const lowers = vector(lcp, rows, LOWER);
  const uppers = vector(lcp, rows, UPPER);
  let largest: f64 = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const at = activeRow(lcp, rows, i) * 8;
    const bound = load<f64>(select<usize>(uppers, lowers, load<f64>(states + at) > 0) + at);
    const gap = bound - load<f64>(values + at);
    store<f64>(gaps + i * 8, gap);
    const size = Math.abs(gap);
    largest = select<f64>(size, largest, size > largest);
  }
  if (!(largest > limit)) return false;
  const y = pair.multipliers;
  const ld = pairsOf(pair.shape.mostActive);
  combineRows(y, y, count, pair.activeFactor, ld, 0, count, gaps, 8);
  for (let i: usize = 0; i < <usize>count; i++) {
    store<f64>(vector(lcp, rows, Y) + activeRow(lcp, rows, i) * 8, load<f64>(y + i * 8));
  }
  return true;
}
