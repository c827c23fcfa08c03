/**
 * What products.ts does, for both lanes of one element: along the rows of a shared matrix instead of across the lanes, two
 * entries at a time. Of a sum of products one half of a v128 has the even terms, the other the odd ones, so that all numbers
 * are the same to the last bit.
 *
 * `room` has room for one lane of the vector that a function works on.
 */
import { entry, minusProduct, plusProduct, Shared, V128 } from "../common/lanes";
import { rowIn } from "./rows";

/** One lane of `n` interleaved numbers. */
function pack(n: i32, from: usize, to: usize): void {
  const even = <usize>n & ~1;
  for (let i: usize = 0; i < even; i += 2) {
    const at = from + i * V128;
    v128.store(to + i * 8, v128.shuffle<f64>(v128.load(at), v128.load(at, V128), 0, 2));
  }
  if (n & 1) store<f64>(to + even * 8, load<f64>(from + even * V128));
}

/** Both lanes get the same. */
function spread(n: i32, from: usize, to: usize): void {
  const even = <usize>n & ~1;
  for (let i: usize = 0; i < even; i += 2) {
    const value = v128.load(from + i * 8);
    v128.store(to + i * V128, v128.shuffle<f64>(value, value, 0, 0));
    v128.store(to + i * V128, v128.shuffle<f64>(value, value, 1, 1), V128);
  }
  if (n & 1) v128.store(to + even * V128, v128.load64_splat(from + even * 8));
}

// @ts-ignore: decorator
@inline
function sumOf(halves: v128): v128 {
  return f64x2.splat(f64x2.extract_lane(halves, 0) + f64x2.extract_lane(halves, 1));
}

/** Bytes of a row before the first that counts. */
// @ts-ignore: decorator
@inline
function startOf(starts: usize, r: usize): usize {
  return <usize>load<i32>(starts + r * 4) * 8;
}

// @ts-ignore: decorator
@inline
function accumulate(at: usize, scale: v128, halves: v128): void {
  v128.store(at, plusProduct(v128.load(at), scale, sumOf(halves)));
}

/** out[r] += sign · F[r] · x, as `addProduct`. `starts`: by row the even column before which it is zero, i32 each, or 0. */
export function addProductOfOne(
  list: usize,
  count: i32,
  n: i32,
  F: usize,
  ld: i32,
  x: usize,
  out: usize,
  sign: f64,
  room: usize,
  starts: usize = 0,
): void {
  pack(n, x, room);
  const bytes = <usize>ld * 8;
  const even = <usize>(n & ~1) * 8;
  const scale = f64x2.splat(sign);
  const none = f64x2.splat(0);
  let i: usize = 0;
  for (; i + 4 <= <usize>count; i += 4) {
    const r0 = rowIn(list, i);
    const r1 = rowIn(list, i + 1);
    const r2 = rowIn(list, i + 2);
    const r3 = rowIn(list, i + 3);
    const f0 = F + r0 * bytes;
    const f1 = F + r1 * bytes;
    const f2 = F + r2 * bytes;
    const f3 = F + r3 * bytes;
    let c0 = none;
    let c1 = none;
    let c2 = none;
    let c3 = none;
    let first: usize = 0;
    if (starts) first = min(min(startOf(starts, r0), startOf(starts, r1)), min(startOf(starts, r2), startOf(starts, r3)));
    for (let k = first; k < even; k += 16) {
      const value = v128.load(room + k);
      c0 = plusProduct(c0, v128.load(f0 + k), value);
      c1 = plusProduct(c1, v128.load(f1 + k), value);
      c2 = plusProduct(c2, v128.load(f2 + k), value);
      c3 = plusProduct(c3, v128.load(f3 + k), value);
    }
    if (n & 1) {
      const value = v128.load64_zero(room + even);
      c0 = plusProduct(c0, v128.load64_zero(f0 + even), value);
      c1 = plusProduct(c1, v128.load64_zero(f1 + even), value);
      c2 = plusProduct(c2, v128.load64_zero(f2 + even), value);
      c3 = plusProduct(c3, v128.load64_zero(f3 + even), value);
    }
    accumulate(out + r0 * V128, scale, c0);
    accumulate(out + r1 * V128, scale, c1);
    accumulate(out + r2 * V128, scale, c2);
    accumulate(out + r3 * V128, scale, c3);
  }
  for (; i < <usize>count; i++) {
    const r = rowIn(list, i);
    const f = F + r * bytes;
    let c = none;
    for (let k: usize = 0; k < even; k += 16) c = plusProduct(c, v128.load(f + k), v128.load(room + k));
    if (n & 1) c = plusProduct(c, v128.load64_zero(f + even), v128.load64_zero(room + even));
    accumulate(out + r * V128, scale, c);
  }
}

/** out += sign · Σ F[r]ᵀ y[r], as `addTransposedProduct`. */
export function addTransposedProductOfOne(
  list: usize,
  count: i32,
  n: i32,
  F: usize,
  y: usize,
  out: usize,
  sign: f64,
  room: usize,
): void {
  pack(n, out, room);
  const bytes = <usize>n * 8;
  const even = <usize>(n & ~1) * 8;
  let i: usize = 0;
  for (; i + 4 <= <usize>count; i += 4) {
    const r0 = rowIn(list, i);
    const r1 = rowIn(list, i + 1);
    const r2 = rowIn(list, i + 2);
    const r3 = rowIn(list, i + 3);
    const y0 = f64x2.splat(sign * load<f64>(y + r0 * V128));
    const y1 = f64x2.splat(sign * load<f64>(y + r1 * V128));
    const y2 = f64x2.splat(sign * load<f64>(y + r2 * V128));
    const y3 = f64x2.splat(sign * load<f64>(y + r3 * V128));
    const f0 = F + r0 * bytes;
    const f1 = F + r1 * bytes;
    const f2 = F + r2 * bytes;
    const f3 = F + r3 * bytes;
    for (let k: usize = 0; k < even; k += 16) {
      let c = plusProduct(v128.load(room + k), v128.load(f0 + k), y0);
      c = plusProduct(c, v128.load(f1 + k), y1);
      c = plusProduct(c, v128.load(f2 + k), y2);
      v128.store(room + k, plusProduct(c, v128.load(f3 + k), y3));
    }
    if (n & 1) {
      let c = plusProduct(v128.load64_zero(room + even), v128.load64_zero(f0 + even), y0);
      c = plusProduct(c, v128.load64_zero(f1 + even), y1);
      c = plusProduct(c, v128.load64_zero(f2 + even), y2);
      v128.store64_lane(room + even, plusProduct(c, v128.load64_zero(f3 + even), y3), 0);
    }
  }
  for (; i < <usize>count; i++) {
    const r = rowIn(list, i);
    const f = F + r * bytes;
    addMultiple(room, f, n, f64x2.splat(sign * load<f64>(y + r * V128)));
  }
  spread(n, room, out);
}

/** to += factor · from. */
// @ts-ignore: decorator
@inline
function addMultiple(to: usize, from: usize, n: i32, factor: v128): void {
  const even = <usize>(n & ~1) * 8;
  for (let k: usize = 0; k < even; k += 16) {
    v128.store(to + k, plusProduct(v128.load(to + k), v128.load(from + k), factor));
  }
  if (!(n & 1)) return;
  const last = plusProduct(v128.load64_zero(to + even), v128.load64_zero(from + even), factor);
  v128.store64_lane(to + even, last, 0);
}

/** x ← L⁻¹ x, as `solveLower`. */
export function solveLowerOfOne(n: i32, L: usize, x: usize, room: usize): void {
  pack(n, x, room);
  const bytes = <usize>n * 8;
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    let l = L + <usize>j * bytes;
    const to = room + <usize>j * 8;
    let c0 = v128.load64_zero(to);
    let c1 = v128.load64_zero(to, 8);
    let c2 = v128.load64_zero(to, 16);
    let c3 = v128.load64_zero(to, 24);
    for (let at = room; at < to; at += 16) {
      const value = v128.load(at);
      c0 = minusProduct(c0, v128.load(l), value);
      c1 = minusProduct(c1, v128.load(l + bytes), value);
      c2 = minusProduct(c2, v128.load(l + 2 * bytes), value);
      c3 = minusProduct(c3, v128.load(l + 3 * bytes), value);
      l += 16;
    }
    c0 = f64x2.mul(sumOf(c0), entry<Shared>(l));
    l += bytes;
    c1 = f64x2.mul(minusProduct(sumOf(c1), entry<Shared>(l), c0), entry<Shared>(l + 8));
    l += bytes;
    c2 = minusProduct(minusProduct(sumOf(c2), entry<Shared>(l), c0), entry<Shared>(l + 8), c1);
    c2 = f64x2.mul(c2, entry<Shared>(l + 16));
    l += bytes;
    c3 = minusProduct(minusProduct(sumOf(c3), entry<Shared>(l), c0), entry<Shared>(l + 8), c1);
    c3 = minusProduct(c3, entry<Shared>(l + 16), c2);
    c3 = f64x2.mul(c3, entry<Shared>(l + 24));
    v128.store(to, v128.shuffle<f64>(c0, c1, 0, 2));
    v128.store(to, v128.shuffle<f64>(c2, c3, 0, 2), 16);
  }
  const last = room + <usize>j * 8;
  for (; j < n; j++) {
    let l = L + <usize>j * bytes;
    const to = room + <usize>j * 8;
    let c = v128.load64_zero(to);
    for (let at = room; at < last; at += 16) {
      c = minusProduct(c, v128.load(l), v128.load(at));
      l += 16;
    }
    c = sumOf(c);
    for (let at = last; at < to; at += 8) {
      c = minusProduct(c, entry<Shared>(l), entry<Shared>(at));
      l += 8;
    }
    v128.store64_lane(to, f64x2.mul(c, entry<Shared>(l)), 0);
  }
  spread(n, room, x);
}

/** x ← L⁻ᵀ x, as `solveLowerTransposed`. */
export function solveLowerTransposedOfOne(n: i32, L: usize, x: usize, room: usize): void {
  pack(n, x, room);
  const bytes = <usize>n * 8;
  let j = n;
  while (j % 4 != 0) {
    j--;
    const l = L + <usize>j * bytes;
    const to = room + <usize>j * 8;
    const value = f64x2.mul(entry<Shared>(to), entry<Shared>(l + <usize>j * 8));
    v128.store64_lane(to, value, 0);
    addMultiple(room, l, j, f64x2.neg(value));
  }
  while (j > 0) {
    j -= 4;
    const l0 = L + <usize>j * bytes;
    const to = room + <usize>j * 8;
    const diagonal = l0 + <usize>j * 8;
    const d1 = diagonal + bytes;
    const d2 = d1 + bytes;
    const d3 = d2 + bytes;
    const c3 = f64x2.mul(entry<Shared>(to + 24), entry<Shared>(d3 + 24));
    let c2 = minusProduct(entry<Shared>(to + 16), entry<Shared>(d3 + 16), c3);
    c2 = f64x2.mul(c2, entry<Shared>(d2 + 16));
    let c1 = minusProduct(entry<Shared>(to + 8), entry<Shared>(d3 + 8), c3);
    c1 = minusProduct(c1, entry<Shared>(d2 + 8), c2);
    c1 = f64x2.mul(c1, entry<Shared>(d1 + 8));
    let c0 = minusProduct(entry<Shared>(to), entry<Shared>(d3), c3);
    c0 = minusProduct(c0, entry<Shared>(d2), c2);
    c0 = minusProduct(c0, entry<Shared>(d1), c1);
    c0 = f64x2.mul(c0, entry<Shared>(diagonal));
    v128.store(to, v128.shuffle<f64>(c0, c1, 0, 2));
    v128.store(to, v128.shuffle<f64>(c2, c3, 0, 2), 16);
    let l = l0;
    for (let at = room; at < to; at += 16) {
      let c = minusProduct(v128.load(at), v128.load(l + 3 * bytes), c3);
      c = minusProduct(c, v128.load(l + 2 * bytes), c2);
      c = minusProduct(c, v128.load(l + bytes), c1);
      v128.store(at, minusProduct(c, v128.load(l), c0));
      l += 16;
    }
  }
  spread(n, room, x);
}
