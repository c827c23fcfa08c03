/** The elimination of z and nu in the null space of A: null-space.ts has the matrices. */
import { clearVector, copyVector, scaleVector, step, V128 } from "../common/lanes";
import { Factors, Pair, Shape, Vectors } from "../layout.generated";
import { multiply, multiplyTransposed, solveTransposedWith, solveWith } from "./multiply";

/**
 * Eliminates z and nu, as `reduce` (eliminate.ts):
 *
 *     g = B⁻¹ rightNu,   t = L⁻¹ (r_N − Wᵀ r_B − Xᵀ g),   v = F t + C_B g,   with r = cost · rightZ.
 */
export function reduceToNullSpace<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors, all: bool): void {
  const n = shape.n;
  const e = shape.e;
  const d = n - e;
  const list: usize = all ? 0 : pair.working;
  const count = all ? shape.rows : pair.workingCount;
  const basic = pair.parts;
  const ofT = pair.parts + <usize>(n + e) * V128;
  const ofV = ofT + <usize>n * V128;
  // A batch that shares b shares what comes of it.
  if (!pair.knowsRightNu) {
    clearVector(e, x.g);
    multiply<T>(pair, 0, 0, e, e, f.LA, e, x.rightNu, x.g, 1);
    clearVector(d, ofT);
    multiply<T>(pair, 0, 0, d, e, f.W + <usize>e * step<T>(), 2 * e, x.g, ofT, 1);
    clearVector(shape.rows, ofV);
    multiply<T>(pair, 0, list, count, e, f.Y, e, x.g, ofV, 1);
  }
  takeOrdered(0, e, f, x.rightZ, basic);
  takeOrdered(e, n, f, x.rightZ, x.t);
  scaleVector(e, basic, basic, pair.report.cost);
  scaleVector(d, x.t, x.t, pair.report.cost);
  multiply<T>(pair, 0, 0, d, e, f.W, 2 * e, basic, x.t, -1);
  for (let i: usize = 0; i < <usize>d * V128; i += V128) {
    v128.store(x.t + i, f64x2.sub(v128.load(x.t + i), v128.load(ofT + i)));
  }
  solveWith<T>(pair, d, f.L, d, x.t);
  copyVector(shape.rows, ofV, x.v, 1);
  multiply<T>(pair, 0, list, count, d, f.F, d, x.t, x.v, 1);
}

/**
 * Recovers, but for the multipliers of the rows,
 *
 *     u = L⁻ᵀ (t − Fᵀw),   z_N = u,   z_B = g − W u,   nu = B⁻ᵀ (r_B − Q_BB g − C_Bᵀw − X u).
 */
export function expandFromNullSpace<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors): void {
  const n = shape.n;
  const e = shape.e;
  const d = n - e;
  const list = pair.working;
  const count = pair.workingCount;
  const basic = pair.parts;
  const slope = basic + <usize>e * V128;
  const u = slope + <usize>e * V128;
  copyVector(d, x.t, u, 1);
  multiplyTransposed<T>(pair, 0, list, count, d, f.F, d, x.w, u, -1);
  solveTransposedWith<T>(pair, d, f.L, d, u);
  const ofSlope = u + <usize>(2 * n - e + shape.rows) * V128;
  if (!pair.knowsRightNu) {
    clearVector(e, ofSlope);
    multiply<T>(pair, 0, 0, e, e, f.QB, e, x.g, ofSlope, 1);
  }
  copyVector(e, x.g, basic, 1);
  takeOrdered(0, e, f, x.rightZ, slope);
  for (let i: usize = 0; i < <usize>e * V128; i += V128) {
    const right = f64x2.mul(v128.load(slope + i), pair.report.cost);
    v128.store(slope + i, f64x2.sub(right, v128.load(ofSlope + i)));
  }
  multiplyTransposed<T>(pair, 0, list, count, e, f.Y, e, x.w, slope, -1);
  multiplyTransposed<T>(pair, 0, 0, d, 2 * e, f.W, 2 * e, u, basic, -1);
  putOrdered(0, e, f, basic, x.z);
  putOrdered(e, n, f, u, x.z);
  clearVector(e, x.nu);
  multiplyTransposed<T>(pair, 0, 0, e, e, f.LA, e, slope, x.nu, 1);
  scaleVector(e, x.nu, x.nu, f64x2.div(f64x2.splat(1), pair.report.cost));
}

/** The numbers of the variables that are from place `first` to `end` in either lane's order. */
function takeOrdered(first: i32, end: i32, f: Factors, from: usize, to: usize): void {
  for (let i = <usize>first; i < <usize>end; i++) {
    const at0 = from + <usize>load<i32>(f.order0 + i * 4) * V128;
    const at1 = from + <usize>load<i32>(f.order1 + i * 4) * V128;
    v128.store(to, v128.shuffle<f64>(v128.load(at0), v128.load(at1), 0, 3));
    to += V128;
  }
}

/** And back again. */
function putOrdered(first: i32, end: i32, f: Factors, from: usize, to: usize): void {
  for (let i = <usize>first; i < <usize>end; i++) {
    const value = v128.load(from);
    v128.store64_lane(to + <usize>load<i32>(f.order0 + i * 4) * V128, value, 0);
    v128.store64_lane(to + <usize>load<i32>(f.order1 + i * 4) * V128, value, 1, 8);
    from += V128;
  }
}
