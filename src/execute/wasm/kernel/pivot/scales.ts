/** The scales of the rows of C: 1/√K_ii, or 0 for rows that can never be active. */
import { joinLanes, V128 } from "../common/lanes";
import { Factors } from "../layout.generated";

/** What is left of K_ii, relative to what A took of it, where C's row is constant wherever Az = b. */
const CONSTANT: f64 = 1e-12;

/** Keeps a diagonal entry of C Q⁻¹ Cᵀ where the scale will be. */
// @ts-ignore: decorator
@inline
export function keepSquare(f: Factors, i: usize, square: v128): void {
  store<f64>(f.scale0 + i * 8, f64x2.extract_lane(square, 0));
  store<f64>(f.scale1 + i * 8, f64x2.extract_lane(square, 1));
}

/** 1/√K_ii, given C Q⁻¹ Cᵀ's entry in its place. */
// @ts-ignore: decorator
@inline
export function setScale(f: Factors, i: usize, square: v128): void {
  setLaneScale(f.scale0 + i * 8, f64x2.extract_lane(square, 0));
  setLaneScale(f.scale1 + i * 8, f64x2.extract_lane(square, 1));
}

// @ts-ignore: decorator
@inline
function setLaneScale(at: usize, square: f64): void {
  store<f64>(at, square > CONSTANT * load<f64>(at) ? 1 / Math.sqrt(square) : 0);
}

/** Multiplies interleaved rows by their scales. */
export function scaleRows(rows: i32, n: i32, M: usize, f: Factors): void {
  const bytes = <usize>n * V128;
  for (let i: usize = 0; i < <usize>rows; i++) copyRow(n, M + i * bytes, M + i * bytes, scaleOf(f, i));
}

// @ts-ignore: decorator
@inline
export function copyRow(n: i32, from: usize, to: usize, scale: v128): void {
  for (let j: usize = 0; j < <usize>n * V128; j += V128) v128.store(to + j, f64x2.mul(v128.load(from + j), scale));
}

/** What row i of C was multiplied by to make K_ii = 1, in both lanes. */
// @ts-ignore: decorator
@inline
export function scaleOf(f: Factors, i: usize): v128 {
  return joinLanes(f.scale0 + i * 8, f.scale1 + i * 8);
}

/** Bits of the lanes in which `cholesky` dropped a row. */
export function lanesOf(dropped: i32): i32 {
  return (dropped & 0xffff ? 1 : 0) | (dropped >>> 16 ? 2 : 0);
}
