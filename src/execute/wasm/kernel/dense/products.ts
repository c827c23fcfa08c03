/**
 * Products of a matrix with one vector per lane, and triangular systems with one right-hand side.
 *
 * A sum of products is two: of its even and of its odd terms. Additions wait for each other, and four rows at a time are too
 * few to fill the time. Every row is summed in this order, wherever it stands.
 */
import { entry, minusProduct, V128, plusProduct, step } from "../common/lanes";
import { rowIn, startOf } from "./rows";

/** out[r] += sign · F[r] · x for `count` rows r: those of `list`, or the first ones where that is 0. */
export function addProduct<T>(
  list: usize,
  count: i32,
  n: i32,
  F: usize,
  ld: i32,
  x: usize,
  out: usize,
  sign: f64,
): void {
  const bytes = <usize>ld * step<T>();
  const scale = f64x2.splat(sign);
  const even = x + <usize>(n & ~1) * V128;
  let i: usize = 0;
  for (; i + 4 <= <usize>count; i += 4) {
    const r0 = rowIn(list, i);
    const r1 = rowIn(list, i + 1);
    const r2 = rowIn(list, i + 2);
    const r3 = rowIn(list, i + 3);
    let f0 = F + r0 * bytes;
    let f1 = F + r1 * bytes;
    let f2 = F + r2 * bytes;
    let f3 = F + r3 * bytes;
    let c0 = f64x2.splat(0);
    let c1 = c0;
    let c2 = c0;
    let c3 = c0;
    let d0 = c0;
    let d1 = c0;
    let d2 = c0;
    let d3 = c0;
    for (let at = x; at < even; at += 2 * V128) {
      const value = v128.load(at);
      const next = v128.load(at, V128);
      c0 = plusProduct(c0, entry<T>(f0), value);
      c1 = plusProduct(c1, entry<T>(f1), value);
      c2 = plusProduct(c2, entry<T>(f2), value);
      c3 = plusProduct(c3, entry<T>(f3), value);
      d0 = plusProduct(d0, nextEntry<T>(f0), next);
      d1 = plusProduct(d1, nextEntry<T>(f1), next);
      d2 = plusProduct(d2, nextEntry<T>(f2), next);
      d3 = plusProduct(d3, nextEntry<T>(f3), next);
      f0 += 2 * step<T>();
      f1 += 2 * step<T>();
      f2 += 2 * step<T>();
      f3 += 2 * step<T>();
    }
    if (n & 1) {
      const value = v128.load(even);
      c0 = plusProduct(c0, entry<T>(f0), value);
      c1 = plusProduct(c1, entry<T>(f1), value);
      c2 = plusProduct(c2, entry<T>(f2), value);
      c3 = plusProduct(c3, entry<T>(f3), value);
    }
    accumulate(out + r0 * V128, scale, f64x2.add(c0, d0));
    accumulate(out + r1 * V128, scale, f64x2.add(c1, d1));
    accumulate(out + r2 * V128, scale, f64x2.add(c2, d2));
    accumulate(out + r3 * V128, scale, f64x2.add(c3, d3));
  }
  for (; i < <usize>count; i++) {
    const r = rowIn(list, i);
    let f = F + r * bytes;
    let c = f64x2.splat(0);
    let d = c;
    for (let at = x; at < even; at += 2 * V128) {
      c = plusProduct(c, entry<T>(f), v128.load(at));
      d = plusProduct(d, nextEntry<T>(f), v128.load(at, V128));
      f += 2 * step<T>();
    }
    if (n & 1) c = plusProduct(c, entry<T>(f), v128.load(even));
    accumulate(out + r * V128, scale, f64x2.add(c, d));
  }
}

/** The entry after the one at an address. */
// @ts-ignore: decorator
@inline
function nextEntry<T>(at: usize): v128 {
  return sizeof<T>() == 1 ? v128.load64_splat(at, 8) : v128.load(at, V128);
}

/** out += sign · Σ F[r]ᵀ y[r] over `count` rows r, likewise. */
export function addTransposedProduct<T>(
  list: usize,
  count: i32,
  n: i32,
  F: usize,
  ld: i32,
  y: usize,
  out: usize,
  sign: f64,
): void {
  const bytes = <usize>ld * step<T>();
  const scale = f64x2.splat(sign);
  const end = out + <usize>n * V128;
  const even = out + <usize>(n & ~1) * V128;
  let i: usize = 0;
  for (; i + 4 <= <usize>count; i += 4) {
    const r0 = rowIn(list, i);
    const r1 = rowIn(list, i + 1);
    const r2 = rowIn(list, i + 2);
    const r3 = rowIn(list, i + 3);
    const y0 = f64x2.mul(scale, v128.load(y + r0 * V128));
    const y1 = f64x2.mul(scale, v128.load(y + r1 * V128));
    const y2 = f64x2.mul(scale, v128.load(y + r2 * V128));
    const y3 = f64x2.mul(scale, v128.load(y + r3 * V128));
    let f0 = F + r0 * bytes;
    let f1 = F + r1 * bytes;
    let f2 = F + r2 * bytes;
    let f3 = F + r3 * bytes;
    for (let to = out; to < even; to += 2 * V128) {
      let c = plusProduct(v128.load(to), entry<T>(f0), y0);
      let d = plusProduct(v128.load(to, V128), nextEntry<T>(f0), y0);
      c = plusProduct(c, entry<T>(f1), y1);
      d = plusProduct(d, nextEntry<T>(f1), y1);
      c = plusProduct(c, entry<T>(f2), y2);
      d = plusProduct(d, nextEntry<T>(f2), y2);
      v128.store(to, plusProduct(c, entry<T>(f3), y3));
      v128.store(to, plusProduct(d, nextEntry<T>(f3), y3), V128);
      f0 += 2 * step<T>();
      f1 += 2 * step<T>();
      f2 += 2 * step<T>();
      f3 += 2 * step<T>();
    }
    if (n & 1) {
      let c = plusProduct(v128.load(even), entry<T>(f0), y0);
      c = plusProduct(c, entry<T>(f1), y1);
      c = plusProduct(c, entry<T>(f2), y2);
      v128.store(even, plusProduct(c, entry<T>(f3), y3));
    }
  }
  for (; i < <usize>count; i++) {
    const r = rowIn(list, i);
    let f = F + r * bytes;
    const value = f64x2.mul(scale, v128.load(y + r * V128));
    for (let to = out; to < end; to += V128) {
      v128.store(to, plusProduct(v128.load(to), entry<T>(f), value));
      f += step<T>();
    }
  }
}

// @ts-ignore: decorator
@inline
function accumulate(at: usize, scale: v128, sum: v128): void {
  v128.store(at, plusProduct(v128.load(at), scale, sum));
}

/** x ← L⁻¹ x; the diagonal of L holds reciprocals. `starts` as in `cholesky` (factor.ts). */
export function solveLower<T>(n: i32, L: usize, ld: i32, x: usize, starts: usize = 0): void {
  const bytes = <usize>ld * step<T>();
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const start = startOf(starts, j);
    let l = L + <usize>j * bytes + start * step<T>();
    const to = x + <usize>j * V128;
    let c0 = v128.load(to);
    let c1 = v128.load(to, 16);
    let c2 = v128.load(to, 32);
    let c3 = v128.load(to, 48);
    let d0 = f64x2.splat(0);
    let d1 = d0;
    let d2 = d0;
    let d3 = d0;
    for (let at = x + start * V128; at < to; at += 2 * V128) {
      const value = v128.load(at);
      const next = v128.load(at, V128);
      c0 = minusProduct(c0, entry<T>(l), value);
      d0 = minusProduct(d0, nextEntry<T>(l), next);
      c1 = minusProduct(c1, entry<T>(l + bytes), value);
      d1 = minusProduct(d1, nextEntry<T>(l + bytes), next);
      c2 = minusProduct(c2, entry<T>(l + 2 * bytes), value);
      d2 = minusProduct(d2, nextEntry<T>(l + 2 * bytes), next);
      c3 = minusProduct(c3, entry<T>(l + 3 * bytes), value);
      d3 = minusProduct(d3, nextEntry<T>(l + 3 * bytes), next);
      l += 2 * step<T>();
    }
    c0 = f64x2.add(c0, d0);
    c1 = f64x2.add(c1, d1);
    c2 = f64x2.add(c2, d2);
    c3 = f64x2.add(c3, d3);
    c0 = f64x2.mul(c0, entry<T>(l));
    l += bytes;
    c1 = f64x2.mul(minusProduct(c1, entry<T>(l), c0), entry<T>(l + step<T>()));
    l += bytes;
    c2 = minusProduct(minusProduct(c2, entry<T>(l), c0), entry<T>(l + step<T>()), c1);
    c2 = f64x2.mul(c2, entry<T>(l + 2 * step<T>()));
    l += bytes;
    c3 = minusProduct(minusProduct(c3, entry<T>(l), c0), entry<T>(l + step<T>()), c1);
    c3 = minusProduct(c3, entry<T>(l + 2 * step<T>()), c2);
    c3 = f64x2.mul(c3, entry<T>(l + 3 * step<T>()));
    v128.store(to, c0);
    v128.store(to, c1, 16);
    v128.store(to, c2, 32);
    v128.store(to, c3, 48);
  }
  // Its rows are summed as if they were four.
  const last = x + <usize>j * V128;
  const start = startOf(starts, j);
  for (; j < n; j++) {
    let l = L + <usize>j * bytes + start * step<T>();
    const to = x + <usize>j * V128;
    let c = v128.load(to);
    let d = f64x2.splat(0);
    for (let at = x + start * V128; at < last; at += 2 * V128) {
      c = minusProduct(c, entry<T>(l), v128.load(at));
      d = minusProduct(d, nextEntry<T>(l), v128.load(at, V128));
      l += 2 * step<T>();
    }
    c = f64x2.add(c, d);
    for (let at = last; at < to; at += V128) {
      c = minusProduct(c, entry<T>(l), v128.load(at));
      l += step<T>();
    }
    v128.store(to, f64x2.mul(c, entry<T>(l)));
  }
}

/** x ← L⁻ᵀ x; the diagonal of L holds reciprocals. */
export function solveLowerTransposed<T>(n: i32, L: usize, ld: i32, x: usize, starts: usize = 0): void {
  const bytes = <usize>ld * step<T>();
  let j = n;
  while (j % 4 != 0) {
    j--;
    const row = L + <usize>j * bytes;
    const to = x + <usize>j * V128;
    const value = f64x2.mul(v128.load(to), entry<T>(row + <usize>j * step<T>()));
    v128.store(to, value);
    const start = startOf(starts, j);
    let l = row + start * step<T>();
    for (let at = x + start * V128; at < to; at += V128) {
      v128.store(at, minusProduct(v128.load(at), entry<T>(l), value));
      l += step<T>();
    }
  }
  while (j > 0) {
    j -= 4;
    const l0 = L + <usize>j * bytes;
    const to = x + <usize>j * V128;
    const diagonal = l0 + <usize>j * step<T>();
    const d1 = diagonal + bytes;
    const d2 = d1 + bytes;
    const d3 = d2 + bytes;
    const c3 = f64x2.mul(v128.load(to, 48), entry<T>(d3 + 3 * step<T>()));
    let c2 = minusProduct(v128.load(to, 32), entry<T>(d3 + 2 * step<T>()), c3);
    c2 = f64x2.mul(c2, entry<T>(d2 + 2 * step<T>()));
    let c1 = minusProduct(v128.load(to, 16), entry<T>(d3 + step<T>()), c3);
    c1 = minusProduct(c1, entry<T>(d2 + step<T>()), c2);
    c1 = f64x2.mul(c1, entry<T>(d1 + step<T>()));
    let c0 = minusProduct(v128.load(to), entry<T>(d3), c3);
    c0 = minusProduct(c0, entry<T>(d2), c2);
    c0 = minusProduct(c0, entry<T>(d1), c1);
    c0 = f64x2.mul(c0, entry<T>(diagonal));
    v128.store(to, c0);
    v128.store(to, c1, 16);
    v128.store(to, c2, 32);
    v128.store(to, c3, 48);
    const start = startOf(starts, j);
    let l = l0 + start * step<T>();
    for (let at = x + start * V128; at < to; at += V128) {
      let c = minusProduct(v128.load(at), entry<T>(l + 3 * bytes), c3);
      c = minusProduct(c, entry<T>(l + 2 * bytes), c2);
      c = minusProduct(c, entry<T>(l + bytes), c1);
      v128.store(at, minusProduct(c, entry<T>(l), c0));
      l += step<T>();
    }
  }
}
