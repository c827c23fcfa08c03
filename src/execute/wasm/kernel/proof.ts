/** Multipliers that show that bounds contradict each other, to the last digits. */
import { STATE, vector, Y } from "./block";
import { assessError } from "./assess";
import { blockOf } from "./gram";
import { PAIR } from "./lanes";
import { isContradicted } from "./pivot";
import { factorStates } from "./states";
import { Pair } from "./structs";
import { listAllRows } from "./support";
import { computeResiduals, expand } from "./system";
import { clearPairs } from "./vectors";

/**
 * From the direction in which multipliers grow without end, nu and y with Aᵀnu + Cᵀy = 0: the solution of a KKT system
 * whose right-hand side is 0, so that `refineActive` takes out what rounding has left. Lanes without a contradiction
 * get zeros. Overwrites the solution.
 */
export function beginProof(pair: Pair): void {
  const shape = pair.shape;
  const x = pair.solution;
  clearPairs(shape.n, x.rightZ);
  clearPairs(shape.e, x.rightNu);
  clearPairs(shape.rows, x.rightRows);
  clearPairs(shape.n, x.t);
  clearPairs(shape.e, x.g);
  takeDirection(pair, 0);
  takeDirection(pair, 1);
  factorStates(pair);
  listAllRows(pair);
  expand(pair, x);
  computeResiduals(pair, x, false);
  assessError(pair);
}

function takeDirection(pair: Pair, lane: i32): void {
  const rows = pair.shape.rows;
  const block = blockOf(pair, lane);
  const w = pair.solution.w + <usize>lane * 8;
  const contradicted = isContradicted(block, rows);
  for (let i: usize = 0; i < <usize>rows; i++) {
    store<f64>(w + i * PAIR, contradicted ? load<f64>(vector(block, rows, Y) + i * 8) : 0);
    if (!contradicted) store<f64>(vector(block, rows, STATE) + i * 8, 0);
  }
}
