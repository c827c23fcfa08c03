/** What TypeScript calls. Each kernel exists for shared and for paired matrices (lanes.ts). */
import { Paired, Shared } from "./lanes";
import { addProduct, addTransposedProduct, solveLower, solveLowerTransposed } from "./products";

export { cholesky, gram, solveRows } from "./factor";
export { addOuterProducts } from "./outer";
export { beginPivot, pivotRound } from "./pivot";
export { factorStates, solveStates } from "./states";
export { interleave, scaleColumns, scaleVector, unpackRows, unpackSymmetric } from "./transfer";

export function addProductShared(
  rows: i32,
  n: i32,
  F: usize,
  ld: i32,
  x: usize,
  out: usize,
  sign: f64,
): void {
  addProduct<Shared>(rows, n, F, ld, x, out, sign);
}

export function addProductPaired(
  rows: i32,
  n: i32,
  F: usize,
  ld: i32,
  x: usize,
  out: usize,
  sign: f64,
): void {
  addProduct<Paired>(rows, n, F, ld, x, out, sign);
}

export function addTransposedShared(
  rows: i32,
  n: i32,
  F: usize,
  ld: i32,
  y: usize,
  out: usize,
  sign: f64,
): void {
  addTransposedProduct<Shared>(rows, n, F, ld, y, out, sign);
}

export function addTransposedPaired(
  rows: i32,
  n: i32,
  F: usize,
  ld: i32,
  y: usize,
  out: usize,
  sign: f64,
): void {
  addTransposedProduct<Paired>(rows, n, F, ld, y, out, sign);
}

export function solveLowerShared(n: i32, L: usize, ld: i32, x: usize): void {
  solveLower<Shared>(n, L, ld, x);
}

export function solveLowerPaired(n: i32, L: usize, ld: i32, x: usize): void {
  solveLower<Paired>(n, L, ld, x);
}

export function solveLowerTransposedShared(n: i32, L: usize, ld: i32, x: usize): void {
  solveLowerTransposed<Shared>(n, L, ld, x);
}

export function solveLowerTransposedPaired(n: i32, L: usize, ld: i32, x: usize): void {
  solveLowerTransposed<Paired>(n, L, ld, x);
}
