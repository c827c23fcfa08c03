/** A chain: neighbours may differ by at most a tenth. */
import type { ProblemInput, SparseMatrix } from "optnet";
import { sparse } from "optnet";

export function chain(n: number): ProblemInput & { readonly G: SparseMatrix } {
  const rows = Int32Array.from({ length: 2 * (n - 1) }, (_, k) => k >> 1);
  const columns = Int32Array.from({ length: 2 * (n - 1) }, (_, k) => (k + 1) >> 1);
  const values = Float64Array.from({ length: 2 * (n - 1) }, (_, k) => (k % 2 === 0 ? 1 : -1));
  return {
    Q: sparse.diagonal(new Float64Array(n).fill(1)),
    p: Float64Array.from({ length: n }, (_, i) => Math.sin(0.37 * i) + (i % 7) / 5),
    G: sparse.fromTriplets([n - 1, n], rows, columns, values),
    h: new Float64Array(n - 1).fill(0.1),
  };
}
