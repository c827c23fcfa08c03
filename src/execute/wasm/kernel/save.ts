/** From a pair of elements to the stage, where the batch lies as the user gets it. */
import { isEquality, STATE, vector } from "./block";
import { PAIR } from "./lanes";
import { blockOf } from "./gram";
import { CURVATURE, DUAL, GAP, PRIMAL, WEAKLY_ACTIVE } from "./report";
import { Pair, Stage } from "./structs";

/** Writes one lane's minimiser and states. An equality's state is the side that its multiplier shows. */
export function saveSolution(pair: Pair, stage: Stage, lane: i32, element: i32): void {
  const shape = pair.shape;
  const n = shape.n;
  const m = <usize>shape.m;
  const shift = <usize>lane * 8;
  saveVector(n, pair.solution.z + shift, stage.z, element);
  saveVector(shape.e, pair.solution.nu + shift, stage.nu, element);
  saveVector(shape.m, pair.solution.y + shift, stage.lambda, element);
  const slack = stage.slack + <usize>shape.m * <usize>element * 8;
  for (let i: usize = 0; i < m; i++) {
    const room = load<f64>(pair.upper + i * PAIR + shift) - load<f64>(pair.solution.values + i * PAIR + shift);
    store<f64>(slack + i * 8, Math.max(0, room));
  }
  const y = pair.solution.y + shift;
  const lower = clearRow(n, stage.lambdaLower, element);
  const upper = clearRow(n, stage.lambdaUpper, element);
  for (let i = m; i < <usize>shape.rows; i++) {
    const variable = <usize>load<i32>(shape.boxes + (i - m) * 4) * 8;
    const multiplier = load<f64>(y + i * PAIR);
    if (multiplier > 0) store<f64>(upper + variable, multiplier);
    else if (multiplier < 0) store<f64>(lower + variable, -multiplier);
  }
  saveStates(pair, stage, lane, element);
  const i = <usize>element * 8;
  let linear: f64 = 0;
  for (let j: usize = shift; j < <usize>n * PAIR; j += PAIR) {
    linear -= load<f64>(pair.solution.rightZ + j) * load<f64>(pair.solution.z + j);
  }
  store<f64>(stage.objective + i, 0.5 * load<f64>(pair.report + CURVATURE + shift) + linear);
  store<f64>(stage.primal + i, load<f64>(pair.report + PRIMAL + shift));
  store<f64>(stage.dual + i, load<f64>(pair.report + DUAL + shift));
  store<f64>(stage.gap + i, load<f64>(pair.report + GAP + shift));
  store<f64>(stage.weak + i, load<f64>(pair.report + WEAKLY_ACTIVE + shift));
}

/** Writes one lane's solution of the active rows' KKT system over the right-hand side that it was given. */
export function saveSystem(pair: Pair, stage: Stage, lane: i32, element: i32): void {
  const shape = pair.shape;
  const n = shape.n;
  const m = <usize>shape.m;
  const shift = <usize>lane * 8;
  const states = vector(blockOf(pair, lane), shape.rows, STATE);
  saveVector(n, pair.solution.z + shift, stage.z, element);
  saveVector(shape.e, pair.solution.nu + shift, stage.nu, element);
  saveVector(shape.m, pair.solution.y + shift, stage.lambda, element);
  const y = pair.solution.y + shift;
  const lower = clearRow(n, stage.lambdaLower, element);
  const upper = clearRow(n, stage.lambdaUpper, element);
  for (let i = m; i < <usize>shape.rows; i++) {
    const variable = <usize>load<i32>(shape.boxes + (i - m) * 4) * 8;
    const state = load<f64>(states + i * 8);
    if (state > 0) store<f64>(upper + variable, load<f64>(y + i * PAIR));
    else if (state < 0) store<f64>(lower + variable, -load<f64>(y + i * PAIR));
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
  memory.fill(stage.states + <usize>shape.rows * <usize>element, 0, <usize>shape.rows);
}

// @ts-ignore: decorator
@inline
function clearRow(count: i32, array: usize, element: i32): usize {
  const row = array + <usize>count * <usize>element * 8;
  memory.fill(row, 0, <usize>count * 8);
  return row;
}

// @ts-ignore: decorator
@inline
function saveVector(count: i32, from: usize, array: usize, element: i32): void {
  const to = array + <usize>count * <usize>element * 8;
  for (let i: usize = 0; i < <usize>count; i++) store<f64>(to + i * 8, load<f64>(from + i * PAIR));
}

function saveStates(pair: Pair, stage: Stage, lane: i32, element: i32): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const to = stage.states + <usize>rows * <usize>element;
  const y = pair.solution.y + <usize>lane * 8;
  for (let i: usize = 0; i < <usize>rows; i++) {
    let state = load<f64>(vector(block, rows, STATE) + i * 8);
    if (isEquality(block, rows, i)) state = load<f64>(y + i * PAIR) > 0 ? 1 : -1;
    store<i8>(to + i, <i8>state);
  }
}
