/**
 * What rounds of pivoting (pivot.ts) need where there are few rows beside bounds, by the structure of the KKT system
 * (few-rows.ts) instead of K_AA: multipliers and values of all rows for the active ones, and how the active rows respond to
 * one that enters (inverse.ts has the formulas).
 */
import { clearVector, entry, Interleaved, joinLanes, Shared, step, V128 } from "../common/lanes";
import { addProduct } from "../dense/products";
import { Factors, FewRows, Lcp, LOWER, Pair, Shape, STATE, UPPER, V, Y } from "../layout.generated";
import { boxEntry, factorFew, solveFew, takeSolution } from "./few-rows";
import { activeRow, deactivate, hasSecond, isEquality, lcpOf, stateOf, vector } from "./lcp";
import { variableOf } from "./prepare";

/**
 * Multipliers and values for the active rows as they are, and z and nu of the pair's solution, in the lanes of these
 * bits. Where rows depend on active bounds, bounds are freed first; of the rows that depend all the same those of A are
 * left out, which shows in the residual, and those of G are freed.
 */
export function solveRound(pair: Pair, lanes: i32): void {
  const second = lanes & 2 && hasSecond(pair);
  while ((factorFew(pair) & lanes) != lanes) {
    const freed0 = lanes & 1 && freeDependent(pair, 0, true);
    const freed1 = second && freeDependent(pair, 1, true);
    if (!freed0 && !freed1) {
      if (lanes & 1) freeDependent(pair, 0, false);
      if (second) freeDependent(pair, 1, false);
      break;
    }
  }
  solveActiveRows(pair, lanes);
}

/** As `solveRound`, of rows that do not depend on each other. */
export function solveActiveRows(pair: Pair, lanes: i32): void {
  if ((pair.few.lanes & lanes) != lanes) factorFew(pair);
  aimAtActive(pair);
  solveFew(pair, pair.solution);
  takeSolution(pair, pair.solution, lanes);
  if (pair.shape.shared) setValues<Shared>(pair.shape, pair.factors, pair.few);
  else setValues<Interleaved>(pair.shape, pair.factors, pair.few);
  if (lanes & 1) takeValues(pair, 0);
  // A twin follows its lane (pivot.ts).
  if (lanes & 2 && !pair.twins) takeValues(pair, 1);
}

/**
 * Of one lane, frees for every row of F that depends on others and on active bounds the bound that has entered last of those of
 * its variables, or else the row itself; returns whether there was any.
 */
function freeDependent(pair: Pair, lane: i32, bounds: bool): bool {
  const few = pair.few;
  const e = <usize>pair.shape.e;
  const lcp = lcpOf(pair, lane);
  let freed = false;
  for (let k: usize = 0; k < <usize>few.rowCount; k++) {
    const diagonal = few.factor + k * <usize>(few.ldFactor + 1) * V128 + <usize>lane * 8;
    if (load<f64>(diagonal) != 0) continue;
    const row = <usize>load<i32>(few.rows + k * 4);
    if (bounds) freed = freeLatest(pair, lane, row) || freed;
    else if (row >= e) deactivate(lcp, pair.shape.rows, row - e);
  }
  return freed;
}

function freeLatest(pair: Pair, lane: i32, row: usize): bool {
  const shape = pair.shape;
  const rows = shape.rows;
  const lcp = lcpOf(pair, lane);
  const next: usize = shape.shared ? 8 : V128;
  const entries = pair.factors.F + row * <usize>shape.n * next + (shape.shared ? 0 : <usize>lane * 8);
  for (let k = lcp.activeCount - 1; k >= 0; k--) {
    const i = activeRow(lcp, rows, k);
    if (i < <usize>shape.m || stateOf(lcp, rows, i) == 0 || isEquality(lcp, rows, i)) continue;
    if (load<f64>(entries + variableOf(shape, i) * next) == 0) continue;
    deactivate(lcp, rows, i);
    return true;
  }
  return false;
}

/** Active rows aim at their bounds; what is at the others is not looked at. */
function aimAtActive(pair: Pair): void {
  const rows = pair.shape.rows;
  const none = f64x2.splat(0);
  const states0 = vector(pair.lcp0, rows, STATE);
  const states1 = vector(pair.lcp1, rows, STATE);
  for (let i: usize = 0; i < <usize>rows; i++) {
    const at = i * V128;
    const isUpper = f64x2.gt(joinLanes(states0 + i * 8, states1 + i * 8), none);
    const bound = v128.bitselect(v128.load(pair.upper + at), v128.load(pair.lower + at), isUpper);
    v128.store(pair.solution.rightRows + at, bound);
  }
}

/** values = F_C u. */
function setValues<T>(shape: Shape, f: Factors, few: FewRows): void {
  const n = shape.n;
  const m = shape.m;
  clearVector(m, few.values);
  addProduct<T>(0, m, n, f.F + <usize>(shape.e * n) * step<T>(), n, few.u, few.values, 1);
  for (let i = <usize>m; i < <usize>shape.rows; i++) {
    const u = v128.load(few.u + variableOf(shape, i) * V128);
    v128.store(few.values + i * V128, f64x2.mul(u, boxEntry<T>(shape, f, i)));
  }
}

function takeValues(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const values = pair.few.values + <usize>lane * 8;
  const w = pair.solution.w + <usize>lane * 8;
  const lower = vector(lcp, rows, LOWER);
  const upper = vector(lcp, rows, UPPER);
  const states = vector(lcp, rows, STATE);
  const v = vector(lcp, rows, V);
  const y = vector(lcp, rows, Y);
  const none = f64x2.splat(0);
  // Vectors of a lane have whole pairs of numbers, those of both may end with half of one.
  const end = <usize>rows * 8;
  for (let i: usize = 0; i < end; i += 16) {
    const isLast = i + 8 == end;
    const at = values + 2 * i;
    const value = isLast ? v128.load64_zero(at) : joinLanes(at, at + V128);
    const from = w + 2 * i;
    v128.store(y + i, isLast ? v128.load64_zero(from) : joinLanes(from, from + V128));
    const state = v128.load(states + i);
    const bound = v128.bitselect(v128.load(upper + i), v128.load(lower + i), f64x2.gt(state, none));
    v128.store(v + i, v128.bitselect(value, bound, f64x2.eq(state, none)));
  }
}

/** Multipliers in the order of the list, from Y. */
export function listMultipliers(pair: Pair, lcp: Lcp): void {
  const rows = pair.shape.rows;
  const y = vector(lcp, rows, Y);
  for (let i: usize = 0; i < <usize>lcp.activeCount; i++) {
    store<f64>(pair.multipliers + i * 8, load<f64>(y + activeRow(lcp, rows, i) * 8));
  }
}

/**
 * How the active rows of one lane respond to row q: u moves by what F_q has besides the active rows, and v_q by the square of
 * its length.
 */
export function respondFew(pair: Pair, lane: i32, q: usize): void {
  const few = pair.few;
  const bit = 1 << lane;
  if (!(few.lanes & bit)) factorFew(pair);
  const shape = pair.shape;
  const x = pair.correction;
  clearVector(shape.n, x.t);
  clearVector(shape.e, x.rightNu);
  clearVector(shape.rows, x.rightRows);
  if (shape.shared) loadRow<Shared>(shape, pair.factors, lane, q, x.t);
  else loadRow<Interleaved>(shape, pair.factors, lane, q, x.t);
  solveFew(pair, x);
  takeSolution(pair, x, bit);
  const rows = shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = <usize>lcp.activeCount;
  const shift = <usize>lane * 8;
  for (let i: usize = 0; i < count; i++) {
    store<f64>(pair.response + i * 8, load<f64>(x.w + activeRow(lcp, rows, i) * V128 + shift));
  }
  store<f64>(pair.response + count * 8, 0);
  let curvature: f64 = 0;
  for (let j: usize = 0; j < <usize>shape.n; j++) {
    const move = load<f64>(few.u + j * V128 + shift);
    curvature += move * move;
  }
  lcp.curvature = curvature;
}

/** to = −F_q in one lane, for row q of C. */
function loadRow<T>(shape: Shape, f: Factors, lane: i32, q: usize, to: usize): void {
  const shift = <usize>lane * 8;
  if (q >= <usize>shape.m) {
    const value = boxEntry<T>(shape, f, q);
    const own = lane == 0 ? f64x2.extract_lane(value, 0) : f64x2.extract_lane(value, 1);
    return store<f64>(to + variableOf(shape, q) * V128 + shift, -own);
  }
  const row = f.F + (<usize>shape.e + q) * <usize>shape.n * step<T>();
  for (let j: usize = 0; j < <usize>shape.n; j++) {
    const value = entry<T>(row + j * step<T>());
    const own = lane == 0 ? f64x2.extract_lane(value, 0) : f64x2.extract_lane(value, 1);
    store<f64>(to + j * V128 + shift, -own);
  }
}
