/** The steps of solving a pair of elements, in the order in which ../dual/pair.ts takes them. */
import { isBounded, isEquality, STATE, stateOf, V0, vector, Y } from "./block";
import { assessError, assessSolution } from "./assess";
import { PAIR } from "./lanes";
import { blockOf } from "./gram";
import { beginPivot, hasFailed } from "./pivot";
import { factorStates, solveStates } from "./states";
import { Pair, Vectors } from "./structs";
import { listActiveAndMultipliers, listActiveRows, listMultipliers } from "./support";
import { addCorrection, clampMultipliers, clampToBounds, computeResiduals, expand, reduce } from "./system";
import { copyPairs } from "./vectors";

/**
 * Eliminates z and nu; what is left is for `pivotRound`.
 *
 * @param again whether to go on from where the last minimisation ended, for other right-hand sides.
 */
export function beginMinimise(pair: Pair, again: bool): void {
  reduce(pair, pair.solution, true);
  beginLane(pair, 0, again);
  beginLane(pair, 1, again);
}

function beginLane(pair: Pair, lane: i32, again: bool): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  // A lane without a solution keeps what it has found, however long its neighbour goes on.
  if (again && hasFailed(block, rows)) return;
  const v0 = vector(block, rows, V0);
  const v = pair.solution.v + <usize>lane * 8;
  let size: f64 = 0;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const value = load<f64>(v + i * PAIR);
    store<f64>(v0 + i * 8, value);
    // A row without bounds is one only because another element has some there.
    if (isBounded(block, rows, i)) size = Math.max(size, Math.abs(value));
  }
  memory.fill(vector(block, rows, Y), 0, <usize>rows * 8);
  beginPivot(block, rows, pair.shape.mostActive, size, again);
}

/** From multipliers to z, nu and residuals, which `Report` has then. */
export function finishMinimise(pair: Pair): void {
  takeMultipliers(pair, 0);
  takeMultipliers(pair, 1);
  listMultipliers(pair);
  expand(pair, pair.solution);
  clampToBounds(pair, i64x2.splat(-1));
  measure(pair);
}

/** Residuals of the solution for the right-hand sides as they are now. */
export function measure(pair: Pair): void {
  computeResiduals(pair, pair.solution, true);
  assessSolution(pair);
}

/** Multipliers that rounding left on the wrong side of 0 become 0. */
function takeMultipliers(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const w = pair.solution.w + <usize>lane * 8;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const y = load<f64>(vector(block, rows, Y) + i * 8);
    const opposed = y * stateOf(block, rows, i) < 0 && !isEquality(block, rows, i);
    // Adding 0 leaves no −0.
    store<f64>(w + i * PAIR, opposed ? 0 : y + 0);
  }
}

/** Prepares `refine` for a minimiser: active rows aim at their bounds. */
export function aimAtBounds(pair: Pair): void {
  factorStates(pair);
  listActiveAndMultipliers(pair);
  aimLane(pair, 0);
  aimLane(pair, 1);
}

function aimLane(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const states = vector(blockOf(pair, lane), rows, STATE);
  const shift = <usize>lane * 8;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const state = load<f64>(states + i * 8);
    const from = i * PAIR + shift;
    const bound = load<f64>((state > 0 ? pair.upper : pair.lower) + from);
    store<f64>(pair.solution.rightRows + from, state == 0 ? 0 : bound);
  }
}

/** One step of iterative refinement of a minimiser in the lanes of the bits of `lanes`. */
export function refineMinimiser(pair: Pair, lanes: i32): void {
  refine(pair, lanes, true);
  assessSolution(pair);
}

/** Factors and solves the KKT system of the active rows for the right-hand sides that are set. */
export function solveActive(pair: Pair): void {
  factorStates(pair);
  listActiveRows(pair);
  solve(pair, pair.solution);
  computeResiduals(pair, pair.solution, false);
  assessError(pair);
}

/** One step of iterative refinement of what `solveActive` found. */
export function refineActive(pair: Pair, lanes: i32): void {
  refine(pair, lanes, false);
  assessError(pair);
}

function refine(pair: Pair, lanes: i32, all: bool): void {
  const shape = pair.shape;
  const x = pair.solution;
  const c = pair.correction;
  copyPairs(shape.n, x.dual, c.rightZ, -1);
  copyPairs(shape.e, x.equality, c.rightNu, -1);
  for (let i: usize = 0; i < <usize>shape.rows * PAIR; i += PAIR) {
    v128.store(c.rightRows + i, f64x2.sub(v128.load(x.rightRows + i), v128.load(x.values + i)));
  }
  solve(pair, c);
  const mask = i64x2.replace_lane(i64x2.splat(-(<i64>lanes & 1)), 1, -((<i64>lanes >> 1) & 1));
  addCorrection(pair, mask);
  if (all) {
    clampToBounds(pair, mask);
    clampMultipliers(pair, mask);
  }
  computeResiduals(pair, x, all);
}

function solve(pair: Pair, x: Vectors): void {
  reduce(pair, x, false);
  solveStates(pair, x);
  expand(pair, x);
}
