/**
 * Two problems at a time: element k of both is one v128, "a lane pair". Every lane computes what it would
 * compute alone, in the same order, so that an element's bits do not depend on its neighbour.
 *
 * Operands are of two kinds, told apart at compile time by a type parameter: `Shared` matrices are stored once,
 * as f64, and broadcast when loaded; `Paired` ones are stored as lane pairs.
 */
export type Shared = u8;
export type Paired = f64;

/** Bytes of a lane pair. */
export const PAIR: usize = 16;

/** Bytes between neighbouring entries of an operand. */
// @ts-ignore: decorator
@inline
export function step<T>(): usize {
  return sizeof<T>() == 1 ? 8 : PAIR;
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
