/**
 * How far solutions of active sets are from the KKT conditions, four at a time, as src/form/verdict.ts measures it:
 * relative to the terms that each residual is the sum of. Canonical units and those of an element are powers of two, so
 * that the shares are those in the user's units. Where the verdict knows of larger terms, or of floors, these know of
 * none: what passes by these passes by it.
 */
import { plusProduct } from "../common/lanes";
import { InteriorBatch } from "../layout.generated";
import { endOfLanes } from "./active-rows";
import { multiplySparseBatch } from "./batch";
import { larger, rowsOf, subtractBounds, toRows, variableOf } from "./kkt";
import { at32, ENTRY } from "./lists";

/** Slack and multiplier below this count as zero. */
const WEAK: f64 = 1e-8;

/**
 * Makes answers of the solutions, and judges them: multipliers that are negative are 0, variables in the active set are
 * on their bounds, others within. What that leaves of the KKT conditions goes to `residual`, of inactive rows of G their
 * slack; what is said of it to `report`.
 */
export function judgeActive(f: InteriorBatch): void {
  for (let h: usize = 0; h < endOfLanes(f); h += 16) settle(f, h);
  multiplySparseBatch(f.batch, f.solution, f.product, f.curvature);
  const isDiagonal = at32(f.batch.start, <usize>f.n) == <usize>f.n;
  for (let h: usize = 0; h < endOfLanes(f); h += 16) {
    findResiduals(f, h);
    findSizes(f, h, isDiagonal);
    report(f, h, isDiagonal);
  }
}

function settle(f: InteriorBatch, h: usize): void {
  const lambda = f.solution + toRows(f) + h;
  const zero = f64x2.splat(0);
  for (let i: usize = 0; i < rowsOf(f) * ENTRY; i += ENTRY) {
    v128.store(lambda + i, f64x2.add(f64x2.pmax(v128.load(lambda + i), zero), zero));
  }
  const lower = <usize>f.lowerCount;
  const first = <usize>f.m;
  const z = f.solution + h;
  for (let i: usize = 0; i < lower; i++) {
    const row = h + (first + i) * ENTRY;
    const at = z + variableOf(f.lowerIndex, i);
    const bound = f64x2.neg(v128.load(f.d + row));
    const inside = f64x2.pmax(v128.load(at), bound);
    v128.store(at, v128.bitselect(bound, inside, v128.load(f.active + row)));
  }
  for (let i: usize = 0; i < <usize>f.upperCount; i++) {
    const row = h + (first + lower + i) * ENTRY;
    const at = z + variableOf(f.upperIndex, i);
    const bound = v128.load(f.d + row);
    const inside = f64x2.pmin(v128.load(at), bound);
    v128.store(at, v128.bitselect(bound, inside, v128.load(f.active + row)));
  }
}

/** residual ← right − K x: of stationarity, the rows of A, and those of G. */
function findResiduals(f: InteriorBatch, h: usize): void {
  const n = <usize>f.n * ENTRY;
  const out = f.residual + h;
  const product = f.product + h;
  for (let i: usize = 0; i < n; i += ENTRY) {
    v128.store(out + i, f64x2.neg(f64x2.add(v128.load(product + i), v128.load(f.p + h + i))));
  }
  subtractBounds(f, out, f.solution + h + toRows(f));
  for (let i: usize = 0; i < <usize>f.e * ENTRY; i += ENTRY) {
    v128.store(out + n + i, f64x2.sub(v128.load(f.b + h + i), v128.load(product + n + i)));
  }
  const ahead = toRows(f);
  for (let i: usize = 0; i < <usize>f.m * ENTRY; i += ENTRY) {
    v128.store(out + ahead + i, f64x2.sub(v128.load(f.d + h + i), v128.load(product + ahead + i)));
  }
}

/**
 * correction ← the largest terms of the residuals. Of Qz, whose terms may cancel, only its sum counts; where that is not at
 * hand it is left out.
 */
function findSizes(f: InteriorBatch, h: usize, isDiagonal: bool): void {
  const n = <usize>f.n;
  const e = <usize>f.e;
  const m = <usize>f.m;
  const sizes = f.correction + h;
  const x = f.solution + h;
  for (let i: usize = 0; i < n * ENTRY; i += ENTRY) {
    let size = f64x2.abs(v128.load(f.p + h + i));
    if (isDiagonal) size = f64x2.pmax(size, f64x2.abs(f64x2.mul(v128.load(f.curvature + h + i), v128.load(x + i))));
    v128.store(sizes + i, size);
  }
  for (let i: usize = 0; i < e * ENTRY; i += ENTRY) {
    v128.store(sizes + n * ENTRY + i, f64x2.abs(v128.load(f.b + h + i)));
  }
  for (let i: usize = 0; i < m * ENTRY; i += ENTRY) {
    v128.store(sizes + toRows(f) + i, f64x2.abs(v128.load(f.d + h + i)));
  }
  let multiplier = x + toRows(f) + m * ENTRY;
  for (let i: usize = 0; i < <usize>(f.lowerCount + f.upperCount); i++) {
    const isLower = i < <usize>f.lowerCount;
    const j = isLower ? variableOf(f.lowerIndex, i) : variableOf(f.upperIndex, i - <usize>f.lowerCount);
    keepLarger(sizes + j, v128.load(multiplier));
    multiplier += ENTRY;
  }
  const start = f.batch.start;
  const index = f.batch.index;
  for (let i = n; i < n + e + m; i++) {
    const own = v128.load(x + i * ENTRY);
    let size = v128.load(sizes + i * ENTRY);
    for (let k = at32(start, i); k < at32(start, i + 1); k++) {
      const j = at32(index, k);
      if (j == i) continue;
      const value = f64x2.abs(v128.load(f.values + h + k * ENTRY));
      size = f64x2.pmax(size, f64x2.mul(value, f64x2.abs(v128.load(x + j * ENTRY))));
      keepLarger(sizes + j * ENTRY, f64x2.mul(value, f64x2.abs(own)));
    }
    v128.store(sizes + i * ENTRY, size);
  }
}

// @ts-ignore: decorator
@inline
function keepLarger(at: usize, value: v128): void {
  v128.store(at, f64x2.pmax(v128.load(at), value));
}

/** |residual| / size; 0 where there is no residual. */
// @ts-ignore: decorator
@inline
function share(residual: v128, size: v128): v128 {
  const none = f64x2.eq(residual, f64x2.splat(0));
  return v128.andnot(f64x2.div(f64x2.abs(residual), size), none);
}

/** The largest share; the gap; zᵀQz, pᵀz and the sum of its terms' sizes; and how many rows are weakly active. */
function report(f: InteriorBatch, h: usize, isDiagonal: bool): void {
  const zero = f64x2.splat(0);
  const ahead = toRows(f);
  const x = f.solution + h;
  const residual = f.residual + h;
  const sizes = f.correction + h;
  const product = f.product + h;
  let merit = zero;
  let gap = zero;
  let quadratic = zero;
  let linear = zero;
  let terms = zero;
  for (let i: usize = 0; i < <usize>f.n * ENTRY; i += ENTRY) {
    const z = v128.load(x + i);
    const left = v128.load(residual + i);
    merit = larger(merit, share(left, v128.load(sizes + i)));
    gap = f64x2.sub(gap, f64x2.mul(z, left));
    const slope = isDiagonal ? f64x2.mul(v128.load(f.curvature + h + i), z) : v128.load(product + i);
    quadratic = plusProduct(quadratic, z, slope);
    const cost = f64x2.mul(v128.load(f.p + h + i), z);
    linear = f64x2.add(linear, cost);
    terms = f64x2.add(terms, f64x2.abs(cost));
  }
  for (let i = <usize>f.n * ENTRY; i < ahead + <usize>f.m * ENTRY; i += ENTRY) {
    const multiplier = v128.load(x + i);
    const left = v128.load(residual + i);
    // Rows of G that are not active may have slack.
    const row = i - ahead;
    const isEquality = i < ahead ? f64x2.eq(zero, zero) : v128.load(f.active + h + row);
    const counted = v128.bitselect(left, f64x2.min(zero, left), isEquality);
    merit = larger(merit, share(counted, v128.load(sizes + i)));
    const product = f64x2.mul(multiplier, left);
    gap = f64x2.add(gap, product);
    if (!isDiagonal) quadratic = f64x2.sub(quadratic, f64x2.mul(multiplier, v128.load(f.product + h + i)));
  }
  const m = <usize>f.m;
  const lower = m + <usize>f.lowerCount;
  let count = zero;
  for (let i: usize = 0; i < m; i++) count = countWeak(f, h, i, v128.load(product + ahead + i * ENTRY), count);
  for (let i = m; i < lower; i++) {
    count = countWeak(f, h, i, f64x2.neg(v128.load(x + variableOf(f.lowerIndex, i - m))), count);
  }
  for (let i = lower; i < rowsOf(f); i++) {
    count = countWeak(f, h, i, v128.load(x + variableOf(f.upperIndex, i - lower)), count);
  }
  v128.store(f.report + h, merit);
  v128.store(f.report + h + ENTRY, gap);
  v128.store(f.report + h + 2 * ENTRY, quadratic);
  v128.store(f.report + h + 3 * ENTRY, linear);
  v128.store(f.report + h + 4 * ENTRY, terms);
  v128.store(f.report + h + 5 * ENTRY, count);
}

/** One more where slack and multiplier of a row of C are next to 0; `value` is C x in it. */
// @ts-ignore: decorator
@inline
function countWeak(f: InteriorBatch, h: usize, row: usize, value: v128, count: v128): v128 {
  const weak = f64x2.splat(WEAK);
  const isNear = f64x2.le(f64x2.sub(v128.load(f.d + h + row * ENTRY), value), weak);
  // Most rows have slack.
  if (!v128.any_true(isNear)) return count;
  const multiplier = v128.load(f.solution + toRows(f) + h + row * ENTRY);
  const isWeak = v128.and(isNear, f64x2.le(multiplier, weak));
  return f64x2.add(count, v128.and(isWeak, f64x2.splat(1)));
}
