/** The random programs that the paper times: n variables, m inequalities, strictly convex, feasible. */
import type { DenseArray } from "optnet";
import { Random } from "../../tools/random.js";

/** A batch with all the arrays that `solve` takes; Q, G, h shared by the batch or one per element. */
export interface Batch {
  readonly Q: DenseArray<Float64Array>;
  readonly p: DenseArray<Float64Array>;
  readonly G: DenseArray<Float64Array>;
  readonly h: DenseArray<Float64Array>;
}

/**
 * L = tril(U(0, 1)) + I, Q = LLᵀ + 0.001 I; G, z₀, p normal; h = G z₀ + 1, so that z₀ is strictly feasible.
 *
 * @param shared whether only p differs between elements, as in a layer.
 */
export function randomBatch(n: number, m: number, batch: number, shared: boolean, seed: number): Batch {
  const random = new Random(seed);
  const copies = shared ? 1 : batch;
  const Q = new Float64Array(copies * n * n);
  const G = new Float64Array(copies * m * n).map(() => random.normal());
  const h = new Float64Array(copies * m);
  for (let copy = 0; copy < copies; copy++) {
    const L = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) L[i * n + j] = random.uniform() + Number(i === j);
    }
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = i === j ? 1e-3 : 0;
        for (let k = 0; k <= j; k++) sum += L[i * n + k] * L[j * n + k];
        Q[copy * n * n + i * n + j] = Q[copy * n * n + j * n + i] = sum;
      }
    }
    const z0 = Array.from({ length: n }, () => random.normal());
    for (let i = 0; i < m; i++) {
      h[copy * m + i] = z0.reduce((sum, value, j) => sum + G[(copy * m + i) * n + j] * value, 1);
    }
  }
  const lead = shared ? [] : [batch];
  return {
    Q: { data: Q, shape: [...lead, n, n] },
    p: { data: new Float64Array(batch * n).map(() => random.normal()), shape: [batch, n] },
    G: { data: G, shape: [...lead, m, n] },
    h: { data: h, shape: [...lead, m] },
  };
}

/** One element of a batch as a problem of its own. */
export function elementOf({ Q, p, G, h }: Batch, element: number): Batch {
  const [batch, n] = p.shape;
  const m = h.shape.at(-1)!;
  const part = (array: DenseArray<Float64Array>, size: number, shape: number[]): DenseArray<Float64Array> => {
    const start = array.data.length === size && batch > 1 ? 0 : element * size;
    return { data: array.data.subarray(start, start + size), shape };
  };
  return { Q: part(Q, n * n, [n, n]), p: part(p, n, [1, n]), G: part(G, m * n, [m, n]), h: part(h, m, [m]) };
}
