/**
 * The active rows A of both lanes at once: the factor of K_AA, systems with it, and the working set, which is the
 * rows that are active or have multipliers in either lane.
 */
import { clearVector, Interleaved, V128 } from "../common/lanes";
import { cholesky } from "../dense/factor";
import { solveLower, solveLowerTransposed } from "../dense/products";
import { Lcp, LOWER, Pair, STATE, UPPER, V0, Vectors } from "../layout.generated";
import { findStarts } from "./band";
import { factorFew } from "./few-rows";
import { activeRow, hasSecond, lcpOf, listActive, stateOf, vector } from "./lcp";
import { gatherActive } from "./schur";

/** A pivot below this share of its diagonal entry shows a row that depends on the active rows before it. */
const DEPENDENT: f64 = 1e-11;

/** Diagonal entry i of one lane's factor. */
// @ts-ignore: decorator
@inline
export function pivotAt(pair: Pair, lane: i32, i: usize): f64 {
  return load<f64>(pair.activeFactor + <usize>lane * 8 + i * (<usize>pair.ldActive + 1) * V128);
}

/** Factors rows `from` … of `count`, given those before. Returns what `cholesky` returns. */
export function factorActive(pair: Pair, from: i32, count: i32): i32 {
  const bytes = <usize>pair.ldActive * V128;
  const starts = findStarts(pair, count);
  gatherActive(pair, 0, from, count, pair.activeFactor, bytes, starts);
  gatherActive(pair, 1, from, count, pair.activeFactor + 8, bytes, starts);
  return cholesky(count, pair.activeFactor, pair.ldActive, DEPENDENT, from, starts);
}

/** The right-hand side of one lane's round: v0 − bound. */
export function gatherRight(pair: Pair, lane: i32, total: i32): void {
  const rows = pair.shape.rows;
  const lcp = lcpOf(pair, lane);
  const right = pair.activeRight + <usize>lane * 8;
  const count = <usize>lcp.activeCount;
  for (let i = count; i < <usize>total; i++) store<f64>(right + i * V128, 0);
  for (let i: usize = 0; i < count; i++) {
    const row = activeRow(lcp, rows, i);
    const bound = vector(lcp, rows, stateOf(lcp, rows, row) > 0 ? UPPER : LOWER);
    store<f64>(right + i * V128, load<f64>(vector(lcp, rows, V0) + row * 8) - load<f64>(bound + row * 8));
  }
}

/** Solves with the factor, in place of the right-hand sides. */
// @ts-ignore: decorator
@inline
export function solveActive(pair: Pair, count: i32): void {
  const starts = pair.banded ? pair.starts : 0;
  solveLower<Interleaved>(count, pair.activeFactor, pair.ldActive, pair.activeRight, starts);
  solveLowerTransposed<Interleaved>(count, pair.activeFactor, pair.ldActive, pair.activeRight, starts);
}

/** Lists the rows that are active by their states, in ascending order, and factors K_AA, or what stands for it. */
export function refactorActive(pair: Pair): void {
  const rows = pair.shape.rows;
  const most = pair.shape.mostActive;
  listActive(pair.lcp0, rows, most);
  if (hasSecond(pair)) listActive(pair.lcp1, rows, most);
  if (pair.shape.fewRows) {
    factorFew(pair);
    return;
  }
  factorActive(pair, 0, max(pair.lcp0.activeCount, pair.lcp1.activeCount));
  pair.lcp0.factored = pair.lcp1.factored = 0;
}

/** Solves K_AA w_A = (v − rightRows)_A with the factors that `refactorActive` left; w is 0 on the other rows. */
export function solveMultipliers(pair: Pair, x: Vectors): void {
  const rows = pair.shape.rows;
  const count = max(pair.lcp0.activeCount, pair.lcp1.activeCount);
  const compact = pair.activeRight;
  clearVector(count, compact);
  clearVector(rows, x.w);
  gather(rows, pair.lcp0, pair.factors.scale0, x.v, x.rightRows, compact);
  gather(rows, pair.lcp1, pair.factors.scale1, x.v + 8, x.rightRows + 8, compact + 8);
  solveActive(pair, count);
  scatter(rows, pair.lcp0, compact, x.w);
  scatter(rows, pair.lcp1, compact + 8, x.w + 8);
}

function gather(rows: i32, lcp: Lcp, scales: usize, v: usize, right: usize, to: usize): void {
  const count = <usize>lcp.activeCount;
  for (let i: usize = 0; i < count; i++) {
    const row = activeRow(lcp, rows, i);
    const aim = load<f64>(scales + row * 8) * load<f64>(right + row * V128);
    store<f64>(to + i * V128, load<f64>(v + row * V128) - aim);
  }
}

function scatter(rows: i32, lcp: Lcp, from: usize, w: usize): void {
  const count = <usize>lcp.activeCount;
  for (let i: usize = 0; i < count; i++) {
    store<f64>(w + activeRow(lcp, rows, i) * V128, load<f64>(from + i * V128));
  }
}

/** Takes the rows for the working set that are active in either lane, or that have multipliers, or both kinds. */
export function workOn(pair: Pair, active: bool, multipliers: bool): void {
  const rows = pair.shape.rows;
  const m = pair.shape.m;
  const states0 = vector(pair.lcp0, rows, STATE);
  const states1 = vector(pair.lcp1, rows, STATE);
  const w = pair.solution.w;
  let count = 0;
  let ofG = 0;
  // Two rows at a time, because most have neither.
  for (let i = 0; i < rows; i += 2) {
    const at = <usize>i * 8;
    let first = f64x2.splat(0);
    let second = first;
    if (active) {
      const either = v128.or(v128.load(states0 + at), v128.load(states1 + at));
      first = v128.shuffle<f64>(either, either, 0, 0);
      second = v128.shuffle<f64>(either, either, 1, 1);
    }
    if (multipliers) {
      first = v128.or(first, nonzero(w + 2 * at));
      if (i + 1 < rows) second = v128.or(second, nonzero(w + 2 * at + V128));
    }
    if (!v128.any_true(v128.or(first, second))) continue;
    for (let row = i; row < min(i + 2, rows); row++) {
      if (!v128.any_true(row == i ? first : second)) continue;
      store<i32>(pair.working + <usize>count * 4, row);
      count++;
      if (row < m) ofG = count;
    }
  }
  pair.workingCount = count;
  pair.workingOfG = ofG;
}

/** A number of either lane, as bits: none where both are 0. */
// @ts-ignore: decorator
@inline
function nonzero(at: usize): v128 {
  const value = v128.load(at);
  return v128.and(value, f64x2.ne(value, f64x2.splat(0)));
}

/** Takes all rows. */
export function workOnAll(pair: Pair): void {
  const rows = pair.shape.rows;
  for (let i = 0; i < rows; i++) store<i32>(pair.working + <usize>i * 4, i);
  pair.workingCount = rows;
  pair.workingOfG = pair.shape.m;
}
