/**
 * How far a pair's solution is from the KKT conditions: in the user's units, and as src/form/verdict.ts measures it,
 * relative to the terms that each residual is the sum of. First to those that are known for nothing, which are at most
 * as large as all of them: what passes by these passes. `assessTerms` knows the others.
 *
 * A row with a multiplier counts as an equality. So complementarity needs no look of its own: slack that is rounding
 * times a multiplier that is at most 1 in units of its rows of stationarity.
 */
import { STATE, vector } from "./block";
import { entry, PAIR, Paired, Shared } from "./lanes";
import { CURVATURE, DUAL, ERROR, GAP, LARGEST, PRIMAL, RELATIVE, RELATIVE_DUAL, ROUNDING, WEAKLY_ACTIVE } from "./report";
import { Factors, Pair, Shape } from "./structs";
import { scaleOf } from "./system";
import { pairOf, worse } from "./vectors";

/** Rounding errors of the sums behind a residual, relative to the sizes of their terms. */
const RELATIVE_ROUNDING: f64 = 4 * f64.EPSILON;

/** Slacks and multipliers below this, relative to the largest, are zero: the row is weakly active. */
const WEAK: f64 = 1e-8;

/** Residuals of a minimiser: of primal and dual feasibility and the duality gap. */
export function assessSolution(pair: Pair): void {
  const shape = pair.shape;
  const x = pair.solution;
  const zero = f64x2.splat(0);
  let primal = zero;
  let dual = zero;
  let gap = zero;
  let relative = zero;
  // Terms of the gap, which is the largest sum: zᵀQz, pᵀz, bᵀnu and bounds times multipliers.
  let terms = f64x2.abs(v128.load(pair.report + CURVATURE));
  for (let i: usize = 0; i < <usize>shape.n * PAIR; i += PAIR) {
    const residual = v128.load(x.dual + i);
    const z = v128.load(x.z + i);
    dual = worse(dual, f64x2.abs(residual));
    relative = worse(relative, share(residual, v128.load(x.size + i)));
    gap = f64x2.add(gap, f64x2.mul(z, residual));
    terms = f64x2.add(terms, f64x2.abs(f64x2.mul(v128.load(x.rightZ + i), z)));
  }
  v128.store(pair.report + RELATIVE_DUAL, relative);
  for (let i: usize = 0; i < <usize>shape.e * PAIR; i += PAIR) {
    const residual = v128.load(x.equality + i);
    const nu = v128.load(x.nu + i);
    primal = worse(primal, f64x2.abs(residual));
    relative = worse(relative, share(residual, v128.load(x.rightNu + i)));
    gap = f64x2.sub(gap, f64x2.mul(nu, residual));
    terms = f64x2.add(terms, f64x2.abs(f64x2.mul(v128.load(x.rightNu + i), nu)));
  }
  for (let i: usize = 0; i < <usize>shape.rows * PAIR; i += PAIR) {
    const value = v128.load(x.values + i);
    const y = v128.load(x.y + i);
    const lower = v128.load(pair.lower + i);
    const upper = v128.load(pair.upper + i);
    const over = f64x2.sub(value, upper);
    const under = f64x2.sub(lower, value);
    relative = worse(relative, share(rowResidual(y, over, under), rowBound(y, over, under, lower, upper)));
    primal = worse(worse(primal, over), under);
    // A row without multiplier has no part in the gap, even where its bound is infinite.
    const slack = v128.bitselect(f64x2.neg(over), under, f64x2.gt(y, zero));
    const active = f64x2.ne(y, zero);
    gap = f64x2.add(gap, v128.and(f64x2.mul(y, slack), active));
    terms = f64x2.add(terms, v128.and(f64x2.abs(f64x2.mul(y, value)), active));
  }
  gap = f64x2.abs(gap);
  v128.store(pair.report + RELATIVE, relative);
  v128.store(pair.report + PRIMAL, primal);
  v128.store(pair.report + DUAL, dual);
  v128.store(pair.report + GAP, gap);
  v128.store(pair.report + LARGEST, worse(worse(primal, dual), gap));
  v128.store(pair.report + ROUNDING, f64x2.mul(f64x2.splat(RELATIVE_ROUNDING), terms));
}

/** |residual| / |size|; 0 where there is no residual, whatever its size. */
// @ts-ignore: decorator
@inline
export function share(residual: v128, size: v128): v128 {
  const none = f64x2.eq(residual, f64x2.splat(0));
  return v128.andnot(f64x2.abs(f64x2.div(residual, size)), none);
}

/** How far a row is from its bound where it has a multiplier, and otherwise how far outside. */
// @ts-ignore: decorator
@inline
export function rowResidual(y: v128, over: v128, under: v128): v128 {
  const zero = f64x2.splat(0);
  const outside = worse(worse(zero, over), under);
  const atUpper = v128.bitselect(over, outside, f64x2.gt(y, zero));
  return v128.bitselect(under, atUpper, f64x2.lt(y, zero));
}

/** The bound that `rowResidual` is the distance to. */
// @ts-ignore: decorator
@inline
export function rowBound(y: v128, over: v128, under: v128, lower: v128, upper: v128): v128 {
  const zero = f64x2.splat(0);
  const nearer = v128.bitselect(upper, lower, f64x2.gt(over, under));
  const atUpper = v128.bitselect(upper, nearer, f64x2.gt(y, zero));
  return v128.bitselect(lower, atUpper, f64x2.lt(y, zero));
}

/** Counts the rows whose slack and multiplier are both 0 to working accuracy, in scaled rows; equalities have none. */
export function countWeaklyActive(pair: Pair): void {
  const x = pair.solution;
  const f = pair.factors;
  const rows = <usize>pair.shape.rows;
  let size = f64x2.splat(0);
  for (let i: usize = 0; i < rows; i++) {
    // A row without bounds is one only because another element has some there.
    const lower = f64x2.gt(v128.load(pair.lower + i * PAIR), f64x2.splat(-Infinity));
    const upper = f64x2.lt(v128.load(pair.upper + i * PAIR), f64x2.splat(Infinity));
    const value = f64x2.abs(f64x2.mul(v128.load(x.values + i * PAIR), scaleOf(f, i)));
    const counted = v128.and(value, v128.or(lower, upper));
    size = f64x2.max(size, f64x2.max(counted, f64x2.abs(v128.load(x.w + i * PAIR))));
  }
  const small = f64x2.mul(f64x2.splat(WEAK), size);
  const one = f64x2.splat(1);
  let count = f64x2.splat(0);
  for (let i: usize = 0; i < rows; i++) {
    const value = v128.load(x.values + i * PAIR);
    const lower = v128.load(pair.lower + i * PAIR);
    const upper = v128.load(pair.upper + i * PAIR);
    const slack = f64x2.min(f64x2.sub(upper, value), f64x2.sub(value, lower));
    const scale = scaleOf(f, i);
    // A row of scale 0 has no multiplier; it is weakly active where it has no slack at all.
    const constant = f64x2.eq(scale, f64x2.splat(0));
    const close = f64x2.le(v128.bitselect(slack, f64x2.mul(slack, scale), constant), v128.andnot(small, constant));
    const free = f64x2.le(f64x2.abs(v128.load(x.w + i * PAIR)), small);
    const weak = v128.and(v128.and(close, free), f64x2.ne(lower, upper));
    count = f64x2.add(count, v128.and(one, weak));
  }
  v128.store(pair.report + WEAKLY_ACTIVE, count);
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
  for (let i: usize = 0; i < <usize>shape.n * PAIR; i += PAIR) {
    error = worse(error, f64x2.abs(v128.load(x.dual + i)));
    size = f64x2.max(size, f64x2.abs(v128.load(x.rightZ + i)));
  }
  for (let i: usize = 0; i < <usize>shape.e; i++) {
    const kept = isIndependent(shape, pair.factors, i);
    error = worse(error, v128.and(f64x2.abs(v128.load(x.equality + i * PAIR)), kept));
    size = f64x2.max(size, v128.and(f64x2.abs(v128.load(x.rightNu + i * PAIR)), kept));
  }
  const states0 = vector(pair.block0, shape.rows, STATE);
  const states1 = vector(pair.block1, shape.rows, STATE);
  for (let i: usize = 0; i < <usize>shape.rows; i++) {
    const states = pairOf(states0 + i * 8, states1 + i * 8);
    const active = f64x2.ne(states, f64x2.splat(0));
    const right = v128.load(x.rightRows + i * PAIR);
    const residual = f64x2.abs(f64x2.sub(v128.load(x.values + i * PAIR), right));
    error = worse(error, v128.and(residual, active));
    size = f64x2.max(size, v128.and(f64x2.abs(right), active));
  }
  const exact = f64x2.eq(error, f64x2.splat(0));
  v128.store(pair.report + ERROR, v128.andnot(f64x2.div(error, size), exact));
}

/** Whether row i of A was kept when L_A was made: the reciprocal of its pivot is 0 otherwise. */
function isIndependent(shape: Shape, f: Factors, i: usize): v128 {
  const at = i * <usize>(f.ldLA + 1);
  const pivot = shape.shared ? entry<Shared>(f.LA + at * 8) : entry<Paired>(f.LA + at * PAIR);
  return f64x2.ne(pivot, f64x2.splat(0));
}
