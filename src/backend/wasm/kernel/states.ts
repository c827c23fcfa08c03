/** Systems in the active rows that `pivot` found: for refinement and for derivatives. */
import { factorActive, pivotAt, rightOf, solveFactored } from "./active";
import { countOf, deactivate, listActive, listed } from "./block";
import { blockOf } from "./gram";
import { PAIR } from "./lanes";
import { SMALLEST_PIVOT } from "./report";
import { Pair, Vectors } from "./structs";

/** Factors K_AA of both lanes for the states in their blocks. Returns what `cholesky` returns. */
export function factorStates(pair: Pair): i32 {
  const rows = pair.shape.rows;
  const most = pair.shape.mostActive;
  listActive(pair.block0, rows, most);
  listActive(pair.block1, rows, most);
  return factorActive(pair, 0, max(countOf(pair.block0, rows), countOf(pair.block1, rows)));
}

/**
 * The same without the rows that depend on those before, equalities too: what is left is a regular system. The report
 * has its smallest pivot.
 */
export function factorIndependent(pair: Pair): void {
  const dropped = factorStates(pair);
  if (dropped != 0) {
    freeDependent(pair, 0);
    freeDependent(pair, 1);
    factorStates(pair);
  }
  store<f64>(pair.report + SMALLEST_PIVOT, smallestPivot(pair, 0));
  store<f64>(pair.report + SMALLEST_PIVOT + 8, smallestPivot(pair, 1));
}

function freeDependent(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const count = <usize>countOf(block, rows);
  for (let i: usize = 0; i < count; i++) {
    if (pivotAt(pair, lane, i) == 0) deactivate(block, rows, listed(block, rows, i));
  }
}

/** The smallest pivot of a lane: the factor has the roots of their reciprocals, and K_ii = 1. */
function smallestPivot(pair: Pair, lane: i32): f64 {
  const count = <usize>countOf(blockOf(pair, lane), pair.shape.rows);
  let largest: f64 = 1;
  for (let i: usize = 0; i < count; i++) largest = Math.max(largest, pivotAt(pair, lane, i));
  return 1 / (largest * largest);
}

/** Solves K_AA w_A = (v − rightRows)_A with the factors that `factorStates` left; w is 0 on the other rows. */
export function solveStates(pair: Pair, x: Vectors): void {
  const rows = pair.shape.rows;
  const count = max(countOf(pair.block0, rows), countOf(pair.block1, rows));
  const compact = rightOf(pair);
  memory.fill(compact, 0, <usize>count * PAIR);
  memory.fill(x.w, 0, <usize>rows * PAIR);
  gather(rows, pair.block0, pair.factors.scale0, x.v, x.rightRows, compact);
  gather(rows, pair.block1, pair.factors.scale1, x.v + 8, x.rightRows + 8, compact + 8);
  solveFactored(pair, count);
  scatter(rows, pair.block0, compact, x.w);
  scatter(rows, pair.block1, compact + 8, x.w + 8);
}

function gather(rows: i32, block: usize, scales: usize, v: usize, right: usize, to: usize): void {
  const count = <usize>countOf(block, rows);
  for (let i: usize = 0; i < count; i++) {
    const row = listed(block, rows, i);
    const aim = load<f64>(scales + row * 8) * load<f64>(right + row * PAIR);
    store<f64>(to + i * PAIR, load<f64>(v + row * PAIR) - aim);
  }
}

function scatter(rows: i32, block: usize, from: usize, w: usize): void {
  const count = <usize>countOf(block, rows);
  for (let i: usize = 0; i < count; i++) {
    store<f64>(w + listed(block, rows, i) * PAIR, load<f64>(from + i * PAIR));
  }
}
