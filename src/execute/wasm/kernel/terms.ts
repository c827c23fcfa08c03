/** Residuals relative to what they are sums of, where the parts that are known for nothing are too small to tell. */
import { rowBound, rowResidual, share } from "./assess";
import { entry, PAIR, Paired, Shared, step } from "./lanes";
import { RELATIVE, RELATIVE_DUAL } from "./report";
import { Factors, Pair, Shape } from "./structs";
import { worse } from "./vectors";

/** As `assessSolution`, for what the report calls relative: every part of every residual counts. */
export function assessTerms(pair: Pair): void {
  if (pair.shape.shared) assessWith<Shared>(pair, pair.shape, pair.factors);
  else assessWith<Paired>(pair, pair.shape, pair.factors);
}

function assessWith<T>(pair: Pair, shape: Shape, f: Factors): void {
  const x = pair.solution;
  const n = shape.n;
  const m = <usize>shape.m;
  const row = <usize>n * step<T>();
  for (let i: usize = 0; i < <usize>shape.e; i++) keepTerms<T>(n, f.A + i * row, v128.load(x.nu + i * PAIR), x.size);
  for (let i: usize = 0; i < <usize>pair.supportedOfG; i++) {
    const k = <usize>load<i32>(pair.support + i * 4);
    keepTerms<T>(n, f.G + k * row, v128.load(x.y + k * PAIR), x.size);
  }
  for (let i = m; i < <usize>shape.rows; i++) {
    const j = <usize>load<i32>(shape.boxes + (i - m) * 4);
    keepLarger(x.size + j * PAIR, v128.load(x.y + i * PAIR));
  }
  let relative = f64x2.splat(0);
  for (let j: usize = 0; j < <usize>n * PAIR; j += PAIR) {
    relative = worse(relative, share(v128.load(x.dual + j), v128.load(x.size + j)));
  }
  v128.store(pair.report + RELATIVE_DUAL, relative);
  for (let i: usize = 0; i < <usize>shape.e; i++) {
    const terms = largestTerm<T>(n, f.A + i * row, x.z, v128.load(x.rightNu + i * PAIR));
    relative = worse(relative, share(v128.load(x.equality + i * PAIR), terms));
  }
  for (let i: usize = 0; i < <usize>shape.rows; i++) {
    const value = v128.load(x.values + i * PAIR);
    const y = v128.load(x.y + i * PAIR);
    const lower = v128.load(pair.lower + i * PAIR);
    const upper = v128.load(pair.upper + i * PAIR);
    const over = f64x2.sub(value, upper);
    const under = f64x2.sub(lower, value);
    const residual = rowResidual(y, over, under);
    if (!v128.any_true(f64x2.ne(residual, f64x2.splat(0)))) continue;
    const bound = rowBound(y, over, under, lower, upper);
    const terms = i < m ? largestTerm<T>(n, f.G + i * row, x.z, bound) : f64x2.pmax(f64x2.abs(bound), f64x2.abs(value));
    relative = worse(relative, share(residual, terms));
  }
  v128.store(pair.report + RELATIVE, relative);
}

/** sizes[j] ← max(sizes[j], |row[j] · weight|). */
function keepTerms<T>(n: i32, row: usize, weight: v128, sizes: usize): void {
  for (let j: usize = 0; j < <usize>n; j++) {
    keepLarger(sizes + j * PAIR, f64x2.mul(entry<T>(row + j * step<T>()), weight));
  }
}

// @ts-ignore: decorator
@inline
function keepLarger(at: usize, value: v128): void {
  v128.store(at, f64x2.pmax(v128.load(at), f64x2.abs(value)));
}

/** The largest |row[j] · x[j]|, and of the right-hand side. */
function largestTerm<T>(n: i32, row: usize, x: usize, right: v128): v128 {
  let largest = f64x2.abs(right);
  for (let j: usize = 0; j < <usize>n; j++) {
    largest = f64x2.pmax(largest, f64x2.abs(f64x2.mul(entry<T>(row + j * step<T>()), v128.load(x + j * PAIR))));
  }
  return largest;
}
