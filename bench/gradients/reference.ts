/**
 * Gradients to far more digits than float64 holds, by other means than the product's: the KKT system of the active
 * set, Gaussian elimination with pivoting, and refinement with residuals and solutions of about 32 digits.
 *
 * Where the active set comes from does not matter, because it is proved: the point that it gives must satisfy every
 * inactive constraint and have a positive multiplier on every active one, by a margin.
 */
import { Accumulator } from "../robustness/double-double.js";
import type { Problem } from "./generate.js";

export type Output = "z" | "nu" | "lambda" | "lambdaLower" | "lambdaUpper";
export type Input = "Q" | "p" | "A" | "b" | "G" | "h" | "lower" | "upper";

export interface Reference {
  /** Smallest slack of an inactive and multiplier of an active constraint; below 0 the active set is wrong. */
  readonly margin: number;
  readonly z: Float64Array;
  readonly gradients: { readonly [Name in Input]?: Float64Array };
}

/** A row of an inequality: of G, or ± a unit vector. */
interface Row {
  readonly from: "G" | "lower" | "upper";
  readonly index: number;
}

/**
 * @param guess multipliers; those above `threshold` mark what is taken to be active.
 * @param cotangents gradients of the loss with respect to the outputs; absent ones are 0.
 */
export function referenceGradients(
  problem: Problem,
  guess: Readonly<Record<"lambda" | "lambdaLower" | "lambdaUpper", Float64Array>>,
  cotangents: { readonly [Name in Output]?: Float64Array },
  threshold = 1e-7,
): Reference {
  const { n, e, m, Q, p, A, b, G, h, lower, upper } = problem;
  const rows: Row[] = [];
  const others: Row[] = [];
  const sort = (from: Row["from"], multipliers: Float64Array, count: number): void => {
    for (let index = 0; index < count; index++) {
      (multipliers[index] > threshold ? rows : others).push({ from, index });
    }
  };
  sort("G", guess.lambda, m);
  if (lower) sort("lower", guess.lambdaLower, n);
  if (upper) sort("upper", guess.lambdaUpper, n);
  const entry = ({ from, index }: Row, j: number): number =>
    from === "G" ? G[index * n + j] : j !== index ? 0 : from === "lower" ? -1 : 1;
  const side = ({ from, index }: Row): number =>
    from === "G" ? h[index] : from === "lower" ? -lower![index] : upper![index];

  const size = n + e + rows.length;
  const K = new Float64Array(size * size);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) K[i * size + j] = Q[i * n + j];
  const below = (at: number, value: (j: number) => number): void => {
    for (let j = 0; j < n; j++) K[at * size + j] = K[j * size + at] = value(j);
  };
  for (let k = 0; k < e; k++) below(n + k, (j) => A[k * n + j]);
  rows.forEach((row, k) => below(n + e + k, (j) => entry(row, j)));
  const system = new RefinedSystem(K, size);

  const point = system.solve(Float64Array.of(...p.map((value) => -value), ...b, ...rows.map(side)));
  const z = point.high.slice(0, n);
  let margin = Math.min(Infinity, ...point.high.slice(n + e));
  for (const row of others) {
    const slack = new Accumulator();
    slack.add(side(row));
    for (let j = 0; j < n; j++) slack.addProduct(-entry(row, j), z[j]);
    margin = Math.min(margin, slack.value);
  }

  const right = new Float64Array(size);
  right.set(cotangents.z ?? []);
  right.set(cotangents.nu ?? [], n);
  rows.forEach(({ from, index }, k) => {
    const name = from === "G" ? "lambda" : from === "lower" ? "lambdaLower" : "lambdaUpper";
    right[n + e + k] = cotangents[name]?.[index] ?? 0;
  });
  const u = system.solve(right.map((value) => -value)).high;
  return { margin, z, gradients: gradientsFrom(problem, rows, point.high, u) };
}

function gradientsFrom(
  { n, e, m, lower, upper }: Problem,
  rows: readonly Row[],
  point: Float64Array,
  u: Float64Array,
): Reference["gradients"] {
  const outer = (count: number, a: (i: number) => number, b: (i: number) => number): Float64Array => {
    const out = new Float64Array(count * n);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < n; j++) out[i * n + j] = a(i) * point[j] + b(i) * u[j];
    }
    return out;
  };
  const spread = (from: Row["from"], count: number, vector: Float64Array): Float64Array => {
    const out = new Float64Array(count);
    rows.forEach((row, k) => {
      if (row.from === from) out[row.index] = vector[n + e + k];
    });
    return out;
  };
  const [du, lambda] = [spread("G", m, u), spread("G", m, point)];
  return {
    Q: outer(
      n,
      (i) => u[i] / 2,
      (i) => point[i] / 2,
    ),
    p: u.slice(0, n),
    A: outer(
      e,
      (i) => u[n + i],
      (i) => point[n + i],
    ),
    b: u.slice(n, n + e).map((value) => -value),
    G: outer(
      m,
      (i) => du[i],
      (i) => lambda[i],
    ),
    h: du.map((value) => -value),
    ...(lower && { lower: spread("lower", n, u) }),
    ...(upper && { upper: spread("upper", n, u).map((value) => -value) }),
  };
}

/** Solves with one matrix; solutions are sums of two float64 numbers. */
class RefinedSystem {
  readonly #K: Float64Array;
  readonly #size: number;
  readonly #LU: Float64Array;
  readonly #order: Int32Array;

  constructor(K: Float64Array, size: number) {
    this.#K = K;
    this.#size = size;
    const LU = K.slice();
    const order = Int32Array.from({ length: size }, (_, i) => i);
    for (let k = 0; k < size; k++) {
      let best = k;
      for (let i = k + 1; i < size; i++) {
        if (Math.abs(LU[i * size + k]) > Math.abs(LU[best * size + k])) best = i;
      }
      if (best !== k) {
        const moved = LU.slice(k * size, (k + 1) * size);
        LU.copyWithin(k * size, best * size, (best + 1) * size);
        LU.set(moved, best * size);
        [order[k], order[best]] = [order[best], order[k]];
      }
      for (let i = k + 1; i < size; i++) {
        const factor = (LU[i * size + k] /= LU[k * size + k]);
        if (factor !== 0) for (let j = k + 1; j < size; j++) LU[i * size + j] -= factor * LU[k * size + j];
      }
    }
    this.#LU = LU;
    this.#order = order;
  }

  solve(right: Float64Array): { high: Float64Array; low: Float64Array } {
    const size = this.#size;
    const high = new Float64Array(size);
    const low = new Float64Array(size);
    let last = Infinity;
    for (let round = 0; round < 30; round++) {
      const residual = this.#residual(right, high, low);
      const correction = this.#solveOnce(residual);
      const length = Math.hypot(...correction);
      if (!(length < last / 2) || length === 0) break;
      last = length;
      for (let i = 0; i < size; i++) {
        const sum = high[i] + correction[i];
        const part = sum - high[i];
        const error = high[i] - (sum - part) + (correction[i] - part) + low[i];
        high[i] = sum + error;
        low[i] = error - (high[i] - sum);
      }
    }
    return { high, low };
  }

  #residual(right: Float64Array, high: Float64Array, low: Float64Array): Float64Array {
    const size = this.#size;
    return right.map((value, i) => {
      const sum = new Accumulator();
      sum.add(value);
      for (let j = 0; j < size; j++) {
        const entry = -this.#K[i * size + j];
        if (entry === 0) continue;
        sum.addProduct(entry, high[j]);
        sum.addProduct(entry, low[j]);
      }
      return sum.value;
    });
  }

  #solveOnce(right: Float64Array): Float64Array {
    const size = this.#size;
    const LU = this.#LU;
    const x = Float64Array.from(this.#order, (from) => right[from]);
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) x[i] -= LU[i * size + j] * x[j];
    for (let i = size - 1; i >= 0; i--) {
      for (let j = i + 1; j < size; j++) x[i] -= LU[i * size + j] * x[j];
      x[i] /= LU[i * size + i];
    }
    return x;
  }
}
