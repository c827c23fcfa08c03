/** Sums of outer products over a batch, as one matrix product: gradients of shared matrices. */
import { plusProduct } from "../common/lanes";

/** C += LᵀR, with L `[count, m]`, R `[count, n]`, C `[m, n]`, all row-major f64. */
export function addOuterProducts(count: i32, m: i32, n: i32, L: usize, R: usize, C: usize): void {
  const bytesL = <usize>m * 8;
  const bytesR = <usize>n * 8;
  const mainM = <usize>m & ~3;
  const mainN = <usize>n & ~3;
  for (let i: usize = 0; i < mainM; i += 4) {
    for (let j: usize = 0; j < mainN; j += 4) {
      tile4x4(<usize>count, L + i * 8, bytesL, R + j * 8, bytesR, C + i * bytesR + j * 8);
    }
  }
  for (let i: usize = 0; i < <usize>m; i++) {
    for (let j = i < mainM ? mainN : 0; j < <usize>n; j++) {
      let sum: f64 = 0;
      let l = L + i * 8;
      let r = R + j * 8;
      for (let k = 0; k < count; k++) {
        sum += load<f64>(l) * load<f64>(r);
        l += bytesL;
        r += bytesR;
      }
      const at = C + i * bytesR + j * 8;
      store<f64>(at, load<f64>(at) + sum);
    }
  }
}

// @ts-ignore: decorator
@inline
function tile4x4(count: usize, L: usize, bytesL: usize, R: usize, bytesR: usize, C: usize): void {
  let c00 = f64x2.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  for (let k: usize = 0; k < count; k++) {
    const b0 = v128.load(R);
    const b1 = v128.load(R, 16);
    let a = v128.load64_splat(L);
    c00 = plusProduct(c00, a, b0);
    c01 = plusProduct(c01, a, b1);
    a = v128.load64_splat(L, 8);
    c10 = plusProduct(c10, a, b0);
    c11 = plusProduct(c11, a, b1);
    a = v128.load64_splat(L, 16);
    c20 = plusProduct(c20, a, b0);
    c21 = plusProduct(c21, a, b1);
    a = v128.load64_splat(L, 24);
    c30 = plusProduct(c30, a, b0);
    c31 = plusProduct(c31, a, b1);
    L += bytesL;
    R += bytesR;
  }
  addTo(C, c00, c01);
  C += bytesR;
  addTo(C, c10, c11);
  C += bytesR;
  addTo(C, c20, c21);
  C += bytesR;
  addTo(C, c30, c31);
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, c0: v128, c1: v128): void {
  v128.store(at, f64x2.add(v128.load(at), c0));
  v128.store(at, f64x2.add(v128.load(at, 16), c1), 16);
}
