/** From the stage, where the batch lies as the user gave it, to a pair of elements. */
import { isEquality, LOWER, padded, STATE, UPPER, V, V0, vector, Y } from "./block";
import { blockOf } from "./gram";
import { PAIR } from "./lanes";
import { COST } from "./report";
import { setBounds } from "./pivot";
import { Pair, Stage } from "./structs";
import { interleave } from "./transfer";
import { copyPairs } from "./vectors";

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
  copyPairs(shape.n, x.rightZ, x.rightZ, -1);
  const cost = pair.report + COST;
  store<f64>(cost, pair.factors.cost0 * (stage.cost ? load<f64>(stage.cost + <usize>i0 * 8) : 1));
  store<f64>(cost + 8, pair.factors.cost1 * (stage.cost ? load<f64>(stage.cost + <usize>i1 * 8) : 1));
  interleave(shape.e, at(stage.b, stage.strideB, i0), at(stage.b, stage.strideB, i1), x.rightNu);
  if (bounds) {
    loadBounds(pair, stage, i0, 0);
    loadBounds(pair, stage, i1, 1);
  }
  const rows = shape.rows;
  loadStates(pair.block0, rows, pair.factors.scale0, stage.states + <usize>(i0 * rows), warm);
  loadStates(pair.block1, rows, pair.factors.scale1, stage.states + <usize>(i1 * rows), warm);
}

/** Sets right-hand sides of the active rows' KKT system, from where the stage has solutions, and which are active. */
export function loadRight(pair: Pair, stage: Stage, i0: i32, i1: i32): void {
  const shape = pair.shape;
  const x = pair.solution;
  const n = shape.n;
  const e = shape.e;
  store<f64>(pair.report + COST, pair.factors.cost0);
  store<f64>(pair.report + COST + 8, pair.factors.cost1);
  interleave(n, at(stage.z, n, i0), at(stage.z, n, i1), x.rightZ);
  interleave(e, at(stage.nu, e, i0), at(stage.nu, e, i1), x.rightNu);
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
  for (let i: usize = 0; i < m; i++) {
    store<f64>(pair.lower + i * PAIR + shift, -Infinity);
    store<f64>(pair.upper + i * PAIR + shift, load<f64>(h + i * 8));
  }
  const lower = at(stage.lower, stage.strideLower, element);
  const upper = at(stage.upper, stage.strideUpper, element);
  for (let i: usize = 0; i < boxes; i++) {
    store<f64>(pair.lower + (m + i) * PAIR + shift, load<f64>(lower + i * 8));
    store<f64>(pair.upper + (m + i) * PAIR + shift, load<f64>(upper + i * 8));
  }
  scaleBounds(pair, lane);
}

/** A row of scale 0 can never be active; whether its bounds hold shows in the residual. */
function scaleBounds(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const scales = lane == 0 ? pair.factors.scale0 : pair.factors.scale1;
  const lower = vector(block, rows, LOWER);
  const upper = vector(block, rows, UPPER);
  for (let i: usize = 0; i < <usize>rows; i++) {
    const scale = load<f64>(scales + i * 8);
    const from = i * PAIR + <usize>lane * 8;
    store<f64>(lower + i * 8, scale > 0 ? scale * load<f64>(pair.lower + from) : -Infinity);
    store<f64>(upper + i * 8, scale > 0 ? scale * load<f64>(pair.upper + from) : Infinity);
  }
  if (rows & 1) {
    // A row that is there for its place only: nothing violates it.
    const last = <usize>rows * 8;
    store<f64>(lower + last, -Infinity);
    store<f64>(upper + last, Infinity);
    store<f64>(vector(block, rows, V0) + last, 0);
    store<f64>(vector(block, rows, V) + last, 0);
    store<f64>(vector(block, rows, Y) + last, 0);
  }
  setBounds(block, rows, pair.shape.n - pair.shape.e);
}

/** Rows start free, or as `start` says where their bounds exist; equalities are always active. */
function loadStates(block: usize, rows: i32, scales: usize, start: usize, warm: bool): void {
  const states = vector(block, rows, STATE);
  memory.fill(states, 0, padded(rows) * 8);
  for (let i: usize = 0; i < <usize>rows; i++) {
    if (isEquality(block, rows, i) && load<f64>(scales + i * 8) > 0) store<f64>(states + i * 8, 1);
    else if (warm) {
      const state = load<i8>(start + i);
      const bound = load<f64>(vector(block, rows, state > 0 ? UPPER : LOWER) + i * 8);
      if (state != 0 && Math.abs(bound) < Infinity) store<f64>(states + i * 8, <f64>state);
    }
  }
}

function loadRightRows(pair: Pair, stage: Stage, element: i32, lane: i32): void {
  const shape = pair.shape;
  const m = <usize>shape.m;
  const rows = shape.rows;
  const states = vector(blockOf(pair, lane), rows, STATE);
  const start = stage.states + <usize>(element * rows);
  const lambda = at(stage.lambda, shape.m, element);
  const lower = at(stage.lambdaLower, shape.n, element);
  const upper = at(stage.lambdaUpper, shape.n, element);
  const right = pair.solution.rightRows + <usize>lane * 8;
  for (let i: usize = 0; i < <usize>rows; i++) {
    const state = load<i8>(start + i);
    store<f64>(states + i * 8, <f64>state);
    let value: f64 = 0;
    if (state != 0 && i < m) value = load<f64>(lambda + i * 8);
    else if (state != 0) {
      const variable = <usize>load<i32>(shape.boxes + (i - m) * 4) * 8;
      value = state > 0 ? load<f64>(upper + variable) : -load<f64>(lower + variable);
    }
    store<f64>(right + i * PAIR, value);
  }
}
