/**
 * One lane's linear complementarity problem v = v0 − K y, lower ≤ v ≤ upper, and which of its rows are active: at
 * `lower` (state −1) or at `upper` (1). Rows are scaled to K_ii = 1, which makes them, and their multipliers,
 * comparable. Vectors of one f64 per row follow its struct; their numbers V0, V, … are explained in ../../layout.ts.
 */
import { horizontalMax, V128 } from "../common/lanes";
import { ACTIVE, Lcp, LOWER, Pair, ROW_GROUP, STATE, UPPER, V, Y } from "../layout.generated";

// @ts-ignore: decorator
@inline
export function lcpOf(pair: Pair, lane: i32): Lcp {
  return lane == 0 ? pair.lcp0 : pair.lcp1;
}

/** Whether lane 1 has a problem of its own. Where it has not, what is done to that of lane 0 is done for both. */
// @ts-ignore: decorator
@inline
export function hasSecond(pair: Pair): bool {
  return changetype<usize>(pair.lcp0) != changetype<usize>(pair.lcp1);
}

/** Rows as they are stored: whole groups, so that loops over groups need no end. */
// @ts-ignore: decorator
@inline
export function padded(rows: i32): usize {
  return <usize>((rows + (ROW_GROUP - 1)) & ~(ROW_GROUP - 1));
}

// @ts-ignore: decorator
@inline
export function vector(lcp: Lcp, rows: i32, which: usize): usize {
  return changetype<usize>(lcp) + ((offsetof<Lcp>() + 15) & ~15) + which * padded(rows) * 8;
}

/** Where the list of active rows is. */
// @ts-ignore: decorator
@inline
export function activeOf(lcp: Lcp, rows: i32): usize {
  return vector(lcp, rows, ACTIVE);
}

// @ts-ignore: decorator
@inline
export function stateOf(lcp: Lcp, rows: i32, row: usize): f64 {
  return load<f64>(vector(lcp, rows, STATE) + row * 8);
}

/** Frees a row; the list keeps it until `compactActive`. */
// @ts-ignore: decorator
@inline
export function deactivate(lcp: Lcp, rows: i32, row: usize): void {
  store<f64>(vector(lcp, rows, STATE) + row * 8, 0);
}

/** Makes a free row active, at its upper bound for state 1 and at its lower for −1. */
// @ts-ignore: decorator
@inline
export function activate(lcp: Lcp, rows: i32, row: usize, state: f64): void {
  const count = lcp.activeCount;
  store<f64>(vector(lcp, rows, STATE) + row * 8, state);
  store<i32>(activeOf(lcp, rows) + <usize>count * 4, <i32>row);
  lcp.activeCount = count + 1;
}

// @ts-ignore: decorator
@inline
export function isEquality(lcp: Lcp, rows: i32, row: usize): bool {
  return load<f64>(vector(lcp, rows, LOWER) + row * 8) == load<f64>(vector(lcp, rows, UPPER) + row * 8);
}

/** How far v is outside a row's bounds; negative inside. */
// @ts-ignore: decorator
@inline
export function violationOf(lcp: Lcp, rows: i32, row: usize): f64 {
  const v = load<f64>(vector(lcp, rows, V) + row * 8);
  const over = v - load<f64>(vector(lcp, rows, UPPER) + row * 8);
  const under = load<f64>(vector(lcp, rows, LOWER) + row * 8) - v;
  return over < under ? under : over;
}

/** The bound that a violated row is beyond. */
// @ts-ignore: decorator
@inline
export function sideOf(lcp: Lcp, rows: i32, row: usize): f64 {
  const v = load<f64>(vector(lcp, rows, V) + row * 8);
  const over = v - load<f64>(vector(lcp, rows, UPPER) + row * 8);
  return over > load<f64>(vector(lcp, rows, LOWER) + row * 8) - v ? 1 : -1;
}

/**
 * What v = v0 − K y is a sum of is at most as large as v0 and y, because K_ii = 1. Bounds have no part in it: an upper
 * bound of 1e12 that is not met must not excuse a violation of a lower one.
 */
export function sizeOfValues(lcp: Lcp, rows: i32): f64 {
  let size = lcp.size;
  const count = <usize>lcp.activeCount;
  for (let i: usize = 0; i < count; i++) {
    size = Math.max(size, Math.abs(load<f64>(vector(lcp, rows, Y) + activeRow(lcp, rows, i) * 8)));
  }
  return size;
}

/** The same while rows enter one at a time, of their multipliers in the order of the list, behind which is a 0. */
export function sizeOfListed(lcp: Lcp, multipliers: usize): f64 {
  const end = <usize>lcp.activeCount * 8;
  let size = f64x2.splat(lcp.size);
  for (let i: usize = 0; i < end; i += 16) size = f64x2.pmax(size, f64x2.abs(v128.load(multipliers + i)));
  return horizontalMax(size);
}

/** Σ |x − y| over the active rows, x interleaved and in the order of the list. */
export function distanceFrom(lcp: Lcp, rows: i32, x: usize): f64 {
  const y = vector(lcp, rows, Y);
  let distance: f64 = 0;
  for (let i: usize = 0; i < <usize>lcp.activeCount; i++) {
    distance += Math.abs(load<f64>(x + i * V128) - load<f64>(y + activeRow(lcp, rows, i) * 8));
  }
  return distance;
}

/** The active row at a place of the list. */
// @ts-ignore: decorator
@inline
export function activeRow(lcp: Lcp, rows: i32, index: usize): usize {
  return <usize>load<i32>(activeOf(lcp, rows) + index * 4);
}

/**
 * Lists the active rows in ascending order; frees those beyond `most`. Returns how many rows at the front are factored as they
 * are, because they were listed there before.
 */
export function listActive(lcp: Lcp, rows: i32, most: i32): i32 {
  const states = vector(lcp, rows, STATE);
  const list = activeOf(lcp, rows);
  const end = <i32>padded(rows);
  const factored = lcp.factored;
  let count = 0;
  let same = 0;
  for (let i = 0; i < end; i += 2) {
    const pair = v128.load(states + <usize>i * 8);
    if (!v128.any_true(pair)) continue;
    for (let row = i; row < i + 2; row++) {
      if (stateOf(lcp, rows, row) == 0) continue;
      if (count == most) deactivate(lcp, rows, row);
      else {
        const place = list + <usize>count * 4;
        if (same == count && count < factored && load<i32>(place) == row) same++;
        store<i32>(place, row);
        count++;
      }
    }
  }
  lcp.activeCount = count;
  return same;
}

/**
 * Takes rows that were freed out of one lane's list. What stays at the front keeps its place, and with it its part
 * of the factor; rows that came are at the end.
 *
 * @param factored how many rows at the front were factored.
 * @returns how many of these are where they were.
 */
export function compactActive(lcp: Lcp, rows: i32, factored: i32): i32 {
  const list = activeOf(lcp, rows);
  const before = lcp.activeCount;
  let count = 0;
  let same = factored;
  for (let i = 0; i < before; i++) {
    const row = load<i32>(list + <usize>i * 4);
    store<i32>(list + <usize>count * 4, row);
    const stays = stateOf(lcp, rows, row) != 0;
    count += stays ? 1 : 0;
    if (!stays) same = min(same, i);
  }
  lcp.activeCount = count;
  return same;
}

/** Puts the list of active rows in ascending order: what is computed of them must not show how they came. */
export function sortActive(lcp: Lcp, rows: i32): void {
  const list = activeOf(lcp, rows);
  for (let i = 1; i < lcp.activeCount; i++) {
    const row = load<i32>(list + <usize>i * 4);
    let at = list + <usize>i * 4;
    for (; at > list && load<i32>(at - 4) > row; at -= 4) store<i32>(at, load<i32>(at - 4));
    store<i32>(at, row);
  }
}
