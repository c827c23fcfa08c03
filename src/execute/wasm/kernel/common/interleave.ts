/** Copies between arrays of one element and interleaved ones, and interleaved matrices made into others. */
import { joinLanes, V128 } from "./lanes";

/** to[i] = (from0[i], from1[i]). */
export function interleave(count: i32, from0: usize, from1: usize, to: usize): void {
  const even = <usize>count & ~1;
  let i: usize = 0;
  for (; i < even; i += 2) {
    const a = v128.load(from0 + i * 8);
    const b = v128.load(from1 + i * 8);
    v128.store(to + i * V128, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(to + i * V128, v128.shuffle<f64>(a, b, 1, 3), V128);
  }
  if (i == <usize>count) return;
  store<f64>(to + i * V128, load<f64>(from0 + i * 8));
  store<f64>(to + i * V128, load<f64>(from1 + i * 8), 8);
}

/** As `interleave`, and the same numbers times `factors` to another place. */
export function interleaveScaled(
  count: i32,
  from0: usize,
  from1: usize,
  to: usize,
  factors: v128,
  scaled: usize,
): void {
  const even = <usize>count & ~1;
  let i: usize = 0;
  for (; i < even; i += 2) {
    const a = v128.load(from0 + i * 8);
    const b = v128.load(from1 + i * 8);
    const first = v128.shuffle<f64>(a, b, 0, 2);
    const second = v128.shuffle<f64>(a, b, 1, 3);
    v128.store(to + i * V128, first);
    v128.store(to + i * V128, second, V128);
    v128.store(scaled + i * V128, f64x2.mul(first, factors));
    v128.store(scaled + i * V128, f64x2.mul(second, factors), V128);
  }
  if (i == <usize>count) return;
  const last = joinLanes(from0 + i * 8, from1 + i * 8);
  v128.store(to + i * V128, last);
  v128.store(scaled + i * V128, f64x2.mul(last, factors));
}

/** Each lane of diag(scale) M diag(scale), of which M's lower triangle is given, as a full `[n, n]` matrix. */
export function unpackSymmetric(
  n: i32,
  from: usize,
  ld: i32,
  scale0: usize,
  scale1: usize,
  to0: usize,
  to1: usize,
): void {
  const bytes = <usize>n * 8;
  const next = <usize>ld * V128;
  for (let i: usize = 0; i < bytes; i += 8) {
    const factors = joinLanes(scale0 + i, scale1 + i);
    const row = i * <usize>n;
    let column = i;
    for (let j: usize = 0; j <= i; j += 8) {
      const value = f64x2.mul(v128.load(from + 2 * j), f64x2.mul(factors, joinLanes(scale0 + j, scale1 + j)));
      v128.store64_lane(to0 + row + j, value, 0);
      v128.store64_lane(to1 + row + j, value, 1);
      v128.store64_lane(to0 + column, value, 0);
      v128.store64_lane(to1 + column, value, 1);
      column += bytes;
    }
    from += next;
  }
}

/** Lane 0 of `count` numbers. */
export function firstLane(count: i32, from: usize, to: usize): void {
  const even = <usize>count & ~1;
  for (let i: usize = 0; i < even; i += 2) {
    const at = from + i * V128;
    v128.store(to + i * 8, v128.shuffle<f64>(v128.load(at), v128.load(at, V128), 0, 2));
  }
  if (count & 1) store<f64>(to + even * 8, load<f64>(from + even * V128));
}

/** A dense interleaved `[rows, n]` matrix with column j multiplied by factors[j]. */
export function scaleColumns(rows: i32, n: i32, from: usize, to: usize, factors: usize): void {
  const bytes = <usize>n * V128;
  for (let i: usize = 0; i < <usize>rows; i++) {
    for (let j: usize = 0; j < bytes; j += V128) {
      v128.store(to + j, f64x2.mul(v128.load(from + j), v128.load(factors + j)));
    }
    from += bytes;
    to += bytes;
  }
}

/** Both lanes of `count` numbers, apart. */
export function separate(count: i32, from: usize, to0: usize, to1: usize): void {
  const even = <usize>count & ~1;
  let i: usize = 0;
  for (; i < even; i += 2) {
    const a = v128.load(from + i * V128);
    const b = v128.load(from + i * V128, V128);
    v128.store(to0 + i * 8, v128.shuffle<f64>(a, b, 0, 2));
    v128.store(to1 + i * 8, v128.shuffle<f64>(a, b, 1, 3));
  }
  if (i == <usize>count) return;
  const last = v128.load(from + i * V128);
  v128.store64_lane(to0 + i * 8, last, 0);
  v128.store64_lane(to1 + i * 8, last, 1);
}

/** Both lanes of a dense `[rows, n]` matrix, apart and transposed. */
export function separateTransposed(rows: i32, n: i32, from: usize, to0: usize, to1: usize): void {
  const bytes = <usize>n * V128;
  const next = <usize>rows * 8;
  const even = <usize>rows & ~1;
  for (let i: usize = 0; i < even; i += 2) {
    let at = i * 8;
    for (let j: usize = 0; j < bytes; j += V128) {
      const a = v128.load(from + j);
      const b = v128.load(from + bytes + j);
      v128.store(to0 + at, v128.shuffle<f64>(a, b, 0, 2));
      v128.store(to1 + at, v128.shuffle<f64>(a, b, 1, 3));
      at += next;
    }
    from += 2 * bytes;
  }
  if (even == <usize>rows) return;
  let at = even * 8;
  for (let j: usize = 0; j < bytes; j += V128) {
    const last = v128.load(from + j);
    v128.store64_lane(to0 + at, last, 0);
    v128.store64_lane(to1 + at, last, 1);
    at += next;
  }
}

/** A dense interleaved `[rows, n]` matrix, transposed. */
export function transpose(rows: i32, n: i32, from: usize, to: usize): void {
  for (let i: usize = 0; i < <usize>rows; i++) {
    for (let j: usize = 0; j < <usize>n; j++) {
      v128.store(to + (j * <usize>rows + i) * V128, v128.load(from + (i * <usize>n + j) * V128));
    }
  }
}
