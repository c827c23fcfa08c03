/** The eliminations of the dual form, and what they leave. */
import { STATE, vector } from "./block";
import { PAIR, Paired, Shared } from "./lanes";
import {
  addProduct,
  addTransposedProduct,
  solveLower,
  solveLowerTransposed,
} from "./products";
import { COST, CURVATURE } from "./report";
import { Factors, Pair, Shape, Vectors } from "./structs";
import { addPairs, clearPairs, copyPairs, gatherBoxes, multiplyPairs, pairOf, scalePairs, scatterBoxes } from "./vectors";

/**
 * Eliminates z and nu from the right-hand side, in rows of C that are scaled to K_ii = 1 and with the objective times
 * the lane's cost, a power of two:
 *
 *     t = L⁻¹ cost · rightZ,   g = L_A⁻¹ (F_A t − rightNu),   v = F_C t − Y g.
 *
 * @param all whether v is wanted in all rows, or only in those that are active.
 */
export function reduce(pair: Pair, x: Vectors, all: bool): void {
  if (pair.shape.shared) reduceWith<Shared>(pair, pair.shape, pair.factors, x, all);
  else reduceWith<Paired>(pair, pair.shape, pair.factors, x, all);
}

function reduceWith<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors, all: bool): void {
  const n = shape.n;
  const e = shape.e;
  const rows = shape.rows;
  const list: usize = all ? 0 : pair.support;
  const count = all ? rows : pair.supported;
  const FC = rowsOfC<T>(f.F, e, n);
  scalePairs(n, x.rightZ, x.t, v128.load(pair.report + COST));
  if (shape.diagonal) multiplyPairs<T>(n, f.L, x.t);
  else solveLower<T>(n, f.L, n, x.t);
  clearPairs(rows, x.v);
  addProduct<T>(list, count, n, FC, n, x.t, x.v, 1);
  if (e == 0) return;
  copyPairs(e, x.rightNu, x.g, -1);
  addProduct<T>(0, e, n, f.F, n, x.t, x.g, 1);
  solveLower<T>(e, f.LA, f.ldLA, x.g);
  addProduct<T>(list, count, e, f.Y, f.ldY, x.g, x.v, -1);
}

/**
 * Recovers nu = L_A⁻ᵀ (g − Yᵀw), z = L⁻ᵀ (t − F_Aᵀnu − F_Cᵀw) and y from the scaled multipliers w of the rows that are
 * active.
 */
export function expand(pair: Pair, x: Vectors): void {
  if (pair.shape.shared) expandWith<Shared>(pair, pair.shape, pair.factors, x);
  else expandWith<Paired>(pair, pair.shape, pair.factors, x);
}

function expandWith<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors): void {
  const n = shape.n;
  const e = shape.e;
  const list = pair.support;
  const count = pair.supported;
  copyPairs(n, x.t, x.z, 1);
  addTransposedProduct<T>(list, count, n, rowsOfC<T>(f.F, e, n), n, x.w, x.z, -1);
  if (e > 0) {
    copyPairs(e, x.g, x.nu, 1);
    addTransposedProduct<T>(list, count, e, f.Y, f.ldY, x.w, x.nu, -1);
    solveLowerTransposed<T>(e, f.LA, f.ldLA, x.nu);
    addTransposedProduct<T>(0, e, n, f.F, n, x.nu, x.z, -1);
  }
  if (shape.diagonal) multiplyPairs<T>(n, f.L, x.z);
  else solveLowerTransposed<T>(n, f.L, n, x.z);
  const unit = f64x2.div(f64x2.splat(1), v128.load(pair.report + COST));
  scalePairs(e, x.nu, x.nu, unit);
  for (let i: usize = 0; i < <usize>shape.rows; i++) {
    const scale = f64x2.mul(unit, scaleOf(f, i));
    // Adding 0 leaves no −0, whose sign would depend on how many rows the other lane has.
    v128.store(x.y + i * PAIR, f64x2.add(f64x2.mul(scale, v128.load(x.w + i * PAIR)), f64x2.splat(0)));
  }
}

/**
 * Residuals of the solution in the user's own matrices, and zᵀQz.
 *
 * @param all whether C z is wanted in all rows, or only in those that are active.
 */
export function computeResiduals(pair: Pair, x: Vectors, all: bool): void {
  if (pair.shape.shared) residualsWith<Shared>(pair, pair.shape, pair.factors, x, all);
  else residualsWith<Paired>(pair, pair.shape, pair.factors, x, all);
}

function residualsWith<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors, all: bool): void {
  const n = shape.n;
  const e = shape.e;
  const m = shape.m;
  if (shape.diagonal) {
    copyPairs(n, x.z, x.dual, 1);
    multiplyPairs<T>(n, f.Q, x.dual);
  } else {
    clearPairs(n, x.dual);
    addProduct<T>(0, n, n, f.Q, n, x.z, x.dual, 1);
  }
  let curvature = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>n * PAIR; i += PAIR) {
    const slope = v128.load(x.dual + i);
    const right = v128.load(x.rightZ + i);
    curvature = f64x2.add(curvature, f64x2.mul(slope, v128.load(x.z + i)));
    v128.store(x.dual + i, f64x2.sub(slope, right));
    v128.store(x.size + i, f64x2.pmax(f64x2.abs(slope), f64x2.abs(right)));
  }
  v128.store(pair.report + CURVATURE, curvature);
  if (e > 0) {
    copyPairs(e, x.rightNu, x.equality, -1);
    addTransposedProduct<T>(0, e, n, f.A, n, x.nu, x.dual, 1);
    addProduct<T>(0, e, n, f.A, n, x.z, x.equality, 1);
  }
  if (m > 0) {
    clearPairs(m, x.values);
    addTransposedProduct<T>(pair.support, pair.supportedOfG, n, f.G, n, x.y, x.dual, 1);
    if (all) addProduct<T>(0, m, n, f.G, n, x.z, x.values, 1);
    else addProduct<T>(pair.support, pair.supportedOfG, n, f.G, n, x.z, x.values, 1);
  }
  const boxes = shape.rows - m;
  gatherBoxes(boxes, shape.boxes, x.z, x.values + <usize>m * PAIR);
  scatterBoxes(boxes, shape.boxes, x.y + <usize>m * PAIR, x.dual);
}

/** In the lanes of `mask`, puts bounded variables where their bounds are: active ones on them, and no other outside. */
export function clampToBounds(pair: Pair, mask: v128): void {
  const shape = pair.shape;
  const z = pair.solution.z;
  const none = f64x2.splat(0);
  const states0 = vector(pair.block0, shape.rows, STATE);
  const states1 = vector(pair.block1, shape.rows, STATE);
  for (let i = <usize>shape.m; i < <usize>shape.rows; i++) {
    const at = z + <usize>load<i32>(shape.boxes + (i - <usize>shape.m) * 4) * PAIR;
    const lower = v128.load(pair.lower + i * PAIR);
    const upper = v128.load(pair.upper + i * PAIR);
    const state = pairOf(states0 + i * 8, states1 + i * 8);
    const before = v128.load(at);
    let value = f64x2.pmin(f64x2.pmax(before, lower), upper);
    value = v128.bitselect(upper, value, f64x2.gt(state, none));
    value = v128.bitselect(lower, value, f64x2.lt(state, none));
    v128.store(at, v128.bitselect(value, before, mask));
  }
}

/** A multiplier that a correction has moved to the wrong side of 0 is 0, in the lanes of `mask`. */
export function clampMultipliers(pair: Pair, mask: v128): void {
  const shape = pair.shape;
  const x = pair.solution;
  const none = f64x2.splat(0);
  const states0 = vector(pair.block0, shape.rows, STATE);
  const states1 = vector(pair.block1, shape.rows, STATE);
  for (let i: usize = 0; i < <usize>shape.rows; i++) {
    const state = pairOf(states0 + i * 8, states1 + i * 8);
    const y = v128.load(x.y + i * PAIR);
    const inequality = f64x2.ne(v128.load(pair.lower + i * PAIR), v128.load(pair.upper + i * PAIR));
    const opposed = v128.and(v128.and(f64x2.lt(f64x2.mul(state, y), none), inequality), mask);
    v128.store(x.y + i * PAIR, v128.andnot(y, opposed));
    v128.store(x.w + i * PAIR, v128.andnot(v128.load(x.w + i * PAIR), opposed));
  }
}

/** One step of iterative refinement adds the correction in the lanes of `mask`; the other keeps its bits. */
export function addCorrection(pair: Pair, mask: v128): void {
  const x = pair.solution;
  const c = pair.correction;
  addPairs(pair.shape.n, c.z, x.z, mask);
  addPairs(pair.shape.e, c.nu, x.nu, mask);
  addPairs(pair.shape.rows, c.y, x.y, mask);
  addPairs(pair.shape.rows, c.w, x.w, mask);
}

// @ts-ignore: decorator
@inline
function rowsOfC<T>(F: usize, e: i32, n: i32): usize {
  return F + <usize>e * <usize>n * (sizeof<T>() == 1 ? 8 : PAIR);
}

/** What row i of C was multiplied by to make K_ii = 1, in both lanes. */
// @ts-ignore: decorator
@inline
export function scaleOf(f: Factors, i: usize): v128 {
  return pairOf(f.scale0 + i * 8, f.scale1 + i * 8);
}
