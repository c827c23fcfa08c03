/** Operations on rows of plain f64. */

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
