/** Copies between arrays of one element and lane pairs. */
import { PAIR } from "./lanes";

/** to[i] = sign · (from0[i], from1[i]). */
export function interleave(count: i32, from0: usize, from1: usize, to: usize, sign: f64): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    store<f64>(to + i * PAIR, sign * load<f64>(from0 + i * 8));
    store<f64>(to + i * PAIR, sign * load<f64>(from1 + i * 8), 8);
  }
}

/** One lane of a symmetric `[n, n]` matrix, of which the lower triangle is given, as a full matrix. */
export function unpackSymmetric(n: i32, from: usize, ld: i32, to: usize): void {
  const size = <usize>n;
  for (let i: usize = 0; i < size; i++) {
    for (let j: usize = 0; j <= i; j++) {
      const value = load<f64>(from + (i * <usize>ld + j) * PAIR);
      store<f64>(to + (i * size + j) * 8, value);
      store<f64>(to + (j * size + i) * 8, value);
    }
  }
}

/** One lane of a `[rows, n]` matrix, rows `ld` entries apart, stored densely. */
export function unpackRows(rows: i32, n: i32, from: usize, ld: i32, to: usize): void {
  for (let i: usize = 0; i < <usize>rows; i++) {
    for (let j: usize = 0; j < <usize>n; j++) {
      store<f64>(to + (i * <usize>n + j) * 8, load<f64>(from + (i * <usize>ld + j) * PAIR));
    }
  }
}

/** Multiplies column j of `[rows, n]` lane pairs, rows `ld` entries apart, by factors[j]. */
export function scaleColumns(rows: i32, n: i32, M: usize, ld: i32, factors: usize): void {
  for (let i: usize = 0; i < <usize>rows; i++) {
    const row = M + i * <usize>ld * PAIR;
    for (let j: usize = 0; j < <usize>n * PAIR; j += PAIR) {
      v128.store(row + j, f64x2.mul(v128.load(row + j), v128.load(factors + j)));
    }
  }
}

/** x ← factors ∘ x. */
export function scaleVector(n: i32, x: usize, factors: usize): void {
  scaleColumns(1, n, x, n, factors);
}
