/** Between the stage, where a chunk of the batch lies as the user gives and gets it, and a pair of elements. */
import { interleave } from "../common/interleave";
import { clear, clearVector, copyVector, joinLanes, V128 } from "../common/lanes";
import { LOWER, Lcp, Pair, Report, SATURATED, Stage, STATE, UPPER, V, V0, Y } from "../layout.generated";
import { activeRow, hasSecond, isEquality, lcpOf, padded, stateOf, vector } from "./lcp";
import { setBounds } from "./pivot";
import { isSaturated, loadCaps } from "./soft";

/**
 * Sets right-hand sides, bounds and the states to start from of elements `i0` and `i1` of the stage.
 *
 * @param bounds whether they, or the rows' scales, may differ from those of the pair before.
 * @param warm whether the stage has states to start from.
 */
export function loadPair(pair: Pair, stage: Stage, i0: i32, i1: i32, bounds: bool, warm: bool): void {
  const shape = pair.shape;
  const x = pair.solution;
  interleave(shape.n, at(stage.p, stage.strideP, i0), at(stage.p, stage.strideP, i1), x.rightZ);
  copyVector(shape.n, x.rightZ, x.rightZ, -1);
  pair.report.cost = f64x2.replace_lane(
    f64x2.splat(pair.factors.cost0 * (stage.cost ? load<f64>(stage.cost + <usize>i0 * 8) : 1)),
    1,
    pair.factors.cost1 * (stage.cost ? load<f64>(stage.cost + <usize>i1 * 8) : 1),
  );
  pair.knowsRightNu = 0;
  interleave(shape.e, at(stage.b, stage.strideB, i0), at(stage.b, stage.strideB, i1), x.rightNu);
  if (bounds) {
    loadBounds(pair, stage, i0, 0);
    loadBounds(pair, stage, i1, 1);
  }
  const rows = shape.rows;
  loadStates(pair.lcp0, rows, pair.factors.scale0, stage.states + <usize>(i0 * rows), warm);
  if (hasSecond(pair)) {
    loadStates(pair.lcp1, rows, pair.factors.scale1, stage.states + <usize>(i1 * rows), warm);
  }
  if (!shape.soft) return;
  copyVector(shape.n, x.rightZ, pair.ownRightZ, 1);
  loadCaps(pair, stage, 0, i0, warm);
  loadCaps(pair, stage, 1, i1, warm);
}

/** The state of a row of the KKT system: a saturated one has no part in it. */
// @ts-ignore: decorator
@inline
export function stateFrom(state: usize): i32 {
  const saved = <i32>load<i8>(state);
  return saved == SATURATED ? 0 : saved;
}

/** Sets right-hand sides of the active rows' KKT system, from where the stage has solutions, and which are active. */
export function loadKkt(pair: Pair, stage: Stage, i0: i32, i1: i32): void {
  const shape = pair.shape;
  const x = pair.solution;
  const n = shape.n;
  const e = shape.e;
  pair.report.cost = f64x2.replace_lane(f64x2.splat(pair.factors.cost0), 1, pair.factors.cost1);
  interleave(n, at(stage.z, n, i0), at(stage.z, n, i1), x.rightZ);
  pair.knowsRightNu = 0;
  interleave(e, at(stage.nu, e, i0), at(stage.nu, e, i1), x.rightNu);
  clearVector(shape.rows, x.rightRows);
  loadRightRows(pair, stage, i0, 0);
  loadRightRows(pair, stage, i1, 1);
}

// @ts-ignore: decorator
@inline
function at(array: usize, stride: i32, element: i32): usize {
  return array + <usize>(stride * element) * 8;
}

function loadBounds(pair: Pair, stage: Stage, element: i32, lane: i32): void {
  const shape = pair.shape;
  const m = <usize>shape.m;
  const boxes = <usize>shape.rows - m;
  const shift = <usize>lane * 8;
  const h = at(stage.h, stage.strideH, element);
  // Of one element both lanes have the same, and the second call has only bounds of variables to write.
  const none = f64x2.splat(-Infinity);
  for (let i: usize = 0; i < m && (lane == 0 || pair.twins == 0); i++) {
    const side = load<f64>(h + i * 8);
    if (pair.twins) {
      v128.store(pair.lower + i * V128, none);
      v128.store(pair.upper + i * V128, f64x2.splat(side));
    } else {
      store<f64>(pair.lower + i * V128 + shift, -Infinity);
      store<f64>(pair.upper + i * V128 + shift, side);
    }
  }
  const lower = at(stage.lower, stage.strideLower, element);
  const upper = at(stage.upper, stage.strideUpper, element);
  for (let i: usize = 0; i < boxes; i++) {
    store<f64>(pair.lower + (m + i) * V128 + shift, load<f64>(lower + i * 8));
    store<f64>(pair.upper + (m + i) * V128 + shift, load<f64>(upper + i * 8));
  }
  if (lane == 0 || hasSecond(pair)) scaleBounds(pair, lane);
}

/** A row of scale 0 can never be active; whether its bounds hold shows in the residual. */
function scaleBounds(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const scales = lane == 0 ? pair.factors.scale0 : pair.factors.scale1;
  const lower = vector(lcp, rows, LOWER);
  const upper = vector(lcp, rows, UPPER);
  const infinite = f64x2.splat(Infinity);
  // Vectors have whole groups of rows; scales may end with an odd one.
  for (let i: usize = 0; i < <usize>rows; i += 2) {
    const isLast = i + 1 == <usize>rows;
    const from = i * V128 + <usize>lane * 8;
    const next = isLast ? from : from + V128;
    const scale = isLast ? v128.load64_splat(scales + i * 8) : v128.load(scales + i * 8);
    const used = f64x2.gt(scale, f64x2.splat(0));
    const low = f64x2.mul(scale, joinLanes(pair.lower + from, pair.lower + next));
    const high = f64x2.mul(scale, joinLanes(pair.upper + from, pair.upper + next));
    v128.store(lower + i * 8, v128.bitselect(low, f64x2.neg(infinite), used));
    v128.store(upper + i * 8, v128.bitselect(high, infinite, used));
  }
  // These rows fill up the last group, and nothing violates them.
  for (let i = <usize>rows; i < padded(rows); i++) {
    store<f64>(lower + i * 8, -Infinity);
    store<f64>(upper + i * 8, Infinity);
    store<f64>(vector(lcp, rows, V0) + i * 8, 0);
    store<f64>(vector(lcp, rows, V) + i * 8, 0);
    store<f64>(vector(lcp, rows, Y) + i * 8, 0);
  }
  setBounds(pair, lcp, (lane == 0 ? pair.factors.singular0 : pair.factors.singular1) > 0);
}

/** Rows start free, or as `start` says where their bounds exist; equalities are always active. */
function loadStates(lcp: Lcp, rows: i32, scales: usize, start: usize, warm: bool): void {
  const states = vector(lcp, rows, STATE);
  const lower = vector(lcp, rows, LOWER);
  const upper = vector(lcp, rows, UPPER);
  clear(states, padded(rows) * 8);
  if (!warm && lcp.equalities == 0) return;
  for (let i: usize = 0; i < <usize>rows; i += 2) {
    // Mostly eight rows in turn start free.
    while (lcp.equalities == 0 && i + 8 <= <usize>rows && load<u64>(start + i) == 0) i += 8;
    if (i >= <usize>rows) break;
    const equal = f64x2.eq(v128.load(lower + i * 8), v128.load(upper + i * 8));
    if (!warm && !v128.any_true(equal)) continue;
    for (let row = i; row < min(i + 2, <usize>rows); row++) {
      if (isEquality(lcp, rows, row) && load<f64>(scales + row * 8) > 0) store<f64>(states + row * 8, 1);
      else if (warm) {
        const state = stateFrom(start + row);
        const bound = load<f64>((state > 0 ? upper : lower) + row * 8);
        if (state != 0 && Math.abs(bound) < Infinity) store<f64>(states + row * 8, <f64>state);
      }
    }
  }
}

function loadRightRows(pair: Pair, stage: Stage, element: i32, lane: i32): void {
  const shape = pair.shape;
  const m = <usize>shape.m;
  const rows = shape.rows;
  const states = vector(lcpOf(pair, lane), rows, STATE);
  const start = stage.states + <usize>(element * rows);
  const lambda = at(stage.lambda, shape.m, element);
  const lower = at(stage.lambdaLower, shape.n, element);
  const upper = at(stage.lambdaUpper, shape.n, element);
  const right = pair.solution.rightRows + <usize>lane * 8;
  clear(states, padded(rows) * 8);
  for (let i: usize = 0; i < <usize>rows; i++) {
    // Mostly eight rows in turn are free.
    while (i + 8 <= <usize>rows && load<u64>(start + i) == 0) i += 8;
    if (i >= <usize>rows) break;
    const state = stateFrom(start + i);
    if (state == 0) continue;
    store<f64>(states + i * 8, <f64>state);
    let value: f64;
    if (i < m) value = load<f64>(lambda + i * 8);
    else {
      const variable = <usize>load<i32>(shape.boxes + (i - m) * 4) * 8;
      value = state > 0 ? load<f64>(upper + variable) : -load<f64>(lower + variable);
    }
    store<f64>(right + i * V128, value);
  }
}

/** Writes one lane's solution and states. An equality's state is the side that its multiplier shows. */
export function saveSolution(pair: Pair, stage: Stage, lane: i32, element: i32): void {
  const shape = pair.shape;
  const n = shape.n;
  const m = <usize>shape.m;
  const shift = <usize>lane * 8;
  saveVector(n, pair.solution.z + shift, stage.z, element);
  saveVector(shape.e, pair.solution.nu + shift, stage.nu, element);
  saveVector(shape.m, pair.solution.y + shift, stage.lambda, element);
  saveSlack(m, pair.upper + shift, pair.solution.values + shift, stage.slack + m * <usize>element * 8);
  if (m < <usize>shape.rows) {
    const y = pair.solution.y + shift;
    const lower = clearRow(n, stage.lambdaLower, element);
    const upper = clearRow(n, stage.lambdaUpper, element);
    for (let i = m; i < <usize>shape.rows; i++) {
      const variable = <usize>load<i32>(shape.boxes + (i - m) * 4) * 8;
      const multiplier = load<f64>(y + i * V128);
      if (multiplier > 0) store<f64>(upper + variable, multiplier);
      else if (multiplier < 0) store<f64>(lower + variable, -multiplier);
    }
  }
  saveStates(pair, stage, lane, element);
  const i = <usize>element * 8;
  const report = changetype<usize>(pair.report) + shift;
  let linear: f64 = 0;
  for (let j: usize = shift; j < <usize>n * V128; j += V128) {
    linear -= load<f64>(pair.solution.rightZ + j) * load<f64>(pair.solution.z + j);
  }
  store<f64>(stage.objective + i, 0.5 * load<f64>(report, offsetof<Report>("curvature")) + linear);
  store<f64>(stage.primal + i, load<f64>(report, offsetof<Report>("primal")));
  store<f64>(stage.dual + i, load<f64>(report, offsetof<Report>("dual")));
  store<f64>(stage.gap + i, load<f64>(report, offsetof<Report>("gap")));
  store<f64>(stage.weak + i, load<f64>(report, offsetof<Report>("weaklyActive")));
}

/** Writes one lane's solution of the active rows' KKT system over the right-hand side that it was given. */
export function saveKkt(pair: Pair, stage: Stage, lane: i32, element: i32): void {
  const shape = pair.shape;
  const n = shape.n;
  const m = <usize>shape.m;
  const shift = <usize>lane * 8;
  const states = vector(lcpOf(pair, lane), shape.rows, STATE);
  saveVector(n, pair.solution.z + shift, stage.z, element);
  saveVector(shape.e, pair.solution.nu + shift, stage.nu, element);
  saveVector(shape.m, pair.solution.y + shift, stage.lambda, element);
  // Where no variable has bounds nobody reads their multipliers.
  if (m == <usize>shape.rows) return;
  const y = pair.solution.y + shift;
  const lower = clearRow(n, stage.lambdaLower, element);
  const upper = clearRow(n, stage.lambdaUpper, element);
  for (let i = m; i < <usize>shape.rows; i++) {
    const variable = <usize>load<i32>(shape.boxes + (i - m) * 4) * 8;
    const state = load<f64>(states + i * 8);
    if (state > 0) store<f64>(upper + variable, load<f64>(y + i * V128));
    else if (state < 0) store<f64>(lower + variable, -load<f64>(y + i * V128));
  }
}

/** Writes zeros where an element has no solution, or no derivative. */
export function saveNothing(pair: Pair, stage: Stage, element: i32): void {
  const shape = pair.shape;
  clearRow(shape.m, stage.slack, element);
  clearRow(shape.n, stage.z, element);
  clearRow(shape.e, stage.nu, element);
  clearRow(shape.m, stage.lambda, element);
  clearRow(shape.n, stage.lambdaLower, element);
  clearRow(shape.n, stage.lambdaUpper, element);
  clearRow(1, stage.objective, element);
  clearRow(1, stage.primal, element);
  clearRow(1, stage.dual, element);
  clearRow(1, stage.gap, element);
  clearRow(1, stage.weak, element);
  clearBytes(stage.states + <usize>shape.rows * <usize>element, <usize>shape.rows);
}

// @ts-ignore: decorator
@inline
function clearRow(count: i32, array: usize, element: i32): usize {
  const row = array + <usize>count * <usize>element * 8;
  clearBytes(row, <usize>count * 8);
  return row;
}

/** Rows are so short that a call of the engine's own fill would take longer. */
// @ts-ignore: decorator
@inline
function clearBytes(at: usize, bytes: usize): void {
  const end = at + bytes;
  for (; at + 8 <= end; at += 8) store<u64>(at, 0);
  for (; at < end; at++) store<u8>(at, 0);
}

// @ts-ignore: decorator
@inline
function saveVector(count: i32, from: usize, array: usize, element: i32): void {
  const bytes = <usize>count * 8;
  const to = array + bytes * <usize>element;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, joinLanes(from + 2 * i, from + 2 * i + V128));
  if (i < bytes) store<f64>(to + i, load<f64>(from + 2 * i));
}

/** How far one lane's rows are from their upper bounds. */
function saveSlack(count: usize, upper: usize, values: usize, to: usize): void {
  const bytes = count * 8;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    const bound = joinLanes(upper + 2 * i, upper + 2 * i + V128);
    const value = joinLanes(values + 2 * i, values + 2 * i + V128);
    v128.store(to + i, f64x2.pmax(f64x2.splat(0), f64x2.sub(bound, value)));
  }
  if (i < bytes) store<f64>(to + i, Math.max(0, load<f64>(upper + 2 * i) - load<f64>(values + 2 * i)));
}

function saveStates(pair: Pair, stage: Stage, lane: i32, element: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const to = stage.states + <usize>rows * <usize>element;
  const y = pair.solution.y + <usize>lane * 8;
  clearBytes(to, <usize>rows);
  for (let i: usize = 0; i < <usize>lcp.activeCount; i++) {
    const row = activeRow(lcp, rows, i);
    store<i8>(to + row, <i8>stateOf(lcp, rows, row));
  }
  if (lcp.equalities > 0) {
    for (let i: usize = 0; i < <usize>rows; i++) {
      if (isEquality(lcp, rows, i)) store<i8>(to + i, load<f64>(y + i * V128) > 0 ? 1 : -1);
    }
  }
  if (!pair.shape.soft) return;
  for (let i: usize = 0; i < <usize>rows; i++) if (isSaturated(lcp, rows, i)) store<i8>(to + i, <i8>SATURATED);
}
