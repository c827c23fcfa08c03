/** The rows that have a part in either lane: products skip the others. */
import { STATE, vector } from "./block";
import { PAIR } from "./lanes";
import { Pair } from "./structs";

/** Lists the active rows, from the states in the blocks. */
export function listActiveRows(pair: Pair): void {
  const rows = pair.shape.rows;
  listNonzero(pair, vector(pair.block0, rows, STATE), vector(pair.block1, rows, STATE), 8);
}

/** Lists the rows that have multipliers: active ones, and one that is about to be. */
export function listMultipliers(pair: Pair): void {
  listNonzero(pair, pair.solution.w, pair.solution.w + 8, PAIR);
}

/** Lists the rows that are active, or that a lane without a solution has multipliers for. */
export function listActiveAndMultipliers(pair: Pair): void {
  const rows = pair.shape.rows;
  const states0 = vector(pair.block0, rows, STATE);
  const states1 = vector(pair.block1, rows, STATE);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    if (i == pair.shape.m) pair.supportedOfG = count;
    store<i32>(pair.support + <usize>count * 4, i);
    const at = <usize>i * 8;
    const active = load<f64>(states0 + at) != 0 || load<f64>(states1 + at) != 0;
    count += active || v128.any_true(f64x2.ne(v128.load(pair.solution.w + 2 * at), f64x2.splat(0))) ? 1 : 0;
  }
  pair.supported = count;
  if (rows == pair.shape.m) pair.supportedOfG = count;
}

/** Lists all rows. */
export function listAllRows(pair: Pair): void {
  const rows = pair.shape.rows;
  for (let i = 0; i < rows; i++) store<i32>(pair.support + <usize>i * 4, i);
  pair.supported = rows;
  pair.supportedOfG = pair.shape.m;
}

function listNonzero(pair: Pair, numbers0: usize, numbers1: usize, stride: usize): void {
  const rows = pair.shape.rows;
  let count = 0;
  for (let i = 0; i < rows; i++) {
    if (i == pair.shape.m) pair.supportedOfG = count;
    store<i32>(pair.support + <usize>count * 4, i);
    const at = <usize>i * stride;
    count += load<f64>(numbers0 + at) != 0 || load<f64>(numbers1 + at) != 0 ? 1 : 0;
  }
  pair.supported = count;
  if (rows == pair.shape.m) pair.supportedOfG = count;
}
