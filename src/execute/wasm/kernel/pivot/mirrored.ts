/**
 * Limits on both sides of a value are two rows of G, one the negative of the other. Products with all rows of C then take
 * half of them: the others are the same numbers with the other sign, to the last bit. And rows of F begin with zeros
 * where those of C do, because it has L⁻ᵀ behind them: what is skipped are products of 0.
 */
import { V128 } from "../common/lanes";
import { Factors, Pair, Shape } from "../layout.generated";
import { multiply } from "./multiply";

/**
 * Finds out which rows of a batch's G are the negative of another one: of the one before, or of the one in the other half of
 * the rows. Rows of F and G are dense, plain f64.
 */
export function findMirrored(shape: Shape, f: Factors): void {
  const n = shape.n;
  const m = shape.m;
  const rows = shape.rows;
  // In the null space of A there is another F.
  const made = shape.nullSpace ? 0 : shape.fewRows ? m : rows;
  const half = m & 1 ? 0 : m >> 1;
  let count = 0;
  let ofG = 0;
  for (let i = 0; i < rows; i++) {
    let mirror = -1;
    if (i > 0 && i < m) {
      if (isDistinct(f, i - 1) && isNegative(n, f.G, i, i - 1)) mirror = i - 1;
      else if (half > 0 && i >= half && isDistinct(f, i - half) && isNegative(n, f.G, i, i - half)) mirror = i - half;
    }
    store<i32>(f.mirrors + <usize>i * 4, mirror);
    if (mirror < 0) {
      store<i32>(f.distinct + <usize>count * 4, i);
      count++;
      if (i < m) ofG = count;
    }
    if (i < made) store<i32>(f.starts + <usize>i * 4, firstColumn(n, f.F + <usize>((shape.e + i) * n) * 8));
  }
  f.distinctCount = count;
  f.distinctOfG = ofG;
}

// @ts-ignore: decorator
@inline
function isDistinct(f: Factors, i: i32): bool {
  return load<i32>(f.mirrors + <usize>i * 4) < 0;
}

function isNegative(n: i32, G: usize, i: i32, j: i32): bool {
  const a = G + <usize>(i * n) * 8;
  const b = G + <usize>(j * n) * 8;
  for (let k: usize = 0; k < <usize>n * 8; k += 8) if (load<f64>(a + k) != -load<f64>(b + k)) return false;
  return true;
}

/** The even column before which a row is zero. */
function firstColumn(n: i32, row: usize): i32 {
  let j = 0;
  while (j < n && load<f64>(row + <usize>j * 8) == 0) j++;
  return j & ~1;
}

/**
 * out = M x for the first `count` rows of C, all of those of G or all that there are; M is F's part of C or G itself. `out`
 * is 0 before.
 *
 * @param starts those of the rows of F, or 0.
 */
export function multiplyAll<T>(
  pair: Pair,
  entries: usize,
  starts: usize,
  count: i32,
  n: i32,
  M: usize,
  x: usize,
  out: usize,
): void {
  const f = pair.factors;
  const rows = pair.shape.rows;
  if (f.distinctCount == rows) return multiply<T>(pair, entries, 0, count, n, M, n, x, out, 1, starts);
  const distinct = count == rows ? f.distinctCount : f.distinctOfG;
  multiply<T>(pair, entries, f.distinct, distinct, n, M, n, x, out, 1, starts);
  for (let i: usize = 0; i < <usize>pair.shape.m; i++) {
    const mirror = load<i32>(f.mirrors + i * 4);
    // Not the negative of a 0, which would be −0.
    if (mirror < 0) continue;
    v128.store(out + i * V128, f64x2.sub(f64x2.splat(0), v128.load(out + <usize>mirror * V128)));
  }
}
