/** Operations on rows of one lane, plain f64. */

/** Row `index` of a list of i32; without a list, that row itself. */
// @ts-ignore: decorator
@inline
export function rowIn(list: usize, index: usize): usize {
  return list == 0 ? index : <usize>load<i32>(list + index * 4);
}

/** to += x · row. */
export function addScaledRow(to: usize, row: usize, count: i32, x: f64): void {
  const bytes = <usize>count * 8;
  const even = bytes & ~15;
  const factor = f64x2.splat(x);
  for (let i: usize = 0; i < even; i += 16) {
    v128.store(to + i, f64x2.add(v128.load(to + i), f64x2.mul(v128.load(row + i), factor)));
  }
  if (even < bytes) store<f64>(to + even, load<f64>(to + even) + load<f64>(row + even) * x);
}

/** aᵀb. */
export function dotOf(a: usize, b: usize, count: i32): f64 {
  const bytes = <usize>count * 8;
  const even = bytes & ~15;
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < even; i += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(a + i), v128.load(b + i)));
  }
  let total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  if (even < bytes) total += load<f64>(a + even) * load<f64>(b + even);
  return total;
}

/**
 * v −= Σ x_j M[row j] for `count` rows of `M`, `width` entries long: those of `list`, or the first ones where that is
 * 0; x is `stride` bytes apart. Four rows at a time.
 */
export function subtractRows(v: usize, width: i32, M: usize, list: usize, count: i32, x: usize, stride: usize): void {
  const bytes = <usize>width * 8;
  const even = bytes & ~15;
  let j: usize = 0;
  for (; j + 4 <= <usize>count; j += 4) {
    const at = x + j * stride;
    const x0 = load<f64>(at);
    const x1 = load<f64>(at + stride);
    const x2 = load<f64>(at + 2 * stride);
    const x3 = load<f64>(at + 3 * stride);
    const k0 = M + rowIn(list, j) * bytes;
    const k1 = M + rowIn(list, j + 1) * bytes;
    const k2 = M + rowIn(list, j + 2) * bytes;
    const k3 = M + rowIn(list, j + 3) * bytes;
    for (let i: usize = 0; i < even; i += 16) {
      let c = f64x2.sub(v128.load(v + i), f64x2.mul(v128.load(k0 + i), f64x2.splat(x0)));
      c = f64x2.sub(c, f64x2.mul(v128.load(k1 + i), f64x2.splat(x1)));
      c = f64x2.sub(c, f64x2.mul(v128.load(k2 + i), f64x2.splat(x2)));
      v128.store(v + i, f64x2.sub(c, f64x2.mul(v128.load(k3 + i), f64x2.splat(x3))));
    }
    if (even == bytes) continue;
    const c = load<f64>(v + even) - load<f64>(k0 + even) * x0 - load<f64>(k1 + even) * x1;
    store<f64>(v + even, c - load<f64>(k2 + even) * x2 - load<f64>(k3 + even) * x3);
  }
  if (j + 2 <= <usize>count) {
    const x0 = load<f64>(x + j * stride);
    const x1 = load<f64>(x + (j + 1) * stride);
    const k0 = M + rowIn(list, j) * bytes;
    const k1 = M + rowIn(list, j + 1) * bytes;
    for (let i: usize = 0; i < even; i += 16) {
      const c = f64x2.sub(v128.load(v + i), f64x2.mul(v128.load(k0 + i), f64x2.splat(x0)));
      v128.store(v + i, f64x2.sub(c, f64x2.mul(v128.load(k1 + i), f64x2.splat(x1))));
    }
    if (even < bytes) {
      store<f64>(v + even, load<f64>(v + even) - load<f64>(k0 + even) * x0 - load<f64>(k1 + even) * x1);
    }
    j += 2;
  }
  if (j < <usize>count) addScaledRow(v, M + rowIn(list, j) * bytes, width, -load<f64>(x + j * stride));
}
