import { Random } from "../random.js";
import type { BatchProblem, Size } from "./problem.js";

/**
 * A batch of random strictly convex, strictly feasible problems:
 *
 *     L = tril(U(0,1)) + I,   Q = L Lᵀ + 1e-3 I,   G, A, z₀ ~ N(0,1),   s₀ = 1,
 *     b = A z₀,   h = G z₀ + s₀,   p ~ N(0,1) for every element.
 *
 * @param shared Q, G, A, b, h are the same for the whole batch; otherwise each element has its own.
 * @param seed equal seeds give equal problems.
 * Source: the generator of Amos & Kolter 2017 (prof-linear.py in their code), with distinct p.
 */
export function generate(size: Size, batch: number, shared: boolean, seed: number): BatchProblem {
  const { variables: n, equalities: e, inequalities: m } = size;
  const random = new Random(seed);
  const count = shared ? 1 : batch;
  const fields = {
    Q: new Float64Array(count * n * n),
    p: new Float64Array(batch * n),
    A: new Float64Array(count * e * n),
    b: new Float64Array(count * e),
    G: new Float64Array(count * m * n),
    h: new Float64Array(count * m),
  };
  for (let i = 0; i < count; i++) {
    fillQ(fields.Q.subarray(i * n * n, (i + 1) * n * n), n, random);
    const z0 = Float64Array.from({ length: n }, () => random.normal());
    const fill = (matrix: Float64Array, right: Float64Array, rows: number, slack: number): void => {
      for (let row = i * rows; row < (i + 1) * rows; row++) {
        right[row] = slack;
        for (let j = 0; j < n; j++) {
          matrix[row * n + j] = random.normal();
          right[row] += matrix[row * n + j] * z0[j];
        }
      }
    };
    fill(fields.G, fields.h, m, 1);
    fill(fields.A, fields.b, e, 0);
  }
  for (let i = 0; i < fields.p.length; i++) fields.p[i] = random.normal();
  return {
    ...size,
    name: `${n},${e},${m}`,
    batch,
    shared,
    fields,
    diagonal: false,
    lower: undefined,
  };
}

function fillQ(Q: Float64Array, n: number, random: Random): void {
  const L = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) L[i * n + j] = random.uniform();
    L[i * n + i] += 1;
  }
  fillCost(Q, L, n);
}

/** Q = L Lᵀ + 1e-3 I, of a lower triangle L. */
export function fillCost(Q: Float64Array, L: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? 1e-3 : 0;
      for (let k = 0; k <= j; k++) sum += L[i * n + k] * L[j * n + k];
      Q[i * n + j] = Q[j * n + i] = sum;
    }
  }
}
