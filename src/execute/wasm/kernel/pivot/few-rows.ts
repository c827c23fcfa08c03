/**
 * KKT systems of the active rows by their structure, where Q is diagonal and there are few rows beside bounds (the dual
 * form's F has those of A and of G, and u = L⁻¹ z). Where a bound is active u is known, and elsewhere u = t − Fᵀ w, so that
 * the multipliers w of the rows solve
 *
 *     S w = F u₀ − right,   S = F_free F_freeᵀ,   u₀ = t where free, bound / L where not.
 *
 * S is a sum of squares, without cancellation, and its size is the number of rows, however many bounds are active; what
 * the gradient lacks at a bound is the bound's multiplier. Rows that depend on others and on active bounds drop out, with
 * multipliers of 0.
 *
 * Both lanes at once, each with its own free variables and rows: what has no part in a lane is 0 there, and a row with no
 * part a row of the identity, which changes no bit of the others.
 */
import {
  clearVector,
  copyVector,
  entry,
  Interleaved,
  joinLanes,
  maskOf,
  put,
  Shared,
  step,
  V128,
} from "../common/lanes";
import { cholesky, gram } from "../dense/factor";
import { addProduct, addTransposedProduct, solveLower, solveLowerTransposed } from "../dense/products";
import { Factors, FewRows, Pair, Shape, STATE, Vectors } from "../layout.generated";
import { vector } from "./lcp";
import { variableOf } from "./prepare";
import { scaleOf } from "./scales";

/** A pivot of S below this share of its diagonal entry shows a row that depends on others and on active bounds. */
const DEPENDENT: f64 = 1e-11;

/** Factors S for the states of both lanes; returns the bits of those in which it is regular. */
export function factorFew(pair: Pair): i32 {
  listFree(pair);
  if (pair.shape.shared) gatherSystem<Shared>(pair, pair.shape, pair.factors, pair.few);
  else gatherSystem<Interleaved>(pair, pair.shape, pair.factors, pair.few);
  const few = pair.few;
  const dropped = cholesky(few.rowCount, few.factor, few.ldFactor, DEPENDENT, 0);
  return (few.lanes = (dropped & 0xffff ? 0 : 1) | (dropped >>> 16 ? 0 : 2));
}

/** Lists the variables that are free in either lane. */
function listFree(pair: Pair): void {
  const shape = pair.shape;
  const few = pair.few;
  const rows = shape.rows;
  const n = <usize>shape.n;
  const none = f64x2.splat(0);
  const states0 = vector(pair.lcp0, rows, STATE);
  const states1 = vector(pair.lcp1, rows, STATE);
  for (let j: usize = 0; j < n; j++) v128.store(few.free + j * V128, i64x2.splat(-1));
  for (let i = <usize>shape.m; i < <usize>rows; i++) {
    const state = joinLanes(states0 + i * 8, states1 + i * 8);
    v128.store(few.free + variableOf(shape, i) * V128, f64x2.eq(state, none));
  }
  let count = 0;
  for (let j: usize = 0; j < n; j++) {
    store<i32>(few.columns + <usize>count * 4, <i32>j);
    count += v128.any_true(v128.load(few.free + j * V128)) ? 1 : 0;
  }
  few.columnCount = count;
}

/** Lists the rows that have a part in either lane, and forms S. */
function gatherSystem<T>(pair: Pair, shape: Shape, f: Factors, few: FewRows): void {
  const n = shape.n;
  const e = <usize>shape.e;
  const columns = <usize>few.columnCount;
  const states0 = vector(pair.lcp0, shape.rows, STATE);
  const states1 = vector(pair.lcp1, shape.rows, STATE);
  const none = f64x2.splat(0);
  let count: usize = 0;
  for (let row: usize = 0; row < e + <usize>shape.m; row++) {
    // Rows of A that depend on others have dropped out.
    const given =
      row < e
        ? entry<T>(f.LA + row * (e + 1) * step<T>())
        : joinLanes(states0 + (row - e) * 8, states1 + (row - e) * 8);
    const mask = f64x2.ne(given, none);
    if (!v128.any_true(mask)) continue;
    store<i32>(few.rows + count * 4, <i32>row);
    v128.store(few.masks + count * V128, mask);
    const from = f.F + row * <usize>n * step<T>();
    const to = few.compact + count * <usize>n * V128;
    for (let c: usize = 0; c < columns; c++) {
      const j = <usize>load<i32>(few.columns + c * 4);
      const part = v128.and(mask, v128.load(few.free + j * V128));
      v128.store(to + c * V128, v128.and(entry<T>(from + j * step<T>()), part));
    }
    count++;
  }
  few.rowCount = <i32>count;
  const bytes = <usize>few.ldFactor * V128;
  clearVector(few.rowCount * few.ldFactor, few.factor);
  gram(few.rowCount, few.columnCount, few.compact, n, few.factor, few.ldFactor, false);
  for (let k: usize = 0; k < count; k++) {
    const at = few.factor + k * (bytes + V128);
    v128.store(at, v128.bitselect(v128.load(at), f64x2.splat(1), v128.load(few.masks + k * V128)));
  }
}

/** Finds the smallest pivots of the factor, as shares of what a row of F has in all columns; 0 where one drops out. */
export function findShare(pair: Pair): void {
  if (pair.shape.shared) findShareWith<Shared>(pair.shape, pair.factors, pair.few);
  else findShareWith<Interleaved>(pair.shape, pair.factors, pair.few);
}

function findShareWith<T>(shape: Shape, f: Factors, few: FewRows): void {
  const one = f64x2.splat(1);
  let share = one;
  for (let k: usize = 0; k < <usize>few.rowCount; k++) {
    const from = f.F + <usize>load<i32>(few.rows + k * 4) * <usize>shape.n * step<T>();
    let sum = f64x2.splat(0);
    for (let j: usize = 0; j < <usize>shape.n; j++) {
      const value = entry<T>(from + j * step<T>());
      sum = f64x2.add(sum, f64x2.mul(value, value));
    }
    // The factor holds reciprocals of the square roots of pivots.
    const reciprocal = v128.load(few.factor + k * <usize>(few.ldFactor + 1) * V128);
    const pivot = f64x2.div(one, f64x2.mul(f64x2.mul(reciprocal, reciprocal), sum));
    const kept = v128.and(pivot, f64x2.ne(reciprocal, f64x2.splat(0)));
    share = f64x2.pmin(share, v128.bitselect(kept, one, v128.load(few.masks + k * V128)));
  }
  few.share = share;
}

/** Solves the system of x.t, x.rightNu and x.rightRows with the factor; what comes of it is in the pair's FewRows. */
export function solveFew(pair: Pair, x: Vectors): void {
  if (pair.shape.shared) solveWith<Shared>(pair.shape, pair.factors, pair.few, x);
  else solveWith<Interleaved>(pair.shape, pair.factors, pair.few, x);
}

function solveWith<T>(shape: Shape, f: Factors, few: FewRows, x: Vectors): void {
  const n = shape.n;
  const e = <usize>shape.e;
  const m = <usize>shape.m;
  const count = few.rowCount;
  const u = few.u;
  const w = few.multipliers;
  copyVector(n, x.t, u, 1);
  for (let i = m; i < <usize>shape.rows; i++) {
    const j = variableOf(shape, i);
    const free = v128.load(few.free + j * V128);
    if (i64x2.all_true(free)) continue;
    const bound = f64x2.div(v128.load(x.rightRows + i * V128), entry<T>(f.L + j * step<T>()));
    v128.store(u + j * V128, v128.bitselect(v128.load(u + j * V128), bound, free));
  }
  clearVector(<i32>(e + m), w);
  addProduct<T>(few.rows, count, n, f.F, n, u, w, 1);
  for (let k: usize = 0; k < <usize>count; k++) {
    const row = <usize>load<i32>(few.rows + k * 4);
    const right = row < e ? v128.load(x.rightNu + row * V128) : scaledRight(f, x, row - e);
    const lacking = f64x2.sub(v128.load(w + row * V128), right);
    v128.store(few.right + k * V128, v128.and(lacking, v128.load(few.masks + k * V128)));
  }
  solveLower<Interleaved>(count, few.factor, few.ldFactor, few.right);
  solveLowerTransposed<Interleaved>(count, few.factor, few.ldFactor, few.right);
  for (let k: usize = 0; k < <usize>count; k++) {
    v128.store(w + <usize>load<i32>(few.rows + k * 4) * V128, v128.load(few.right + k * V128));
  }
  copyVector(n, x.t, few.slope, 1);
  addTransposedProduct<T>(few.rows, count, n, f.F, n, w, few.slope, -1);
  for (let j: usize = 0; j < <usize>n * V128; j += V128) {
    v128.store(u + j, v128.bitselect(v128.load(few.slope + j), v128.load(u + j), v128.load(few.free + j)));
  }
}

// @ts-ignore: decorator
@inline
function scaledRight(f: Factors, x: Vectors, i: usize): v128 {
  return f64x2.mul(scaleOf(f, i), v128.load(x.rightRows + i * V128));
}

/** Takes z, nu and w of what `solveFew` found, in the lanes of these bits. */
export function takeSolution(pair: Pair, x: Vectors, lanes: i32): void {
  if (pair.shape.shared) takeWith<Shared>(pair, pair.shape, pair.factors, pair.few, x, maskOf(lanes));
  else takeWith<Interleaved>(pair, pair.shape, pair.factors, pair.few, x, maskOf(lanes));
}

function takeWith<T>(pair: Pair, shape: Shape, f: Factors, few: FewRows, x: Vectors, mask: v128): void {
  const e = <usize>shape.e;
  const m = <usize>shape.m;
  for (let j: usize = 0; j < <usize>shape.n; j++) {
    put(x.z + j * V128, f64x2.mul(v128.load(few.u + j * V128), entry<T>(f.L + j * step<T>())), mask);
  }
  const unit = f64x2.div(f64x2.splat(1), pair.report.cost);
  for (let i: usize = 0; i < e * V128; i += V128) {
    put(x.nu + i, f64x2.mul(unit, v128.load(few.multipliers + i)), mask);
  }
  for (let i: usize = 0; i < m; i++) put(x.w + i * V128, v128.load(few.multipliers + (e + i) * V128), mask);
  for (let i = m; i < <usize>shape.rows; i++) {
    const j = variableOf(shape, i);
    const excess = f64x2.sub(v128.load(few.slope + j * V128), v128.load(few.u + j * V128));
    const multiplier = f64x2.div(excess, boxEntry<T>(shape, f, i));
    put(x.w + i * V128, v128.andnot(multiplier, v128.load(few.free + j * V128)), mask);
  }
}

/** What is not 0 in row i of F_C, where that is the row of a bound. */
// @ts-ignore: decorator
@inline
export function boxEntry<T>(shape: Shape, f: Factors, i: usize): v128 {
  return f64x2.mul(entry<T>(f.L + variableOf(shape, i) * step<T>()), scaleOf(f, i));
}
