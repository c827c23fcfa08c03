/** The problems of the published timings: one Q, G, A, b, h for the batch, a cost p for every element. */
import type { DenseArray } from "optnet";
import { fillCost } from "../speed/generator.js";

export interface Size {
  readonly variables: number;
  readonly equalities: number;
  readonly inequalities: number;
}

export interface Batch {
  readonly Q: DenseArray;
  readonly p: DenseArray;
  readonly A?: DenseArray;
  readonly b?: DenseArray;
  readonly G?: DenseArray;
  readonly h?: DenseArray;
}

/** Q = LLᵀ + 1e-3 I with L = tril(U(0,1)) + I; G, A, z₀, p ~ N(0,1); h = G z₀ + 1; b = A z₀. */
export function drawBatch(
  seed: number,
  { variables: n, equalities: e, inequalities: m }: Size,
  batch: number,
): Batch {
  const uniform = generator(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const normals = (...shape: number[]): DenseArray<Float64Array> => ({
    data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, normal),
    shape,
  });
  const L = Float64Array.from({ length: n * n }, (_, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    return column > row ? 0 : uniform() + (row === column ? 1 : 0);
  });
  const Q = new Float64Array(n * n);
  fillCost(Q, L, n);
  const z = normals(n).data;
  const times = ({ data, shape: [rows] }: DenseArray, add: number): DenseArray => ({
    data: Float64Array.from({ length: rows }, (_, i) => {
      let sum = add;
      for (let j = 0; j < n; j++) sum += data[i * n + j] * z[j];
      return sum;
    }),
    shape: [rows],
  });
  const A = normals(e, n);
  const G = normals(m, n);
  return {
    Q: { data: Q, shape: [n, n] },
    p: normals(batch, n),
    ...(e > 0 && { A, b: times(A, 0) }),
    ...(m > 0 && { G, h: times(G, 1) }),
  };
}

/** Source: mulberry32, T. Ettinger. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
