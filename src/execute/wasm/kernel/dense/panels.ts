/**
 * Register-blocked products of rows: the inner loops of everything cubic.
 *
 * A panel is 4 rows × 2 columns of v128s; its 8 sums, 4 + 2 operands fill the 16 vector registers.
 */
import { minusProduct, V128, plusProduct } from "../common/lanes";

/**
 * Columns j and j + 1 of rows 0–3 of X, where X Lᵀ = B is solved; B may be X, or rows as far apart as X's:
 * x[j] = (b[j] − Σ_{k<j} x[k] L[j,k]) / L[j,j]. The diagonal of L holds reciprocals.
 */
// @ts-ignore: decorator
@inline
export function solvePanel4x2(B: usize, X: usize, ldX: usize, L: usize, ldL: usize, j: usize): void {
  const x0 = X;
  const x1 = x0 + ldX;
  const x2 = x1 + ldX;
  const x3 = x2 + ldX;
  const l0 = L + j * ldL;
  const l1 = l0 + ldL;
  const end = j * V128;
  const next = end + V128;
  let c00 = v128.load(B + end);
  let c01 = v128.load(B + next);
  let c10 = v128.load(B + ldX + end);
  let c11 = v128.load(B + ldX + next);
  let c20 = v128.load(B + 2 * ldX + end);
  let c21 = v128.load(B + 2 * ldX + next);
  let c30 = v128.load(B + 3 * ldX + end);
  let c31 = v128.load(B + 3 * ldX + next);
  for (let k: usize = 0; k < end; k += V128) {
    const b0 = v128.load(l0 + k);
    const b1 = v128.load(l1 + k);
    let a = v128.load(x0 + k);
    c00 = minusProduct(c00, a, b0);
    c01 = minusProduct(c01, a, b1);
    a = v128.load(x1 + k);
    c10 = minusProduct(c10, a, b0);
    c11 = minusProduct(c11, a, b1);
    a = v128.load(x2 + k);
    c20 = minusProduct(c20, a, b0);
    c21 = minusProduct(c21, a, b1);
    a = v128.load(x3 + k);
    c30 = minusProduct(c30, a, b0);
    c31 = minusProduct(c31, a, b1);
  }
  const d0 = v128.load(l0 + end);
  const d1 = v128.load(l1 + next);
  const b1 = v128.load(l1 + end);
  c00 = f64x2.mul(c00, d0);
  c10 = f64x2.mul(c10, d0);
  c20 = f64x2.mul(c20, d0);
  c30 = f64x2.mul(c30, d0);
  v128.store(x0 + end, c00);
  v128.store(x1 + end, c10);
  v128.store(x2 + end, c20);
  v128.store(x3 + end, c30);
  v128.store(x0 + next, f64x2.mul(minusProduct(c01, c00, b1), d1));
  v128.store(x1 + next, f64x2.mul(minusProduct(c11, c10, b1), d1));
  v128.store(x2 + next, f64x2.mul(minusProduct(c21, c20, b1), d1));
  v128.store(x3 + next, f64x2.mul(minusProduct(c31, c30, b1), d1));
}

/** One entry of one row: x[j] = (b[j] − Σ_{k<j} x[k] L[j,k]) / L[j,j]. */
// @ts-ignore: decorator
@inline
export function solveEntry(b: usize, x: usize, l: usize, j: usize): void {
  const end = j * V128;
  let c = v128.load(b + end);
  for (let k: usize = 0; k < end; k += V128) c = minusProduct(c, v128.load(x + k), v128.load(l + k));
  v128.store(x + end, f64x2.mul(c, v128.load(l + end)));
}

// What the two lanes of F hold, told apart at compile time by how many bytes a type has: two elements, or two rows of one.
export type Elements = u8;
export type Rows = u16;

/** M[0–3, 0–1] = F[0–3] E[0–1]ᵀ, or −= where `negative`; rows of length n. Where lanes hold rows, M has eight. */
// @ts-ignore: decorator
@inline
export function gramPanel4x2<Lanes>(
  M: usize,
  ldM: usize,
  F: usize,
  ldF: usize,
  E: usize,
  ldE: usize,
  n: usize,
  negative: bool,
): void {
  const f1 = F + ldF;
  const f2 = f1 + ldF;
  const f3 = f2 + ldF;
  const e1 = E + ldE;
  const end = n * V128;
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (let k: usize = 0; k < end; k += V128) {
    const b0 = v128.load(E + k);
    const b1 = v128.load(e1 + k);
    let a = v128.load(F + k);
    c00 = plusProduct(c00, a, b0);
    c01 = plusProduct(c01, a, b1);
    a = v128.load(f1 + k);
    c10 = plusProduct(c10, a, b0);
    c11 = plusProduct(c11, a, b1);
    a = v128.load(f2 + k);
    c20 = plusProduct(c20, a, b0);
    c21 = plusProduct(c21, a, b1);
    a = v128.load(f3 + k);
    c30 = plusProduct(c30, a, b0);
    c31 = plusProduct(c31, a, b1);
  }
  M = putColumns<Lanes>(M, ldM, c00, c01, negative);
  M = putColumns<Lanes>(M, ldM, c10, c11, negative);
  M = putColumns<Lanes>(M, ldM, c20, c21, negative);
  putColumns<Lanes>(M, ldM, c30, c31, negative);
}

/** Columns 0 and 1 of a row; of two rows, each to both lanes, where lanes hold rows. Returns where the next one is. */
// @ts-ignore: decorator
@inline
function putColumns<Lanes>(at: usize, ld: usize, first: v128, second: v128, negative: bool): usize {
  if (sizeof<Lanes>() == sizeof<Elements>()) {
    put(at, first, negative);
    put(at + V128, second, negative);
    return at + ld;
  }
  put(at, v128.shuffle<f64>(first, first, 0, 0), negative);
  put(at + V128, v128.shuffle<f64>(second, second, 0, 0), negative);
  put(at + ld, v128.shuffle<f64>(first, first, 1, 1), negative);
  put(at + ld + V128, v128.shuffle<f64>(second, second, 1, 1), negative);
  return at + 2 * ld;
}

/** M = F Eᵀ, or −=, for one entry. */
// @ts-ignore: decorator
@inline
export function gramEntry(M: usize, F: usize, E: usize, n: usize, negative: bool): void {
  const end = n * V128;
  let c = f64x2.splat(0);
  for (let k: usize = 0; k < end; k += V128) c = plusProduct(c, v128.load(F + k), v128.load(E + k));
  put(M, c, negative);
}

// @ts-ignore: decorator
@inline
function put(at: usize, c: v128, negative: bool): void {
  // Adding 0 leaves no −0.
  v128.store(at, negative ? f64x2.sub(v128.load(at), c) : f64x2.add(c, f64x2.splat(0)));
}
