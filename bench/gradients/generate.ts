/**
 * Random problems with an interior point, as the peers are measured on:
 *
 *     L = tril(U(0, 1)) + I,  Q = L Lᵀ + 10⁻³ I;   G, A, z₀, p ~ N(0, 1);   b = A z₀,  h = G z₀ + 1
 *
 * and, in the family with bounds, z₀ − ½ ≤ z ≤ z₀ + ½.
 */
import { Random } from "../../tools/random.js";
import { fillCost } from "../../tools/problems/generate.js";

/** Numbers of one problem; matrices row-major. */
export interface Problem {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  readonly Q: Float64Array;
  readonly p: Float64Array;
  readonly A: Float64Array;
  readonly b: Float64Array;
  readonly G: Float64Array;
  readonly h: Float64Array;
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
}

export interface Size {
  readonly n: number;
  readonly e: number;
  readonly m: number;
  readonly bounds: boolean;
}

export function generate(seed: number, { n, e, m, bounds }: Size): Problem {
  const random = new Random(seed);
  const uniform = (): number => random.uniform();
  const normal = (): number => random.normal();
  const draw = (length: number, from: () => number): Float64Array => Float64Array.from({ length }, from);

  const L = draw(n * n, uniform);
  for (let i = 0; i < n; i++) {
    L.fill(0, i * n + i + 1, i * n + n);
    L[i * n + i] += 1;
  }
  const Q = new Float64Array(n * n);
  fillCost(Q, L, n);
  const G = draw(m * n, normal);
  const A = draw(e * n, normal);
  const z0 = draw(n, normal);
  return {
    ...{ n, e, m, Q, A, G },
    p: draw(n, normal),
    b: times(A, z0),
    h: times(G, z0).map((value) => value + 1),
    ...(bounds && { lower: z0.map((value) => value - 0.5), upper: z0.map((value) => value + 0.5) }),
  };
}

/** Loss gradients with respect to outputs: standard normal. */
export function drawVector(seed: number, length: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length }, () => random.normal());
}

function times(M: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  return Float64Array.from({ length: M.length / n }, (_, i) =>
    x.reduce((sum, value, j) => sum + M[i * n + j] * value, 0),
  );
}
