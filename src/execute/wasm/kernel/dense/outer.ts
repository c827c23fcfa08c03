/** Outer products: gradients of matrices, of shared ones summed over the batch, as one matrix product. */
import { plusProduct } from "../common/lanes";

// Sizes of a tile, told apart at compile time by how many bytes a type has.
type Four = u32;
type Two = u16;
type One = u8;

/** C += LᵀR, with L `[count, m]`, R `[count, n]`, C `[m, n]`, all row-major f64. */
export function addOuterProducts(count: i32, m: i32, n: i32, L: usize, R: usize, C: usize): void {
  const bytesL = <usize>m * 8;
  const bytesC = <usize>n * 8;
  const end = L + bytesL;
  for (; L + 32 <= end; L += 32) {
    addRows<Four>(<usize>count, n, L, bytesL, R, C);
    C += 4 * bytesC;
  }
  if (L + 16 <= end) {
    addRows<Two>(<usize>count, n, L, bytesL, R, C);
    L += 16;
    C += 2 * bytesC;
  }
  if (L < end) addRows<One>(<usize>count, n, L, bytesL, R, C);
}

/** A few rows of C. */
function addRows<Rows>(count: usize, n: i32, L: usize, bytesL: usize, R: usize, C: usize): void {
  const bytes = <usize>n * 8;
  const end = R + bytes;
  for (; R + 32 <= end; R += 32) {
    addTile<Rows, Four>(count, L, bytesL, R, bytes, C);
    C += 32;
  }
  if (R + 16 <= end) {
    addTile<Rows, Two>(count, L, bytesL, R, bytes, C);
    R += 16;
    C += 16;
  }
  if (R < end) addTile<Rows, One>(count, L, bytesL, R, bytes, C);
}

// @ts-ignore: decorator
@inline
function addTile<Rows, Columns>(count: usize, L: usize, bytesL: usize, R: usize, bytes: usize, C: usize): void {
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (let k: usize = 0; k < count; k++) {
    const b0 = sizeof<Columns>() == 1 ? v128.load64_zero(R) : v128.load(R);
    const b1 = sizeof<Columns>() == 4 ? v128.load(R, 16) : b0;
    let a = v128.load64_splat(L);
    c00 = plusProduct(c00, a, b0);
    if (sizeof<Columns>() == 4) c01 = plusProduct(c01, a, b1);
    if (sizeof<Rows>() >= 2) {
      a = v128.load64_splat(L, 8);
      c10 = plusProduct(c10, a, b0);
      if (sizeof<Columns>() == 4) c11 = plusProduct(c11, a, b1);
    }
    if (sizeof<Rows>() == 4) {
      a = v128.load64_splat(L, 16);
      c20 = plusProduct(c20, a, b0);
      if (sizeof<Columns>() == 4) c21 = plusProduct(c21, a, b1);
      a = v128.load64_splat(L, 24);
      c30 = plusProduct(c30, a, b0);
      if (sizeof<Columns>() == 4) c31 = plusProduct(c31, a, b1);
    }
    L += bytesL;
    R += bytes;
  }
  addTo<Columns>(C, c00, c01);
  if (sizeof<Rows>() >= 2) addTo<Columns>(C + bytes, c10, c11);
  if (sizeof<Rows>() == 4) {
    addTo<Columns>(C + 2 * bytes, c20, c21);
    addTo<Columns>(C + 3 * bytes, c30, c31);
  }
}

// @ts-ignore: decorator
@inline
function addTo<Columns>(at: usize, c0: v128, c1: v128): void {
  if (sizeof<Columns>() == 1) store<f64>(at, load<f64>(at) + f64x2.extract_lane(c0, 0));
  else v128.store(at, f64x2.add(v128.load(at), c0));
  if (sizeof<Columns>() == 4) v128.store(at, f64x2.add(v128.load(at, 16), c1), 16);
}

/**
 * C = scale · a xᵀ + scale · b yᵀ for every element: a and b `[count, m]`, x and y `[count, n]`, C `[count, m, n]`. Rounded as
 * written, never fused: whoever has no room for this comes to the same bits.
 */
export function setOuterProducts(
  count: i32,
  m: i32,
  n: i32,
  a: usize,
  x: usize,
  b: usize,
  y: usize,
  scale: f64,
  C: usize,
): void {
  const bytes = <usize>n * 8;
  for (let k = 0; k < count; k++, x += bytes, y += bytes) {
    for (let i = 0; i < m; i++, a += 8, b += 8, C += bytes) {
      const left = scale * load<f64>(a);
      const right = scale * load<f64>(b);
      // Most rows of inequalities are inactive.
      if (left == 0 && right == 0) memory.fill(C, 0, bytes);
      else setRow(bytes, left, x, right, y, C);
    }
  }
}

// @ts-ignore: decorator
@inline
function setRow(bytes: usize, left: f64, x: usize, right: f64, y: usize, to: usize): void {
  // Adding 0 leaves no −0.
  const none = f64x2.splat(0);
  let j: usize = 0;
  for (; j + 16 <= bytes; j += 16) {
    const sum = f64x2.add(
      f64x2.mul(f64x2.splat(left), v128.load(x + j)),
      f64x2.mul(f64x2.splat(right), v128.load(y + j)),
    );
    v128.store(to + j, f64x2.add(sum, none));
  }
  if (j < bytes) store<f64>(to + j, left * load<f64>(x + j) + right * load<f64>(y + j) + 0);
}
