/**
 * How far a pair's solution is from the KKT conditions: in the user's units, and as src/form/verdict.ts measures it,
 * relative to the terms that each residual is the sum of. First to those that are known for nothing, which are at
 * most as large as all of them: what passes by these passes. `assessTerms` knows the others. All of it is in the
 * pair's report.
 *
 * A row with a multiplier counts as an equality. So complementarity needs no look of its own: slack that is rounding
 * times a multiplier that is at most 1 in units of its rows of stationarity.
 */
import {
  clearVector,
  copyVector,
  entry,
  gatherBoxes,
  Interleaved,
  joinLanes,
  multiplyEntries,
  scatterBoxes,
  Shared,
  step,
  V128,
  worse,
} from "../common/lanes";
import { keepTermsOfEntries, largestTermOfEntries } from "../dense/entries";
import { rowIn } from "../dense/rows";
import { Factors, Pair, Shape, STATE, Vectors } from "../layout.generated";
import { vector } from "./lcp";
import { multiplyAll } from "./mirrored";
import { multiply, multiplyTransposed } from "./multiply";

/** Rounding errors of the sums behind a residual, relative to the sizes of their terms. */
const RELATIVE_ROUNDING: f64 = 4 * f64.EPSILON;

/** Slacks and multipliers below this, relative to the largest, are zero: the row is weakly active. */
const WEAK: f64 = 1e-8;

/**
 * Residuals of the solution in the user's own matrices, and zᵀQz.
 *
 * @param all whether C z is wanted in all rows, or only in those that are active.
 */
export function computeResiduals(pair: Pair, x: Vectors, all: bool): void {
  if (pair.shape.shared) residualsWith<Shared>(pair, pair.shape, pair.factors, x, all);
  else residualsWith<Interleaved>(pair, pair.shape, pair.factors, x, all);
}

function residualsWith<T>(pair: Pair, shape: Shape, f: Factors, x: Vectors, all: bool): void {
  const n = shape.n;
  const e = shape.e;
  const m = shape.m;
  if (shape.diagonal) {
    copyVector(n, x.z, x.dual, 1);
    multiplyEntries<T>(n, f.Q, x.dual);
  } else {
    clearVector(n, x.dual);
    multiply<T>(pair, f.entriesQ, 0, n, n, f.Q, n, x.z, x.dual, 1);
  }
  let curvature = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>n * V128; i += V128) {
    const slope = v128.load(x.dual + i);
    const right = v128.load(x.rightZ + i);
    curvature = f64x2.add(curvature, f64x2.mul(slope, v128.load(x.z + i)));
    v128.store(x.dual + i, f64x2.sub(slope, right));
    v128.store(x.size + i, f64x2.pmax(f64x2.abs(slope), f64x2.abs(right)));
  }
  pair.report.curvature = curvature;
  if (e > 0) {
    copyVector(e, x.rightNu, x.equality, -1);
    multiplyTransposed<T>(pair, f.entriesA, 0, e, n, f.A, n, x.nu, x.dual, 1);
    multiply<T>(pair, f.entriesA, 0, e, n, f.A, n, x.z, x.equality, 1);
  }
  if (m > 0) {
    clearVector(m, x.values);
    multiplyTransposed<T>(pair, f.entriesG, pair.working, pair.workingOfG, n, f.G, n, x.y, x.dual, 1);
    if (all && sizeof<T>() == sizeof<Shared>()) multiplyAll<T>(pair, f.entriesG, 0, m, n, f.G, x.z, x.values);
    else if (all) multiply<T>(pair, f.entriesG, 0, m, n, f.G, n, x.z, x.values, 1);
    else multiply<T>(pair, f.entriesG, pair.working, pair.workingOfG, n, f.G, n, x.z, x.values, 1);
  }
  const boxes = shape.rows - m;
  gatherBoxes(boxes, shape.boxes, x.z, x.values + <usize>m * V128);
  scatterBoxes(boxes, shape.boxes, x.y + <usize>m * V128, x.dual);
}

/** Residuals of a solution: of primal and dual feasibility and the duality gap. */
export function assessSolution(pair: Pair): void {
  const shape = pair.shape;
  const x = pair.solution;
  const zero = f64x2.splat(0);
  let primal = zero;
  let dual = zero;
  let gap = zero;
  let relative = zero;
  // Terms of the gap, which is the largest sum: zᵀQz, pᵀz, bᵀnu and bounds times multipliers.
  let terms = f64x2.abs(pair.report.curvature);
  for (let i: usize = 0; i < <usize>shape.n * V128; i += V128) {
    const residual = v128.load(x.dual + i);
    const z = v128.load(x.z + i);
    dual = worse(dual, f64x2.abs(residual));
    relative = worse(relative, share(residual, v128.load(x.size + i)));
    gap = f64x2.add(gap, f64x2.mul(z, residual));
    terms = f64x2.add(terms, f64x2.abs(f64x2.mul(v128.load(x.rightZ + i), z)));
  }
  pair.report.relativeDual = relative;
  for (let i: usize = 0; i < <usize>shape.e * V128; i += V128) {
    const residual = v128.load(x.equality + i);
    const nu = v128.load(x.nu + i);
    primal = worse(primal, f64x2.abs(residual));
    relative = worse(relative, share(residual, v128.load(x.rightNu + i)));
    gap = f64x2.sub(gap, f64x2.mul(nu, residual));
    terms = f64x2.add(terms, f64x2.abs(f64x2.mul(v128.load(x.rightNu + i), nu)));
  }
  const values = x.values;
  const multipliers = x.y;
  const lowers = pair.lower;
  const uppers = pair.upper;
  const end = <usize>shape.rows * V128;
  pair.outside = 0;
  let next: usize = 0;
  for (let i: usize = 0; i < end; i += V128) {
    // Of one element two rows at a time, as long as they hold.
    if (pair.twins != 0 && i == next && i + V128 < end) {
      next = i + 2 * V128;
      const value = firstLanes(values + i);
      const over = f64x2.sub(value, firstLanes(uppers + i));
      const under = f64x2.sub(firstLanes(lowers + i), value);
      if (i64x2.bitmask(v128.and(f64x2.le(over, zero), f64x2.le(under, zero))) == 3) {
        i += V128;
        continue;
      }
    }
    const value = v128.load(values + i);
    const over = f64x2.sub(value, v128.load(uppers + i));
    const under = f64x2.sub(v128.load(lowers + i), value);
    const outside = worse(over, under);
    primal = worse(primal, outside);
    // Most rows hold, and have no multiplier: nothing is relative about them.
    if (i64x2.bitmask(f64x2.le(outside, zero)) == 3) continue;
    pair.outside = 1;
    const bound = rowBound(zero, over, under, v128.load(lowers + i), v128.load(uppers + i));
    const free = f64x2.eq(v128.load(multipliers + i), zero);
    relative = worse(relative, v128.and(share(worse(zero, outside), bound), free));
  }
  for (let k: usize = 0; k < <usize>pair.workingCount; k++) {
    const i = <usize>load<i32>(pair.working + k * 4) * V128;
    const value = v128.load(values + i);
    const y = v128.load(multipliers + i);
    const lower = v128.load(lowers + i);
    const upper = v128.load(uppers + i);
    const over = f64x2.sub(value, upper);
    const under = f64x2.sub(lower, value);
    relative = worse(relative, share(rowResidual(y, over, under), rowBound(y, over, under, lower, upper)));
    // A row without multiplier has no part in the gap, even where its bound is infinite.
    const slack = v128.bitselect(f64x2.neg(over), under, f64x2.gt(y, zero));
    const active = f64x2.ne(y, zero);
    gap = f64x2.add(gap, v128.and(f64x2.mul(y, slack), active));
    terms = f64x2.add(terms, v128.and(f64x2.abs(f64x2.mul(y, value)), active));
  }
  gap = f64x2.abs(gap);
  pair.report.gap = gap;
  pair.report.relative = ofFinite(pair, relative);
  pair.report.primal = primal;
  pair.report.dual = dual;
  pair.report.largest = worse(worse(primal, dual), gap);
  pair.report.rounding = f64x2.mul(f64x2.splat(RELATIVE_ROUNDING), terms);
}

/**
 * What is largest is the largest of numbers. Where z or a residual is none, or infinite, the gap is neither a number, and
 * this is infinite.
 */
// @ts-ignore: decorator
@inline
function ofFinite(pair: Pair, relative: v128): v128 {
  const infinite = f64x2.splat(Infinity);
  return v128.bitselect(relative, infinite, f64x2.lt(pair.report.gap, infinite));
}

/** |residual| / |size|; 0 where there is no residual, whatever its size. */
// @ts-ignore: decorator
@inline
function share(residual: v128, size: v128): v128 {
  const none = f64x2.eq(residual, f64x2.splat(0));
  return v128.andnot(f64x2.abs(f64x2.div(residual, size)), none);
}

/** How far a row is from its bound where it has a multiplier, and otherwise how far outside. */
// @ts-ignore: decorator
@inline
function rowResidual(y: v128, over: v128, under: v128): v128 {
  const zero = f64x2.splat(0);
  const outside = worse(worse(zero, over), under);
  const atUpper = v128.bitselect(over, outside, f64x2.gt(y, zero));
  return v128.bitselect(under, atUpper, f64x2.lt(y, zero));
}

/** The bound that `rowResidual` is the distance to. */
// @ts-ignore: decorator
@inline
function rowBound(y: v128, over: v128, under: v128, lower: v128, upper: v128): v128 {
  const zero = f64x2.splat(0);
  const nearer = v128.bitselect(upper, lower, f64x2.gt(over, under));
  const atUpper = v128.bitselect(upper, nearer, f64x2.gt(y, zero));
  return v128.bitselect(lower, atUpper, f64x2.lt(y, zero));
}

/** The first lane of two interleaved numbers in turn. */
// @ts-ignore: decorator
@inline
function firstLanes(at: usize): v128 {
  return v128.shuffle<f64>(v128.load(at), v128.load(at, V128), 0, 2);
}

// @ts-ignore: decorator
@inline
function slackOf(value: v128, lower: v128, upper: v128): v128 {
  return f64x2.pmin(f64x2.sub(upper, value), f64x2.sub(value, lower));
}

/** The size of a scaled row's value; a row without bounds is one only because another element has some there. */
// @ts-ignore: decorator
@inline
function countedOf(value: v128, slack: v128, scale: v128): v128 {
  return v128.and(f64x2.abs(f64x2.mul(value, scale)), f64x2.lt(slack, f64x2.splat(Infinity)));
}

/** Counts the rows whose slack and multiplier are both 0 to working accuracy, in scaled rows; equalities have none. */
export function countWeaklyActive(pair: Pair): void {
  const x = pair.solution;
  const scales0 = pair.factors.scale0;
  const scales1 = pair.factors.scale1;
  const lowers = pair.lower;
  const uppers = pair.upper;
  const values = x.values;
  const multipliers = x.w;
  const end = <usize>pair.shape.rows * 8;
  let size = f64x2.splat(0);
  let least = f64x2.splat(Infinity);
  let i: usize = 0;
  // Of one element two rows at a time: the largest and the smallest do not depend on the order.
  for (; pair.twins && i + 16 <= end; i += 16) {
    const value = firstLanes(values + 2 * i);
    const slack = slackOf(value, firstLanes(lowers + 2 * i), firstLanes(uppers + 2 * i));
    const scale = v128.load(scales0 + i);
    const multiplier = f64x2.abs(firstLanes(multipliers + 2 * i));
    size = f64x2.pmax(size, f64x2.pmax(countedOf(value, slack, scale), multiplier));
    // What is no number here, an infinite slack times a scale of 0, is passed over.
    least = f64x2.pmin(least, f64x2.pmax(f64x2.mul(slack, scale), multiplier));
  }
  if (i > 0) {
    size = f64x2.pmax(size, v128.shuffle<f64>(size, size, 1, 0));
    least = f64x2.pmin(least, v128.shuffle<f64>(least, least, 1, 0));
  }
  for (; i < end; i += 8) {
    const value = v128.load(values + 2 * i);
    const slack = slackOf(value, v128.load(lowers + 2 * i), v128.load(uppers + 2 * i));
    const scale = joinLanes(scales0 + i, scales1 + i);
    const multiplier = f64x2.abs(v128.load(multipliers + 2 * i));
    size = f64x2.pmax(size, f64x2.pmax(countedOf(value, slack, scale), multiplier));
    // What is no number here, an infinite slack times a scale of 0, is passed over.
    least = f64x2.pmin(least, f64x2.pmax(f64x2.mul(slack, scale), multiplier));
  }
  const small = f64x2.mul(f64x2.splat(WEAK), size);
  // Mostly no row has both close to 0.
  if (i64x2.bitmask(f64x2.gt(least, small)) == 3) {
    pair.report.weaklyActive = f64x2.splat(0);
    return;
  }
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  let count = zero;
  for (let i: usize = 0; i < end; i += 8) {
    const value = v128.load(values + 2 * i);
    const lower = v128.load(lowers + 2 * i);
    const upper = v128.load(uppers + 2 * i);
    const slack = slackOf(value, lower, upper);
    const scale = joinLanes(scales0 + i, scales1 + i);
    // A row of scale 0 has no multiplier; it is weakly active where it has no slack at all.
    const constant = f64x2.eq(scale, zero);
    const close = f64x2.le(v128.bitselect(slack, f64x2.mul(slack, scale), constant), v128.andnot(small, constant));
    const free = f64x2.le(f64x2.abs(v128.load(multipliers + 2 * i)), small);
    const weak = v128.and(v128.and(close, free), f64x2.ne(lower, upper));
    count = f64x2.add(count, v128.and(one, weak));
  }
  pair.report.weaklyActive = count;
}

/**
 * The largest residual of the active rows' KKT system, relative to its right-hand side. Rows of A that depend on others
 * have no part: their multipliers are 0.
 */
export function assessError(pair: Pair): void {
  const shape = pair.shape;
  const x = pair.solution;
  let error = f64x2.splat(0);
  let size = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>shape.n * V128; i += V128) {
    error = worse(error, f64x2.abs(v128.load(x.dual + i)));
    size = f64x2.pmax(size, f64x2.abs(v128.load(x.rightZ + i)));
  }
  for (let i: usize = 0; i < <usize>shape.e; i++) {
    const kept = isIndependent(shape, pair.factors, i);
    error = worse(error, v128.and(f64x2.abs(v128.load(x.equality + i * V128)), kept));
    size = f64x2.pmax(size, v128.and(f64x2.abs(v128.load(x.rightNu + i * V128)), kept));
  }
  const states0 = vector(pair.lcp0, shape.rows, STATE);
  const states1 = vector(pair.lcp1, shape.rows, STATE);
  for (let i: usize = 0; i < <usize>shape.rows; i++) {
    const states = joinLanes(states0 + i * 8, states1 + i * 8);
    const active = f64x2.ne(states, f64x2.splat(0));
    const right = v128.load(x.rightRows + i * V128);
    const residual = f64x2.abs(f64x2.sub(v128.load(x.values + i * V128), right));
    error = worse(error, v128.and(residual, active));
    size = f64x2.pmax(size, v128.and(f64x2.abs(right), active));
  }
  const exact = f64x2.eq(error, f64x2.splat(0));
  pair.report.error = v128.andnot(f64x2.div(error, size), exact);
}

/** Whether row i of A was kept when L_A was made: the reciprocal of its pivot is 0 otherwise. A null space needs them all. */
function isIndependent(shape: Shape, f: Factors, i: usize): v128 {
  if (shape.nullSpace) return i64x2.splat(-1);
  const at = i * <usize>(shape.e + 1);
  const pivot = shape.shared ? entry<Shared>(f.LA + at * 8) : entry<Interleaved>(f.LA + at * V128);
  return f64x2.ne(pivot, f64x2.splat(0));
}

/** As `assessSolution`, for what the report calls relative: every part of every residual counts. */
export function assessTerms(pair: Pair): void {
  if (pair.shape.shared) assessWith<Shared>(pair, pair.shape, pair.factors);
  else assessWith<Interleaved>(pair, pair.shape, pair.factors);
}

function assessWith<T>(pair: Pair, shape: Shape, f: Factors): void {
  const x = pair.solution;
  const n = shape.n;
  const m = <usize>shape.m;
  for (let i: usize = 0; i < <usize>shape.e; i++) {
    keepTerms<T>(n, f.A, f.entriesA, i, v128.load(x.nu + i * V128), x.size);
  }
  for (let i: usize = 0; i < <usize>pair.workingOfG; i++) {
    const k = <usize>load<i32>(pair.working + i * 4);
    keepTerms<T>(n, f.G, f.entriesG, k, v128.load(x.y + k * V128), x.size);
  }
  for (let i = m; i < <usize>shape.rows; i++) {
    const j = <usize>load<i32>(shape.boxes + (i - m) * 4);
    keepLarger(x.size + j * V128, v128.load(x.y + i * V128));
  }
  let relative = f64x2.splat(0);
  for (let j: usize = 0; j < <usize>n * V128; j += V128) {
    relative = worse(relative, share(v128.load(x.dual + j), v128.load(x.size + j)));
  }
  pair.report.relativeDual = relative;
  for (let i: usize = 0; i < <usize>shape.e; i++) {
    const terms = largestTerm<T>(n, f.A, f.entriesA, i, x.z, v128.load(x.rightNu + i * V128));
    relative = worse(relative, share(v128.load(x.equality + i * V128), terms));
  }
  // Rows that hold and have no multiplier have no residual.
  const list: usize = pair.outside ? 0 : pair.working;
  const count = pair.outside ? shape.rows : pair.workingCount;
  for (let k: usize = 0; k < <usize>count; k++) {
    const i = rowIn(list, k);
    const value = v128.load(x.values + i * V128);
    const y = v128.load(x.y + i * V128);
    const lower = v128.load(pair.lower + i * V128);
    const upper = v128.load(pair.upper + i * V128);
    const over = f64x2.sub(value, upper);
    const under = f64x2.sub(lower, value);
    const residual = rowResidual(y, over, under);
    if (!v128.any_true(f64x2.ne(residual, f64x2.splat(0)))) continue;
    const bound = rowBound(y, over, under, lower, upper);
    const terms =
      i < m ? largestTerm<T>(n, f.G, f.entriesG, i, x.z, bound) : f64x2.pmax(f64x2.abs(bound), f64x2.abs(value));
    relative = worse(relative, share(residual, terms));
  }
  pair.report.relative = ofFinite(pair, relative);
}

/** sizes[j] ← max(sizes[j], |M[i][j] · weight|), of a matrix whose entries may be listed. */
function keepTerms<T>(n: i32, M: usize, entries: usize, i: usize, weight: v128, sizes: usize): void {
  if (sizeof<T>() == sizeof<Shared>() && entries != 0) return keepTermsOfEntries(entries, i, weight, sizes);
  const row = M + i * <usize>n * step<T>();
  for (let j: usize = 0; j < <usize>n; j++) {
    keepLarger(sizes + j * V128, f64x2.mul(entry<T>(row + j * step<T>()), weight));
  }
}

// @ts-ignore: decorator
@inline
function keepLarger(at: usize, value: v128): void {
  v128.store(at, f64x2.pmax(v128.load(at), f64x2.abs(value)));
}

/** The largest |M[i][j] · x[j]|, and of the right-hand side. */
function largestTerm<T>(n: i32, M: usize, entries: usize, i: usize, x: usize, right: v128): v128 {
  let largest = f64x2.abs(right);
  if (sizeof<T>() == sizeof<Shared>() && entries != 0) return largestTermOfEntries(entries, i, x, largest);
  const row = M + i * <usize>n * step<T>();
  for (let j: usize = 0; j < <usize>n; j++) {
    largest = f64x2.pmax(largest, f64x2.abs(f64x2.mul(entry<T>(row + j * step<T>()), v128.load(x + j * V128))));
  }
  return largest;
}
