/**
 * Entries of K, where there are few rows and it is not kept: K_pq = F_p F_qᵀ − Y_p Y_qᵀ, of which a bound's F_p has one
 * entry. For what the structure (few-rows.ts) does not serve.
 */
import { Interleaved, Shared, step, V128 } from "../common/lanes";
import { Factors, Pair, Shape } from "../layout.generated";
import { variableOf } from "./prepare";

/** An entry of one lane of an operand. */
// @ts-ignore: decorator
@inline
function own<T>(at: usize, index: usize, lane: i32): f64 {
  return load<f64>(at + index * step<T>() + (sizeof<T>() == 1 ? 0 : <usize>lane * 8));
}

/** What is not 0 in row i of F_C, where that is the row of a bound. */
// @ts-ignore: decorator
@inline
function ownBox<T>(shape: Shape, f: Factors, lane: i32, i: usize): f64 {
  return own<T>(f.L, variableOf(shape, i), lane) * load<f64>((lane == 0 ? f.scale0 : f.scale1) + i * 8);
}

/** Column q of K in the rows of a list, to numbers that are `stride` bytes apart. */
export function gatherFewColumn(
  pair: Pair,
  lane: i32,
  q: usize,
  list: usize,
  count: i32,
  to: usize,
  stride: usize,
): void {
  if (pair.shape.shared) gatherWith<Shared>(pair.shape, pair.factors, lane, q, list, count, to, stride);
  else gatherWith<Interleaved>(pair.shape, pair.factors, lane, q, list, count, to, stride);
}

function gatherWith<T>(
  shape: Shape,
  f: Factors,
  lane: i32,
  q: usize,
  list: usize,
  count: i32,
  to: usize,
  stride: usize,
): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    store<f64>(to + i * stride, entryOf<T>(shape, f, lane, <usize>load<i32>(list + i * 4), q));
  }
}

function entryOf<T>(shape: Shape, f: Factors, lane: i32, p: usize, q: usize): f64 {
  // Rows are scaled so that K_qq is 1.
  if (p == q) return 1;
  const n = <usize>shape.n;
  const e = <usize>shape.e;
  const m = <usize>shape.m;
  let sum: f64 = 0;
  for (let k: usize = 0; k < e; k++) sum -= own<T>(f.Y, p * <usize>f.ldY + k, lane) * own<T>(f.Y, q * <usize>f.ldY + k, lane);
  const one = min(p, q);
  const other = max(p, q);
  // Rows of two bounds have nothing in common but Y.
  if (one >= m) return sum;
  const row = (e + one) * n;
  if (other >= m) return sum + own<T>(f.F, row + variableOf(shape, other), lane) * ownBox<T>(shape, f, lane, other);
  for (let j: usize = 0; j < n; j++) sum += own<T>(f.F, row + j, lane) * own<T>(f.F, (e + other) * n + j, lane);
  return sum;
}

/** to = from − K_A x for the rows A of a list, with the numbers of x `stride` bytes apart. */
export function setFewValues(
  pair: Pair,
  lane: i32,
  list: usize,
  count: i32,
  x: usize,
  stride: usize,
  from: usize,
  to: usize,
): void {
  if (pair.shape.shared) setWith<Shared>(pair, pair.shape, pair.factors, lane, list, count, x, stride, from, to);
  else setWith<Interleaved>(pair, pair.shape, pair.factors, lane, list, count, x, stride, from, to);
}

function setWith<T>(
  pair: Pair,
  shape: Shape,
  f: Factors,
  lane: i32,
  list: usize,
  count: i32,
  x: usize,
  stride: usize,
  from: usize,
  to: usize,
): void {
  const n = <usize>shape.n;
  const e = <usize>shape.e;
  const m = <usize>shape.m;
  // F_Aᵀ x and Y_Aᵀ x.
  const ofF = pair.direction;
  const ofY = ofF + n * 8;
  memory.fill(ofF, 0, (n + e) * 8);
  for (let k: usize = 0; k < <usize>count; k++) {
    const i = <usize>load<i32>(list + k * 4);
    const weight = load<f64>(x + k * stride);
    if (i >= m) add(ofF, variableOf(shape, i), weight * ownBox<T>(shape, f, lane, i));
    else for (let j: usize = 0; j < n; j++) add(ofF, j, weight * own<T>(f.F, (e + i) * n + j, lane));
    for (let k: usize = 0; k < e; k++) add(ofY, k, weight * own<T>(f.Y, i * <usize>f.ldY + k, lane));
  }
  for (let i: usize = 0; i < <usize>shape.rows; i++) {
    let sum: f64 = 0;
    for (let k: usize = 0; k < e; k++) sum += load<f64>(ofY + k * 8) * own<T>(f.Y, i * <usize>f.ldY + k, lane);
    if (i >= m) sum -= load<f64>(ofF + variableOf(shape, i) * 8) * ownBox<T>(shape, f, lane, i);
    else for (let j: usize = 0; j < n; j++) sum -= load<f64>(ofF + j * 8) * own<T>(f.F, (e + i) * n + j, lane);
    store<f64>(to + i * 8, load<f64>(from + i * 8) + sum);
  }
}

// @ts-ignore: decorator
@inline
function add(vector: usize, index: usize, value: f64): void {
  store<f64>(vector + index * 8, load<f64>(vector + index * 8) + value);
}
