/**
 * Two problems at a time: number k of both is one v128, one lane each. Every lane computes what it would compute
 * alone, in the same order, so that an element's bits do not depend on its neighbour.
 *
 * Operands are of two kinds, told apart at compile time by a type parameter: `Shared` matrices are stored once, as
 * f64, and broadcast when loaded; `Interleaved` ones have number k of either lane side by side.
 */
export type Shared = u8;
export type Interleaved = f64;

/** Bytes of a v128: a number of either lane. */
export const V128: usize = 16;

/** Bytes between neighbouring entries of an operand. */
// @ts-ignore: decorator
@inline
export function step<T>(): usize {
  return sizeof<T>() == 1 ? 8 : V128;
}

// @ts-ignore: decorator
@inline
export function entry<T>(at: usize): v128 {
  return sizeof<T>() == 1 ? v128.load64_splat(at) : v128.load(at);
}

/** c + a b, fused where the build has relaxed SIMD. */
// @ts-ignore: decorator
@inline
export function plusProduct(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_madd(a, b, c) : f64x2.add(c, f64x2.mul(a, b));
}

/** c − a b, fused where the build has relaxed SIMD. */
// @ts-ignore: decorator
@inline
export function minusProduct(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_nmadd(a, b, c) : f64x2.sub(c, f64x2.mul(a, b));
}

// Small operations on interleaved vectors.

/** to = sign · from. */
// @ts-ignore: decorator
@inline
export function copyVector(count: i32, from: usize, to: usize, sign: f64): void {
  const factor = f64x2.splat(sign);
  // Adding 0 leaves no −0, whose sign would depend on the other lane (dense/products.ts skips rows of zeros).
  for (let i: usize = 0; i < <usize>count * V128; i += V128) {
    v128.store(to + i, f64x2.add(f64x2.mul(factor, v128.load(from + i)), f64x2.splat(0)));
  }
}

/** to = factors · from, a factor per lane. */
// @ts-ignore: decorator
@inline
export function scaleVector(count: i32, from: usize, to: usize, factors: v128): void {
  for (let i: usize = 0; i < <usize>count * V128; i += V128) {
    v128.store(to + i, f64x2.add(f64x2.mul(factors, v128.load(from + i)), f64x2.splat(0)));
  }
}

// @ts-ignore: decorator
@inline
export function clearVector(count: i32, at: usize): void {
  clear(at, <usize>count * V128);
}

/** Zeros, up to the next whole v128. Most vectors are so short that a call of the engine's own fill would take longer. */
// @ts-ignore: decorator
@inline
export function clear(at: usize, bytes: usize): void {
  const end = at + bytes;
  for (; at < end; at += V128) v128.store(at, f64x2.splat(0));
}

/** x ← factors ∘ x. */
// @ts-ignore: decorator
@inline
export function multiplyEntries<T>(count: i32, factors: usize, x: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    v128.store(x + i * V128, f64x2.mul(v128.load(x + i * V128), entry<T>(factors + i * step<T>())));
  }
}

/** to += from in the lanes of `mask`. */
// @ts-ignore: decorator
@inline
export function addVector(count: i32, from: usize, to: usize, mask: v128): void {
  for (let i: usize = 0; i < <usize>count * V128; i += V128) {
    const before = v128.load(to + i);
    v128.store(to + i, v128.bitselect(f64x2.add(before, v128.load(from + i)), before, mask));
  }
}

/** to = from in the lanes of `mask`. */
// @ts-ignore: decorator
@inline
export function putVector(count: i32, from: usize, to: usize, mask: v128): void {
  for (let i: usize = 0; i < <usize>count * V128; i += V128) put(to + i, v128.load(from + i), mask);
}

/** to = value in the lanes of `mask`. */
// @ts-ignore: decorator
@inline
export function put(to: usize, value: v128, mask: v128): void {
  v128.store(to, v128.bitselect(value, v128.load(to), mask));
}

/** All bits of the lanes of these bits. */
// @ts-ignore: decorator
@inline
export function maskOf(lanes: i32): v128 {
  return i64x2.replace_lane(i64x2.splat(-(<i64>lanes & 1)), 1, -((<i64>lanes >> 1) & 1));
}

/** to[i] = from[boxes[i]]. */
// @ts-ignore: decorator
@inline
export function gatherBoxes(count: i32, boxes: usize, from: usize, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    v128.store(to + i * V128, v128.load(from + <usize>load<i32>(boxes + i * 4) * V128));
  }
}

/** to[boxes[i]] += from[i]. */
// @ts-ignore: decorator
@inline
export function scatterBoxes(count: i32, boxes: usize, from: usize, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const at = to + <usize>load<i32>(boxes + i * 4) * V128;
    v128.store(at, f64x2.add(v128.load(at), v128.load(from + i * V128)));
  }
}

/** A v128 of two numbers that lie apart. */
// @ts-ignore: decorator
@inline
export function joinLanes(at0: usize, at1: usize): v128 {
  return f64x2.replace_lane(v128.load64_splat(at0), 1, load<f64>(at1));
}

/** The larger of the two in each lane; a NaN counts as the largest, whichever it is. */
// @ts-ignore: decorator
@inline
export function worse(current: v128, candidate: v128): v128 {
  const stays = v128.or(f64x2.le(candidate, current), f64x2.ne(current, current));
  return v128.bitselect(current, candidate, stays);
}

/** The larger of both lanes. */
// @ts-ignore: decorator
@inline
export function horizontalMax(x: v128): f64 {
  return Math.max(f64x2.extract_lane(x, 0), f64x2.extract_lane(x, 1));
}
