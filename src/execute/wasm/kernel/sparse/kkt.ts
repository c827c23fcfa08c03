/**
 * What works on the KKT systems of four sparse problems share: how vectors lie in memory, the matrix's diagonal, and
 * bounds, which are eliminated beforehand.
 *
 * Rows of C are those of G, then lower bounds −z ≤ d, then upper bounds z ≤ d. A vector over unknowns, rows of A and
 * rows of C is one array in that order; its first entries, without bounds, are the unknowns of the KKT matrix, from
 * which bounds are eliminated. Two lanes are worked on at a time: `h` is 0 or 16, the bytes to them.
 */
import { minusProduct, plusProduct } from "../common/lanes";
import { InteriorBatch } from "../layout.generated";
import { at32, ENTRY } from "./lists";

// @ts-ignore: decorator
@inline
export function fillBoth(at: usize, value: f64): void {
  v128.store(at, f64x2.splat(value));
  v128.store(at, f64x2.splat(value), 16);
}

/** All rows of C. */
// @ts-ignore: decorator
@inline
export function rowsOf(f: InteriorBatch): usize {
  return <usize>(f.m + f.lowerCount + f.upperCount);
}

/** Where the part over the rows of C begins in a vector. */
// @ts-ignore: decorator
@inline
export function toRows(f: InteriorBatch): usize {
  return <usize>(f.n + f.e) * ENTRY;
}

/** Where the variable of the i-th bound is in a vector. */
// @ts-ignore: decorator
@inline
export function variableOf(list: usize, i: usize): usize {
  return at32(list, i) * ENTRY;
}

/** The matrix's i-th diagonal entry ← value; where it is another than before, its panel has changed. */
// @ts-ignore: decorator
@inline
export function putDiagonal(f: InteriorBatch, h: usize, i: usize, value: v128): void {
  const at = f.values + at32(f.diagonal, i) * ENTRY + h;
  if (!v128.any_true(v128.xor(v128.load(at), value))) return;
  v128.store(at, value);
  store<u8>(f.batch.changed + at32(f.batch.supernodeOf, i), 1);
}

/** The larger of two; NaN stays. */
// @ts-ignore: decorator
@inline
export function larger(a: v128, b: v128): v128 {
  return f64x2.max(a, b);
}

/** The largest size of so many numbers of two lanes; no number where one is none, or infinite. */
export function largestOf(x: usize, count: usize): v128 {
  let most = f64x2.splat(0);
  // Engines are slow with maxima that keep what is no number: that is kept apart.
  let wrong = f64x2.splat(0);
  for (let i: usize = 0; i < count * ENTRY; i += ENTRY) {
    const value = v128.load(x + i);
    most = f64x2.pmax(most, f64x2.abs(value));
    wrong = f64x2.add(wrong, f64x2.sub(value, value));
  }
  return f64x2.add(most, wrong);
}

/** The diagonal of the KKT matrix from rho, delta and v, in which bounds are eliminated. */
export function writeDiagonal(f: InteriorBatch, h: usize): void {
  const n = <usize>f.n;
  const e = <usize>f.e;
  const m = <usize>f.m;
  const rho = v128.load(f.rho + h);
  const one = f64x2.splat(1);
  for (let i: usize = 0; i < n; i++) {
    v128.store(f.weights + h + i * ENTRY, f64x2.add(v128.load(f.curvature + h + i * ENTRY), rho));
  }
  let v = f.v + h + m * ENTRY;
  let inverse = f.boundWeights + h;
  for (let i: usize = 0; i < <usize>(f.lowerCount + f.upperCount); i++) {
    const lower = i < <usize>f.lowerCount;
    const variable = lower ? variableOf(f.lowerIndex, i) : variableOf(f.upperIndex, i - <usize>f.lowerCount);
    const at = f.weights + h + variable;
    const weight = f64x2.div(one, v128.load(v));
    v128.store(inverse, weight);
    v128.store(at, f64x2.add(v128.load(at), weight));
    v += ENTRY;
    inverse += ENTRY;
  }
  for (let i: usize = 0; i < n; i++) putDiagonal(f, h, i, v128.load(f.weights + h + i * ENTRY));
  const delta = f64x2.neg(v128.load(f.delta + h));
  for (let i: usize = 0; i < e; i++) putDiagonal(f, h, n + i, delta);
  for (let i: usize = 0; i < m; i++) {
    putDiagonal(f, h, n + e + i, f64x2.neg(v128.load(f.v + h + i * ENTRY)));
  }
}

/** reduced += what the right-hand sides of bounds, in a vector that begins at `vector`, become when these are eliminated. */
export function eliminateBounds(f: InteriorBatch, h: usize, vector: usize, reduced: usize): void {
  let right = vector + toRows(f) + <usize>f.m * ENTRY + h;
  let weight = f.boundWeights + h;
  for (let i: usize = 0; i < <usize>f.lowerCount; i++) {
    const at = reduced + h + variableOf(f.lowerIndex, i);
    v128.store(at, minusProduct(v128.load(at), v128.load(right), v128.load(weight)));
    right += ENTRY;
    weight += ENTRY;
  }
  for (let i: usize = 0; i < <usize>f.upperCount; i++) {
    const at = reduced + h + variableOf(f.upperIndex, i);
    v128.store(at, plusProduct(v128.load(at), v128.load(right), v128.load(weight)));
    right += ENTRY;
    weight += ENTRY;
  }
}

/** Multipliers of bounds: (C z − right) / v, by the weights 1 / v that {@link writeDiagonal} left. The right-hand side begins at `vector`, `out` is where the lanes' solution does. */
export function recoverBounds(f: InteriorBatch, h: usize, vector: usize, out: usize): void {
  const ahead = toRows(f);
  const lower = <usize>f.lowerCount;
  const m = <usize>f.m;
  let weight = f.boundWeights + h;
  for (let i: usize = 0; i < lower; i++) {
    const row = (m + i) * ENTRY;
    const z = v128.load(out + variableOf(f.lowerIndex, i));
    const value = f64x2.sub(f64x2.neg(z), v128.load(vector + ahead + h + row));
    v128.store(out + ahead + row, f64x2.mul(value, v128.load(weight)));
    weight += ENTRY;
  }
  for (let i: usize = 0; i < <usize>f.upperCount; i++) {
    const row = (m + lower + i) * ENTRY;
    const z = v128.load(out + variableOf(f.upperIndex, i));
    const value = f64x2.sub(z, v128.load(vector + ahead + h + row));
    v128.store(out + ahead + row, f64x2.mul(value, v128.load(weight)));
    weight += ENTRY;
  }
}

/**
 * Entry i of C x, for a vector x of which `product` has K x.
 *
 * @param x where the lanes' vector begins.
 */
// @ts-ignore: decorator
@inline
export function rowTimes(f: InteriorBatch, h: usize, x: usize, i: usize): v128 {
  const m = <usize>f.m;
  const lower = <usize>f.lowerCount;
  if (i < m) return v128.load(f.product + toRows(f) + h + i * ENTRY);
  if (i < m + lower) return f64x2.neg(v128.load(x + variableOf(f.lowerIndex, i - m)));
  return v128.load(x + variableOf(f.upperIndex, i - m - lower));
}

/** target −= Cᵀ lambda over the rows of bounds; `lambda` is where the rows of C begin. */
export function subtractBounds(f: InteriorBatch, target: usize, lambda: usize): void {
  let at = lambda + <usize>f.m * ENTRY;
  for (let i: usize = 0; i < <usize>f.lowerCount; i++) {
    const to = target + variableOf(f.lowerIndex, i);
    v128.store(to, f64x2.add(v128.load(to), v128.load(at)));
    at += ENTRY;
  }
  for (let i: usize = 0; i < <usize>f.upperCount; i++) {
    const to = target + variableOf(f.upperIndex, i);
    v128.store(to, f64x2.sub(v128.load(to), v128.load(at)));
    at += ENTRY;
  }
}

/** All bits of the lanes that are not among these two. */
// @ts-ignore: decorator
@inline
export function lanesBut(resting: i32): v128 {
  return i64x2.replace_lane(i64x2.splat(resting & 1 ? 0 : -1), 1, resting & 2 ? 0 : -1);
}
