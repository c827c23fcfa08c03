/** Small operations on vectors of lane pairs. */
import { entry, PAIR, step } from "./lanes";

/** to = sign · from. */
// @ts-ignore: decorator
@inline
export function copyPairs(count: i32, from: usize, to: usize, sign: f64): void {
  const factor = f64x2.splat(sign);
  // Adding 0 leaves no −0, whose sign would depend on the other lane (products.ts skips rows of zeros).
  for (let i: usize = 0; i < <usize>count * PAIR; i += PAIR) {
    v128.store(to + i, f64x2.add(f64x2.mul(factor, v128.load(from + i)), f64x2.splat(0)));
  }
}

/** to = factors · from, a factor per lane. */
// @ts-ignore: decorator
@inline
export function scalePairs(count: i32, from: usize, to: usize, factors: v128): void {
  for (let i: usize = 0; i < <usize>count * PAIR; i += PAIR) {
    v128.store(to + i, f64x2.add(f64x2.mul(factors, v128.load(from + i)), f64x2.splat(0)));
  }
}

// @ts-ignore: decorator
@inline
export function clearPairs(count: i32, at: usize): void {
  memory.fill(at, 0, <usize>count * PAIR);
}

/** x ← factors ∘ x. */
// @ts-ignore: decorator
@inline
export function multiplyPairs<T>(count: i32, factors: usize, x: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    v128.store(x + i * PAIR, f64x2.mul(v128.load(x + i * PAIR), entry<T>(factors + i * step<T>())));
  }
}

/** to += from in the lanes of `mask`. */
// @ts-ignore: decorator
@inline
export function addPairs(count: i32, from: usize, to: usize, mask: v128): void {
  for (let i: usize = 0; i < <usize>count * PAIR; i += PAIR) {
    const before = v128.load(to + i);
    v128.store(to + i, v128.bitselect(f64x2.add(before, v128.load(from + i)), before, mask));
  }
}

/** to[i] = from[boxes[i]]. */
// @ts-ignore: decorator
@inline
export function gatherBoxes(count: i32, boxes: usize, from: usize, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    v128.store(to + i * PAIR, v128.load(from + <usize>load<i32>(boxes + i * 4) * PAIR));
  }
}

/** to[boxes[i]] += from[i]. */
// @ts-ignore: decorator
@inline
export function scatterBoxes(count: i32, boxes: usize, from: usize, to: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const at = to + <usize>load<i32>(boxes + i * 4) * PAIR;
    v128.store(at, f64x2.add(v128.load(at), v128.load(from + i * PAIR)));
  }
}

/** A lane pair of two numbers that lie apart. */
// @ts-ignore: decorator
@inline
export function pairOf(at0: usize, at1: usize): v128 {
  return f64x2.replace_lane(v128.load64_splat(at0), 1, load<f64>(at1));
}

/** The larger of the two in each lane; a NaN counts as the largest. */
// @ts-ignore: decorator
@inline
export function worse(current: v128, candidate: v128): v128 {
  return v128.bitselect(current, candidate, f64x2.le(candidate, current));
}
