/**
 * KKT systems of the active rows, pair after pair, and what their factors say of how far from singular they are: rounding may
 * be as large as a pivot that is a small part of its diagonal entry, and no larger one is lost in it.
 */
import { entry, Interleaved, Shared, step, V128 } from "../common/lanes";
import { Factors, Lcp, Pair, Shape, Stage } from "../layout.generated";
import { setTwins } from "./pairs";
import { solveKkt } from "./solve";
import { loadKkt, saveKkt, stateFrom } from "./stage";

/**
 * Solves the systems of elements `first` … of the stage, of which it has `count`, with the factors that are set, up to a pair
 * whose factors do not show that this is accurate. That pair's is solved and weighed, but not saved.
 *
 * @param safe what the report's `safety` is above in either lane where that is so.
 * @returns how many elements are done.
 */
export function solvePairsKkt(pair: Pair, stage: Stage, first: i32, count: i32, safe: f64): i32 {
  for (let i = first; i < count; i += 2) {
    const j = min(i + 1, count - 1);
    setTwins(pair, i == j);
    loadKkt(pair, stage, i, j);
    solveKkt(pair);
    weighPivots(pair, stage, i, j);
    if (i64x2.bitmask(f64x2.gt(pair.report.safety, f64x2.splat(safe))) != 3) return i - first;
    saveKkt(pair, stage, 0, i);
    if (j > i) saveKkt(pair, stage, 1, j);
  }
  return count - first;
}

/**
 * After `solveKkt`: `clearest` is the smallest pivot of Q, of A in its metric, and of the active rows, each as a share of its
 * diagonal entry; `safety` is the product of the smallest of each. Below 0 where more rows are active than can be.
 */
export function weighPivots(pair: Pair, stage: Stage, i0: i32, i1: i32): void {
  const f = pair.factors;
  if (f.weighed == 0) {
    if (pair.shape.shared) weighFactors<Shared>(pair.shape, f);
    else weighFactors<Interleaved>(pair.shape, f);
    f.weighed = 1;
  }
  const share = f64x2.replace_lane(
    f64x2.splat(shareOfActive(pair, stage, pair.lcp0, 0, i0)),
    1,
    shareOfActive(pair, stage, pair.lcp1, 1, i1),
  );
  pair.report.clearest = f64x2.min(f.smallest, share);
  pair.report.safety = f64x2.mul(f.product, share);
}

/** The pivots of Q, and of A in the metric of Q; of a Q that is singular they say nothing. */
function weighFactors<T>(shape: Shape, f: Factors): void {
  let ofQ = f64x2.splat(1);
  let ofA = f64x2.splat(1);
  if (shape.nullSpace) {
    // Those of Zᵀ Q Z, and of A, whose elimination is not symmetric: its share counts twice.
    const share = f64x2.replace_lane(f64x2.splat(f.share0), 1, f.share1);
    ofQ = weighFactor<T>(shape.n - shape.e, f.L);
    ofA = f64x2.mul(share, share);
  } else {
    if (!shape.diagonal) ofQ = weighQ<T>(shape.n, f);
    ofA = weighFactor<T>(shape.e, f.LA);
  }
  const singular = f64x2.replace_lane(f64x2.splat(f.singular0), 1, f.singular1);
  const regular = f64x2.eq(singular, f64x2.splat(0));
  f.smallest = v128.and(f64x2.min(ofQ, ofA), regular);
  f.product = v128.and(f64x2.mul(ofQ, ofA), regular);
}

/** The smallest pivot of cost · Q. The factor holds reciprocals of the square roots of pivots. */
function weighQ<T>(n: i32, f: Factors): v128 {
  const cost = f64x2.replace_lane(f64x2.splat(f.cost0), 1, f.cost1);
  const next = <usize>(n + 1) * step<T>();
  const one = f64x2.splat(1);
  let smallest = one;
  for (let i: usize = 0; i < <usize>n; i++) {
    const reciprocal = entry<T>(f.L + i * next);
    const diagonal = f64x2.mul(cost, entry<T>(f.Q + i * next));
    smallest = f64x2.min(smallest, f64x2.div(one, f64x2.mul(f64x2.mul(reciprocal, reciprocal), diagonal)));
  }
  return smallest;
}

/** The smallest pivot of a matrix with this factor. Rows that depend on others dropped out, and have no part. */
function weighFactor<T>(size: i32, L: usize): v128 {
  const one = f64x2.splat(1);
  let smallest = one;
  for (let i: usize = 0; i < <usize>size; i++) {
    const row = L + i * <usize>size * step<T>();
    const reciprocal = entry<T>(row + i * step<T>());
    let sum = f64x2.splat(0);
    for (let k: usize = 0; k < i; k++) {
      const value = entry<T>(row + k * step<T>());
      sum = f64x2.add(sum, f64x2.mul(value, value));
    }
    const own = f64x2.mul(sum, f64x2.mul(reciprocal, reciprocal));
    const share = f64x2.div(one, f64x2.add(one, own));
    const kept = f64x2.gt(reciprocal, f64x2.splat(0));
    smallest = f64x2.min(smallest, v128.bitselect(share, one, kept));
  }
  return smallest;
}

/** The smallest pivot of one lane's active rows, which are scaled so that their diagonal entries are 1. */
function shareOfActive(pair: Pair, stage: Stage, lcp: Lcp, lane: i32, element: i32): f64 {
  const count = lcp.activeCount;
  if (count == pair.shape.mostActive && countActive(pair.shape.rows, stage, element) > count) return -1;
  if (pair.shape.fewRows) return lane == 0 ? f64x2.extract_lane(pair.few.share, 0) : f64x2.extract_lane(pair.few.share, 1);
  const next = <usize>(pair.ldActive + 1) * V128;
  let largest: f64 = 1;
  for (let i = 0, at = pair.activeFactor + <usize>lane * 8; i < count; i++, at += next) {
    const reciprocal = load<f64>(at);
    if (!(reciprocal > 0)) return 0;
    if (reciprocal > largest) largest = reciprocal;
  }
  return 1 / (largest * largest);
}

function countActive(rows: i32, stage: Stage, element: i32): i32 {
  const states = stage.states + <usize>(element * rows);
  let count = 0;
  for (let i: usize = 0; i < <usize>rows; i++) count += stateFrom(states + i) != 0 ? 1 : 0;
  return count;
}
