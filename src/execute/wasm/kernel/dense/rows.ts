/** Operations on rows of one lane, f64. */
import { clear, minusProduct, plusProduct } from "../common/lanes";

/** Row `index` of a list of i32; without a list, that row itself. */
// @ts-ignore: decorator
@inline
export function rowIn(list: usize, index: usize): usize {
  return list == 0 ? index : <usize>load<i32>(list + index * 4);
}

/** The column in which the panel of four rows with row i begins: those of `cholesky` (factor.ts). */
// @ts-ignore: decorator
@inline
export function startOf(starts: usize, i: usize): usize {
  return starts == 0 ? 0 : <usize>load<i32>(starts + (i & ~3));
}

/**
 * to = from − Σ x_j M[row j] for `count` rows of M, `width` numbers long and `ld` bytes apart: those of `list`, or the
 * first ones where that is 0; x is `stride` bytes apart. A `from` of 0 stands for zeros, and `to` then has room for whole
 * v128s.
 */
export function combineRows(
  from: usize,
  to: usize,
  width: i32,
  M: usize,
  ld: usize,
  list: usize,
  count: i32,
  x: usize,
  stride: usize,
): void {
  if (from == 0) {
    from = to;
    clear(to, <usize>width * 8);
  }
  // Two loops, so that the inner one need not ask.
  if (list == 0) combine<First>(from, to, width, M, ld, 0, count, x, stride);
  else combine<Listed>(from, to, width, M, ld, list, count, x, stride);
}

/** Rows are the first ones, or those of a list. */
type First = u8;
type Listed = i32;

/** Where the next row begins, given where the next of `First` begins and which the next of `Listed` is. */
// @ts-ignore: decorator
@inline
function nextRow<Rows>(M: usize, ld: usize, first: usize, list: usize): usize {
  return sizeof<Rows>() == 1 ? first : M + <usize>load<i32>(list) * ld;
}

/** Sixteen or eight numbers at a time stay in registers while all rows pass. */
// @ts-ignore: decorator
@inline
function combine<Rows>(
  from: usize,
  to: usize,
  width: i32,
  M: usize,
  ld: usize,
  list: usize,
  count: i32,
  x: usize,
  stride: usize,
): void {
  const end = M + <usize>width * 8;
  const last = x + <usize>count * stride;
  for (; M + 128 <= end; M += 128) {
    let c0 = v128.load(from);
    let c1 = v128.load(from, 16);
    let c2 = v128.load(from, 32);
    let c3 = v128.load(from, 48);
    let c4 = v128.load(from, 64);
    let c5 = v128.load(from, 80);
    let c6 = v128.load(from, 96);
    let c7 = v128.load(from, 112);
    let first = M;
    let row = list;
    for (let weight = x; weight < last; weight += stride) {
      const at = nextRow<Rows>(M, ld, first, row);
      const factor = v128.load64_splat(weight);
      c0 = minusProduct(c0, v128.load(at), factor);
      c1 = minusProduct(c1, v128.load(at, 16), factor);
      c2 = minusProduct(c2, v128.load(at, 32), factor);
      c3 = minusProduct(c3, v128.load(at, 48), factor);
      c4 = minusProduct(c4, v128.load(at, 64), factor);
      c5 = minusProduct(c5, v128.load(at, 80), factor);
      c6 = minusProduct(c6, v128.load(at, 96), factor);
      c7 = minusProduct(c7, v128.load(at, 112), factor);
      first += ld;
      row += 4;
    }
    v128.store(to, c0);
    v128.store(to, c1, 16);
    v128.store(to, c2, 32);
    v128.store(to, c3, 48);
    v128.store(to, c4, 64);
    v128.store(to, c5, 80);
    v128.store(to, c6, 96);
    v128.store(to, c7, 112);
    from += 128;
    to += 128;
  }
  for (; M + 64 <= end; M += 64) {
    let c0 = v128.load(from);
    let c1 = v128.load(from, 16);
    let c2 = v128.load(from, 32);
    let c3 = v128.load(from, 48);
    let first = M;
    let row = list;
    for (let weight = x; weight < last; weight += stride) {
      const at = nextRow<Rows>(M, ld, first, row);
      const factor = v128.load64_splat(weight);
      c0 = minusProduct(c0, v128.load(at), factor);
      c1 = minusProduct(c1, v128.load(at, 16), factor);
      c2 = minusProduct(c2, v128.load(at, 32), factor);
      c3 = minusProduct(c3, v128.load(at, 48), factor);
      first += ld;
      row += 4;
    }
    v128.store(to, c0);
    v128.store(to, c1, 16);
    v128.store(to, c2, 32);
    v128.store(to, c3, 48);
    from += 64;
    to += 64;
  }
  for (; M + 16 <= end; M += 16) {
    let c = v128.load(from);
    let first = M;
    let row = list;
    for (let weight = x; weight < last; weight += stride) {
      c = minusProduct(c, v128.load(nextRow<Rows>(M, ld, first, row)), v128.load64_splat(weight));
      first += ld;
      row += 4;
    }
    v128.store(to, c);
    from += 16;
    to += 16;
  }
  if (M == end) return;
  // As one lane of the loops above, so that a number has the same bits at any place.
  let c = v128.load64_zero(from);
  let first = M;
  let row = list;
  for (let weight = x; weight < last; weight += stride) {
    c = minusProduct(c, v128.load64_zero(nextRow<Rows>(M, ld, first, row)), v128.load64_splat(weight));
    first += ld;
    row += 4;
  }
  store<f64>(to, f64x2.extract_lane(c, 0));
}

/** aᵀb. */
// @ts-ignore: decorator
@inline
export function dotOf(a: usize, b: usize, count: i32): f64 {
  const bytes = <usize>count * 8;
  const even = bytes & ~15;
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < even; i += 16) sum = plusProduct(sum, v128.load(a + i), v128.load(b + i));
  if (even < bytes) sum = plusProduct(sum, v128.load64_zero(a + even), v128.load64_zero(b + even));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** to[i] = M[row i]ᵀ x for `count` rows of M, n numbers long, that `list` names; they are written `stride` bytes apart. */
export function dotsOfRows(list: usize, count: i32, M: usize, n: i32, x: usize, to: usize, stride: usize): void {
  const bytes = <usize>n * 8;
  const even = bytes & ~15;
  const rows = <usize>count;
  let i: usize = 0;
  for (; i + 4 <= rows; i += 4) {
    const r0 = M + rowIn(list, i) * bytes;
    const r1 = M + rowIn(list, i + 1) * bytes;
    const r2 = M + rowIn(list, i + 2) * bytes;
    const r3 = M + rowIn(list, i + 3) * bytes;
    let c0 = f64x2.splat(0);
    let c1 = c0;
    let c2 = c0;
    let c3 = c0;
    for (let k: usize = 0; k < even; k += 16) {
      const value = v128.load(x + k);
      c0 = plusProduct(c0, v128.load(r0 + k), value);
      c1 = plusProduct(c1, v128.load(r1 + k), value);
      c2 = plusProduct(c2, v128.load(r2 + k), value);
      c3 = plusProduct(c3, v128.load(r3 + k), value);
    }
    if (even < bytes) {
      const value = v128.load64_zero(x + even);
      c0 = plusProduct(c0, v128.load64_zero(r0 + even), value);
      c1 = plusProduct(c1, v128.load64_zero(r1 + even), value);
      c2 = plusProduct(c2, v128.load64_zero(r2 + even), value);
      c3 = plusProduct(c3, v128.load64_zero(r3 + even), value);
    }
    const first = f64x2.add(v128.shuffle<f64>(c0, c1, 0, 2), v128.shuffle<f64>(c0, c1, 1, 3));
    const second = f64x2.add(v128.shuffle<f64>(c2, c3, 0, 2), v128.shuffle<f64>(c2, c3, 1, 3));
    const at = to + i * stride;
    store<f64>(at, f64x2.extract_lane(first, 0));
    store<f64>(at + stride, f64x2.extract_lane(first, 1));
    store<f64>(at + 2 * stride, f64x2.extract_lane(second, 0));
    store<f64>(at + 3 * stride, f64x2.extract_lane(second, 1));
  }
  for (; i < rows; i++) store<f64>(to + i * stride, dotOf(M + rowIn(list, i) * bytes, x, n));
}

/** to = from − M x, with M `[rows, n]`. */
export function subtractProduct(rows: i32, M: usize, n: i32, x: usize, from: usize, to: usize): void {
  const bytes = <usize>n * 8;
  const even = bytes & ~15;
  let i: usize = 0;
  for (; i + 2 <= <usize>rows; i += 2) {
    let c = f64x2.splat(0);
    let d = c;
    for (let k: usize = 0; k < even; k += 16) {
      const value = v128.load(x + k);
      c = plusProduct(c, v128.load(M + k), value);
      d = plusProduct(d, v128.load(M + bytes + k), value);
    }
    if (even < bytes) {
      const value = v128.load64_zero(x + even);
      c = plusProduct(c, v128.load64_zero(M + even), value);
      d = plusProduct(d, v128.load64_zero(M + bytes + even), value);
    }
    const sums = f64x2.add(v128.shuffle<f64>(c, d, 0, 2), v128.shuffle<f64>(c, d, 1, 3));
    v128.store(to + i * 8, f64x2.sub(v128.load(from + i * 8), sums));
    M += 2 * bytes;
  }
  if (i < <usize>rows) store<f64>(to + i * 8, load<f64>(from + i * 8) - dotOf(M, x, n));
}
