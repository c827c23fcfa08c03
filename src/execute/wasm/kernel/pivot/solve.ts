/**
 * The steps of solving a pair of elements, in the order in which ../../pair.ts takes them: pivoting begins and, after
 * its rounds (pivot.ts), ends; the solution is refined; KKT systems of the active rows are solved; contradictions are
 * proved.
 */
import { addVector, clear, clearVector, copyVector, joinLanes, maskOf, putVector, V128 } from "../common/lanes";
import { CONTRADICTED, FAILED, Lcp, LOWER, Pair, SOLVED, STATE, UPPER, V0, Vectors, Y } from "../layout.generated";
import { refactorActive, solveMultipliers, workOn, workOnAll } from "./active-set";
import { expand, reduce, scaleMultipliers } from "./eliminate";
import { findShare, solveFew, takeSolution } from "./few-rows";
import { activeRow, hasSecond, isEquality, lcpOf, stateOf, vector } from "./lcp";
import { beginRounds } from "./pivot";
import { assessError, assessSolution, computeResiduals } from "./residuals";
import { beginScreen } from "./screen";
import { holdConstants, holdSaturated } from "./soft";

/**
 * Eliminates z and nu; what is left is for `pivotRound`.
 *
 * @param again whether to go on from where pivoting last ended, for other right-hand sides.
 */
export function beginPivoting(pair: Pair, again: bool): void {
  if (pair.shape.soft) holdSaturated(pair);
  reduce(pair, pair.solution, true);
  startLane(pair, 0, again);
  if (hasSecond(pair)) startLane(pair, 1, again);
}

function startLane(pair: Pair, lane: i32, again: bool): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  lcp.turned = 0;
  // A lane without a solution keeps what it has found, however long its neighbour goes on.
  if (again && lcp.phase >= FAILED) return;
  const v0 = vector(lcp, rows, V0);
  const v = pair.solution.v + <usize>lane * 8;
  const lower = vector(lcp, rows, LOWER);
  const upper = vector(lcp, rows, UPPER);
  const bytes = <usize>rows * 8;
  let sizes = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const isLast = i + 8 == bytes;
    const value = isLast ? v128.load64_zero(v + 2 * i) : joinLanes(v + 2 * i, v + 2 * i + V128);
    v128.store(v0 + i, value);
    // A row without bounds is one only because another element has some there.
    const low = f64x2.gt(v128.load(lower + i), f64x2.splat(-Infinity));
    const high = f64x2.lt(v128.load(upper + i), f64x2.splat(Infinity));
    sizes = f64x2.pmax(sizes, v128.and(f64x2.abs(value), v128.or(low, high)));
  }
  const size = Math.max(f64x2.extract_lane(sizes, 0), f64x2.extract_lane(sizes, 1));
  clear(vector(lcp, rows, Y), bytes);
  if (pair.shape.screened) beginScreen(lcp, rows);
  beginRounds(lcp, rows, pair.shape.mostActive, size, again);
}

/** From multipliers to z, nu and residuals, which the report has then. */
export function endPivoting(pair: Pair): void {
  if (!pair.shape.soft) return recover(pair);
  recoverHeld(pair);
  // These depend on z, and z not on them.
  if (holdConstants(pair)) recoverHeld(pair);
}

function recoverHeld(pair: Pair): void {
  holdSaturated(pair);
  pair.workingCount = 0;
  reduce(pair, pair.solution, false);
  recover(pair);
}

function recover(pair: Pair): void {
  clearVector(pair.shape.rows, pair.solution.w);
  takeMultipliers(pair, 0);
  takeMultipliers(pair, 1);
  // Active rows, and one that is about to be.
  workOn(pair, false, true);
  const direct = pair.shape.fewRows ? directIn(pair.lcp0, 1) | directIn(pair.lcp1, 2) : 0;
  expandBeside(pair, pair.solution, direct);
  clampToBounds(pair, i64x2.splat(-1));
  assess(pair);
}

/** Its bit where a lane has its z and nu already. */
function directIn(lcp: Lcp, bit: i32): i32 {
  return lcp.phase == SOLVED ? bit : 0;
}

/** z, nu and y from w, but for the lanes of these bits, which have their z and nu. */
function expandBeside(pair: Pair, x: Vectors, lanes: i32): void {
  if (lanes == 3) return scaleMultipliers(pair, x);
  if (lanes == 0) return expand(pair, x);
  const kept = pair.correction;
  copyVector(pair.shape.n, x.z, kept.size, 1);
  copyVector(pair.shape.e, x.nu, kept.equality, 1);
  expand(pair, x);
  putVector(pair.shape.n, kept.size, x.z, maskOf(lanes));
  putVector(pair.shape.e, kept.equality, x.nu, maskOf(lanes));
}

/** Residuals of the solution for the right-hand sides as they are now. */
export function assess(pair: Pair): void {
  computeResiduals(pair, pair.solution, true);
  assessSolution(pair);
}

/** Multipliers that rounding left on the wrong side of 0 become 0. */
function takeMultipliers(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const count = <usize>lcp.activeCount;
  for (let i: usize = 0; i < count; i++) takeMultiplier(pair, lcp, lane, activeRow(lcp, rows, i));
  // One that is about to be active may have one too.
  if (lcp.phase != SOLVED && lcp.entering >= 0) takeMultiplier(pair, lcp, lane, lcp.entering);
}

function takeMultiplier(pair: Pair, lcp: Lcp, lane: i32, row: usize): void {
  const rows = pair.shape.rows;
  const y = load<f64>(vector(lcp, rows, Y) + row * 8);
  const opposed = y * stateOf(lcp, rows, row) < 0 && !isEquality(lcp, rows, row);
  // Adding 0 leaves no −0.
  store<f64>(pair.solution.w + row * V128 + <usize>lane * 8, opposed ? 0 : y + 0);
}

/** Prepares `refineSolution`: active rows aim at their bounds. */
export function aimAtBounds(pair: Pair): void {
  refactorActive(pair);
  // A lane without a solution has multipliers for other rows too.
  workOn(pair, true, true);
  aimLane(pair, 0);
  aimLane(pair, 1);
}

function aimLane(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const states = vector(lcpOf(pair, lane), rows, STATE);
  const shift = <usize>lane * 8;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const state = load<f64>(states + i * 8);
    const from = i * V128 + shift;
    const bound = load<f64>((state > 0 ? pair.upper : pair.lower) + from);
    store<f64>(pair.solution.rightRows + from, state == 0 ? 0 : bound);
  }
}

/** One step of iterative refinement of the solution, in the lanes of the bits of `lanes`. */
export function refineSolution(pair: Pair, lanes: i32): void {
  refine(pair, lanes, true);
  assessSolution(pair);
}

/** Factors and solves the KKT system of the active rows for the right-hand sides that are set. */
export function solveKkt(pair: Pair): void {
  refactorActive(pair);
  if (pair.shape.fewRows) findShare(pair);
  workOn(pair, true, false);
  solve(pair, pair.solution);
}

/** How accurate what `solveKkt` found is: the report has it then. */
export function assessKkt(pair: Pair): void {
  computeResiduals(pair, pair.solution, false);
  assessError(pair);
}

/** One step of iterative refinement of what `solveKkt` found. */
export function refineKkt(pair: Pair, lanes: i32): void {
  refine(pair, lanes, false);
  assessError(pair);
}

function refine(pair: Pair, lanes: i32, all: bool): void {
  const shape = pair.shape;
  const x = pair.solution;
  const c = pair.correction;
  copyVector(shape.n, x.dual, c.rightZ, -1);
  copyVector(shape.e, x.equality, c.rightNu, -1);
  for (let i: usize = 0; i < <usize>shape.rows * V128; i += V128) {
    v128.store(c.rightRows + i, f64x2.sub(v128.load(x.rightRows + i), v128.load(x.values + i)));
  }
  solve(pair, c);
  const mask = maskOf(lanes);
  addCorrection(pair, mask);
  if (all) {
    clampToBounds(pair, mask);
    clampMultipliers(pair, mask);
  }
  computeResiduals(pair, x, all);
}

function solve(pair: Pair, x: Vectors): void {
  reduce(pair, x, false);
  if (pair.shape.fewRows) {
    solveFew(pair, x);
    takeSolution(pair, x, 3);
    return scaleMultipliers(pair, x);
  }
  solveMultipliers(pair, x);
  expand(pair, x);
}

/** In the lanes of `mask`, puts bounded variables where their bounds are: active ones on them, and no other outside. */
export function clampToBounds(pair: Pair, mask: v128): void {
  const shape = pair.shape;
  const z = pair.solution.z;
  const none = f64x2.splat(0);
  const states0 = vector(pair.lcp0, shape.rows, STATE);
  const states1 = vector(pair.lcp1, shape.rows, STATE);
  for (let i = <usize>shape.m; i < <usize>shape.rows; i++) {
    const at = z + <usize>load<i32>(shape.boxes + (i - <usize>shape.m) * 4) * V128;
    const lower = v128.load(pair.lower + i * V128);
    const upper = v128.load(pair.upper + i * V128);
    const state = joinLanes(states0 + i * 8, states1 + i * 8);
    const before = v128.load(at);
    let value = f64x2.pmin(f64x2.pmax(before, lower), upper);
    value = v128.bitselect(upper, value, f64x2.gt(state, none));
    value = v128.bitselect(lower, value, f64x2.lt(state, none));
    v128.store(at, v128.bitselect(value, before, mask));
  }
}

/** A multiplier that a correction has moved to the wrong side of 0 is 0, in the lanes of `mask`. */
export function clampMultipliers(pair: Pair, mask: v128): void {
  const shape = pair.shape;
  const x = pair.solution;
  const none = f64x2.splat(0);
  const states0 = vector(pair.lcp0, shape.rows, STATE);
  const states1 = vector(pair.lcp1, shape.rows, STATE);
  for (let i: usize = 0; i < <usize>shape.rows; i++) {
    const state = joinLanes(states0 + i * 8, states1 + i * 8);
    const y = v128.load(x.y + i * V128);
    const inequality = f64x2.ne(v128.load(pair.lower + i * V128), v128.load(pair.upper + i * V128));
    const opposed = v128.and(v128.and(f64x2.lt(f64x2.mul(state, y), none), inequality), mask);
    v128.store(x.y + i * V128, v128.andnot(y, opposed));
    v128.store(x.w + i * V128, v128.andnot(v128.load(x.w + i * V128), opposed));
  }
}

/** One step of iterative refinement adds the correction in the lanes of `mask`; the other keeps its bits. */
export function addCorrection(pair: Pair, mask: v128): void {
  const x = pair.solution;
  const c = pair.correction;
  addVector(pair.shape.n, c.z, x.z, mask);
  addVector(pair.shape.e, c.nu, x.nu, mask);
  addVector(pair.shape.rows, c.y, x.y, mask);
  addVector(pair.shape.rows, c.w, x.w, mask);
}

/**
 * From the direction in which multipliers grow without end, nu and y with Aᵀnu + Cᵀy = 0: the solution of a KKT system
 * whose right-hand side is 0, so that `refineKkt` takes out what rounding has left. Lanes without a contradiction
 * get zeros. Overwrites the solution.
 */
export function beginProof(pair: Pair): void {
  const shape = pair.shape;
  const x = pair.solution;
  clearVector(shape.n, x.rightZ);
  clearVector(shape.e, x.rightNu);
  clearVector(shape.rows, x.rightRows);
  clearVector(shape.n, x.t);
  clearVector(shape.e, x.g);
  takeDirection(pair, 0);
  takeDirection(pair, 1);
  refactorActive(pair);
  workOnAll(pair);
  expand(pair, x);
  computeResiduals(pair, x, false);
  assessError(pair);
}

function takeDirection(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const w = pair.solution.w + <usize>lane * 8;
  const contradicted = lcp.phase == CONTRADICTED;
  for (let i: usize = 0; i < <usize>rows; i++) {
    store<f64>(w + i * V128, contradicted ? load<f64>(vector(lcp, rows, Y) + i * 8) : 0);
    if (!contradicted) store<f64>(vector(lcp, rows, STATE) + i * 8, 0);
  }
}
