/** Systems in the active rows that `pivot` found: for refinement and for derivatives. */
import { listActive, countOf, factorMatrix, gatherMatrix, listed, rightOf, solveFactored } from "./block";
import { PAIR } from "./lanes";

/** Factors K_AA of both lanes for the states in their blocks, into `work`. */
export function factorStates(
  rows: i32,
  K0: usize,
  K1: usize,
  block0: usize,
  block1: usize,
  work: usize,
): void {
  listActive(block0, rows);
  listActive(block1, rows);
  const count = max(countOf(block0, rows), countOf(block1, rows));
  gatherMatrix(rows, K0, block0, 0, count, work);
  gatherMatrix(rows, K1, block1, 0, count, work + 8);
  factorMatrix(rows, 0, count, work);
}

/**
 * Solves K_AA y_A = right_A with the factors that `factorStates` left in `work`.
 *
 * @param right lane pairs over all rows; `y` likewise, 0 on rows that are not active.
 */
export function solveStates(
  rows: i32,
  block0: usize,
  block1: usize,
  work: usize,
  right: usize,
  y: usize,
): void {
  const count0 = countOf(block0, rows);
  const count1 = countOf(block1, rows);
  const count = max(count0, count1);
  const compact = rightOf(work, rows);
  memory.fill(compact, 0, <usize>count * PAIR);
  memory.fill(y, 0, <usize>rows * PAIR);
  for (let i: usize = 0; i < <usize>count0; i++) move(right, listed(block0, rows, i), compact, i);
  for (let i: usize = 0; i < <usize>count1; i++) move(right + 8, listed(block1, rows, i), compact + 8, i);
  solveFactored(rows, count, work, compact);
  for (let i: usize = 0; i < <usize>count0; i++) move(compact, i, y, listed(block0, rows, i));
  for (let i: usize = 0; i < <usize>count1; i++) move(compact + 8, i, y + 8, listed(block1, rows, i));
}

// @ts-ignore: decorator
@inline
function move(from: usize, i: usize, to: usize, j: usize): void {
  store<f64>(to + j * PAIR, load<f64>(from + i * PAIR));
}
