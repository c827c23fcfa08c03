/** The cubic work of making factors, the fastest way there is: across the lanes, or where both have one element two rows at a time. */
import { cholesky, gram, solveRows } from "../dense/factor";
import { choleskyOfOne, gramOfOne, solveRowsOfOne } from "../dense/twins";
import { Factors } from "../layout.generated";

/** As `cholesky` (../dense/factor.ts), of the whole matrix. */
export function factorIn(f: Factors, n: i32, A: usize, ld: i32, tolerance: f64): i32 {
  if (f.twins) return choleskyOfOne(n, A, ld, tolerance, f.panel);
  return cholesky(n, A, ld, tolerance, 0);
}

/** As `solveRows`. */
export function solveIn(f: Factors, rows: i32, n: i32, L: usize, ldL: i32, B: usize, X: usize, ldX: i32): void {
  if (f.twins) solveRowsOfOne(rows, n, L, ldL, B, X, ldX, f.panel);
  else solveRows(rows, n, L, ldL, B, X, ldX);
}

/** As `gram`. */
export function gramIn(f: Factors, rows: i32, n: i32, F: usize, ldF: i32, M: usize, ldM: i32, negative: bool): void {
  if (f.twins) gramOfOne(rows, n, F, ldF, M, ldM, negative, f.panel);
  else gram(rows, n, F, ldF, M, ldM, negative);
}
