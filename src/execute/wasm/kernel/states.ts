/** Systems in the active rows that `pivot` found: for refinement and for derivatives. */
import { factorActive, rightOf, solveFactored } from "./active";
import { countOf, listActive, listed } from "./block";
import { PAIR } from "./lanes";
import { Pair, Vectors } from "./structs";

/** Factors K_AA of both lanes for the states in their blocks. */
export function factorStates(pair: Pair): void {
  const rows = pair.shape.rows;
  const most = pair.shape.mostActive;
  listActive(pair.block0, rows, most);
  listActive(pair.block1, rows, most);
  factorActive(pair, 0, max(countOf(pair.block0, rows), countOf(pair.block1, rows)));
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
