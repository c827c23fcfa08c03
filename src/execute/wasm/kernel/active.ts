/** The factor of K_AA, the block of the active rows, of both lanes at once. */
import { cholesky } from "./factor";
import { gatherMatrix } from "./gram";
import { Paired, PAIR } from "./lanes";
import { solveLower, solveLowerTransposed } from "./products";
import { Pair } from "./structs";

/** A pivot below this share of its diagonal entry shows a row that depends on the active rows before it. */
const DEPENDENT: f64 = 1e-11;

/** Entries between rows of the factor: odd, so that rows do not compete for the same lines of cache. */
// @ts-ignore: decorator
@inline
function leading(pair: Pair): i32 {
  return pair.shape.mostActive | 1;
}

/** Where right-hand sides are, behind the factor. */
// @ts-ignore: decorator
@inline
export function rightOf(pair: Pair): usize {
  return pair.work + <usize>pair.shape.mostActive * <usize>leading(pair) * PAIR;
}

/** Diagonal entry i of the factor's lane at `work`. */
// @ts-ignore: decorator
@inline
export function pivotAt(pair: Pair, lane: i32, i: usize): f64 {
  return load<f64>(pair.work + <usize>lane * 8 + i * (<usize>leading(pair) + 1) * PAIR);
}

/** Factors rows `from` … of `count`, given those before. Returns what `cholesky` returns. */
export function factorActive(pair: Pair, from: i32, count: i32): i32 {
  const ld = leading(pair);
  gatherMatrix(pair, 0, from, count, pair.work, <usize>ld * PAIR);
  gatherMatrix(pair, 1, from, count, pair.work + 8, <usize>ld * PAIR);
  return cholesky(count, pair.work, ld, DEPENDENT, from);
}

/** Solves with the factor, in place of the right-hand sides. */
// @ts-ignore: decorator
@inline
export function solveFactored(pair: Pair, count: i32): void {
  const right = rightOf(pair);
  solveLower<Paired>(count, pair.work, leading(pair), right);
  solveLowerTransposed<Paired>(count, pair.work, leading(pair), right);
}
