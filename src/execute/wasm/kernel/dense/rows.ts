/** Operations on rows of one lane, f64. */
import { minusProduct, plusProduct } from "../common/lanes";

/** Row `index` of a list of i32; without a list, that row itself. */
// @ts-ignore: decorator
@inline
export function rowIn(list: usize, index: usize): usize {
  return list == 0 ? index : <usize>load<i32>(list + index * 4);
}

/**
 * to = from − Σ x_j M[row j] for `count` rows of M, `width` numbers long and `ld` bytes apart: those of `list`, or the
 * first ones where that is 0; x is `stride` bytes apart. A `from` of 0 stands for zeros. Eight numbers at a time stay in
 * registers while all rows pass.
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
  const bytes = <usize>width * 8;
  const rows = <usize>count;
  const none = f64x2.splat(0);
  let i: usize = 0;
  for (; i + 64 <= bytes; i += 64) {
    let c0 = from ? v128.load(from + i) : none;
    let c1 = from ? v128.load(from + i, 16) : none;
    let c2 = from ? v128.load(from + i, 32) : none;
    let c3 = from ? v128.load(from + i, 48) : none;
    const column = M + i;
    let weight = x;
    for (let j: usize = 0; j < rows; j++) {
      const at = column + rowIn(list, j) * ld;
      const factor = v128.load64_splat(weight);
      c0 = minusProduct(c0, v128.load(at), factor);
      c1 = minusProduct(c1, v128.load(at, 16), factor);
      c2 = minusProduct(c2, v128.load(at, 32), factor);
      c3 = minusProduct(c3, v128.load(at, 48), factor);
      weight += stride;
    }
    v128.store(to + i, c0);
    v128.store(to + i, c1, 16);
    v128.store(to + i, c2, 32);
    v128.store(to + i, c3, 48);
  }
  for (; i + 16 <= bytes; i += 16) {
    let c = from ? v128.load(from + i) : none;
    let weight = x;
    for (let j: usize = 0; j < rows; j++) {
      c = minusProduct(c, v128.load(M + i + rowIn(list, j) * ld), v128.load64_splat(weight));
      weight += stride;
    }
    v128.store(to + i, c);
  }
  if (i == bytes) return;
  // As one lane of the loops above, so that a number has the same bits at any place.
  let c = from ? v128.load64_splat(from + i) : none;
  for (let j: usize = 0; j < rows; j++) {
    c = minusProduct(c, v128.load64_splat(M + i + rowIn(list, j) * ld), v128.load64_splat(x + j * stride));
  }
  store<f64>(to + i, f64x2.extract_lane(c, 0));
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
